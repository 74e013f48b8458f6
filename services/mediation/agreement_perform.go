package mediation

import (
	"context"

	"xinjumin/models"
	"xinjumin/models/dispute"
	"xinjumin/services/internal/act"
	"xinjumin/services/internal/store"
)

// Perform records that an item of the agreement was done on a day: a head of the
// committee, a mediator of the case, or the party to whom it is owed. With the last one
// the case is performed; one that was not performed in time can still be.
func (s *Service) Perform(ctx context.Context, actor models.Actor, item models.ID, version *int64,
	on models.Day) (Summary, error) {
	a := Act{ID: item, by: byItem, Version: version}
	return s.do(ctx, actor, a, dispute.Perform, func(tx *store.Tx, st *step) error {
		row, err := readAgreement(ctx, tx, st.d.ID)
		if err != nil || row == nil || row.EffectiveOn == nil {
			return dispute.ErrState.Because(err)
		}
		items, err := listItems(ctx, tx, row.ID)
		if err != nil {
			return err
		}
		one := itemOf(items, item)
		if one == nil {
			return models.ErrNotFound
		}
		if err := st.mayConfirm(actor, one.PayeeID); err != nil {
			return err
		}
		if on < *row.EffectiveOn || on > models.DayOf(tx.Now) {
			return models.ErrInvalid.With(models.BodyField("/on", "range", "日期要在协议生效之后、今天或之前",
				"A day from the effect of the agreement until today"))
		}
		one.PerformedOn, one.RecordedBy = &on, &actor.PersonID
		if err := act.Lost(performItem(ctx, tx, one), dispute.ErrItemDone); err != nil {
			return err
		}
		if err := meetDeadline(ctx, tx, &st.d, dispute.DeadlinePerformance, &item); err != nil {
			return err
		}
		st.say(dispute.EventPaid)
		return st.performed(ctx, tx, items)
	})
}

func itemOf(items []dispute.Item, id models.ID) *dispute.Item {
	for i := range items {
		if items[i].ID == id {
			return &items[i]
		}
	}
	return nil
}

// mayConfirm refuses a party to whom the item is not owed: nobody says for the other side
// that they were paid.
func (st *step) mayConfirm(actor models.Actor, payee models.ID) error {
	if st.standing.Side == "" {
		return nil
	}
	own, err := st.own(actor)
	if err == nil && own.ID != payee {
		err = dispute.ErrPayeeOnly
	}
	return err
}

// performed ends the case once nothing is owed any more, and moves its day on before.
func (st *step) performed(ctx context.Context, tx *store.Tx, items []dispute.Item) error {
	var next *models.Day
	for _, i := range items {
		if i.PerformedOn == nil && (next == nil || i.DueOn < *next) {
			next = &i.DueOn
		}
	}
	kind := dispute.NoticePaid
	if next != nil {
		st.d.DueOn = next
	} else {
		st.d.State, st.d.EndedAt, kind = dispute.Performed, &tx.Now, dispute.NoticePerformed
		st.say(dispute.EventPerformed)
	}
	return st.tellAll(ctx, tx, kind)
}

// Finish says that an agreement without items was performed as a whole. A head of the
// committee or a mediator of the case may.
func (s *Service) Finish(ctx context.Context, actor models.Actor, a Act) (Summary, error) {
	return s.do(ctx, actor, a, dispute.Finish, func(tx *store.Tx, st *step) error {
		row, err := readAgreement(ctx, tx, st.d.ID)
		if err != nil || row == nil {
			return dispute.ErrState.Because(err)
		}
		items, err := listItems(ctx, tx, row.ID)
		if err != nil {
			return err
		}
		for _, i := range items {
			if i.PerformedOn == nil {
				return dispute.ErrItemsFirst
			}
		}
		if err := meetDeadline(ctx, tx, &st.d, dispute.DeadlinePerformance, nil); err != nil {
			return err
		}
		return st.performed(ctx, tx, items)
	})
}

// Breach says that an agreement was not performed in time: something of it is overdue. A
// head of the committee or a mediator of the case may, or a party to whom something
// overdue is owed. The case ends, and its pages show where one can go now.
func (s *Service) Breach(ctx context.Context, actor models.Actor, a Act) (Summary, error) {
	return s.do(ctx, actor, a, dispute.Breach, func(tx *store.Tx, st *step) error {
		row, err := readAgreement(ctx, tx, st.d.ID)
		if err != nil || row == nil {
			return dispute.ErrState.Because(err)
		}
		items, err := listItems(ctx, tx, row.ID)
		if err != nil {
			return err
		}
		c, err := s.openAgreement(*row)
		if err != nil {
			return err
		}
		if err := st.overdue(actor, c, items, models.DayOf(tx.Now)); err != nil {
			return err
		}
		st.d.EndedAt = &tx.Now
		st.say(dispute.EventBreached)
		return st.tellAll(ctx, tx, dispute.NoticeBreached)
	})
}

// overdue refuses unless something is: an item, or all of an agreement without items. A
// party speaks of what is owed to them.
func (st *step) overdue(actor models.Actor, c dispute.Content, items []dispute.Item, today models.Day) error {
	var refused error = dispute.ErrNotOverdue
	if len(items) == 0 && c.DueOn < today {
		return nil
	}
	for _, i := range items {
		if i.PerformedOn != nil || i.DueOn >= today {
			continue
		}
		if refused = st.mayConfirm(actor, i.PayeeID); refused == nil {
			return nil
		}
	}
	return refused
}
