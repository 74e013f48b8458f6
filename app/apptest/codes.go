package apptest

import (
	"fmt"

	"xinjumin/models"
	"xinjumin/models/activity"
	"xinjumin/models/assistance"
	"xinjumin/models/branch"
	"xinjumin/models/complaint"
	"xinjumin/models/dispute"
	"xinjumin/models/match"
	"xinjumin/models/poll"
	"xinjumin/models/roster"
	"xinjumin/models/union"
	"xinjumin/models/upload"
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

// Codes gives every code type; app/architecture_codes_test.go finds one that is missing here.
func Codes() []CodeType {
	return []CodeType{
		code[activity.Kind](), code[activity.State](), code[models.Admission](), code[models.AnnouncementState](),
		code[models.ApprovalKind](), code[branch.AttendanceState](), code[complaint.BanScope](),
		code[complaint.CaseState](), code[models.CharterState](), code[models.CommitteeState](),
		code[models.ConsentEnd](), code[models.ConsentState](), code[assistance.End](),
		code[assistance.ObjectionState](), code[assistance.Outcome](), code[assistance.State](), code[assistance.Way](),
		code[models.DisclosedValue](), code[models.DisclosureState](), code[dispute.Audience](),
		code[dispute.Category](), code[dispute.EventKind](), code[dispute.Reason](), code[dispute.Source](),
		code[dispute.State](), code[match.EligibilityAnswer](), code[models.EmploymentStatus](),
		code[models.EndCause](), code[models.EndReason](), code[upload.Kind](), code[upload.Moderation](),
		code[upload.Purpose](), code[upload.State](), code[models.FounderState](), code[match.GapSubject](),
		code[models.HandOverKey](), code[models.HandOverState](), code[models.LegalForm](), code[branch.MeetingKind](),
		code[branch.MeetingState](), code[models.MemberSide](), code[models.MemberSource](),
		code[models.MemberStanding](), code[models.MemberTie](), code[models.MembershipState](),
		code[models.Moderation](), code[match.Near](), code[models.OrganizationBase](), code[models.OrganizationKind](),
		code[models.OrganizationState](), code[models.Outcome](), code[models.PII](), code[branch.Flow](),
		code[dispute.PartyKind](), code[branch.RegistrationState](), code[dispute.PartySide](),
		code[branch.TransferState](), code[models.PermitState](), code[models.PersonState](), code[poll.Mode](),
		code[poll.Purpose](), code[poll.State](), code[models.Purpose](), code[models.RemovalState](),
		code[complaint.ReportReason](), code[union.RetainReason](), code[models.RevokeReason](), code[models.Role](),
		code[models.RoleState](), code[roster.As](), code[roster.EntryState](), code[roster.Fault](),
		code[roster.Field](), code[roster.State](), code[models.ScopeKind](), code[models.Sex](),
		code[activity.SignupState](), code[complaint.TargetKind](), code[union.CallState](), code[union.Channel](),
		code[union.Employment](), code[union.OfferState](), code[union.Reason](), code[union.TransferState](),
		code[models.Verification](),
	}
}
