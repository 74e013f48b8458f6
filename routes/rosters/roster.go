package rosters

import (
	"bytes"
	"context"
	"io"

	"xinjumin/models"
	"xinjumin/models/roster"
	"xinjumin/models/upload"
	"xinjumin/routes/httpapi"
	"xinjumin/routes/shapes"
	"xinjumin/services/rosters"
)

type createRosterIn struct {
	ID   models.ID `path:"id" doc:"Organization"`
	Body struct {
		FileID models.ID `json:"file_id" doc:"Own, uploaded with the purpose roster, in no use yet"`
	}
}

type rosterIn struct {
	ID models.ID `path:"id" doc:"Roster"`
}

// rosterMapping says in which column, counted from 0, each field stands.
type rosterMapping struct {
	Name     int  `json:"name_column" minimum:"0" maximum:"59" example:"1"`
	IDNumber int  `json:"id_number_column" minimum:"0" maximum:"59" example:"2"`
	Side     *int `json:"side_column,omitempty" minimum:"0" maximum:"59" doc:"Absent: all are new residents" example:"4"`
}

type mapRosterIn struct {
	ID models.ID `path:"id" doc:"Roster"`
	httpapi.IfMatch
	Body struct {
		Sheet     string        `json:"sheet" minLength:"1" maxLength:"255" example:"会员名单"`
		HeaderRow int           `json:"header_row" minimum:"1" maximum:"50" example:"1"`
		Columns   rosterMapping `json:"columns" doc:"Counted from 0"`
	}
}

type importRosterIn struct {
	ID   models.ID `path:"id" doc:"Roster"`
	Body struct {
		As string `json:"as" enum:"invitation,membership"`
	}
}

// Docs implements httpapi.Documented.
func (importRosterIn) Docs() map[string]string {
	return map[string]string{
		"as": "invitation: new to them; membership: members on paper already. Either way each person says yes first",
	}
}

type rosterOut struct {
	httpapi.Versioned
	Body Roster
}

const rosterTag = "rosters"

// rosterPolicy is for what only those who decide the applications of the organization do and see.
func rosterPolicy(audit models.Action) httpapi.Policy {
	return httpapi.Policy{Audience: httpapi.Staff(models.ReviewerRoles()...), Scope: httpapi.ScopeOrganization,
		Audit: audit}
}

// Rosters registers the lists that leaders keep in a spreadsheet, and the
// answers of the people on them.
func Rosters(api *httpapi.API, svc *rosters.Service) {
	api.Tag(rosterTag, "Lists of people that leaders keep in a spreadsheet", "名单：负责人用表格管理的人员名单")
	api.Words(words)
	rosterTemplate(api, svc)
	rosterFiles(api, svc)
	rosterWork(api, svc)
	rosterRows(api, svc)
	rosterClaims(api, svc)
}

func rosterTemplate(api *httpapi.API, svc *rosters.Service) {
	httpapi.Stream(api, httpapi.Route{
		ID:          "downloadRosterTemplate",
		Path:        "/rosters/template.xlsx",
		Tag:         rosterTag,
		Summary:     "An empty list to fill in",
		Description: "All cells are texts, so that a spreadsheet does not shorten identity numbers.",
		ZH:          httpapi.InChinese("下载空白名单表格", "所有单元格均为文本格式，以免表格软件截短身份证号码。"),
		Policy:      httpapi.Policy{Audience: httpapi.Public, Scope: httpapi.ScopeNone},
	}, []string{shapes.XlsxType}, func(context.Context, models.Actor, *httpapi.None) (*httpapi.Download, error) {
		content, err := svc.Template()
		if err != nil {
			return nil, err
		}
		return &httpapi.Download{Body: io.NopCloser(bytes.NewReader(content)), Size: int64(len(content)),
			Type: shapes.XlsxType, Name: "会员名册模板.xlsx", ETag: "template-1"}, nil
	})
}

func rosterFiles(api *httpapi.API, svc *rosters.Service) {
	const list = "rosters"
	httpapi.Post(api, httpapi.Route{
		ID:      "createRoster",
		Path:    "/organizations/{id}/rosters",
		Tag:     rosterTag,
		Summary: "Hand in a list of people",
		Status:  201,
		Once: httpapi.OnceByKey("A file is taken by one list.",
			"一份文件只能用于一份名单。"),
		Description: "Upload the file first (POST /files, purpose roster: .xlsx, or .csv in UTF-8 or GB18030, at " +
			"most 10 MB). What its columns mean is understood by their heads, and left open " +
			"where two fit alike: look at columns and preview, and choose (PUT /rosters/{id}/mapping). Nothing is " +
			"imported yet; a list that " +
			"nobody imports within seven days goes away.",
		ZH: httpapi.InChinese("提交人员名单", "先上传文件（POST /files，用途 roster：.xlsx，或 UTF-8、GB18030 编码的 .csv，"+
			"不超过10 MB）。各列的含义按表头识别，有两列同样合适时不作判断：请看 columns 和 preview 后选定（PUT /rosters/{id}/mapping）。此时尚未导入任何人；"+
			"七天内没有导入的名单自动清除。"),
		Policy: rosterPolicy(rosters.ActionUpload),
		Errors: []*models.Error{models.ErrForbidden, roster.ErrEmpty, roster.ErrSheetKind, roster.ErrSheetOld,
			roster.ErrSheetEncrypted, roster.ErrSheetMacro, roster.ErrSheetUnpacked, upload.ErrUnreadable,
			upload.ErrUnsafe, upload.ErrStore},
	}, func(ctx context.Context, actor models.Actor, in *createRosterIn) (rosters.View, error) {
		return svc.Create(ctx, actor, in.ID, in.Body.FileID)
	}, presentRoster)
	httpapi.List(api, httpapi.Route{
		ID:          "listRosters",
		Path:        "/organizations/{id}/rosters",
		Tag:         rosterTag,
		Summary:     "List the rosters of an organization",
		Description: "For who decides its applications, the newest first.",
		ZH:          httpapi.InChinese("查看组织的名单", "供审批入会申请的人查看，最新的在前。"),
		Policy:      rosterPolicy(models.Action{}),
		Errors:      []*models.Error{models.ErrForbidden},
	}, list, func(
		ctx context.Context, actor models.Actor, in *shapes.OrganizationListIn, page models.Page,
	) (models.List[rosters.View], error) {
		return svc.List(ctx, actor, in.ID, page)
	}, rosterDTO)
	rosterReading(api, svc)
}

// rosterReading registers how a roster is read and its columns are named.
func rosterReading(api *httpapi.API, svc *rosters.Service) {
	httpapi.Read(api, httpapi.Route{
		ID:      "readRoster",
		Path:    "/rosters/{id}",
		Tag:     rosterTag,
		Summary: "Read a roster and how far it is",
		Description: "While the file waits, with its sheets, columns, and up to three masked values of each. Ask " +
			"again every few seconds while it is checking, importing or cancelling.",
		ZH:     httpapi.InChinese("查看名单及进度", "文件尚未导入时，附工作表、各列以及每列最多三个遮盖后的示例。检查、导入或撤回期间，请每隔几秒查询一次。"),
		Policy: rosterPolicy(models.Action{}),
	}, func(ctx context.Context, actor models.Actor, in *rosterIn) (rosters.View, error) {
		return svc.Get(ctx, actor, in.ID)
	}, presentRoster)
	httpapi.Put(api, httpapi.Route{
		ID:      "mapRoster",
		Path:    "/rosters/{id}/mapping",
		Tag:     rosterTag,
		Summary: "Say what the columns mean",
		Description: "What an earlier check found no longer counts. Phone numbers, offices and " +
			"notes are not taken over.",
		ZH:     httpapi.InChinese("指定各列的含义", "此前的检查结果作废。手机号、职务和备注不导入。"),
		Policy: rosterPolicy(rosters.ActionMap),
		Errors: []*models.Error{roster.ErrState, roster.ErrSheet},
	}, func(ctx context.Context, actor models.Actor, in *mapRosterIn) (*rosterOut, error) {
		b := in.Body
		mapping := roster.Mapping{roster.Name: b.Columns.Name, roster.Number: b.Columns.IDNumber}
		if b.Columns.Side != nil {
			mapping[roster.Side] = *b.Columns.Side
		}
		v, err := svc.Remap(ctx, actor, in.ID, b.Sheet, b.HeaderRow, mapping, in.Expected())
		if err != nil {
			return nil, err
		}
		return presentRoster(v), nil
	})
}

func rosterWork(api *httpapi.API, svc *rosters.Service) {
	httpapi.Post(api, httpapi.Route{
		ID:      "checkRoster",
		Path:    "/rosters/{id}/check",
		Tag:     rosterTag,
		Summary: "Look for what is wrong, without importing",
		Status:  200,
		Description: "Every row is read: numbers, repeated people, ages, formulas, merged " +
			"cells, rows that are out of " +
			"sight. Without a column for name and number it is refused, and asks for them. One " +
			"that has failed may be " +
			"begun anew. It runs in the background; nobody learns from it who uses the product.",
		ZH: httpapi.InChinese("检查名单（不导入）", "逐行检查：号码、重复的人、年龄、公式、合并单元格、隐藏的行。没有指定姓名列和号码列的会被拒绝，并要求指定。失败的检查可以重新开始。"+
			"在后台进行；谁在使用本系统，不会因此泄露。"),
		Policy: rosterPolicy(rosters.ActionCheck),
		Errors: []*models.Error{roster.ErrState},
	}, func(ctx context.Context, actor models.Actor, in *rosterIn) (rosters.View, error) {
		return svc.Check(ctx, actor, in.ID)
	}, presentRoster)
	httpapi.Post(api, httpapi.Route{
		ID:      "importRoster",
		Path:    "/rosters/{id}/import",
		Tag:     rosterTag,
		Summary: "Take the good rows over",
		Status:  200,
		Description: "Each becomes an entry that waits half a year for the person with that name and identity " +
			"number, who is told and says yes or no (GET /me/roster-claims). The same list again changes nothing; a " +
			"corrected one adds what is new. It runs in the background and goes on after a crash.",
		ZH: httpapi.InChinese("导入无误的各行", "每行成为一条待认领的记录，保留半年；姓名和身份证号码相符的人会收到通知，由本人答复是否加入"+
			"（GET /me/roster-claims）。再次导入同一名单不产生变化，更正后的名单只补充新增的。在后台进行，中断后会继续。"),
		Policy: rosterPolicy(rosters.ActionImport),
		Errors: []*models.Error{roster.ErrUnchecked, roster.ErrState, roster.ErrMerged,
			roster.ErrTooLong, roster.ErrEmpty, roster.ErrBusy, models.ErrOrganizationClosed},
	}, func(ctx context.Context, actor models.Actor, in *importRosterIn) (rosters.View, error) {
		return svc.Import(ctx, actor, in.ID, roster.As(in.Body.As))
	}, presentRoster)
	httpapi.Delete(api, httpapi.Route{
		ID:      "cancelRoster",
		Path:    "/rosters/{id}",
		Tag:     rosterTag,
		Summary: "Take a list back",
		Description: "The file goes, and with it everybody on it who has not answered. Whoever has said yes stays a " +
			"member. Doing it again does nothing.",
		ZH:     httpapi.InChinese("撤回名单", "文件和尚未答复的人员随之清除，已答应加入的仍是会员。重复撤回不产生变化。"),
		Policy: rosterPolicy(rosters.ActionCancel),
		Errors: []*models.Error{roster.ErrBusy},
	}, func(ctx context.Context, actor models.Actor, in *rosterIn) (*httpapi.None, error) {
		return nil, svc.Cancel(ctx, actor, in.ID)
	})
}

func rosterDTO(v rosters.View) Roster {
	state, _ := v.State.Text()
	as, _ := v.ImportAs.Text()
	out := Roster{Acts: httpapi.ActsOf(v.Choices),
		ID: v.ID, OrganizationID: v.OrganizationID, State: string(v.State),
		StateText: state, Sheet: v.Sheet, HeaderRow: v.HeaderRow, As: httpapi.OrNull(v.ImportAs), AsText: as,
		RowsDone: v.RowsDone, RowCount: v.RowCount, BadCount: v.BadCount, Hidden: v.HiddenCount, Added: v.AddedCount,
		Known: v.KnownCount, Members: v.MemberCount, Claimed: v.ClaimedCount, Blocker: v.Blocker,
		BlockedAt: v.BlockedAt, CreatedBy: v.CreatedBy, CheckedAt: v.CheckedAt, ImportedAt: v.ImportedAt,
		ExpiresAt: v.ExpiresAt, CreatedAt: v.CreatedAt, Version: v.Version}
	if blocker := roster.Blocker(v.Blocker); blocker != nil {
		out.BlockerText = blocker.ZH
	}
	mapping := rosters.Mapping(v.Roster)
	for f, at := range map[roster.Field]**int{roster.Name: &out.Columns.Name,
		roster.Number: &out.Columns.IDNumber, roster.Side: &out.Columns.Side} {
		if column, there := mapping[f]; there {
			*at = &column
		}
	}
	out.Preview = RosterPreview{Sheets: []string{}, Columns: []RosterColumn{}}
	if v.Preview != nil {
		out.Preview.Sheets = v.Preview.Sheets
		for _, c := range v.Preview.Columns {
			words, _ := c.Guess.Text()
			out.Preview.Columns = append(out.Preview.Columns,
				RosterColumn{Index: c.Index, Letter: c.Letter, Head: c.Head, Guess: httpapi.OrNull(c.Guess), GuessText: words,
					Samples: append([]string{}, c.Samples...)})
		}
	}
	return out
}

func presentRoster(v rosters.View) *rosterOut {
	return &rosterOut{Versioned: httpapi.VersionTag(v.Version, v.Step, v.Choices.Mark()), Body: rosterDTO(v)}
}
