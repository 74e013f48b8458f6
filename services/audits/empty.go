package audits

import (
	"context"
	"errors"
	"strconv"

	"xinjumin/models"
	"xinjumin/services/internal/audit"
	"xinjumin/services/internal/store"
)

// emptyStep bounds how many leaves one transaction looks at.
const emptyStep = 1000

// Empty takes out of the trail what refers to people, once the time of its kind
// is over (models.AuditMonths), and tells how many events it emptied. The leaves
// stand and every proof holds: an event of the log says which range was emptied,
// and why it may. Several processes may do it at once.
func (s *Service) Empty(ctx context.Context) (int64, error) {
	var total int64
	for _, kind := range []string{models.AuditOfLog, models.AuditOfRecord} {
		for {
			n, more, err := s.emptyRange(ctx, kind)
			total += n
			if errors.Is(err, store.ErrNotAffected) {
				break // another process is at it
			}
			if err != nil {
				return total, err
			}
			if !more {
				break
			}
		}
	}
	return total, nil
}

// emptyRange goes on from where the kind was left, as far as all is old enough.
func (s *Service) emptyRange(ctx context.Context, kind string) (n int64, more bool, err error) {
	mark := "audit.emptied." + kind
	err = s.st.InTx(models.WithTicket(ctx, nil), func(tx *store.Tx) error {
		n, more = 0, false
		from, err := readCounter(ctx, tx, mark)
		if err != nil {
			return err
		}
		leaves, err := listAuditLeaves(ctx, tx, from-1, emptyStep)
		if err != nil || len(leaves) == 0 {
			return err
		}
		old, due, err := s.oldest(ctx, tx, kind, leaves)
		if err != nil || old == 0 {
			return err
		}
		to := leaves[old-1].Seq
		if err := moveCounter(ctx, tx, mark, from, to+1); err != nil {
			return err
		}
		n, more = int64(len(due)), old == emptyStep
		if len(due) == 0 {
			return nil
		}
		events, seqs := make([]models.ID, len(due)), make([]int64, len(due))
		for i, leaf := range due {
			events[i], seqs[i] = leaf.EventID, leaf.Seq
		}
		if err := emptyAuditEvents(ctx, tx, events, seqs); err != nil {
			return err
		}
		return audit.Record(ctx, tx, models.System,
			audit.Event{Action: models.ActionAuditErase, Object: models.AuditLogObject, Detail: map[string]string{
				"kind": kind, "from": strconv.FormatInt(from, 10), "to": strconv.FormatInt(to, 10),
				"events": strconv.Itoa(len(due))}})
	})
	return n, more, err
}

// oldest counts how many of the leaves, from the first on, are all old enough,
// and gives those of the kind among them that are not empty yet.
func (s *Service) oldest(
	ctx context.Context, tx *store.Tx, kind string, leaves []models.AuditLeaf,
) (old int, due []models.AuditLeaf, err error) {
	ids := make([]models.ID, len(leaves))
	for i, l := range leaves {
		ids[i] = l.EventID
	}
	rows, err := listAuditEventsByID(ctx, tx, ids)
	if err != nil {
		return 0, nil, err
	}
	events := make(map[models.ID]models.AuditEvent, len(rows))
	for _, e := range rows {
		events[e.ID] = e
	}
	before := models.MonthsBefore(tx.Now, models.AuditMonths(kind))
	for _, l := range leaves {
		e, ok := events[l.EventID]
		if ok && e.At > before {
			break
		}
		old++
		if ok && models.AuditKind(e.Action) == kind && !erased(e, l) {
			due = append(due, l)
		}
	}
	return old, due, nil
}
