package apptest

import (
	"fmt"

	"xinjumin/models"
)

// CodeType is a code type of models as tests compare it with what else lists its
// values: the tags of routes and the CHECKs of both dialects.
type CodeType struct {
	Type   string   // such as models.PollState
	Values []string // in order
	Words  [][2]string
}

func code[T interface {
	comparable
	Text() (zh, en string)
	All() []T
}]() CodeType {
	var zero T
	c := CodeType{Type: fmt.Sprintf("%T", zero)}
	for _, one := range zero.All() {
		zh, en := one.Text()
		c.Values, c.Words = append(c.Values, fmt.Sprint(one)), append(c.Words, [2]string{zh, en})
	}
	return c
}

// Codes gives every code type; a test of app finds one that is missing here.
func Codes() []CodeType {
	return []CodeType{
		code[models.ActivityKind](), code[models.ActivityState](), code[models.Admission](),
		code[models.AnnouncementState](), code[models.ApprovalKind](), code[models.AttendanceState](),
		code[models.BanScope](), code[models.CaseState](), code[models.CharterState](), code[models.CommitteeState](),
		code[models.ConsentEnd](), code[models.ConsentState](), code[models.DeskEnd](),
		code[models.DeskObjectionState](), code[models.DeskOutcome](), code[models.DeskState](), code[models.DeskWay](),
		code[models.DisclosedValue](), code[models.DisclosureState](), code[models.DisputeAudience](),
		code[models.DisputeCategory](), code[models.DisputeEventKind](), code[models.DisputeReason](),
		code[models.DisputeSource](), code[models.DisputeState](), code[models.EligibilityAnswer](),
		code[models.EmploymentStatus](), code[models.EndCause](), code[models.EndReason](), code[models.FileKind](),
		code[models.FileModeration](), code[models.FilePurpose](), code[models.FileState](),
		code[models.FounderState](), code[models.GapSubject](), code[models.HandOverKey](),
		code[models.HandOverState](), code[models.LegalForm](), code[models.MeetingKind](), code[models.MeetingState](),
		code[models.MemberSide](), code[models.MemberSource](), code[models.MemberStanding](), code[models.MemberTie](),
		code[models.MembershipState](), code[models.Moderation](), code[models.Near](), code[models.OrganizationBase](),
		code[models.OrganizationKind](), code[models.OrganizationState](), code[models.Outcome](), code[models.PII](),
		code[models.PartyFlow](), code[models.PartyKind](), code[models.PartyRegistrationState](),
		code[models.PartySide](), code[models.PartyTransferState](), code[models.PermitState](),
		code[models.PersonState](), code[models.PollMode](), code[models.PollPurpose](), code[models.PollState](),
		code[models.Purpose](), code[models.RemovalState](), code[models.ReportReason](), code[models.RetainReason](),
		code[models.RevokeReason](), code[models.Role](), code[models.RoleState](), code[models.RosterAs](),
		code[models.RosterEntryState](), code[models.RosterFault](), code[models.RosterField](),
		code[models.RosterState](), code[models.ScopeKind](), code[models.Sex](), code[models.SignupState](),
		code[models.TargetKind](), code[models.UnionCallState](), code[models.UnionChannel](),
		code[models.UnionEmployment](), code[models.UnionOfferState](), code[models.UnionReason](),
		code[models.UnionTransferState](), code[models.Verification](),
	}
}
