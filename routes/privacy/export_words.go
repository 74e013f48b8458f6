package privacy

import (
	"fmt"
	"reflect"

	"xinjumin/models"
)

// spoken is a code that knows its words.
type spoken interface{ Text() (zh, en string) }

// codeText puts a code of ours into words; a code without words, and what is no
// code, is shown as it is.
func codeText(column string, v any) string {
	if s, ok := v.(spoken); ok {
		if zh, _ := s.Text(); zh != "" {
			return zh
		}
	}
	if zh := codeWords(column, v); zh != "" {
		return zh
	}
	r := reflect.ValueOf(v)
	switch r.Kind() {
	case reflect.String:
		return r.String()
	case reflect.Bool, reflect.Slice, reflect.Map:
		return ""
	}
	return fmt.Sprint(v)
}

// codeLists are the lists of codes from which columns choose.
var codeLists = map[string]string{
	"education": models.CodesEducation, "political_status": models.CodesPoliticalStatus,
	"ethnicity":         models.CodesEthnicity,
	"employment_status": models.CodesEmployment, "work_kind": models.CodesWorkKind, "permit_state": models.CodesPermit,
	"code": models.CodesSkill,
}

func codeWords(column string, v any) string {
	if list := codeLists[column]; list != "" {
		zh, _, _ := models.CodeText(list, fmt.Sprint(v))
		return zh
	}
	zh := ""
	switch v := v.(type) {
	case models.Purpose:
		if p, ok := models.PurposeOf(v); ok {
			zh = p.ZH.Title
		}
	case models.Verification:
		zh, _ = models.VerificationText(v)
	case models.Role:
		zh, _ = models.RoleText(v)
	case models.MembershipState:
		zh, _ = models.MembershipStateText(v)
	case models.MemberSide:
		zh, _ = models.MemberSideText(v)
	case models.OrganizationState:
		zh, _ = models.OrganizationStateText(v)
	case models.ActivityState:
		zh, _ = models.ActivityStateText(v)
	case models.ActivityKind:
		zh, _ = models.ActivityKindText(v)
	case models.SignupState:
		zh, _ = models.SignupStateText(v)
	case models.PollState:
		zh, _ = models.PollStateText(v)
	case string:
		switch column {
		case "outcome":
			zh, _ = models.OutcomeText(v)
		case "action":
			zh = actionWords(v)
		}
	case models.FileModeration:
		zh, _ = models.FileModerationText(v)
	case models.FilePurpose:
		if rule, ok := models.FileRuleOf(v); ok {
			zh = rule.ZH
		}
	default:
		zh = plainCodes[fmt.Sprintf("%T %v", v, v)]
	}
	return zh
}

// plainCodes are words for codes that are shown nowhere else.
var plainCodes = map[string]string{ //nolint:gosec // words, no credentials
	"models.PersonState active": "使用中", "models.PersonState closed": "已注销",
	"models.Sex 1": "男", "models.Sex 2": "女", "models.Sex 0": "未填写",
	"models.RevokeReason logout": "本人退出", "models.RevokeReason revoked": "从另一台设备退出",
	"models.RevokeReason reuse": "凭证被重复使用，安全退出",
	"models.RevokeReason limit": "登录设备过多", "models.RevokeReason closed": "账号注销",
	"models.ScopeKind region": "地区", "models.ScopeKind organization": "组织", "models.ScopeKind committee": "调解委员会",
	"models.EndReason left": "本人退出", "models.EndReason removed": "被除名", "models.EndReason transferred": "转出",
	"models.EndReason expired":           "到期",
	"models.ApprovalKind platform_admin": "任命平台管理员", "models.ApprovalKind identity_disclosure": "查看身份信息",
	"models.ApprovalKind member_export": "导出会员名册",
	"models.ApprovalKind staff_merge":   "合并有职务的账号",
	"models.Moderation pending":         "正常显示", "models.Moderation passed": "已审核", "models.Moderation blocked": "已屏蔽",
	"models.ConsentEnd withdrawn": "本人撤回", "models.ConsentEnd renewed": "条款更新", "models.ConsentEnd closed": "账号注销",
	"models.DeskEnd officer": "经办人结束", "models.DeskEnd person": "本人结束", "models.DeskEnd expired": "超时",
	"models.DeskEnd code": "确认码多次错误", "models.DeskEnd merged": "账号合并",
	"models.FileState pending": "上传中", "models.FileState ready": "可用", "models.FileState deleted": "已删除",
	"models.FileState gone":          "已删除",
	"models.DisputeSource proactive": "主动介入", "models.DisputeSource referral": "移送",
	"models.PollMode detached": "无记名", "models.PollMode blind": "无记名", "models.PollMode named": "记名",
	"models.PartySide applicant": "申请人", "models.PartySide respondent": "被申请人",
	"models.DisputeSource application": "当事人申请", "models.DisputeAudience parties": "当事人可见",
	"models.DisputeAudience committee": "调委会可见",
}
