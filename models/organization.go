package models

import "unicode/utf8"

// OrganizationState is where a body stands.
type OrganizationState string

// States: draft → submitted → active ⇄ suspended → dissolved, and
// submitted → rejected → draft.
const (
	OrganizationDraft     OrganizationState = "draft"
	OrganizationSubmitted OrganizationState = "submitted"
	OrganizationRejected  OrganizationState = "rejected"
	OrganizationActive    OrganizationState = "active"
	OrganizationSuspended OrganizationState = "suspended"
	OrganizationDissolved OrganizationState = "dissolved"
)

// Organization is a body of self-organisation: an association, a villagers'
// group, a branch. It is never an account: people act for it by their offices.
type Organization struct {
	ID           ID                `gorm:"primaryKey"`
	Kind         OrganizationKind  `pii:"none"`
	Name         string            `pii:"none"`
	NameFolded   string            `pii:"none,technical"`
	Pinyin       string            `pii:"none,technical"`
	Initials     string            `pii:"none,technical"`
	RegionCode   RegionCode        `pii:"none"`
	State        OrganizationState `pii:"none"`
	Introduction string            `pii:"words"`
	Capacity     *int64            // nil: no limit
	MemberCount  int64
	NextQueueNo  int64      // the number the next application gets; taken under the row lock
	CreatedBy    *ID        // the founder
	Moderation   Moderation `pii:"none"`
	Version      int64
	CreatedAt    Instant `gorm:"autoCreateTime:false"`
	UpdatedAt    Instant `gorm:"autoUpdateTime:false"`
}

// OrganizationView is a body with the name of its place.
type OrganizationView struct {
	Organization
	RegionName string
}

// TableName tells the mapper where the embedded row lives.
func (OrganizationView) TableName() string { return "organizations" }

// OrganizationKind is what sort of body it is. Its words and rules are rows of
// a table, so that a new kind is data.
type OrganizationKind string

// The kinds.
const (
	KindHarmonyAssociation OrganizationKind = "harmony_association"
	KindFellowship         OrganizationKind = "fellowship"
	KindVillagerGroup      OrganizationKind = "villager_group"
	KindCouncil            OrganizationKind = "council"
	KindPartyBranch        OrganizationKind = "party_branch"
	KindUnion              OrganizationKind = "union"
	KindYouthLeague        OrganizationKind = "youth_league"
	KindWomensFederation   OrganizationKind = "womens_federation"
	KindHometownGroup      OrganizationKind = "hometown_group"
)

type organizationKind struct {
	zh, en string
	head   Role // who leads it; a body never loses its last one
}

var organizationKinds = map[OrganizationKind]organizationKind{
	KindHarmonyAssociation: {"和谐促进会", "Harmony promotion association", RoleChair},
	KindFellowship:         {"新居民联谊会", "New residents' fellowship", RoleChair},
	KindVillagerGroup:      {"新村民小组", "New villagers' group", RoleChair},
	KindCouncil:            {"新市民理事会", "New citizens' council", RoleChair},
	KindPartyBranch:        {"党支部", "Party branch", RoleBranchSecretary},
	KindUnion:              {"工会", "Trade union", RoleUnionChair},
	KindYouthLeague:        {"团支部", "Youth League branch", RoleBranchSecretary},
	KindWomensFederation:   {"妇联", "Women's federation", RoleChair},
	KindHometownGroup:      {"同乡小组", "Hometown group", RoleChair},
}

// OrganizationKinds lists all kinds in the order in which people are shown them.
func OrganizationKinds() []OrganizationKind {
	return []OrganizationKind{KindHarmonyAssociation, KindFellowship, KindVillagerGroup, KindCouncil, KindPartyBranch,
		KindUnion, KindYouthLeague, KindWomensFederation, KindHometownGroup}
}

// Valid reports whether the kind exists.
func (k OrganizationKind) Valid() bool { _, ok := organizationKinds[k]; return ok }

// Text gives the plain words of the kind.
func (k OrganizationKind) Text() (zh, en string) {
	return organizationKinds[k].zh, organizationKinds[k].en
}

// MinAge gives the age from which a body of this kind takes members: a union is
// one of workers.
func (k OrganizationKind) MinAge() int {
	if k == KindUnion {
		return WorkAge
	}
	return MinAge
}

// Head gives the role that leads a body of this kind.
func (k OrganizationKind) Head() Role { return organizationKinds[k].head }

// Reviewers gives the roles that decide applications to a body of this kind.
func (k OrganizationKind) Reviewers() []Role { return []Role{k.Head(), RoleSecretaryGeneral} }

// ReviewerRoles is the union of Reviewers over all kinds. A body only ever has
// offices of its own kind (Appoint), so the union opens nothing.
func ReviewerRoles() []Role {
	return []Role{RoleChair, RoleBranchSecretary, RoleUnionChair, RoleSecretaryGeneral}
}

// OrganizationStateText gives the plain words of a state.
func OrganizationStateText(s OrganizationState) (zh, en string) {
	switch s {
	case OrganizationDraft:
		return "草稿", "Draft"
	case OrganizationSubmitted:
		return "待审核", "Waiting for approval"
	case OrganizationRejected:
		return "未通过", "Not approved"
	case OrganizationActive:
		return "正常", "Active"
	case OrganizationSuspended:
		return "暂停活动", "Suspended"
	case OrganizationDissolved:
		return "已解散", "Dissolved"
	}
	return "", ""
}

// OrganizationAction is what may be done to a body as a whole.
type OrganizationAction string

// The actions of this version.
const (
	ReviseOrganization  OrganizationAction = "revise"
	SubmitOrganization  OrganizationAction = "submit"
	ApproveOrganization OrganizationAction = "approve"
	RejectOrganization  OrganizationAction = "reject"
)

var organizationMoves = map[OrganizationAction]map[OrganizationState]OrganizationState{
	ReviseOrganization:  {OrganizationDraft: OrganizationDraft, OrganizationRejected: OrganizationDraft},
	SubmitOrganization:  {OrganizationDraft: OrganizationSubmitted},
	ApproveOrganization: {OrganizationSubmitted: OrganizationActive},
	RejectOrganization:  {OrganizationSubmitted: OrganizationRejected},
}

// Next gives the state that the action leads to, or ErrOrganizationState.
func (o Organization) Next(action OrganizationAction) (OrganizationState, error) {
	if next, ok := organizationMoves[action][o.State]; ok {
		return next, nil
	}
	return "", ErrOrganizationState
}

// Allows refuses unless the actor may do this to a body that they can see: the
// founder writes and submits, an administrator of the place decides, and nobody
// both. Whether the state allows it is for Next.
func (o Organization) Allows(a Actor, action OrganizationAction) error {
	founder := o.CreatedBy != nil && a.SignedIn() && *o.CreatedBy == a.PersonID
	switch action {
	case ReviseOrganization, SubmitOrganization:
		if founder {
			return nil
		}
	case ApproveOrganization, RejectOrganization:
		switch admin := a.OverRegion(o.RegionCode, RoleRegionAdmin); {
		case admin && founder:
			return ErrOrganizationOwnReview
		case admin:
			return nil
		}
	}
	return ErrForbidden
}

// AcceptsApplications refuses unless people may apply now.
func (o Organization) AcceptsApplications() error {
	if o.State != OrganizationActive {
		return ErrOrganizationClosed
	}
	return nil
}

// Limits of what a founder writes, in characters.
const (
	OrganizationNameMin, OrganizationNameMax = 2, 40
	IntroductionMax                          = 1000
	CapacityMax                              = 1_000_000
)

// Check tells what is wrong with a body as its founder left it. Texts are
// cleaned before.
func (o Organization) Check() []FieldError {
	var bad []FieldError
	if !o.Kind.Valid() {
		bad = append(bad, BodyField("/kind", "enum", "请选择组织类型", "Unknown kind of body"))
	}
	if n := utf8.RuneCountInString(o.Name); n < OrganizationNameMin || n > OrganizationNameMax {
		bad = append(bad, BodyField("/name", "length", "名称应为2至40个字", "The name must have 2 to 40 characters"))
	}
	if utf8.RuneCountInString(o.Introduction) > IntroductionMax {
		bad = append(bad, BodyField("/introduction", "length", "简介不能超过1000个字", "The introduction must have at most 1000 characters"))
	}
	if o.Capacity != nil && (*o.Capacity < 1 || *o.Capacity > CapacityMax) {
		bad = append(bad, BodyField("/capacity", "range", "人数上限应在1至1000000之间", "The capacity must be from 1 to 1,000,000"))
	}
	if l := o.RegionCode.Level(); !o.RegionCode.Valid() || l < LevelTown {
		bad = append(bad, OrganizationRegionField())
	}
	return bad
}

// OrganizationRegionField says that the place of a body is not one.
func OrganizationRegionField() FieldError {
	return BodyField("/region_code", "region", "请选择现行的镇街或村社", "Choose a present town or village")
}

// Refusals around bodies.
var (
	ErrOrganizationState     = NewError(CodeConflict, "organization.wrong_state", "当前状态不能进行此操作，请刷新后查看", "The body is not in a state that allows this")
	ErrOrganizationClosed    = NewError(CodeConflict, "organization.not_active", "该组织目前不接受入会申请", "The body takes no applications now")
	ErrOrganizationFull      = NewError(CodeConflict, "organization.full", "该组织人数已满", "The body is full")
	ErrOrganizationName      = NewError(CodeConflict, "organization.name_taken", "当地已有同名组织，请换一个名称", "A body of this name exists in this place")
	ErrFounderUnverified     = NewError(CodeForbidden, "organization.founder_unverified", "发起成立组织前，请先完成实名认证", "Verify your identity before you found a body")
	ErrOrganizationOwnReview = NewError(CodeForbidden, "organization.own_review", "不能审核自己发起的组织", "Nobody approves the body they founded")
)

// What people are told about bodies.
const (
	NoticeOrganizationSubmitted NoticeKind = "organization.submitted"
	NoticeOrganizationApproved  NoticeKind = "organization.approved"
	NoticeOrganizationRejected  NoticeKind = "organization.rejected"
	NoticeOfficeAppointed       NoticeKind = "office.appointed"
	NoticeOfficeEnded           NoticeKind = "office.ended"
)
