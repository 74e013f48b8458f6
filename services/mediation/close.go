package mediation

import (
	"context"

	"xinjumin/models"
	"xinjumin/services/internal/store"
)

// CloseAccount ends the work of a mediator, in the transaction that closes the
// account: the heads are told which case needs another one. A case that the
// person applied for is theirs to withdraw first (ErrClosingDisputeOpen), and a
// committee with running cases keeps its last head (ErrClosingCommitteeHead),
// unless the account is closed already.
func (s *Service) CloseAccount(ctx context.Context, tx *store.Tx, actor models.Actor, closed bool) error {
	if !closed {
		if err := mayClose(ctx, tx, actor.PersonID); err != nil {
			return err
		}
	}
	if err := oweOfPerson(ctx, tx, actor.PersonID); err != nil {
		return err
	}
	if err := voidInvitations(ctx, tx, ofAsker, actor.PersonID); err != nil {
		return err
	}
	return s.leaveCases(ctx, tx, actor.PersonID, nil)
}

// leaveCases ends the part of a mediator in the cases of one committee, or of all when
// committee is nil: they wait for another mediator, and the heads are told which.
func (s *Service) leaveCases(ctx context.Context, tx *store.Tx, person models.ID, committee *models.ID) error {
	cases, err := listCasesMediatedBy(ctx, tx, person, committee)
	if err != nil {
		return err
	}
	for _, id := range cases {
		if err := s.leaveCase(ctx, tx, id, person); err != nil {
			return err
		}
	}
	return deleteProfiles(ctx, tx, person, committee)
}

func mayClose(ctx context.Context, tx *store.Tx, person models.ID) error {
	own, err := tx.RunningApplications(ctx, person)
	if err != nil {
		return err
	}
	if len(own) > 0 {
		return models.ErrClosingDisputeOpen
	}
	led, err := tx.CommitteesHeadedAlone(ctx, person, tx.Now)
	if err == nil && len(led) > 0 {
		err = models.ErrClosingCommitteeHead
	}
	return err
}
