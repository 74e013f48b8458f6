package models

import (
	"fmt"
	"slices"
	"unicode/utf8"
)

// OrganizationState is where an organization stands.
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

// Organization is an organization of self-organisation: an association, a villagers'
// group, a branch. It is never an account: people act for it by their offices.
type Organization struct {
	ID           ID               `gorm:"primaryKey"`
	Kind         OrganizationKind `pii:"none"`
	Subtype      Subtype          `pii:"none"`
	DisplayName  string           `pii:"none"` // what such an organization is called here (红色党支部); empty: the usual words
	LegalForm    LegalForm        `pii:"none"` // what it is
	IntendedForm LegalForm        `pii:"none"` // what its founders ask for
	CreditCode   *string          `pii:"none"` // only of what is registered; unique
	RegisteredOn *Day             `pii:"none"`
	ParentID     *ID              // the organization above: of a sub-group, of a union in its federation
	Base         OrganizationBase `pii:"none"`
	EmployerName string           `pii:"none"` // of the unit where it is based
	EmployerCode string           `pii:"none"`
	// EmployerFolded is the folded name of the unit, by which its people find the organization.
	EmployerFolded string            `pii:"none,technical"`
	OriginCode     *RegionCode       `pii:"none"` // of a hometown group: whose home place
	EndsOn         *Day              // last day of a temporary organization
	TermYears      int64             // how long its organs serve
	TermEndsOn     *Day              // when the present term is over
	Name           string            `pii:"none"`
	NameFolded     string            `pii:"none,technical"`
	Pinyin         string            `pii:"none,technical"`
	Initials       string            `pii:"none,technical"`
	RegionCode     RegionCode        `pii:"none"`
	State          OrganizationState `pii:"none"`
	Introduction   string            `pii:"words"`
	Capacity       *int64            // nil: no limit
	MemberCount    int64
	MigrantCount   int64 // of the members those who are new residents
	UnitCount      int64 // unit members (团体会员)
	// MinMigrantPercent is the least share of new residents among the individual
	// members, 0 to 100.
	MinMigrantPercent int64
	JoinForm          string     `pii:"none"` // JSON list of what applicants are asked
	Admission         Admission  `pii:"none"`
	NextQueueNo       int64      // the number the next application gets; taken under the row lock
	CreatedBy         *ID        // the founder
	Moderation        Moderation `pii:"none"`
	Version           int64
	CreatedAt         Instant `gorm:"autoCreateTime:false"`
	UpdatedAt         Instant `gorm:"autoUpdateTime:false"`
	ApprovedAt        *Instant
	EndedAt           *Instant
	EndReason         string `pii:"none"`
	CharterNumber     int64  // of the charter in force; 0: none yet
	Address           string `pii:"none"` // where it is found
	ServicePhone      string `pii:"none"` // of its office, never of a person
	DecisionReason    string `pii:"none"` // why it was sent back the last time; empty once it is approved
	// Of unions.
	UnionNo       *string `pii:"none"` // given with the first member; unique
	LastMemberNo  int64   // the serial of the newest card; counted under the row lock
	ParentAskedID *ID     // the federation that was asked to stand above
	ParentAskedAt *Instant
}

// OrganizationBase tells where its people are found together.
type OrganizationBase string

// The bases (聚居地、务工集中地).
const (
	BaseResidence OrganizationBase = "residence"
	BaseWorkplace OrganizationBase = "workplace"
	BaseMarket    OrganizationBase = "market"
)

var organizationBaseWords = Words[OrganizationBase]{
	{BaseResidence, "居住地", "Where they live"},
	{BaseWorkplace, "务工单位", "Where they work"},
	{BaseMarket, "专业市场", "Market"},
}

// Text gives the plain words of a base.
func (b OrganizationBase) Text() (zh, en string) { return organizationBaseWords.Of(b) }

// All gives every value in order.
func (OrganizationBase) All() []OrganizationBase { return organizationBaseWords.All() }

// OrganizationView is an organization with the name of its place.
type OrganizationView struct {
	Organization
	RegionName  string
	TermExpired bool `gorm:"-"` // on the day of reading
}

// OrganizationPage is an organization as its own page shows it.
type OrganizationPage struct {
	OrganizationView
	FormerNames    []FormerName // the latest first
	Founding       *Founding    // nil once it was approved
	DecisionReason string       // why it was sent back; for who sees it before it is approved
	Mine           OwnPart
	Choices        Choices
	Heads          []string // who agreed to be shown: a nickname, or the name as verified
	Blocked        string   // why, for those who are answerable; empty when it is not
}

// TableName tells the mapper where the embedded row lives.
func (OrganizationView) TableName() string { return "organizations" }

var organizationStateWords = Words[OrganizationState]{
	{OrganizationDraft, "草稿", "Draft"},
	{OrganizationSubmitted, "待审核", "Waiting for approval"},
	{OrganizationRejected, "未通过", "Not approved"},
	{OrganizationActive, "正常", "Active"},
	{OrganizationSuspended, "暂停活动", "Suspended"},
	{OrganizationDissolved, "已解散", "Dissolved"},
}

// Text gives the plain words of a state.
func (s OrganizationState) Text() (zh, en string) { return organizationStateWords.Of(s) }

// All gives every value in order.
func (OrganizationState) All() []OrganizationState { return organizationStateWords.All() }

// AcceptsApplications refuses unless people may apply now.
func (o Organization) AcceptsApplications() error {
	if o.State != OrganizationActive {
		return ErrOrganizationClosed
	}
	return o.May(MayTakeMembers)
}

// AllowsSide refuses to take one more member of a side where that would press
// the share of new residents below what the organization has set itself.
func (o Organization) AllowsSide(s MemberSide) error {
	if s == SideMigrant || o.MinMigrantPercent == 0 {
		return nil
	}
	if o.MigrantCount*100 < o.MinMigrantPercent*(o.MemberCount+1) {
		return ErrOrganizationMigrantShare
	}
	return nil
}

// Limits of what a founder writes, in characters.
const (
	OrganizationNameMin, OrganizationNameMax = 2, 40
	IntroductionMax                          = 1000
	CapacityMax                              = 1_000_000
)

// Check tells what is wrong with an organization as its founder left it. Texts are
// cleaned before.
func (o Organization) Check() []FieldError {
	var bad []FieldError
	if !o.Kind.Valid() {
		bad = append(bad, BodyField("/kind", "enum", "请选择组织类型", "Unknown kind of organization"))
	}
	if n := utf8.RuneCountInString(o.Name); n < OrganizationNameMin || n > OrganizationNameMax {
		bad = append(bad, BodyField("/name", "length", "名称应为2至40个字", "The name must have 2 to 40 characters"))
	}
	if utf8.RuneCountInString(o.Introduction) > IntroductionMax {
		bad = append(bad, BodyField("/introduction", "length", "简介不能超过1000个字",
			"The introduction must have at most 1000 characters"))
	}
	if o.Capacity != nil && (*o.Capacity < 1 || *o.Capacity > CapacityMax) {
		bad = append(bad, BodyField("/capacity", "range", "人数上限应在1至1000000之间",
			"The capacity must be from 1 to 1,000,000"))
	}
	if !o.Kind.Valid() {
		return append(bad, o.checkPlace(LevelTown, LevelVillage)...)
	}
	p := o.Kind.Policy()
	if _, ok := p.subtype(o.Subtype); !ok && (o.Subtype != "" || len(p.Subtypes) > 0) {
		bad = append(bad, BodyField("/subtype", "enum", "这类组织没有这个类型",
			"Organizations of this kind have no such subtype"))
	}
	if !slices.Contains(p.Forms, o.IntendedForm) {
		bad = append(bad, BodyField("/intended_form", "enum", "这类组织不能采用这种形式",
			"Organizations of this kind do not take this form"))
	}
	if o.MinMigrantPercent < 0 || o.MinMigrantPercent > 100 {
		bad = append(bad, BodyField("/min_migrant_percent", "range", "比例应在0至100之间", "The share must be from 0 to 100"))
	}
	if n := int(o.TermYears); n < p.Terms[0] || n > p.Terms[1] {
		bad = append(bad, BodyField("/term_years", "range", fmt.Sprintf("每届任期应为%d至%d年", p.Terms[0], p.Terms[1]),
			fmt.Sprintf("A term has %d to %d years", p.Terms[0], p.Terms[1])))
	}
	bad = append(bad, o.checkPlace(p.Places[0], p.Places[1])...)
	if p.Check != nil && len(bad) == 0 {
		bad = p.Check(o)
	}
	return bad
}

func (o Organization) checkPlace(highest, lowest RegionLevel) []FieldError {
	if l := o.RegionCode.Level(); !o.RegionCode.Valid() || l < highest || l > lowest {
		return []FieldError{OrganizationRegionField()}
	}
	return nil
}

// OrganizationRegionField says that the place of an organization is not one.
func OrganizationRegionField() FieldError {
	return BodyField("/region_code", "region", "请选择现行的、这类组织可以设立的区划",
		"Choose a present division where such an organization may be")
}

// Refusals around organizations.
var (
	ErrOrganizationState = NewError(CodeConflict, "organization.wrong_state", "当前状态不能进行此操作，请刷新后查看",
		"The organization is not in a state that allows this")
	ErrOrganizationClosed = NewError(CodeConflict, "organization.not_active", "该组织目前不接受入会申请",
		"The organization takes no applications now")
	ErrOrganizationFull = NewError(CodeConflict, "organization.full", "该组织人数已满", "The organization is full")
	ErrOrganizationName = NewError(CodeConflict, "organization.name_taken", "当地已有同名组织，请换一个名称",
		"An organization of this name exists in this place")
	ErrFounderUnverified = NewError(CodeForbidden, "organization.founder_unverified", "发起成立组织前，请先完成实名认证",
		"Verify your identity before you found an organization")
	ErrOrganizationAuthority = NewError(CodeForbidden, "organization.higher_authority", "这类组织由上一级审批",
		"A higher level approves organizations of this kind")
	ErrOrganizationMigrantShare = NewError(CodeConflict, "organization.migrant_share", "再增加村（社区）干部会员，新居民比例就低于本组织的规定",
		"One more local cadre would press the share of new residents below what the organization has set")
	ErrCapability = NewError(CodeConflict, "organization.not_of_its_kind", "这类组织不办理这件事",
		"Organizations of this kind do not do this")
	ErrOrganizationOwnReview = NewError(CodeForbidden, "organization.own_review", "不能审核自己发起的组织",
		"Nobody approves the organization they founded")
)

// What people are told about organizations.
const (
	NoticeOrganizationSubmitted NoticeKind = "organization.submitted"
	NoticeOrganizationApproved  NoticeKind = "organization.approved"
	NoticeOrganizationRejected  NoticeKind = "organization.rejected"
	NoticeOrganizationDeleted   NoticeKind = "organization.deleted" // to who was to decide about it
	NoticeOfficeAppointed       NoticeKind = "office.appointed"
	NoticeOfficeOffered         NoticeKind = "office.offered"
	NoticeOfficeAccepted        NoticeKind = "office.accepted"
	NoticeOfficeDeclined        NoticeKind = "office.declined"
	NoticeOfficeEnded           NoticeKind = "office.ended"
)
