package papers

import (
	"strconv"

	"xinjumin/models"
	"xinjumin/models/dispute"
	"xinjumin/services/internal/paper"
)

// Item is one promise of an agreement. Words, an amount, or both.
type Item struct {
	Words string
	Fen   int64  // an amount to be paid; 0 is none
	Payer string // of the amount
	Payee string
	Due   models.Day // of the amount; empty is said in the manner
}

// Agreement is the 人民调解协议书.
type Agreement struct {
	Case
	Facts  string // 纠纷主要事实、争议事项
	Duty   string // who answers for what; may be empty
	Items  []Item
	Manner string // 履行方式、地点、期限
	Signed models.Day
}

// Kind implements Document.
func (Agreement) Kind() dispute.DocumentKind { return dispute.DocumentAgreement }

func (d Agreement) lay(p *paper.Paper) {
	d.begin(p, d.Kind())
	d.introduce(p)
	p.Heading("一、纠纷主要事实、争议事项")
	p.Fill(d.Facts, 6)
	p.Fill(d.Duty, 0)
	p.Heading("二、经调解，自愿达成如下协议")
	d.items(p)
	p.Heading("三、履行方式、地点、期限")
	p.Fill(d.Manner, 3)
	p.Text("本协议自各方当事人签名、盖章或者按指印，人民调解员签名并加盖人民调解委员会印章之日起生效，" +
		"具有法律约束力，当事人应当按照约定履行。各方当事人可以自本协议生效之日起三十日内，共同向人民法院申请司法确认。")
	p.Keep(60)
	p.Text("本协议书一式" + d.copies() + "份，各方当事人各持一份，人民调解委员会留存一份。")
	p.Gap(3)
	p.Sign(paper.SealRoom, append(d.signatures(), d.witnesses("人民调解员")...)...)
	p.Seal(d.committee(), day(d.Signed))
}

// copies are one for each party and one that stays.
func (c Case) copies() string {
	if len(c.Parties) == 0 {
		return "　　"
	}
	return count(len(c.Parties) + 1)
}

func (d Agreement) items(p *paper.Paper) {
	if len(d.Items) == 0 {
		p.Fill("", 6)
	}
	for i, each := range d.Items {
		p.Text(count(i+1) + "．" + each.text())
	}
}

// text says an item as one would read it out.
func (i Item) text() string {
	text := i.Words
	if i.Fen == 0 && i.Due == "" {
		return text
	}
	if text != "" {
		text += "\n"
	}
	if i.Fen == 0 {
		return text + or(i.Payer, "＿＿＿＿＿＿") + "于" + day(i.Due) + "前（含当日）向" + or(i.Payee, "＿＿＿＿＿＿") + "履行。"
	}
	when := ""
	if i.Due != "" {
		when = "于" + day(i.Due) + "前（含当日）"
	}
	return text + or(i.Payer, "＿＿＿＿＿＿") + when + "向" + or(i.Payee, "＿＿＿＿＿＿") + "支付人民币" + Figures(i.Fen) +
		"元（大写：" + Capital(i.Fen) + "）。"
}

// Until says by when all of an agreement is done.
func Until(last models.Day) string { return "全部履行的最后期限：" + day(last) + "。" }

func count(n int) string { return strconv.Itoa(n) }

// OralAgreement is the 人民调解口头协议登记表. The mediator writes it down; the parties
// need not sign (人民调解法 Art 28, 30).
type OralAgreement struct {
	Case
	Facts  string
	Terms  string
	Manner string
	Agreed models.Day
}

// Kind implements Document.
func (OralAgreement) Kind() dispute.DocumentKind { return dispute.DocumentOralAgreement }

func (d OralAgreement) lay(p *paper.Paper) {
	d.begin(p, d.Kind())
	d.introduce(p)
	p.Pair("纠纷主要事实、争议事项", d.Facts, 3)
	p.Pair("达成调解协议内容", d.Terms, 4)
	p.Pair("履行方式时限", d.Manner, 2)
	p.Pair("达成协议日期", day(d.Agreed), 1)
	p.Gap(3)
	p.Sign(paper.SealRoom, d.witnesses("人民调解员")...)
	p.Seal(d.committee(), day(d.Agreed))
	p.Small("备注：此表由人民调解委员会填写。口头协议自各方当事人达成协议之日起生效。")
}
