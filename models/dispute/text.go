package dispute

import "xinjumin/models"

// Category is the kind of a case, as in the ministry's monthly form.
type Category string

// The category that rules depend on, and the one of an unsorted case.
const (
	CategoryFamily Category = "marriage_family"
	CategoryLabour Category = "labour"
	CategoryOther  Category = "other"
)

var categoryWords = models.Words[Category]{
	{"marriage_family", "婚姻家庭", "Marriage and family"},
	{"neighbour", "邻里", "Neighbours"},
	{"house_homestead", "房子、宅基地", "Houses and homesteads"},
	{"contract", "合同", "Contract"},
	{"production", "生产经营", "Production and business"},
	{"damage", "损害赔偿", "Damages"},
	{"land", "山林土地", "Forest and land"},
	{"expropriation", "征地拆迁", "Expropriation and demolition"},
	{"environment", "环境污染", "Environment"},
	{"labour", "欠工资、工伤、辞退", "Labour"},
	{"consumer", "消费", "Consumer"},
	{"medical", "医疗", "Medical"},
	{"traffic", "道路交通事故", "Traffic accident"},
	{"property", "物业", "Property management"},
	{"tourism", "旅游", "Tourism"},
	{"ip", "知识产权", "Intellectual property"},
	{"internet", "互联网", "Internet"},
	{"other", "其他", "Other"},
}

var stateWords = models.Words[State]{
	{Applied, "已申请，等待受理", "Filed, waiting for the committee"},
	{ConsentPending, "正在征求对方意见", "Waiting for the consent of a side"},
	{Accepted, "已受理", "Accepted"},
	{NotAccepted, "不予受理", "Not accepted"},
	{Assigned, "已指派调解员", "Mediator assigned"},
	{InSession, "调解中", "In session"},
	{Signing, "协议等待签字", "The agreement waits for its signatures"},
	{Effective, "协议已生效，履行中", "The agreement is in effect"},
	{Performed, "协议已履行", "Performed"},
	{Breached, "协议没有履行", "Not performed"},
	{Withdrawn, "申请人已撤回", "Withdrawn"},
	{Terminated, "调解已终止", "Ended without an agreement"},
	{HandedUp, "已移交上级调解委员会", "Handed up to the committee above"},
	{Referred, "已转交有关部门", "Referred to an organ"},
	{Archived, "已归档（暂未开通）", "Archived (not yet)"},
}

var partyKindWords = models.Words[PartyKind]{
	{"person", "个人", "Person"},
	{"employer", "用工单位", "Employer"},
	{"landlord", "房东", "Landlord"},
	{"agency", "中介", "Agency"},
	{"property_manager", "物业公司", "Property manager"},
	{"organization", "其他单位", "Organization"},
	{PartyContractor, "总承包单位", "Main contractor"},
	{PartySubcontractor, "分包单位", "Subcontractor"},
	{PartyAffiliated, "被挂靠单位", "Firm that lent its name"},
}

// Valid reports whether the category is one of the form.
func (c Category) Valid() bool { zh, _ := c.Text(); return zh != "" }

// Text gives the plain words of a category.
func (c Category) Text() (zh, en string) { return categoryWords.Of(c) }

// Text gives the plain words of a state.
func (s State) Text() (zh, en string) { return stateWords.Of(s) }

// Valid reports whether a party may be of this kind.
func (k PartyKind) Valid() bool { zh, _ := k.Text(); return zh != "" }

// Text gives the plain words of a kind of party.
func (k PartyKind) Text() (zh, en string) { return partyKindWords.Of(k) }

// LegalRoute is a way that stays open beside mediation. Mediation never blocks
// it (人民调解法 Art 3), so every answer on a case shows all of them.
type LegalRoute struct {
	Kind   string // arbitration, court, police, protection, women, legal_aid
	NameZH string
	NameEN string
	TextZH string
	TextEN string
	Phone  string
}

// LegalRoutes lists the ways beside mediation for a case of this category; for
// an empty category all of them. Where people live close together each case shows
// where to go from violence, whatever its committee has marked: to show it only beside a
// mark would tell of the mark.
func LegalRoutes(c Category) []LegalRoute {
	switch c {
	case CategoryLabour:
		return []LegalRoute{routeLabour, routeCourt, routeAid}
	case CategoryFamily, "neighbour", "house_homestead", "damage", CategoryOther:
		return []LegalRoute{routeContract, routeCourt, routePolice, routeProtection, routeWomen, routeAid}
	case "":
		return []LegalRoute{routeLabour, routeContract, routeCourt, routePolice, routeProtection, routeWomen, routeAid}
	}
	return []LegalRoute{routeContract, routeCourt, routeAid}
}

var (
	routePolice = LegalRoute{
		Kind: "police", NameZH: "报警", NameEN: "Police", Phone: "110",
		TextZH: "有人打人、威胁或者不让您离开，马上报警。", TextEN: "Whoever is beaten, threatened or held calls the police at once.",
	}
	routeProtection = LegalRoute{
		Kind: "protection", NameZH: "人身安全保护令", NameEN: "Protection order", Phone: "12368",
		TextZH: "受到家庭暴力或者面临家庭暴力的，可以向人民法院申请人身安全保护令，不收费；本人不方便的，亲属、妇联、居（村）委会可以代为申请。",
		TextEN: "The court orders protection from violence in the family, free of charge; kin, the women's federation or " +
			"the committee of the village may ask in one's place.",
	}
	routeWomen = LegalRoute{
		Kind: "women", NameZH: "妇联维权热线", NameEN: "Women's federation", Phone: "12338",
		TextZH: "遇到家庭暴力、婚姻家庭方面的难处，可以打妇联的电话，有人听、有人帮。",
		TextEN: "The women's federation listens and helps.",
	}
	routeLabour = LegalRoute{
		Kind: "arbitration", NameZH: "劳动仲裁", NameEN: "Labour arbitration", Phone: "12333",
		TextZH: "收到调解申请满十五天还没有达成协议的，可以向劳动人事争议仲裁委员会申请仲裁，不收费。一般要在知道权利受侵害之日起一年内提出；还在单位上班时，追讨工资不受这个限制，离职后要在一年内提出。",
		TextEN: "After 15 days without an agreement you may turn to the labour arbitration commission, free of " +
			"charge, in general within a year; for arrears of pay the year starts when employment ends.",
	}
	routeContract = LegalRoute{
		Kind: "arbitration", NameZH: "仲裁", NameEN: "Arbitration", Phone: "12348",
		TextZH: "合同里约定了仲裁的，可以向约定的仲裁委员会申请仲裁。",
		TextEN: "Where a contract names an arbitration commission, you may turn to it.",
	}
	routeCourt = LegalRoute{
		Kind: "court", NameZH: "人民法院", NameEN: "Court", Phone: "12368",
		TextZH: "调解全凭自愿，您随时可以依法向人民法院起诉；劳动争议一般要先经过劳动仲裁。",
		TextEN: "Mediation is voluntary; you may sue at any time. Labour disputes go to arbitration first in general.",
	}
	routeAid = LegalRoute{
		Kind: "legal_aid", NameZH: "法律援助", NameEN: "Legal aid", Phone: "12348",
		TextZH: "请不起律师可以申请法律援助。进城务工人员追讨工资、工伤赔偿，不审查经济困难状况。",
		TextEN: "Free lawyers for who cannot pay; claims for wages and work injuries need no means test.",
	}
)

// All gives every value in order.
func (Category) All() []Category { return categoryWords.All() }

// All gives every value in order.
func (State) All() []State { return stateWords.All() }

// All gives every value in order.
func (PartyKind) All() []PartyKind { return partyKindWords.All() }
