package models

import "encoding/json"

// RoleHandOver (交接) is that the holder of a role passes what is open in it on
// to somebody who holds the same role. It gives no rights and takes none: it
// says that somebody knows of the work when the role ends.
type RoleHandOver struct {
	ID          ID `gorm:"primaryKey"`
	GrantID     ID // the role that is handed over
	PersonID    ID // its holder
	SuccessorID ID
	AskedBy     ID            // the holder or a superior
	Note        string        `pii:"words"`
	State       HandOverState `pii:"none"`
	LiveKey     *string       `pii:"none,technical"` // one open hand-over per role
	Counts      string        `pii:"none,technical"` // what was taken over: a JSON object of numbers by line
	ExpiresAt   Instant
	CreatedAt   Instant `gorm:"autoCreateTime:false"`
	UpdatedAt   Instant `gorm:"autoUpdateTime:false"`
}

// HandOverState tells where a hand-over stands.
type HandOverState string

// States: open → accepted | declined | withdrawn | expired.
const (
	HandOverOpen      HandOverState = "open"
	HandOverAccepted  HandOverState = "accepted"
	HandOverDeclined  HandOverState = "declined"
	HandOverWithdrawn HandOverState = "withdrawn"
	HandOverExpired   HandOverState = "expired"
)

var handOverStateWords = Words[HandOverState]{
	{HandOverOpen, "待接手人确认", "Waits for the successor"},
	{HandOverAccepted, "已交接", "Handed over"},
	{HandOverDeclined, "接手人未接受", "Declined"},
	{HandOverWithdrawn, "已撤回", "Withdrawn"},
	{HandOverExpired, "已过期", "Expired"},
}

// Text gives the plain words of a state.
func (s HandOverState) Text() (zh, en string) { return handOverStateWords.Or(s, HandOverOpen) }

// All gives every value in order.
func (HandOverState) All() []HandOverState { return handOverStateWords.All() }

// NewHandOver gives a hand-over of g that waits for the successor.
func NewHandOver(id ID, g RoleGrant, successor, by ID, note string, now Instant) RoleHandOver {
	key := g.ID.String()
	return RoleHandOver{ID: id, GrantID: g.ID, PersonID: g.PersonID, SuccessorID: successor, AskedBy: by, Note: note,
		State: HandOverOpen, LiveKey: &key, Counts: "{}", ExpiresAt: min(now.Add(RoleOfferLife), g.EndsAt),
		CreatedAt: now, UpdatedAt: now}
}

// At gives the hand-over as it is at now: one that nobody answered expires.
func (h RoleHandOver) At(now Instant) RoleHandOver {
	if h.State == HandOverOpen && h.ExpiresAt <= now {
		h.State = HandOverExpired
	}
	return h
}

// HandOverLine is one line of the list of what is open in a role: a number, and
// nothing about anybody.
type HandOverLine struct {
	Key   HandOverKey
	Count int64
}

// HandOverKey names a line; it never changes its meaning.
type HandOverKey string

// The lines.
const (
	OpenIdentityReviews       HandOverKey = "identity_reviews"
	OpenOrganizationApprovals HandOverKey = "body_approvals"
	OpenModerationCases       HandOverKey = "moderation_cases"
	OpenApplications          HandOverKey = "applications"
	OpenActivities            HandOverKey = "activities"
	OpenPolls                 HandOverKey = "polls"
	OpenDisputes              HandOverKey = "disputes"
	OpenAssignedDisputes      HandOverKey = "assigned_disputes"
)

var handOverKeyWords = Words[HandOverKey]{
	{OpenIdentityReviews, "待核实的实名申请", "identity reviews"},
	{OpenOrganizationApprovals, "待审批的组织", "organizations to approve"},
	{OpenModerationCases, "待处理的投诉和申诉", "complaints and appeals"},
	{OpenApplications, "待审批的入会申请", "applications"},
	{OpenActivities, "未结束的活动", "activities"},
	{OpenPolls, "未结束的投票", "polls"},
	{OpenDisputes, "调委会未办结的纠纷", "open cases of the committee"},
	{OpenAssignedDisputes, "本人承办的未办结纠纷，须由主任另行指派", "open cases assigned to the holder, for the head to reassign"},
}

// Text gives the plain words of a line.
func (k HandOverKey) Text() (zh, en string) { return handOverKeyWords.Of(k) }

// All gives every value in order.
func (HandOverKey) All() []HandOverKey { return handOverKeyWords.All() }

// HandOverKeys lists what there is to hand over in a role. Roles that decide
// nothing, as an auditor's, have nothing.
func HandOverKeys(r Role) []HandOverKey {
	var out []HandOverKey
	add := func(k HandOverKey, roles ...Role) {
		if OneOf(r, roles) {
			out = append(out, k)
		}
	}
	add(OpenIdentityReviews, RoleOfficer, RoleRegionAdmin, RolePlatformAdmin)
	add(OpenOrganizationApprovals, RoleRegionAdmin)
	add(OpenModerationCases, ModerationRoles()...)
	add(OpenApplications, ReviewerRoles()...)
	add(OpenActivities, ActivityRoles()...)
	add(OpenPolls, PollRoles()...)
	add(OpenDisputes, RoleCommitteeHead)
	add(OpenAssignedDisputes, RoleMediator)
	return out
}

// HandOverCounts gives what is kept of the lines when they are taken over.
func HandOverCounts(lines []HandOverLine) (string, error) {
	counts := map[HandOverKey]int64{}
	for _, l := range lines {
		counts[l.Key] = l.Count
	}
	kept, err := json.Marshal(counts)
	return string(kept), err
}

// Taken gives the lines as they were when they were taken over; none before.
func (h RoleHandOver) Taken() []HandOverLine {
	var counts map[HandOverKey]int64
	if json.Unmarshal([]byte(h.Counts), &counts) != nil {
		return nil
	}
	var out []HandOverLine
	for _, k := range []HandOverKey{OpenIdentityReviews, OpenOrganizationApprovals, OpenModerationCases,
		OpenApplications, OpenActivities, OpenPolls, OpenDisputes, OpenAssignedDisputes} {
		if n, ok := counts[k]; ok {
			out = append(out, HandOverLine{Key: k, Count: n})
		}
	}
	return out
}

// HandOverPart tells how a person stands to the hand-over of a role.
type HandOverPart struct {
	Holder   bool
	Superior bool // may end the role
	Asked    bool // is to take it over, or has
}

// HandOverSeen is a hand-over as people read it.
type HandOverSeen struct {
	RoleHandOver
	Nickname string // of the successor
}

// HandOverSheet is the list of what is open in a role now, with its hand-overs,
// the latest first.
type HandOverSheet struct {
	Grant     RoleGrant
	Lines     []HandOverLine
	HandOvers []HandOverSeen
	Choices   Choices
}

// What people are told about hand-overs.
const (
	NoticeHandOverAsked     NoticeKind = "role.hand_over_asked"     // to the successor
	NoticeHandOverBegun     NoticeKind = "role.hand_over_begun"     // to the holder
	NoticeHandOverAccepted  NoticeKind = "role.hand_over_accepted"  // to the holder and who asked
	NoticeHandOverDeclined  NoticeKind = "role.hand_over_declined"  // to the same
	NoticeHandOverWithdrawn NoticeKind = "role.hand_over_withdrawn" // to the successor
)

// Refusals around hand-overs.
var (
	ErrHandOverOpen = NewError(CodeConflict, "hand_over.open", "已有一项待确认的交接，请先撤回",
		"A hand-over of this role is open; withdraw it first")
	ErrHandOverState = NewError(CodeConflict, "hand_over.wrong_state", "这项交接已经变化或过期，请刷新后查看",
		"The hand-over is not in a state that allows this")
	ErrHandOverStandIn = NewError(CodeForbidden, "hand_over.stand_in", "代理的角色到期自动结束，由委托人本人交接",
		"Who stands in hands nothing over; whose role it is does")
)

// ActivityRoles lists who in an organization organizes its activities.
func ActivityRoles() []Role { return []Role{RoleOrganizer, RoleChair, RoleSecretaryGeneral} }

// PollRoles lists who may hold polls in their organization.
func PollRoles() []Role { return []Role{RoleChair, RoleBranchSecretary, RoleSecretaryGeneral} }

// ModerationRoles lists who decides about complaints, in their regions.
func ModerationRoles() []Role { return []Role{RoleRegionAdmin, RolePlatformAdmin} }
