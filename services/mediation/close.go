package mediation

import (
	"context"
	"errors"

	"xinjumin/models"
	"xinjumin/services/internal/inbox"
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
	return leaveCases(ctx, tx, actor.PersonID, nil)
}

// leaveCases ends the part of a mediator in the cases of one committee, or of all when
// committee is nil: the heads are told which case needs another one.
func leaveCases(ctx context.Context, tx *store.Tx, person models.ID, committee *models.ID) error {
	cases, err := listCasesMediatedBy(ctx, tx, person, committee)
	if err != nil {
		return err
	}
	for _, id := range cases {
		d, err := endMediation(ctx, tx, id, person)
		if errors.Is(err, store.ErrNotAffected) {
			continue
		}
		if err != nil {
			return err
		}
		heads, err := tx.CommitteePeople(ctx, d.CommitteeID, models.RoleCommitteeHead, tx.Now)
		if err != nil {
			return err
		}
		heads = models.Without(heads, person)
		if d.EndedAt != nil || len(heads) == 0 {
			continue
		}
		// Not deduplicated: a second mediator may leave the same case.
		rows := make([]inbox.Notice, len(heads))
		for i, head := range heads {
			rows[i] = inbox.Notice{PersonID: head, Kind: models.NoticeDisputeMediatorLeft, Subject: "dispute",
				SubjectID: d.ID, Params: map[string]string{"number": d.Number}}
		}
		if err := inbox.Tell(ctx, tx, rows...); err != nil {
			return err
		}
	}
	return nil
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
