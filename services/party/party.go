package party

import (
	"context"
	"errors"

	"xinjumin/models"
	"xinjumin/models/branch"
	"xinjumin/services/internal/act"
	"xinjumin/services/internal/inbox"
	"xinjumin/services/internal/jobs"
	"xinjumin/services/internal/keyring"
	"xinjumin/services/internal/store"
)

// Audit actions of this area.
var (
	ActionRegister = models.NewAction("party_registration.submit", "党员报到：提交")
	ActionConfirm  = models.NewAction("party_registration.confirm", "党员报到：确认")
	ActionReturn   = models.NewAction("party_registration.return", "党员报到：退回")
	ActionEnd      = models.NewAction("party_registration.end", "党员报到：结束")
	ActionTransfer = models.NewAction("party_transfer.request", "党组织关系转接：申请")
	ActionAccept   = models.NewAction("party_transfer.accept", "党组织关系转接：接收")
	ActionRefuse   = models.NewAction("party_transfer.refuse", "党组织关系转接：不接收")
	ActionWithdraw = models.NewAction("party_transfer.withdraw", "党组织关系转接：撤回")
	ActionStanding = models.NewAction("membership.party_standing", "修改党员身份")
	ActionDues     = models.NewAction("membership.dues", "登记党费交纳情况")
	ActionCall     = models.NewAction("meeting.call", "会议：通知开会")
	ActionChange   = models.NewAction("meeting.change", "会议：修改安排")
	ActionHold     = models.NewAction("meeting.hold", "会议：开会并填写记录")
	ActionCancel   = models.NewAction("meeting.cancel", "会议：取消")
	ActionFinal    = models.NewAction("meeting.finalize", "会议记录：定稿")
	ActionCorrect  = models.NewAction("meeting.correct", "会议记录：更正")
	ActionMark     = models.NewAction("meeting.attendance", "会议：登记到会情况")
	ActionCheckIn  = models.NewAction("meeting.check_in", "会议：签到")
)

// Kinds of jobs of this area; the subject is a registration.
const (
	JobTransferDue = "party.transfer_due"
	JobEnd         = "party.end_registration"
)

// Service is the use cases of Party branches.
type Service struct {
	st   *store.Store
	ring *keyring.Ring
}

// New joins the area to the database and the keys.
func New(st *store.Store, ring *keyring.Ring) *Service { return &Service{st: st, ring: ring} }

// Jobs gives the handlers of the work that this area makes due.
func (s *Service) Jobs() map[string]jobs.Handler {
	return map[string]jobs.Handler{JobTransferDue: s.transferDue, JobEnd: s.endDue}
}

// branch reads a Party branch that the actor may see as an organization; one of another
// kind is models.ErrNotPartyBranch.
func (s *Service) branch(ctx context.Context, actor models.Actor, id models.ID) (models.OrganizationView, error) {
	o, err := s.st.Organization(ctx, actor, id)
	if err == nil && o.Kind != models.KindPartyBranch {
		err = branch.ErrNotPartyBranch
	}
	return o, err
}

// inside is branch for the people in it; others are models.ErrMembersOnly.
func (s *Service) inside(ctx context.Context, actor models.Actor, id models.ID) (models.OrganizationView, error) {
	o, err := s.branch(ctx, actor, id)
	if err != nil {
		return o, err
	}
	_, err = s.st.ActiveMembership(ctx, o.ID, actor.PersonID)
	if errors.Is(err, store.ErrNotFound) {
		err = models.ErrMembersOnly
	}
	return o, err
}

// officers is branch for those who decide its applications.
func (s *Service) officers(ctx context.Context, actor models.Actor, id models.ID) (models.OrganizationView, error) {
	o, err := s.branch(ctx, actor, id)
	if err == nil {
		err = o.MayReview(actor)
	}
	return o, err
}

// lockBranch locks the row of a branch that the actor may see as an organization.
func lockBranch(ctx context.Context, tx *store.Tx, actor models.Actor, id models.ID) (models.Organization, error) {
	o, err := act.LockOrganization(ctx, tx, actor, id)
	if err == nil && o.Kind != models.KindPartyBranch {
		err = branch.ErrNotPartyBranch
	}
	return o, err
}

// seal gives nil for an empty text.
func (s *Service) seal(col keyring.Column, row models.ID, plain string) ([]byte, error) {
	return s.ring.SealText(col, row[:], plain)
}

func (s *Service) open(col keyring.Column, row models.ID, sealed []byte) (string, error) {
	return s.ring.OpenText(col, row[:], sealed)
}

// sealedText is one sealed column of a row with its text.
type sealedText struct {
	col    keyring.Column
	sealed *[]byte
	text   *string
}

// openAll reads several sealed columns of a row.
func (s *Service) openAll(row models.ID, texts ...sealedText) error {
	for _, t := range texts {
		var err error
		if *t.text, err = s.open(t.col, row, *t.sealed); err != nil {
			return err
		}
	}
	return nil
}

// sealAll writes several sealed columns of a row.
func (s *Service) sealAll(row models.ID, texts ...sealedText) error {
	for _, t := range texts {
		var err error
		if *t.sealed, err = s.seal(t.col, row, *t.text); err != nil {
			return err
		}
	}
	return nil
}

// tellOfficers tells those who decide what is asked of a branch.
func tellOfficers(ctx context.Context, tx *store.Tx, n inbox.Notice, o models.Organization, actor models.Actor) error {
	return inbox.TellHolders(ctx, tx, n, o, actor, o.Kind.Reviewers()...)
}

// mayGo refuses to let the last head of a branch go.
func mayGo(ctx context.Context, q store.Reader, o models.Organization, person models.ID, now models.Instant) error {
	heads, err := inbox.HoldersAt(ctx, q, o.ID, now, o.Kind.Head())
	if err == nil && len(heads) == 1 && heads[0] == person {
		err = models.ErrLastHead
	}
	return err
}

// CloseAccount ends the registrations and open transfers of a person, in the
// transaction that closes the account. The memberships have ended before.
func (s *Service) CloseAccount(ctx context.Context, tx *store.Tx, actor models.Actor, _ bool) error {
	return endPartyPapersOf(ctx, tx, actor.PersonID)
}

// Today is the day of this area's clock.
func (s *Service) Today() models.Day { return models.DayOf(s.st.Now()) }
