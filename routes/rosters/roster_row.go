package rosters

import (
	"context"
	"fmt"

	"xinjumin/models"
	"xinjumin/models/roster"
	"xinjumin/routes/httpapi"
	"xinjumin/services/rosters"
)

// RosterRow is a row with something wrong, or somebody who was taken over.
type RosterRow struct {
	Row       int64         `json:"row" minimum:"1" maximum:"1048576" doc:"As the spreadsheet counts"`
	State     string        `json:"state" enum:"bad,waiting,claimed"`
	StateText string        `json:"state_text" maxLength:"16" example:"有误"`
	Name      string        `json:"name_masked" maxLength:"50" doc:"Only of those who wait" example:"王**"`
	Number    string        `json:"id_number_masked" maxLength:"18" doc:"Only of those who wait" example:"33**************19"`
	Faults    []RosterFault `json:"faults" maxItems:"10" nullable:"false"`
}

// RosterFault is what is wrong with one cell of a row.
type RosterFault struct {
	Field string `json:"field" enum:"name,id_number,side"`
	Code  string `json:"code" maxLength:"32" example:"number_check"`
	Text  string `json:"text" maxLength:"120" example:"第12行：身份证号校验位不对"`
	EN    string `json:"text_en" maxLength:"200" example:"Row 12: the check character of the identity number is wrong"`
}

type rosterRowsIn struct {
	ID models.ID `path:"id" doc:"Roster"`
	httpapi.PageIn
	State string `query:"state" enum:"bad,waiting,claimed" default:"bad"`
}

// Docs implements httpapi.Documented.
func (rosterRowsIn) Docs() map[string]string {
	return map[string]string{
		"state": "Rows with something wrong, people who have not answered yet, or people who have said yes",
	}
}

func rosterRows(api *httpapi.API, svc *rosters.Service) {
	const list = "roster_rows"
	httpapi.Get(api, httpapi.Route{
		ID:      "listRosterRows",
		Path:    "/rosters/{id}/rows",
		Tag:     rosterTag,
		Summary: "List rows of a roster",
		Description: "What is wrong, row by row (of the first 5,000 such rows); or those who wait. Whoever has said " +
			"no is still shown as waiting.",
		ZH:     httpapi.InChinese("查看名单的各行", "逐行列出错误（最多前5000个有错误的行），或列出等待答复的人。没有答应的人仍显示为等待。"),
		Policy: rosterPolicy(models.Action{}),
	}, func(ctx context.Context, actor models.Actor, in *rosterRowsIn) (*httpapi.ListOut[RosterRow], error) {
		page, err := api.Page(list+"_"+in.State, in.PageIn)
		if err != nil {
			return nil, err
		}
		if in.State == "bad" {
			rows, err := svc.Rows(ctx, actor, in.ID, page)
			if err != nil {
				return nil, err
			}
			return httpapi.ListOf(api, list+"_"+in.State, rows, faultyRow), nil
		}
		rows, err := svc.Entries(ctx, actor, in.ID, in.State == "claimed", page)
		if err != nil {
			return nil, err
		}
		return httpapi.ListOf(api, list+"_"+in.State, rows, listedRow), nil
	})
}

func faultyRow(r roster.FaultRow) RosterRow {
	out := RosterRow{Row: r.RowNo, State: "bad", StateText: "有误", Faults: []RosterFault{}}
	for _, f := range roster.SplitFaults(r.Faults) {
		zh, en := f.Fault.Text()
		out.Faults = append(out.Faults, RosterFault{Field: string(f.Field), Code: string(f.Fault),
			Text: fmt.Sprintf("第%d行：%s", r.RowNo, zh), EN: fmt.Sprintf("Row %d: %s", r.RowNo, en)})
	}
	return out
}

func listedRow(e rosters.Listed) RosterRow {
	out := RosterRow{Row: e.Row, State: "waiting", StateText: "等待认领", Name: e.Name, Number: e.Number,
		Faults: []RosterFault{}}
	if e.Claimed {
		out.State, out.StateText = "claimed", "已认领"
	}
	return out
}
