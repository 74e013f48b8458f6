package models

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// CharterState is where one version of a charter stands.
type CharterState string

// States: draft → in_force with the approval of the organization; a later change is
// proposed → in_force | rejected; what it takes the place of is replaced.
const (
	CharterDraft    CharterState = "draft"
	CharterProposed CharterState = "proposed"
	CharterInForce  CharterState = "in_force"
	CharterReplaced CharterState = "replaced"
	CharterRejected CharterState = "rejected"
)

var charterStateWords = Words[CharterState]{
	{CharterDraft, "草稿", "Draft"},
	{CharterProposed, "修改待核准", "Change waits for approval"},
	{CharterInForce, "现行", "In force"},
	{CharterReplaced, "已被新版代替", "Replaced"},
	{CharterRejected, "修改未核准", "Change not approved"},
}

// Text gives the plain words of a state.
func (s CharterState) Text() (zh, en string) { return charterStateWords.Of(s) }

// All gives every value in order.
func (CharterState) All() []CharterState { return charterStateWords.All() }

// Charter is one version of the charter (章程) of an organization: nine sections, as
// 社会团体登记管理条例 14 has them. Version counts on from one version of the
// charter to the next, so that no two texts share an ETag.
type Charter struct {
	OrganizationID ID           `gorm:"primaryKey"`
	Number         int64        `gorm:"primaryKey"` // 1 is that of the founding
	State          CharterState `pii:"none"`
	NameAndSeat    string       `pii:"words"`
	Purpose        string       `pii:"words"` // with scope and area
	Members        string       `pii:"words"`
	Organs         string       `pii:"words"`
	Heads          string       `pii:"words"`
	Assets         string       `pii:"words"`
	Amendment      string       `pii:"words"`
	Termination    string       `pii:"words"`
	OtherMatters   string       `pii:"words"`
	ResolvedOn     *Day         // when the members passed a change
	DueOn          *Day         // until when it must be with the authority
	WrittenBy      *ID
	DecidedBy      *ID
	DecidedAt      *Instant
	DecisionReason string `pii:"words"`
	Version        int64
	CreatedAt      Instant `gorm:"autoCreateTime:false"`
	UpdatedAt      Instant `gorm:"autoUpdateTime:false"`
}

// TableName says whose charters they are.
func (Charter) TableName() string { return "organization_charters" }

// CharterSectionMax bounds a section, in characters.
const CharterSectionMax = 1500

// CharterChangeDays is how long an organization has to bring a change of its charter to
// the authority (条例 18).
const CharterChangeDays = 30

// CharterSection is one of the nine, with the words that founders see and a text
// in plain words that they may begin with.
type CharterSection struct {
	Field         string // of the JSON body
	ZH, EN, Model string
}

// CharterSections lists the nine in their order.
func CharterSections() []CharterSection {
	return []CharterSection{
		{"name_and_seat", "名称和住所", "Name and seat", "我们的组织叫{name}。办公地点在{place}。"},
		{"purpose", "宗旨、业务范围和活动地域", "Purpose, scope and area",
			"我们在{place}一起生活和工作，成立组织是为了自己管理自己、互相帮助、和本地居民一起把日子过好。我们组织学习、文体和互助活动，反映大家的意见，帮助化解邻里和务工中的矛盾。我们不以赚钱为目的，活动范围在{place}。"},
		{"members", "会员资格及其权利、义务", "Members: qualification, rights, duties",
			"在{place}居住或务工、愿意遵守本章程的人，可以申请加入。会员有权参加活动、提意见、选举和被选举，也可以随时退出。会员要遵守法律和本章程，参加会议，爱护集体的东西。"},
		{"organs", "组织机构及其产生办法", "Organs and how they are formed",
			"全体会员大会是最高机构，每年至少开一次，过半数会员到会才能开，到会会员过半数同意才算通过。日常工作由理事会负责，理事由会员大会选举，每届任期{term}年。"},
		{"heads", "负责人的产生和罢免", "How heads are chosen and removed",
			"{head}由会员大会选举产生，每届任期{term}年。{head}不履行职责或违反章程的，五分之一以上会员联名可以提出罢免，由会员大会表决，到会会员过半数同意即罢免。"},
		{"assets", "资产管理和使用", "Assets and their use",
			"我们的经费来自会员自愿交的会费、捐赠和政府支持。钱和东西只能用于本章程写明的事，不能分给个人。账目每半年向会员公布一次，会员可以查账。"},
		{"amendment", "章程的修改", "Changing the charter", "修改章程由理事会提出，会员大会到会会员三分之二以上同意才算通过。通过后30日内报批准成立的部门核准，核准后生效。"},
		{"termination", "终止和终止后财产的处理", "Termination, and the assets after it",
			"会员大会到会会员三分之二以上同意，可以解散本组织。解散前要清账。剩下的钱和东西不分给个人，在批准成立的部门监督下，用于和本组织宗旨相同的公益事业。"},
		{"other_matters", "其他事项", "Other matters", "本章程经发起人全体同意，自批准成立之日起生效。没有写到的事，按国家法律法规办。"},
	}
}

// ModelCharter gives the charter in plain words that founders of the organization may
// begin with.
func ModelCharter(o OrganizationView) Charter {
	c := Charter{OrganizationID: o.ID, Number: 1, State: CharterDraft, CreatedAt: o.CreatedAt, UpdatedAt: o.UpdatedAt}
	head, _ := o.HeadText()
	in := strings.NewReplacer("{name}", o.Name, "{place}", o.RegionName, "{head}", head, "{term}",
		strconv.FormatInt(o.TermYears, 10))
	for _, s := range CharterSections() {
		*c.Section(s.Field) = in.Replace(s.Model)
	}
	return c
}

// HeadText is what the head of the organization is called.
func (o Organization) HeadText() (zh, en string) {
	if t := o.Kind.Policy().HeadText; t[0] != "" {
		return t[0], t[1]
	}
	return o.Kind.Head().Text()
}

// Section points at the text of a section by its field; nil for none such.
func (c *Charter) Section(field string) *string {
	switch field {
	case "name_and_seat":
		return &c.NameAndSeat
	case "purpose":
		return &c.Purpose
	case "members":
		return &c.Members
	case "organs":
		return &c.Organs
	case "heads":
		return &c.Heads
	case "assets":
		return &c.Assets
	case "amendment":
		return &c.Amendment
	case "termination":
		return &c.Termination
	case "other_matters":
		return &c.OtherMatters
	}
	return nil
}

// Missing names the sections that are still empty.
func (c Charter) Missing() []FieldError {
	var bad []FieldError
	for _, s := range CharterSections() {
		if *c.Section(s.Field) == "" {
			bad = append(bad, BodyField("/"+s.Field, "required", "请填写章程的“"+s.ZH+"”", "Write the section: "+s.EN))
		}
	}
	return bad
}

// Check tells which sections are too long; texts are cleaned before.
func (c Charter) Check() []FieldError {
	var bad []FieldError
	for _, s := range CharterSections() {
		if utf8.RuneCountInString(*c.Section(s.Field)) > CharterSectionMax {
			bad = append(bad, BodyField("/"+s.Field, "length", "每一章不能超过1500个字",
				"A section has at most 1500 characters"))
		}
	}
	return bad
}

// Change gives the version of the charter that an organization proposes in the place of
// the one in force. The members passed it on a day; from then the organization has
// thirty days (条例 18).
func (c Charter) Change(resolvedOn Day, now Instant) (Charter, error) {
	if today := DayOf(now); resolvedOn > today {
		return c, ErrInvalid.With(BodyField("/resolved_on", "range", "会员大会通过的日期不能晚于今天",
			"The members cannot have passed it later than today"))
	}
	due := resolvedOn.AddDays(CharterChangeDays)
	c.Number, c.State, c.Version = c.Number+1, CharterProposed, c.Version+1
	c.ResolvedOn, c.DueOn, c.DecidedBy, c.DecidedAt, c.DecisionReason = &resolvedOn, &due, nil, nil, ""
	c.CreatedAt, c.UpdatedAt = now, now
	return c, nil
}

// Refusals around charters.
var (
	ErrCharterIncomplete = NewError(CodeInvalid, "organization.charter_incomplete", "章程还没有写完，请把九个部分都写好再提交",
		"Write all nine sections of the charter before you submit")
	ErrCharterFrozen = NewError(CodeConflict, "charter.frozen", "正在审核，章程现在不能修改",
		"While the organization is under review its charter stands still")
	ErrCharterNotOpen = NewError(CodeConflict, "charter.not_proposed", "没有待核准的章程修改，请刷新后查看",
		"No change of the charter waits for approval")
	ErrCharterResolved = NewError(CodeInvalid, "charter.resolved_on_missing", "请填写会员大会通过这次修改的日期",
		"Say on which day the members passed the change")
)

// What people are told about charters.
const (
	NoticeCharterProposed NoticeKind = "charter.proposed" // to the approvers
	NoticeCharterApproved NoticeKind = "charter.approved" // to the heads
	NoticeCharterRejected NoticeKind = "charter.rejected" // to the heads
)
