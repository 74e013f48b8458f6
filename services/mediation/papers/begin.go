package papers

import (
	"xinjumin/models"
	"xinjumin/models/dispute"
	"xinjumin/services/internal/paper"
)

// Application is the 人民调解申请书.
type Application struct {
	Case
	Facts  string // what happened, in the applicant's words
	Wishes string // what they ask for
	Filed  models.Day
}

// Kind implements Document.
func (Application) Kind() dispute.DocumentKind { return dispute.DocumentApplication }

func (d Application) lay(p *paper.Paper) {
	d.begin(p, d.Kind())
	d.introduce(p)
	p.Heading("纠纷简要情况：")
	p.Fill(d.Facts, 5)
	p.Heading("当事人申请事项：")
	p.Fill(d.Wishes, 3)
	p.Text("人民调解委员会已将申请人民调解的相关规定告知我，现自愿申请人民调解委员会进行调解。")
	p.Gap(4)
	var all []paper.Signature
	for _, each := range d.side(dispute.SideApplicant) {
		all = append(all, paper.Signature{Role: "申请人", Name: each.Name})
	}
	p.Sign(20, all...)
	p.Gap(2)
	p.Right("申请日期：" + day(d.Filed))
	p.Small("人民调解不收取任何费用。")
}

// Acceptance is the 人民调解受理登记表.
type Acceptance struct {
	Case
	OnOwnMotion bool   // the committee began, and no party applied
	Sender      string // the organ that sent the case; empty when none did
	Facts       string
	Accepted    models.Day
	Registrar   string
}

// Kind implements Document.
func (Acceptance) Kind() dispute.DocumentKind { return dispute.DocumentAcceptance }

func (d Acceptance) lay(p *paper.Paper) {
	d.begin(p, d.Kind())
	empty := d.FileNo == "" && len(d.Parties) == 0
	applied, own, sent := "□", "□", "□"
	switch {
	case empty:
	case d.Sender != "":
		sent = "√"
	case d.OnOwnMotion:
		own = "√"
	default:
		applied = "√"
	}
	p.Pair("案件来源", applied+" 当事人申请　　"+own+" 人民调解委员会主动调解\n"+sent+" 其他机关移送、委托："+d.Sender, 2)
	p.Pairs("纠纷类型", d.Matter, "受理日期", day(d.Accepted))
	d.introduce(p)
	p.Pair("纠纷简要情况", d.Facts, 5)
	p.Gap(3)
	p.Text("经各方当事人同意，本人民调解委员会受理上述纠纷。")
	p.Gap(2)
	p.Sign(paper.SealRoom, append(d.signatures(), paper.Signature{Role: "登记人", Name: d.Registrar})...)
	p.Seal(d.committee(), day(d.Accepted))
	p.Small("备注：此表由人民调解委员会填写。")
}

// Rights is the 人民调解当事人权利义务告知书.
type Rights struct {
	Case
	Told models.Day // empty leaves the day to who signs
}

// Kind implements Document.
func (Rights) Kind() dispute.DocumentKind { return dispute.DocumentRights }

// lay says what 人民调解法 Art 4, 23, 24, 26, 31 to 33 give and ask of the parties.
func (d Rights) lay(p *paper.Paper) {
	d.begin(p, d.Kind())
	p.Text("根据《中华人民共和国人民调解法》，现将调解中的权利、义务告知各方当事人：")
	p.Heading("一、当事人享有下列权利")
	p.Text("1．选择或者接受人民调解员；\n2．接受调解、拒绝调解或者要求终止调解；\n" +
		"3．要求调解公开进行或者不公开进行；\n4．自主表达意愿、自愿达成调解协议。")
	p.Heading("二、当事人履行下列义务")
	p.Text("1．如实陈述纠纷事实；\n2．遵守调解现场秩序，尊重人民调解员；\n3．尊重对方当事人行使权利。")
	p.Heading("三、其他事项")
	p.Text("1．人民调解不收取任何费用。\n" +
		"2．调解不成的，人民调解委员会终止调解，并告知当事人可以依法通过仲裁、行政、司法等途径维护自己的权利。\n" +
		"3．经人民调解委员会调解达成的调解协议，具有法律约束力，当事人应当按照约定履行。\n" +
		"4．当事人认为有必要的，可以自调解协议生效之日起三十日内共同向人民法院申请司法确认。\n" +
		"5．当事人就调解协议的履行或者内容发生争议的，可以向人民法院提起诉讼。")
	p.Keep(60)
	p.Text("上述内容已经告知我，我已知晓。")
	p.Gap(3)
	p.Sign(paper.SealRoom, d.signatures()...)
	p.Seal(d.committee(), day(d.Told))
}
