package papers

import (
	"strings"

	"xinjumin/models"
	"xinjumin/models/dispute"
	"xinjumin/services/internal/paper"
)

// Cover is the cover of a dossier.
type Cover struct {
	Case
	Accepted models.Day
	Ended    models.Day
	Outcome  string // how the case ended, in words
	Filer    string // who laid the dossier
	Filed    models.Day
	Keep     string // how long it is kept
}

// Kind implements Document.
func (Cover) Kind() dispute.DocumentKind { return dispute.DocumentCover }

func (d Cover) lay(p *paper.Paper) {
	p.Gap(14)
	p.Middle(or(d.Committee, "＿＿＿＿＿＿＿＿＿＿＿＿人民调解委员会"))
	p.Gap(8)
	p.Cover("人民调解卷宗")
	p.Gap(14)
	var names []string
	for _, each := range d.Parties {
		names = append(names, each.Name)
	}
	p.Pair("卷宗编号", d.FileNo, 2)
	p.Pair("纠纷类型", d.Matter, 2)
	p.Pair("当事人", strings.Join(names, "、"), 3)
	p.Pair("人民调解员", strings.Join(d.Mediators, "、"), 2)
	p.Pairs("受理日期", day(d.Accepted), "结束日期", day(d.Ended))
	p.Pair("处理结果", d.Outcome, 2)
	p.Pairs("立卷人", d.Filer, "立卷日期", day(d.Filed))
	p.Pair("保管期限", d.Keep, 1)
	p.Pair("备注", "", 3)
}

// Entry is one paper in a dossier.
type Entry struct {
	Title  string
	Pages  string // such as 3—5
	Remark string
}

// Index is the list of what lies in a dossier.
type Index struct {
	Case
	Entries []Entry
}

// Kind implements Document.
func (Index) Kind() dispute.DocumentKind { return dispute.DocumentIndex }

// indexLines is how many lines a form has at least.
const indexLines = 18

func (d Index) lay(p *paper.Paper) {
	d.begin(p, d.Kind())
	row := func(number, title, pages, remark string, named bool) {
		p.Row(paper.Cell{Text: number, Share: 1.2, Label: true}, paper.Cell{Text: title, Share: 6, Label: named},
			paper.Cell{Text: pages, Share: 1.6, Label: true}, paper.Cell{Text: remark, Share: 2.4, Label: named})
	}
	row("序号", "文书名称", "页码", "备注", true)
	for i := range max(len(d.Entries), indexLines) {
		var e Entry
		if i < len(d.Entries) {
			e = d.Entries[i]
		}
		row(count(i+1), e.Title, e.Pages, e.Remark, false)
	}
}

// Note is the 卷宗情况说明: what somebody who opens the dossier later should know.
type Note struct {
	Case
	Words   string
	Filer   string
	Checker string
	Made    models.Day
}

// Kind implements Document.
func (Note) Kind() dispute.DocumentKind { return dispute.DocumentNote }

func (d Note) lay(p *paper.Paper) {
	d.begin(p, d.Kind())
	p.Fill(d.Words, 15)
	p.Gap(3)
	p.Sign(12, paper.Signature{Role: "立卷人", Name: d.Filer},
		paper.Signature{Role: "检查人", Name: d.Checker})
	p.Gap(2)
	p.Right(day(d.Made))
}

// Back is the back cover of a dossier.
type Back struct {
	Case
	Pages int // in the dossier; 0 is left to be written
	Filer string
	Filed models.Day
}

// Kind implements Document.
func (Back) Kind() dispute.DocumentKind { return dispute.DocumentBack }

func (d Back) lay(p *paper.Paper) {
	pages := "　　　"
	if d.Pages > 0 {
		pages = count(d.Pages)
	}
	p.Gap(120)
	p.Middle("本卷宗共 " + pages + " 页")
	p.Gap(10)
	p.Pair("卷宗编号", d.FileNo, 1)
	p.Pairs("立卷人", d.Filer, "立卷日期", day(d.Filed))
	p.Pair("备注", "", 3)
}
