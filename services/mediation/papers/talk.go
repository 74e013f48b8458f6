package papers

import (
	"strings"

	"xinjumin/models"
	"xinjumin/models/dispute"
	"xinjumin/services/internal/paper"
)

// Inquiry is the 人民调解调查记录.
type Inquiry struct {
	Case
	When    models.Day
	Place   string
	Present []string
	Asked   string // who was asked
	Words   string // what was asked and said
}

// Kind implements Document.
func (Inquiry) Kind() dispute.DocumentKind { return dispute.DocumentInquiry }

func (d Inquiry) lay(p *paper.Paper) {
	d.begin(p, d.Kind())
	p.Pairs("时间", day(d.When), "地点", d.Place)
	p.Pair("参加人", strings.Join(d.Present, "、"), 1)
	p.Pair("被调查人", d.Asked, 1)
	p.Heading("调查内容：")
	p.Fill(d.Words, 13)
	p.Gap(3)
	p.Sign(0, paper.Signature{Role: "被调查人", Name: d.Asked})
	p.Sign(0, d.witnesses("调查人")...)
}

// Session is the 人民调解记录 of one sitting.
type Session struct {
	Case
	Number  int // of the sitting, from 1 on; 0 is left to be written
	When    models.Day
	Place   string
	Present []string // besides the parties
	Words   string   // what was said
	Outcome string   // how the sitting ended
}

// Kind implements Document.
func (Session) Kind() dispute.DocumentKind { return dispute.DocumentSession }

func (d Session) lay(p *paper.Paper) {
	d.begin(p, d.Kind())
	number := "第　　次"
	if d.Number > 0 {
		number = "第" + count(d.Number) + "次"
	}
	p.Pairs("时间", day(d.When), "调解次数", number)
	p.Pair("地点", d.Place, 1)
	names := map[dispute.PartySide]string{}
	for _, each := range d.Parties {
		names[each.Side] += "、" + each.Name
	}
	p.Pair("申请人", strings.TrimPrefix(names[dispute.SideApplicant], "、"), 1)
	p.Pair("被申请人", strings.TrimPrefix(names[dispute.SideRespondent], "、"), 1)
	p.Pair("其他参加人", strings.Join(d.Present, "、"), 1)
	p.Gap(2)
	p.Text("人民调解委员会已将人民调解的相关规定告知各方当事人。")
	p.Heading("调解记录：")
	p.Fill(d.Words, 10)
	p.Heading("调解结果：")
	p.Fill(d.Outcome, 2)
	p.Gap(3)
	p.Sign(0, append(d.signatures(), d.witnesses("人民调解员")...)...)
}
