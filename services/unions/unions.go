package unions

import (
	"context"

	"xinjumin/models"
	"xinjumin/services/internal/audit"
	"xinjumin/services/internal/keyring"
	"xinjumin/services/internal/notify"
	"xinjumin/services/internal/store"
)

// Audit actions of this area.
const (
	ActionApply     = "union.apply"
	ActionAsk       = "union_transfer.ask"
	ActionAccept    = "union_transfer.accept"
	ActionRefuse    = "union_transfer.refuse"
	ActionWithdraw  = "union_transfer.withdraw"
	ActionRetain    = "union.retain"
	ActionRetainAll = "union.retain_all"
	ActionAffiliate = "union.affiliate"
	ActionTakeUnder = "union.accept_affiliation"
	ActionTurnDown  = "union.refuse_affiliation"
	ActionDecline   = "union.decline_offer"
	ActionCall      = "union.call_meeting"
	ActionSign      = "union.sign_call"
	ActionAnswer    = "union.answer_call"
	ActionAppraise  = "union.appraise"
	ActionRegister  = "membership.register"
)

// toldMax bounds how many office holders one act tells.
const toldMax = 20

// Polls holds secret ballots: the area of governance, joined in package services.
type Polls interface {
	// Convene puts a question to the members of a body, in the transaction of the
	// caller: the roll is published at once, and the voting opens and closes by
	// itself.
	Convene(ctx context.Context, tx *store.Tx, actor models.Actor, in models.PollDraftInput) (models.Poll, error)
}

// Service is the use cases of the area.
type Service struct {
	st    *store.Store
	ring  *keyring.Ring
	polls Polls
}

// New joins the area to the database, the keys, and what holds ballots.
func New(st *store.Store, ring *keyring.Ring, polls Polls) *Service {
	return &Service{st: st, ring: ring, polls: polls}
}

// reviews reports whether the actor decides who belongs to the body.
func reviews(actor models.Actor, o models.Organization) bool {
	return actor.InOrganization(o.ID, o.Kind.Reviewers()...)
}

// about gives the audit event of an act in a body.
func about(o models.Organization, action, object string, id models.ID, detail map[string]string) audit.Event {
	return audit.OfBody(o, action, object, id, detail)
}

// refused writes down that an act was forbidden; other errors pass.
func (s *Service) refused(ctx context.Context, actor models.Actor, o models.Organization, action, object string, id models.ID, err error) error {
	return audit.Refused(ctx, s.st, actor, about(o, action, object, id, nil), err)
}

// tell writes one inbox row for each person but the one who acts, with the name
// of the body.
func tell(ctx context.Context, tx *store.Tx, n notify.Notice, o models.Organization, actor models.Actor, people ...models.ID) error {
	return notify.TellAbout(ctx, tx, n, o, actor, people...)
}

// holders lists who holds one of the roles in the body now.
func holders(ctx context.Context, tx *store.Tx, body models.ID, roles ...models.Role) ([]models.ID, error) {
	grants, err := tx.OfficeHolders(ctx, body, roles, tx.Now, toldMax)
	out := make([]models.ID, len(grants))
	for i, g := range grants {
		out[i] = g.PersonID
	}
	return out, err
}

// goes ends what a member has in a body before the spell goes on elsewhere: the
// offices; the last head of an active body stays until somebody follows.
func goes(ctx context.Context, tx *store.Tx, o models.Organization, person models.ID) error {
	heads, err := holders(ctx, tx, o.ID, o.Kind.Head())
	if err != nil {
		return err
	}
	if o.State == models.OrganizationActive && len(heads) == 1 && heads[0] == person {
		return models.ErrLastHead
	}
	_, err = tx.EndOfficesOf(ctx, o.ID, person)
	return err
}
