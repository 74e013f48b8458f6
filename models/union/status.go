package union

import (
	"fmt"

	"xinjumin/models"
)

// CommitteeOffices are the offices that make up the committee of a union.
func CommitteeOffices() []models.Role {
	return []models.Role{models.RoleUnionChair, models.RoleViceChair, models.RoleSecretaryGeneral, models.RoleDirector}
}

// committeeLeast is how many make a committee.
const committeeLeast = 3

// NeedsKinDeclaration reports whether whoever is appointed to an office declares
// not to be a near relative of who runs the unit: they do not sit on the committee
// of the union at that unit (工会法 10). A federation is not at a unit.
func NeedsKinDeclaration(o models.Organization, r models.Role) bool {
	return o.Is(models.KindUnion, models.UnionOwn, models.UnionJoint) && models.OneOf(r, CommitteeOffices())
}

// Hint is one thing that the law says about a union as it is now.
type Hint struct {
	Code    string
	Met     bool // false: something is to be done
	ZH, EN  string
	Article string // 工会法 article
}

// Facts is what the hints are drawn from.
type Facts struct {
	models.Organization
	Committee int64 // people in the committee now
	Appraised bool  // the yearly appraisal of this year was begun
}

// Hints says what the law says about a union with so many members, in plain
// words, with the article.
func Hints(f Facts, today models.Day) []Hint {
	var hints []Hint
	add := func(code string, met bool, article, zh, en string) {
		hints = append(hints, Hint{Code: code, Met: met, ZH: zh, EN: en, Article: article})
	}
	switch {
	case f.Subtype == models.UnionFederation:
	case f.MemberCount >= models.UnionCommitteeFrom:
		add("committee", f.Committee >= committeeLeast, "工会法第十一条",
			fmt.Sprintf("会员已有%d人。满25人应当建立工会委员会，现有委员%d人。", f.MemberCount, f.Committee),
			fmt.Sprintf("%d members. From 25 on a committee is due; %d people sit on it.", f.MemberCount, f.Committee))
	default:
		add("small", true, "工会法第十一条",
			fmt.Sprintf("会员%d人，不足25人。可以单独建立工会委员会，也可以两个以上单位联合建立，或者选举组织员一人，组织会员开展活动。", f.MemberCount),
			fmt.Sprintf("%d members, fewer than 25: a committee of its own, a joint one of two units or "+
				"more, or one organizer.", f.MemberCount))
	}
	if f.Subtype == models.UnionJoint {
		add("joint_units", f.UnitCount >= models.UnionJointUnits, "工会法第十一条",
			fmt.Sprintf("联合工会由两个以上单位的会员组成，现登记%d个单位。", f.UnitCount),
			fmt.Sprintf("A joint union is of two units or more; %d are registered.", f.UnitCount))
	}
	if f.Subtype == models.UnionOwn && f.MemberCount >= models.UnionFullTimeFrom {
		add("full_time_chair", true, "工会法第十四条", "职工满200人的单位，工会可以设专职工会主席，人数由工会与单位协商确定。",
			"From 200 workers on a union may have a full-time chair.")
	}
	if f.TermEndsOn != nil {
		over := *f.TermEndsOn < today
		zh, en := "工会委员会每届任期三年或者五年，本届任期至"+string(*f.TermEndsOn)+
			"。", "A term has three or five years; the present one ends on "+string(*f.TermEndsOn)+"."
		if over {
			zh, en = "本届任期已于"+string(*f.TermEndsOn)+"届满，请及时换届。", "The term ended on "+string(*f.TermEndsOn)+
				": an election is due."
		}
		add("term", !over, "工会法第十六条", zh, en)
	}
	if f.Subtype != models.UnionFederation {
		add("above", f.ParentID != nil, "工会法第十二条", hintOf(f.ParentID != nil, "已归属上级工会。", "还没有归属上级工会，请向当地工会联合会提出。"),
			hintOf(f.ParentID != nil, "It has a federation above it.",
				"It has no federation above it yet: ask the local one."))
		add("appraisal", f.Appraised, "工会法第十条", hintOf(f.Appraised, "今年已开展会员评家。", "今年还没有开展会员评家，每年请会员评一次职工之家和工会主席。"),
			hintOf(f.Appraised, "This year's appraisal by the members has begun.",
				"This year's appraisal by the members is still due."))
	}
	return hints
}

func hintOf(met bool, yes, no string) string {
	if met {
		return yes
	}
	return no
}

// ErrKin asks for the declaration.
var ErrKin = models.NewError(models.CodeForbidden, "union.kin_declaration", "单位主要负责人的近亲属不能担任本单位工会委员会成员，请本人声明不是近亲属后再任命",
	"Near relatives of who runs the unit do not sit on its union's committee: the person declares not to be one")

// ErrInside keeps what is a union's own for those who belong to it.
var ErrInside = models.NewError(models.CodeForbidden, "union.inside", "只有本工会会员、上级工会和当地管理员可以查看",
	"Only members, the federation above and administrators of the place see this")
