package models

// ProfileFacts is what may be concluded from when organizations are looked for that fit
// a person, or people who fit an organization: only what she has told, for the purposes
// she consents to now. Empty is not told. Ethnicity and the residence permit are
// not among it: nobody is matched by them.
type ProfileFacts struct {
	PersonID        ID
	Verified        bool
	Age             int // full years on the day; -1 when the birthday is not known
	Sex             Sex
	Education       string
	OriginCode      *RegionCode
	RegionCode      *RegionCode
	PoliticalStatus string // GB/T 4762
	Employment      EmploymentStatus
	WorkKind        string
	EmployerCode    string // only with right check characters, and while the person works
	EmployerName    string
	Skills          []string
	BeFound         bool // leaders may see the person among prospects
	Publish         bool // may be named in public
}

// FactsOf gives the facts of a person on a day.
func FactsOf(p Person, d ProfileData, l Ledger, on Day) ProfileFacts {
	d = d.Only(l)
	f := ProfileFacts{
		PersonID: p.ID, Verified: p.Verification == VerificationVerified, Age: -1, Sex: p.Sex, Education: p.Education,
		OriginCode: p.OriginCode, RegionCode: p.RegionCode,
		PoliticalStatus: d.PoliticalStatus, Employment: d.EmploymentStatus, WorkKind: d.WorkKind, Skills: d.Skills,
		BeFound: l.Allows(PurposeBeFound), Publish: l.Allows(PurposePublishHonours) && MayPublish(p, on),
	}
	if p.BirthDay != nil {
		f.Age = AgeOn(*p.BirthDay, on)
	}
	if d.EmploymentStatus == "" || d.EmploymentStatus.Works() {
		f.EmployerName = d.EmployerName
		if code, exact, err := ParseUSCC(d.EmployerCode); err == nil && exact {
			f.EmployerCode = code
		}
	}
	return f
}

// PartyMember reports full or probationary membership of the Communist Party.
func (f ProfileFacts) PartyMember() bool {
	return f.PoliticalStatus == "01" || f.PoliticalStatus == "02"
}

// PermitHint is a hint, and no more, about the residence permit.
type PermitHint struct {
	State  string // unknown, waiting, may_apply, sign_yearly, renew
	From   Day    // when half a year is over; empty unless waiting or may_apply
	ZH, EN string
}

// HintOf says what somebody with this permit may think of on a day. A permit
// can be applied for from half a year after the registration, with a stable job
// or a stable home or continuous schooling (浙江省流动人口居住登记条例 16), and is
// signed each year (19); who decides is the police.
func HintOf(state PermitState, registered *Day, on Day) PermitHint {
	switch state {
	case PermitValid:
		return PermitHint{State: "sign_yearly", ZH: "居住证每年要签注一次，请留意到期的日子，提前到派出所或服务站办理。",
			EN: "The permit is signed once a year; mind the day and go to the police or the service station before it."}
	case PermitSuspended:
		return PermitHint{State: "renew", ZH: "居住证没有按期签注会中止。补办签注后恢复使用，居住年限怎样计算请向派出所询问。",
			EN: "A permit that was not signed in time is suspended. Have it signed; ask the police " +
				"how the years are counted."}
	}
	if registered == nil {
		return PermitHint{State: "unknown", ZH: "填写办理居住登记的日期，可以算出满半年的日子。",
			EN: "Tell the day of your registration to see when half a year is over."}
	}
	from := registered.AddMonths(6)
	if on < from {
		return PermitHint{State: "waiting", From: from, ZH: "居住登记到" + string(from) +
			"满半年。满半年后，有稳定工作、稳定住处或者连续上学其中一项，可以申领居住证。",
			EN: "Half a year is over on " + string(from) +
				". From then a permit can be applied for with a stable job, a stable home or continuous schooling."}
	}
	return PermitHint{State: "may_apply", From: from,
		ZH: "居住登记已满半年。有稳定工作、稳定住处或者连续上学其中一项，可以到派出所或服务站申领居住证，能否办理以公安机关审核为准。",
		EN: "Half a year is over. With a stable job, a stable home or continuous schooling you may apply for a " +
			"permit; the police decides."}
}

// MissingItem is something that is not told yet, with why it would help.
type MissingItem struct {
	Field   string
	Purpose Purpose // consent that it needs; empty: none
	ZH, EN  string
}

// Completeness is how much of what helps is told, 0 to 100. Nothing sensitive
// counts, so that nobody is urged to tell it; and nobody is asked again for what
// rests on a consent that was withdrawn.
type Completeness struct {
	Score   int
	Missing []MissingItem
}

type completenessItem struct {
	MissingItem
	weight int
	told   func(p Person, d ProfileData) bool
}

var completenessItems = []completenessItem{
	{MissingItem{"region_code", "", "填写住在哪个村（社区），才能看到身边的组织、活动和调解员。",
		"Your village shows the organizations, activities and mediators near you."}, 25,
		func(p Person, _ ProfileData) bool {
			return p.RegionCode != nil && p.RegionCode.Level() == LevelVillage
		}},
	{MissingItem{"nickname", "", "取一个昵称，别人在组织和活动里能认出您，不用显示真名。",
		"By a nickname others know you without your real name."}, 15,
		func(p Person, _ ProfileData) bool { return p.Nickname != "" }},
	{MissingItem{"origin_code", "", "填写老家，可以找到同乡。", "Your home place finds people from there."}, 15,
		func(p Person, _ ProfileData) bool { return p.OriginCode != nil }},
	{MissingItem{"education", "", "填写文化程度，推荐的培训课更合适。", "Your education makes suggested courses fit."}, 10,
		func(p Person, _ ProfileData) bool { return p.Education != "" }},
	{MissingItem{string(FieldEmploymentStatus), PurposeEmployment, "填写就业状态，可以知道能不能加入工会。",
		"Your employment status tells whether a union is open to you."}, 15,
		func(_ Person, d ProfileData) bool { return d.Has(FieldEmploymentStatus) }},
	{MissingItem{string(FieldWorkKind), PurposeEmployment, "填写从事的工作，推荐合适的培训和活动时间。",
		"Your kind of work makes courses and hours fit."}, 10,
		func(_ Person, d ProfileData) bool { return d.Has(FieldWorkKind) }},
	{MissingItem{string(FieldSkills), PurposeSkills, "选几项技能，可以参加志愿服务，帮到别人也被别人看到。",
		"Skills lead to volunteering, and others see what you can do."}, 10,
		func(_ Person, d ProfileData) bool { return d.Has(FieldSkills) }},
}

// MissingFor gives what to tell of one field of a profile, with why it would help.
func MissingFor(field string) []MissingItem {
	for _, item := range completenessItems {
		if item.Field == field {
			return []MissingItem{item.MissingItem}
		}
	}
	return nil
}

// CompletenessOf scores a profile.
func CompletenessOf(p Person, d ProfileData, l Ledger) Completeness {
	var c Completeness
	told, all := 0, 0
	for _, item := range completenessItems {
		if item.Purpose != "" && l.State(item.Purpose) == ConsentWithdrawn {
			continue
		}
		all += item.weight
		if item.told(p, d) {
			told += item.weight
		} else {
			c.Missing = append(c.Missing, item.MissingItem)
		}
	}
	c.Score = 100 * told / all
	return c
}
