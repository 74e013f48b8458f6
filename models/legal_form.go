package models

import "slices"

// LegalForm is what an organization is in law (社会团体登记管理条例 3, 9, 10; 民发〔2017〕191号
// for what is only filed).
type LegalForm string

// The forms.
const (
	FormPreparing  LegalForm = "preparing"           // 筹备中, until what its founders ask for is reached
	FormFiled      LegalForm = "filed"               // 备案, with the town or street; no legal person
	FormInternal   LegalForm = "internal"            // 单位内部, needs no registration (条例 3(3))
	FormSubGroup   LegalForm = "statutory_sub_group" // 依法律、章程设立的组织
	FormRegistered LegalForm = "registered"          // 登记, a legal person with a credit code
)

var legalFormWords = Words[LegalForm]{
	{FormPreparing, "筹备中", "In preparation"},
	{FormFiled, "已备案", "Filed"},
	{FormInternal, "单位内部组织", "Inside a unit"},
	{FormSubGroup, "依法设立", "Set up by law"},
	{FormRegistered, "已登记", "Registered"},
}

// Text gives the plain words of a form.
func (f LegalForm) Text() (zh, en string) { return legalFormWords.Of(f) }

// All gives every value in order.
func (LegalForm) All() []LegalForm { return legalFormWords.All() }

// FormOnApproval is what an organization is once it is approved: what its founders asked
// for, but what will be registered prepares itself first.
func (o Organization) FormOnApproval() LegalForm {
	if o.IntendedForm == FormRegistered {
		if o.Kind == KindUnion {
			return FormSubGroup
		}
		return FormPreparing
	}
	return o.IntendedForm
}

// Capability is something that organizations of some kinds and forms do, and others
// must not.
type Capability string

// The capabilities.
const (
	MayHoldActivities Capability = "hold_activities" // publish activities to others
	MayElect          Capability = "elect"           // hold elections; consultations are open to all
	MayDecide         Capability = "decide"          // hold votes that bind
	MayCollectDues    Capability = "collect_dues"
	MayAdmit          Capability = "admit"        // take people into the Party, the League
	MayAppoint        Capability = "appoint"      // its own head gives offices
	MayTakeMembers    Capability = "take_members" // applications and invitations
	MayHoldMeetings   Capability = "hold_meetings"
	MayHaveSubGroups  Capability = "have_sub_groups"
	MayAnnounce       Capability = "announce"
)

// Capabilities lists them.
func Capabilities() []Capability {
	return []Capability{MayHoldActivities, MayElect, MayDecide, MayCollectDues, MayAdmit, MayAppoint, MayTakeMembers,
		MayHoldMeetings, MayHaveSubGroups, MayAnnounce}
}

// May refuses what the organization must not do now: nothing unless it is active; while
// it is in preparation nothing but what prepares it (社会团体登记管理条例 9, 32);
// and whatever its kind does not do.
func (o Organization) May(c Capability) error {
	if o.State != OrganizationActive {
		return ErrOrganizationInactive
	}
	if o.LegalForm == FormPreparing {
		switch c {
		case MayTakeMembers, MayElect, MayDecide, MayAppoint, MayAnnounce:
		default:
			return ErrOrganizationPreparing
		}
	}
	if may := o.Kind.Policy().May; may != nil {
		return may(o, c)
	}
	return nil
}

// Thresholds of a registered social group (条例 10): this many individual
// members, or unit members, or both together.
const (
	RegisteredIndividuals = 50
	RegisteredUnits       = 30
	RegisteredMixed       = 50
)

// MayRegister refuses to register an organization that has too few members: individual
// members alone, units alone, or a mixture. A union becomes a legal person by the
// law of unions (工会法 15), whatever its number.
func (o Organization) MayRegister() error {
	switch {
	case o.LegalForm == FormRegistered:
		return ErrOrganizationRegistered
	case !slices.Contains(o.Kind.Policy().Forms, FormRegistered):
		return ErrCapability
	case o.Kind == KindUnion:
		return nil
	}
	people, units := o.MemberCount, o.UnitCount
	if people >= RegisteredIndividuals || units >= RegisteredUnits || units > 0 && people > 0 && people+
		units >= RegisteredMixed {
		return nil
	}
	return ErrOrganizationTooSmall
}

// creditPrefixes are the first two characters of the credit codes that organizations
// of a kind have (GB 32100-2015): 51 社会团体, 81 工会.
func creditPrefix(k OrganizationKind) string {
	if k == KindUnion {
		return "81"
	}
	return "51"
}

// ParseCreditCode reads the credit code of an organization that is being registered:
// both check characters must hold, and its first two must be those of the kind.
func ParseCreditCode(k OrganizationKind, s string) (string, error) {
	code, exact, err := ParseUSCC(s)
	switch {
	case err != nil || !exact:
		return "", ErrInvalid.With(BodyField("/credit_code", "check", "统一社会信用代码有误，请对照证书核对",
			"The credit code is wrong: check it against the certificate"))
	case code[:2] != creditPrefix(k):
		return "", ErrInvalid.With(BodyField("/credit_code", "kind", "这个统一社会信用代码不是此类组织的",
			"The credit code is of another kind of organization"))
	}
	return code, nil
}

// NoticeOrganizationRegistered tells the heads.
const NoticeOrganizationRegistered NoticeKind = "organization.registered"

// Refusals that follow from the legal form.
var (
	ErrOrganizationInactive = NewError(CodeConflict, "organization.inactive", "该组织目前不能开展活动",
		"The organization cannot act now")
	ErrOrganizationPreparing = NewError(CodeConflict, "organization.preparing", "该组织还在筹备，登记之前只能做筹备工作",
		"Until it is registered the organization may only prepare itself")
	ErrOrganizationRegistered = NewError(CodeConflict, "organization.registered", "该组织已经登记过了",
		"The organization is registered already")
	ErrCreditCodeTaken = NewError(CodeConflict, "organization.credit_code_taken", "这个统一社会信用代码已登记在另一个组织名下，请核对",
		"Another organization has this credit code")
	ErrOrganizationTooSmall = NewError(CodeConflict, "organization.too_few_members",
		"会员人数不足：登记需要50个以上个人会员，或30个以上单位会员，或两者共50个以上",
		"Registration needs 50 individual members, 30 unit members, or 50 of both")
)
