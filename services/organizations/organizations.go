package organizations

import (
	"context"
	"errors"
	"maps"

	"xinjumin/models"
	"xinjumin/services/internal/inbox"
	"xinjumin/services/internal/jobs"
	"xinjumin/services/internal/keyring"
	"xinjumin/services/internal/membership"
	"xinjumin/services/internal/store"
)

// Audit actions of this area.
var (
	ActionCreate        = models.NewAction("organization.create", "组织：新建")
	ActionRevise        = models.NewAction("organization.revise", "组织：修改")
	ActionCard          = models.NewAction("organization.card", "组织：修改公开名片")
	ActionShow          = models.NewAction("office.show", "组织职务：设置是否公开")
	ActionSubmit        = models.NewAction("organization.submit", "组织：提交")
	ActionApprove       = models.NewAction("organization.approve", "组织：通过")
	ActionDelete        = models.NewAction("organization.delete", "组织：撤回成立申请或删除草稿")
	ActionReject        = models.NewAction("organization.reject", "组织：不通过")
	ActionApply         = models.NewAction("membership.apply", "入会：申请")
	ActionAccept        = models.NewAction("membership.approve", "入会：通过")
	ActionRefuse        = models.NewAction("membership.reject", "入会：不通过")
	ActionReturn        = models.NewAction("membership.return", "入会：退回更正")
	ActionResubmit      = models.NewAction("membership.resubmit", "入会：更正后重新提交")
	ActionWithdraw      = models.NewAction("membership.withdraw", "入会：撤回")
	ActionLeave         = models.NewAction("membership.leave", "退出组织")
	ActionAppoint       = models.NewAction("office.appoint", "组织职务：任命")
	ActionAcceptOffice  = models.NewAction("office.accept", "组织职务：接受")
	ActionDeclineOffice = models.NewAction("office.decline", "组织职务：不接受")
	ActionEnd           = models.NewAction("office.end", "组织职务：结束")

	ActionCharter        = models.NewAction("charter.write", "章程：起草或修改")
	ActionCharterApprove = models.NewAction("charter.approve", "章程：批准")
	ActionCharterReject  = models.NewAction("charter.reject", "章程：退回")
	ActionFounderInvite  = models.NewAction("founder.invite", "成立组织：邀请发起人")
	ActionFounderSign    = models.NewAction("founder.sign", "成立组织：发起人签名")
	ActionFounderLeave   = models.NewAction("founder.withdraw", "成立组织：撤回签名或不签名")
	ActionRegister       = models.NewAction("organization.register", "组织：登记为法人")
	ActionRename         = models.NewAction("organization.rename", "组织：更改名称")
	ActionUnitAdd        = models.NewAction("unit.add", "团体会员：加入")
	ActionUnitEnd        = models.NewAction("unit.end", "团体会员：退出")
	ActionSuspend        = models.NewAction("organization.suspend", "组织：暂停活动")
	ActionResume         = models.NewAction("organization.resume", "组织：恢复活动")
	ActionDissolve       = models.NewAction("organization.dissolve", "组织：解散")
	ActionExtend         = models.NewAction("organization.extend", "组织：延长存续时间")
	ActionTerm           = models.NewAction("organization.renew_term", "组织：换届")
	ActionReport         = models.NewAction("organization.report", "组织：提交年度报告")
	ActionForm           = models.NewAction("organization.join_form", "组织：设置入会申请表")
	ActionNext           = models.NewAction("membership.next", "入会：候补递进")
	ActionSide           = models.NewAction("membership.side", "修改会员身份（新居民或村社区干部）")
	ActionInvite         = models.NewAction("invitation.create", "入会邀请：发出")
	ActionJoin           = models.NewAction("invitation.accept", "入会邀请：接受")
	ActionDecline        = models.NewAction("invitation.decline", "入会邀请：不接受")
	ActionRevoke         = models.NewAction("invitation.revoke", "入会邀请：收回")
	ActionExpire         = models.NewAction("invitation.expire", "入会邀请：过期")
	ActionCode           = models.NewAction("code.create", "入会码：生成")
	ActionEndCode        = models.NewAction("code.revoke", "入会码：停用")
	ActionSceneCode      = models.NewAction("scene_code.create", "二维码：生成")
	ActionEndSceneCode   = models.NewAction("scene_code.revoke", "二维码：停用")
	ActionPropose        = models.NewAction("removal.propose", "移出会员：提出")
	ActionObject         = models.NewAction("removal.object", "移出会员：本人申辩")
	ActionRemove         = models.NewAction("removal.execute", "移出会员：执行")
	ActionDrop           = models.NewAction("removal.drop", "移出会员：不再移出")
	ActionAnnounce       = models.NewAction("announcement.create", "发布组织通知")
	ActionRetract        = models.NewAction("announcement.retract", "撤回组织通知")
)

// Service is the use cases of organizations, memberships and offices.
type Service struct {
	st   *store.Store
	ring *keyring.Ring
}

// New joins the area to the database and the keys.
func New(st *store.Store, ring *keyring.Ring) *Service { return &Service{st: st, ring: ring} }

const (
	jobMore             = "membership.more"
	jobExpireInvitation = "invitation.expire"
	jobRemoval          = "removal.due"
	jobRemovalLapse     = "removal.lapse"
)

// Jobs gives the handlers of the work that this area makes due.
func (s *Service) Jobs() map[string]jobs.Handler {
	all := map[string]jobs.Handler{
		membership.JobNext:  s.next,
		jobMore:             s.next,
		jobExpireInvitation: s.expireInvitation,
		jobRemoval:          s.removalDue,
		jobRemovalLapse:     s.removalLapse,
	}
	maps.Copy(all, s.lifeJobs())
	return all
}

// Query asks for organizations; zero fields do not narrow, but State means active.
type Query struct {
	Region models.RegionCode // in its subtree
	Near   models.RegionCode // the nearest to this place first
	Kind   models.OrganizationKind
	State  models.OrganizationState
	Text   string // part of the name or of a former one, or the beginning of its pinyin or initials
	Page   models.Page
}

// List finds organizations that the actor may see, by place: by division code, or the
// nearest to a place first.
func (s *Service) List(ctx context.Context, actor models.Actor, q Query) (models.List[models.OrganizationView], error) {
	f := organizationFilter{Within: q.Region, Near: q.Near, Kind: q.Kind, State: q.State, Page: q.Page}
	if f.State == "" {
		f.State = models.OrganizationActive
	}
	if q.Text != "" {
		if !f.search(q.Text) {
			return models.List[models.OrganizationView]{}, nil
		}
	}
	list := listOrganizations
	if f.Near != "" {
		list = listNearest
	}
	rows, err := list(ctx, s.st, actor, f)
	today := models.DayOf(s.st.Now())
	for i := range rows.Items {
		rows.Items[i].TermExpired = rows.Items[i].Organization.TermExpired(today)
	}
	return rows, err
}

// notice tells something about an organization.
func notice(kind models.NoticeKind, o models.Organization) inbox.Notice {
	return inbox.Notice{Kind: kind, Subject: "organization", SubjectID: o.ID}
}

// refusal reports whether an error is a refusal that concerns one person, and no
// fault.
func refusal(err error) bool {
	var r *models.Error
	return errors.As(err, &r) && (r.Code == models.CodeForbidden || r.Code == models.CodeConflict)
}

func officeParams(r models.Role) map[string]string {
	zh, en := r.Text()
	return map[string]string{"office": zh, "office_en": en}
}
