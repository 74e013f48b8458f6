package match

import "xinjumin/models"

// EligibilityAnswer is whether a kind of organization is open to somebody.
type EligibilityAnswer string

// The answers; unknown says what would have to be told.
const (
	EligibleYes     EligibilityAnswer = "yes"
	EligibleNo      EligibilityAnswer = "no"
	EligibleUnknown EligibilityAnswer = "unknown"
)

var eligibilityAnswerWords = models.Words[EligibilityAnswer]{
	{EligibleYes, "可以", "Yes"},
	{EligibleNo, "不适合", "No"},
	{EligibleUnknown, "还不能判断", "Not known yet"},
}

// Text gives the plain words of an answer.
func (a EligibilityAnswer) Text() (zh, en string) {
	return eligibilityAnswerWords.Or(a, EligibleUnknown)
}

// All gives every value in order.
func (EligibilityAnswer) All() []EligibilityAnswer { return eligibilityAnswerWords.All() }

// Eligibility is one line of the router that leads each kind of person to the
// organization that is for them (党团员、妇女儿童等分别纳入党团、工会、妇联组织): the answer,
// why, the law or statute where there is one, and what is missing to know.
type Eligibility struct {
	Kind    models.OrganizationKind
	Answer  EligibilityAnswer
	Why     Reason
	Law     string
	Missing []models.MissingItem
	Ask     Reason // how to come in, or to ask that one is founded
}

// What would have to be told, with the consent that it needs.
var (
	missingStatus = models.MissingItem{
		Field: string(models.FieldPoliticalStatus), Purpose: models.PurposePoliticalStatus,
		ZH: "填写政治面貌，才知道能不能到党支部报到。不填写也可以直接去报到。",
		EN: "Your political status tells whether you may report to a branch. You may also report " +
			"without telling it here.",
	}
	missingWork = models.MissingItem{
		Field: string(models.FieldEmploymentStatus), Purpose: models.PurposeEmployment,
		ZH: "填写就业状态，可以知道能不能加入工会。",
		EN: "Your employment status tells whether a union is open to you.",
	}
	missingIdentity = models.MissingItem{
		Field: "identity",
		ZH:    "完成实名认证，才知道年龄和性别。",
		EN:    "Your age and sex are known once your identity is verified.",
	}
	missingOrigin = models.MissingItem{
		Field: "origin_code",
		ZH:    "填写老家，可以找到同乡。",
		EN:    "Your home place finds people from there.",
	}
)

// EligibilityOf answers for every kind of organization, in the order in which kinds are
// shown, by what the facts hold and by nothing else.
func EligibilityOf(f models.ProfileFacts) []Eligibility {
	all := make([]Eligibility, 0, len(models.OrganizationKinds()))
	for _, k := range models.OrganizationKinds() {
		e := Eligibility{Kind: k, Answer: EligibleYes,
			Ask: Reason{Code: "found", ZH: "附近还没有的话，实名认证后可以和几个人一起发起，由镇街或村（社区）批准。",
				EN: "Where there is none, verified people may found one together; the town or " +
					"the village approves it."}}
		switch k {
		case models.KindPartyBranch:
			e.party(f)
		case models.KindYouthLeague:
			e.league(f)
		case models.KindUnion:
			e.union(f)
		case models.KindWomensFederation:
			e.women(f)
		case models.KindHometownGroup:
			e.hometown(f)
		default:
			e.Why = Reason{"everybody", "住在本地的新居民都可以参加，不看户口。",
				"Open to every new resident of the place, whatever the household register says."}
		}
		all = append(all, e)
	}
	return all
}

func (e *Eligibility) be(a EligibilityAnswer, code, zh, en string) {
	e.Answer, e.Why = a, Reason{code, zh, en}
}

func (e *Eligibility) party(f models.ProfileFacts) {
	e.Law = "《中国共产党章程》《中国共产党支部工作条例（试行）》"
	e.Ask = Reason{"report", "带上党员身份证明，到附近的党支部或镇街党群服务中心报到，组织关系可以不转。附近没有支部的，请镇街帮助建立。",
		"Report to a branch near you or to the town; the formal tie need not be moved. Where there is " +
			"none, ask the town for one."}
	switch {
	case f.PartyMember():
		e.be(EligibleYes, "party_member", "您填写的政治面貌是中共党员或预备党员。", "You have told that you are a member of the Party.")
	case f.Age >= 0 && f.Age < models.VoteAge:
		e.be(EligibleNo, "party_age", "年满18周岁才可以申请入党。", "The Party takes people from the age of 18.")
	case f.PoliticalStatus != "":
		e.be(EligibleNo, "party_members_only", "党支部接收党员报到。想入党，可以向单位或居住地的党组织递交入党申请书。",
			"A branch takes members of the Party. Who wants to become one applies to the Party "+
				"where they work or live.")
	default:
		e.be(EligibleUnknown, "status_untold", "您没有填写政治面貌，我们不猜测。",
			"You have not told your political status, and nobody guesses.")
		e.Missing = []models.MissingItem{missingStatus}
	}
}

func (e *Eligibility) league(f models.ProfileFacts) {
	e.Law = "《中国共产主义青年团章程》"
	switch {
	case f.Age < 0:
		e.be(EligibleUnknown, "age_unknown", "团支部接收14至28周岁的青年，您的年龄还没有核实。",
			"The League takes people from 14 to 28; your age is not verified.")
		e.Missing = []models.MissingItem{missingIdentity}
	case f.Age <= models.LeagueAgeMax:
		e.be(EligibleYes, "league_age", "您在14至28周岁之间。团员可以报到，还不是团员的可以申请入团。",
			"You are between 14 and 28: members may report, others may apply.")
	default:
		e.be(EligibleNo, "league_age", "团支部接收14至28周岁的青年。", "The League takes people from 14 to 28.")
	}
}

func (e *Eligibility) union(f models.ProfileFacts) {
	e.Law = "《中华人民共和国工会法》第三条；《中华人民共和国劳动法》第十五条"
	e.Ask = Reason{"apply", "先看单位有没有工会；没有的，可以加入镇街、村（社区）的联合工会，也可以拨打12351职工热线。",
		"Ask at your unit first; else join the joint union of the town or village, or call the workers' line 12351."}
	switch {
	case f.Age >= 0 && f.Age < models.WorkAge:
		e.be(EligibleNo, "union_age", "年满16周岁才可以参加工作、加入工会。", "From the age of 16.")
	case f.Employment.WageWorker():
		e.be(EligibleYes, "wage_worker", "以工资收入为主要生活来源的劳动者都有权加入工会，平台接单的也可以，任何单位和个人不得阻挠。",
			"Whoever lives mainly on wages may join, also from platforms, and nobody may hinder it.")
	case f.Employment != "":
		e.be(EligibleNo, "wage_workers_only", "工会接收以工资收入为主要生活来源的劳动者。", "A union takes people who live mainly on wages.")
	default:
		e.be(EligibleUnknown, "work_untold", "您没有填写就业状态。", "You have not told how you work.")
		e.Missing = []models.MissingItem{missingWork}
	}
}

func (e *Eligibility) women(f models.ProfileFacts) {
	e.Law = "《中华人民共和国妇女权益保障法》第七十三条、第七十四条"
	e.Ask = Reason{"register", "不用申请，到村（社区）或镇街妇联登记就可以；有困难也可以直接找妇联，或拨打12338妇女热线。",
		"There is nothing to apply for: register with the federation of the village or town, or call " +
			"the women's line 12338."}
	switch f.Sex {
	case models.SexFemale:
		e.be(EligibleYes, "women", "妇联为妇女服务，维护妇女权益。", "The federation serves women and stands up for their rights.")
	case models.SexMale:
		e.be(EligibleNo, "women_only", "妇联面向妇女登记。", "The federation registers women.")
	default:
		e.be(EligibleUnknown, "sex_unknown", "身份还没有核实。", "Your identity is not verified.")
		e.Missing = []models.MissingItem{missingIdentity}
	}
}

func (e *Eligibility) hometown(f models.ProfileFacts) {
	if f.OriginCode == nil {
		e.be(EligibleUnknown, "origin_untold", "您没有填写老家。", "You have not told where you come from.")
		e.Missing = []models.MissingItem{missingOrigin}
		return
	}
	e.be(EligibleYes, "same_origin", "同乡小组由同一个地方来的新居民参加。", "For people who come from the same place.")
}

// ChildRoute is how a child comes in: never by an account of its own.
var ChildRoute = struct {
	ZH, EN, Law string
}{
	ZH: "未满14周岁的孩子不能自己注册，也不能由大人用孩子的名义注册。孩子要参加活动或需要帮助，由监护人用自己的账号办理，或到村（社区）请协管员、妇联帮忙。",
	EN: "Nobody under 14 has an account. For a child, the guardian acts with an account of their own, or asks the " +
		"officer or the women's federation of the village.",
	Law: "《中华人民共和国个人信息保护法》第三十一条；《未成年人网络保护条例》",
}
