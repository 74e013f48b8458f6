package rosters

import (
	"context"
	"errors"
	"strconv"

	"xinjumin/models"
	"xinjumin/models/roster"
	"xinjumin/services/internal/audit"
	"xinjumin/services/internal/keyring"
	"xinjumin/services/internal/spreadsheet"
	"xinjumin/services/internal/store"
)

// ActionRead is the audited look at who is on a list.
var ActionRead = models.NewAction("roster.read_entries", "表格名单：查看内容")

// Listed is somebody on a list as its organization sees them.
type Listed struct {
	Row     int64
	Claimed bool
	Name    string // masked
	Number  string // masked
}

// Entries lists the people of a roster: those who have said yes, or all others.
// Names and numbers are masked, and looking leaves a row in the trail.
func (s *Service) Entries(
	ctx context.Context, actor models.Actor, id models.ID, claimed bool, page models.Page,
) (models.List[Listed], error) {
	var out models.List[Listed]
	r, err := readRoster(ctx, s.st, actor, id)
	if err != nil {
		return out, err
	}
	rows, err := listRosterEntries(ctx, s.st, r.ID, claimed, page)
	if err != nil || len(rows.Items) == 0 {
		return out, err
	}
	out.Next = rows.Next
	trail := []audit.Act{{Ctx: ctx, Actor: actor,
		Event: audit.Event{Action: ActionRead, Object: "roster", ObjectID: r.ID, OrganizationID: r.OrganizationID,
			Detail: map[string]string{"count": strconv.Itoa(len(rows.Items))}}}}
	for _, e := range rows.Items {
		l, err := s.masked(e)
		var lost *models.Unreadable
		if errors.As(err, &lost) { // one damaged row must not close the list
			trail = append(trail, audit.Act{Ctx: ctx, Actor: actor, Event: audit.Unreadable(lost)})
		} else if err != nil {
			return models.List[Listed]{}, err
		}
		out.Items = append(out.Items, l)
	}
	return out, s.st.InTx(ctx, func(tx *store.Tx) error { return audit.RecordAll(ctx, tx, trail) })
}

func (s *Service) masked(e roster.Entry) (Listed, error) {
	l := Listed{Row: e.RowNo, Claimed: e.State == roster.EntryClaimed}
	if l.Claimed { // name and number are gone
		return l, nil
	}
	name, err := s.ring.Open(keyring.RosterName, e.ID[:], e.NameSealed)
	if err != nil {
		return l, err
	}
	digits, err := s.ring.Open(keyring.RosterIDNumber, e.ID[:], e.IDNumberSealed)
	if err != nil {
		return l, err
	}
	number, err := models.ParseIDNumber(string(digits))
	l.Name, l.Number = models.MaskName(string(name)), number.Masked()
	return l, err
}

// Template makes an empty list with the heads that are understood.
func (s *Service) Template() ([]byte, error) {
	head := func(f roster.Field) string { zh, _ := f.Text(); return zh }
	migrant, _ := models.SideMigrant.Text()
	cadre, _ := models.SideLocalCadre.Text()
	return spreadsheet.NewTemplate(spreadsheet.Template{Sheet: "会员名册", Rows: 2000,
		Columns: []spreadsheet.TemplateColumn{
			{Head: head(roster.Serial), Width: 8},
			{Head: head(roster.Name), Width: 16, Must: true},
			{Head: head(roster.Number), Width: 26, Must: true},
			{Head: head(roster.Side), Width: 20, Choices: []string{migrant, cadre}},
			{Head: head(roster.Note), Width: 30},
		},
		Notes: []string{
			"1. 每人一行。深蓝色的“姓名”“身份证号”必须填，按本人证件填写。",
			"2. 身份证号填18位（旧证15位也可以）。这一列已设为文本；从别的表格复制时请选“只粘贴值”，不要让它变成3.30602E+17这样的数字。",
			"3. “身份”不填就是新居民。",
			"4. 不要合并单元格，不要用公式。“序号”“备注”只供您自己使用，不会导入。",
			"5. 导入后，名单上的人会收到提醒，本人同意后才成为会员。请先告诉他们。",
			"6. 名单里有别人的身份证号，用完请妥善保管或删除，不要转发到群里。",
		}})
}
