package privacy

import (
	"bytes"
	"context"
	"io"

	"xinjumin/models"
	"xinjumin/routes/httpapi"
	"xinjumin/services/privacy"
)

// DataExport is a request for a copy of everything about oneself.
type DataExport struct {
	ID        models.ID      `json:"id"`
	CreatedAt models.Instant `json:"created_at"`
	ExpiresAt models.Instant `json:"expires_at" doc:"Until then the copy can be read"`
}

// ExportColumn is one column of a part.
type ExportColumn struct {
	Name  string `json:"name" maxLength:"64" example:"nickname"`
	Label string `json:"label" maxLength:"64" doc:"What the person calls it; empty: only for machines" example:"昵称"`
	Class string `json:"class" maxLength:"16" doc:"Class of personal data" example:"name"`
}

// ExportPart is the rows of one kind.
type ExportPart struct {
	Name      string         `json:"name" maxLength:"64" example:"memberships"`
	Title     string         `json:"title" maxLength:"64" example:"入会与会员记录"`
	TitleEN   string         `json:"title_en" maxLength:"64" example:"Memberships"`
	Purpose   string         `json:"purpose" maxLength:"300" doc:"What it is kept for"`
	Basis     string         `json:"basis" maxLength:"300" doc:"On what legal basis"`
	SeenBy    string         `json:"seen_by" maxLength:"300" doc:"Who else sees it"`
	OnClosing string         `json:"on_closing" maxLength:"300" doc:"What becomes of it when the account is closed, in Chinese"`
	Columns   []ExportColumn `json:"columns" maxItems:"100"`
	Rows      [][]any        `json:"rows" maxItems:"10000"`
	More      bool           `json:"more" doc:"Only the newest 10000 are here"`
}

// Docs implements httpapi.Documented.
func (ExportPart) Docs() map[string]string {
	return map[string]string{
		"rows": "The newest first; values in the order of the columns. Another person is the text somebody_else",
	}
}

// ExportWithheld is a kind of rows that is not in the copy.
type ExportWithheld struct {
	Name  string `json:"name" maxLength:"64" example:"refresh_tokens"`
	Title string `json:"title" maxLength:"64" example:"登录凭证"`
	Why   string `json:"why" maxLength:"300"`
}

// ExportCopy is everything about oneself.
type ExportCopy struct {
	DataExport
	Parts    []ExportPart     `json:"parts" maxItems:"200"`
	Withheld []ExportWithheld `json:"withheld" maxItems:"200"`
}

type dataExportOut struct{ Body DataExport }

type exportCopyOut struct{ Body ExportCopy }

type exportIn struct {
	ID models.ID `path:"id"`
}

// Exports registers the copy of everything about oneself.
func Exports(api *httpapi.API, svc *privacy.Service) {
	const tag = "privacy"
	api.Tag(tag, "My data", "我的数据")
	self := func(audit models.Action) httpapi.Policy {
		return httpapi.Policy{Audience: httpapi.Resident, Scope: httpapi.ScopeSelf, Audit: audit}
	}
	httpapi.Post(api, httpapi.Route{
		ID:      "requestExport",
		Path:    "/me/export",
		Tag:     tag,
		Summary: "Ask for a copy of everything about oneself",
		Status:  201,
		Once:    httpapi.OnceBySameBody(),
		Description: "In a session that was signed in within five minutes, and at most three times a day. The copy " +
			"itself is not kept: it is made anew when it is read, for 72 hours. The inbox tells of the request, in " +
			"case it was somebody else.",
		ZH:     httpapi.InChinese("申请导出自己的全部数据", "须在五分钟内登录过，每天最多三次。副本本身不保存，72小时内每次查看时重新生成。会向本人发消息，以防是别人冒用。"),
		Policy: self(privacy.ActionExport).AsRight(),
		Errors: []*models.Error{models.ErrSessionNotFresh, models.ErrExportTooOften},
	}, func(ctx context.Context, actor models.Actor, _ *httpapi.None) (models.DataExport, error) {
		return svc.RequestExport(ctx, actor)
	}, func(e models.DataExport) *dataExportOut { return &dataExportOut{Body: dataExportDTO(e)} })
	httpapi.Read(api, httpapi.Route{
		ID:      "readExport",
		Secret:  true,
		Path:    "/me/export/{id}",
		Tag:     tag,
		Summary: "Read the copy of everything about oneself",
		Description: "One state of the database, part by part, with what each part is for and what becomes of it. " +
			"Sealed data is opened; other people are left out. What one chose in a secret poll is stored nowhere " +
			"with a name, so nobody can give it. Needs a session that was signed in within five " +
			"minutes; each read is recorded.",
		ZH: httpapi.InChinese("读取自己的全部数据", "取自数据库的同一时刻，分部分列出，并写明各部分的用途和去向。加密的内容已解开，他人的信息不在其中。无记名投票中选了什么，"+
			"没有与姓名一起保存，谁也无法提供。须在五分钟内登录过；每次读取都有记录。"),
		Policy: self(privacy.ActionReadExport),
		Errors: []*models.Error{models.ErrSessionNotFresh, models.ErrExportExpired},
		Limit:  httpapi.LimitSearch,
	}, func(ctx context.Context, actor models.Actor, in *exportIn) (privacy.Export, error) {
		return svc.ReadExport(ctx, actor, in.ID)
	}, func(e privacy.Export) *exportCopyOut {
		return &exportCopyOut{Body: exportDTO(e)}
	})
	exportPages(api, svc, tag, self)
}

// exportPages registers the copy of one's data as a page.
func exportPages(api *httpapi.API, svc *privacy.Service, tag string, self func(audit models.Action) httpapi.Policy) {
	httpapi.Stream(api, httpapi.Route{
		ID:      "readExportPage",
		Path:    "/me/export/{id}/page",
		Tag:     tag,
		Summary: "Read the copy of everything about oneself as a page",
		Description: "The same copy for people: one HTML file in plain Chinese, without scripts and without " +
			"anything from elsewhere, to be saved and opened on any phone (wx.downloadFile). Of long lists " +
			"it shows the newest 200.",
		ZH: httpapi.InChinese("以网页形式读取自己的全部数据", "内容相同，供人阅读：一个通俗中文的网页文件，不含脚本，也不引用外部内容，可保存后在任何手机上打开"+
			"（wx.downloadFile）。较长的列表只显示最新的200条。"),
		Policy: self(privacy.ActionReadExport),
		Errors: []*models.Error{models.ErrSessionNotFresh, models.ErrExportExpired},
		Limit:  httpapi.LimitSearch,
	}, []string{"text/html"}, func(ctx context.Context, actor models.Actor, in *exportIn) (*httpapi.Download, error) {
		e, err := svc.ReadExport(ctx, actor, in.ID)
		if err != nil {
			return nil, err
		}
		page, err := renderExport(e)
		if err != nil {
			return nil, err
		}
		return &httpapi.Download{Body: io.NopCloser(bytes.NewReader(page)), Size: int64(len(page)),
			Type: "text/html; charset=utf-8", Name: "我的个人数据.html", ETag: e.ID.String() + "-" + e.MadeAt.String()}, nil
	})
}

func dataExportDTO(e models.DataExport) DataExport {
	return DataExport{ID: e.ID, CreatedAt: e.CreatedAt, ExpiresAt: e.ExpiresAt}
}

func exportDTO(e privacy.Export) ExportCopy {
	out := ExportCopy{DataExport: dataExportDTO(e.DataExport), Parts: []ExportPart{}, Withheld: []ExportWithheld{}}
	for _, s := range e.Sections {
		t := s.Table
		p := ExportPart{Name: t.Table, Title: t.ZH, TitleEN: t.EN, Purpose: t.Purpose, Basis: t.Basis, SeenBy: t.SeenBy,
			OnClosing: t.Why, Columns: []ExportColumn{}, Rows: make([][]any, len(s.Rows)), More: s.More}
		for _, f := range s.Fields {
			label, _ := models.ColumnText(t.Table, f.Column)
			p.Columns = append(p.Columns, ExportColumn{Name: f.Column, Label: label, Class: string(f.Class)})
		}
		for i, row := range s.Rows {
			p.Rows[i] = make([]any, len(row))
			for j, v := range row {
				if _, masked := v.(privacy.SomebodyElse); masked {
					v = "somebody_else"
				}
				p.Rows[i][j] = v
			}
		}
		out.Parts = append(out.Parts, p)
	}
	for _, t := range e.Withheld {
		out.Withheld = append(out.Withheld, ExportWithheld{Name: t.Table, Title: t.ZH, Why: t.Withheld})
	}
	return out
}
