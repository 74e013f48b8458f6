package papers

import (
	"strings"

	"xinjumin/models"
	"xinjumin/models/dispute"
	"xinjumin/services/internal/paper"
)

// Visit is the 人民调解回访记录.
type Visit struct {
	Case
	Visited string // who was asked
	Reason  string
	Words   string
	When    models.Day
	Visitor string
}

// Kind implements Document.
func (Visit) Kind() dispute.DocumentKind { return dispute.DocumentVisit }

func (d Visit) lay(p *paper.Paper) {
	d.begin(p, d.Kind())
	var names []string
	for _, each := range d.Parties {
		names = append(names, each.Name)
	}
	p.Pair("当事人", strings.Join(names, "、"), 2)
	p.Pairs("被回访人", d.Visited, "回访日期", day(d.When))
	p.Pair("回访事由", d.Reason, 3)
	p.Pair("回访情况", d.Words, 14)
	p.Gap(3)
	p.Sign(0, paper.Signature{Role: "被回访人", Name: d.Visited})
	p.Sign(0, paper.Signature{Role: "回访人", Name: d.Visitor})
}

// Confirmation is the 司法确认申请书, which the parties bring to the court together.
type Confirmation struct {
	Case
	Agreed    models.Day // of the agreement
	Effective models.Day
	Court     string
	Filed     models.Day
}

// Kind implements Document.
func (Confirmation) Kind() dispute.DocumentKind { return dispute.DocumentConfirmation }

// lay follows the form of 最高人民法院关于人民调解协议司法确认程序的若干规定.
func (d Confirmation) lay(p *paper.Paper) {
	title, _ := d.Kind().Text()
	p.Title(title)
	p.Gap(2)
	for _, each := range d.both() {
		p.Row(label("申请人", 2), value(each.Name, 4.5, 1), label("联系方式", 2), value(each.Contact, 3.5, 1))
		p.Row(label("住址或地址", 2), value(each.Address, 10, 1))
	}
	p.Heading("请求事项：")
	p.Text("请求人民法院依法确认" + or(d.Committee, "＿＿＿＿＿＿＿＿人民调解委员会") + or(d.FileNo, "＿＿＿＿＿＿＿＿号") +
		"人民调解协议有效。")
	p.Heading("事实与理由：")
	p.Text("申请人因" + or(d.Matter, "＿＿＿＿＿＿") + "纠纷，于" + written(d.Agreed) + "经" + or(d.Committee, "＿＿＿＿＿＿＿＿人民调解委员会") +
		"主持调解，达成调解协议。协议自" + written(d.Effective) + "起生效，内容见所附人民调解协议书。")
	p.Text("申请人出于解决纠纷的目的自愿达成协议，没有恶意串通、规避法律的行为；如果因为该协议内容而给国家、集体或者他人造成损害的，" +
		"愿意承担相应的民事责任和其他法律责任。")
	p.Plain("附：人民调解协议书，申请人的身份证明、资格证明，与协议有关的证明材料。")
	p.Gap(2)
	p.Plain("此致")
	p.Plain(or(d.Court, "＿＿＿＿＿＿＿＿人民法院"))
	p.Gap(3)
	all := d.signatures()
	for i := range all {
		all[i].Role = "申请人" // both ask together
	}
	p.Sign(20, all...)
	p.Gap(2)
	p.Right(day(d.Filed))
	p.Small("申请应当自调解协议生效之日起三十日内由各方当事人共同提出。人民法院不收取费用。")
}

// Notice is the 终止调解通知书, or where the case was not accepted the 不予受理通知书.
type Notice struct {
	Case
	Refused bool
	To      string // whom it tells; empty leaves room
	Reason  string
	Where   string // where the person can go instead
	Made    models.Day
}

// Kind implements Document.
func (d Notice) Kind() dispute.DocumentKind {
	if d.Refused {
		return dispute.DocumentRefusal
	}
	return dispute.DocumentTermination
}

func (d Notice) lay(p *paper.Paper) {
	d.begin(p, d.Kind())
	p.Plain(or(d.To, "＿＿＿＿＿＿＿＿＿＿") + "：")
	matter := or(d.Matter, "＿＿＿＿＿＿") + "纠纷"
	if d.Refused {
		p.Text("你（单位）申请调解的" + matter + "，本人民调解委员会经审查，决定不予受理，理由如下：")
	} else {
		p.Text("你（单位）的" + matter + "，本人民调解委员会现终止调解，理由如下：")
	}
	p.Fill(d.Reason, 3)
	p.Text("你（单位）可以依法通过仲裁、行政、司法等途径维护自己的权利：")
	p.Fill(d.Where, 3)
	p.Seal(d.committee(), day(d.Made))
	p.Heading("送达回证")
	p.Sign(0, paper.Signature{Role: "收到人", Name: d.To})
	p.Sign(0, paper.Signature{Role: "送达人", Name: ""})
}

// written writes a day within a sentence, or a line for one.
func written(d models.Day) string {
	if d == "" {
		return "＿＿＿＿年＿＿月＿＿日"
	}
	return day(d)
}
