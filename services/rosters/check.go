package rosters

import (
	"context"
	"errors"
	"fmt"

	"xinjumin/models"
	"xinjumin/models/roster"
	"xinjumin/services/internal/jobs"
	"xinjumin/services/internal/spreadsheet"
	"xinjumin/services/internal/store"
)

// checkedAtOnce is how many rows a step of a check looks at.
const checkedAtOnce = 2000

// errSuperseded ends a run that is no longer the present one of its roster.
var errSuperseded = errors.New("rosters: superseded")

// Check begins a dry run: every row is read, and what is wrong is kept by its
// row. Nothing is imported.
func (s *Service) Check(ctx context.Context, actor models.Actor, id models.ID) (View, error) {
	next := func(v held) error { return v.r.MayCheck(s.st.Now()) }
	return s.change(ctx, actor, id, edit{action: ActionCheck, next: next, do: func(tx *store.Tx, v *held) error {
		if bad := Mapping(v.r).Check(spreadsheet.Columns); len(bad) > 0 {
			return models.ErrInvalid.With(bad...)
		}
		v.r = unchecked(v.r)
		return run(ctx, tx, &v.r, jobCheck, roster.Checking)
	}})
}

// Rows lists the rows in which something is wrong.
func (s *Service) Rows(
	ctx context.Context, actor models.Actor, id models.ID, page models.Page,
) (models.List[roster.FaultRow], error) {
	r, err := readRoster(ctx, s.st, actor, id)
	if err != nil {
		return models.List[roster.FaultRow]{}, err
	}
	return listRosterFaults(ctx, s.st, r.ID, page)
}

// check is the work of a dry run. Killed, it begins again with the first row.
func (s *Service) check(ctx context.Context, id models.ID, step jobs.Step) error {
	r, o, err := s.beginRun(ctx, id)
	if err != nil {
		return quietly(err)
	}
	err = step(func(tx *store.Tx) error {
		if err := s.again(ctx, tx, &r); err != nil {
			return err
		}
		return deleteRosterFaults(ctx, tx, r.ID)
	})
	if err != nil {
		return quietly(err)
	}
	var merged []spreadsheet.Merged
	book, err := s.open(ctx, r.FileID)
	if err == nil {
		k := newReader(s.ring, r, o, models.DayOf(s.st.Now()))
		merged, err = s.checkRows(ctx, book, k, &r, step)
	}
	return quietly(s.finish(ctx, step, r, err, func(_ *store.Tx, now *roster.Roster) error {
		now.State, now.CheckedAt, now.RunID = roster.Checked, &now.UpdatedAt, nil
		now.Blocker, now.BlockedAt = blockerOf(*now, merged)
		return nil
	}))
}

// again takes a run up at its begin.
func (s *Service) again(ctx context.Context, tx *store.Tx, r *roster.Roster) error {
	r.RowsDone, r.RowCount, r.BadCount, r.HiddenCount = 0, 0, 0, 0
	return advance(ctx, tx, r)
}

// checkRows walks the list and keeps what is wrong, step by step.
func (s *Service) checkRows(
	ctx context.Context, book *spreadsheet.Book, k *reader, r *roster.Roster, step jobs.Step,
) ([]spreadsheet.Merged, error) {
	var bad []roster.FaultRow
	looked := 0
	flush := func() error {
		err := step(func(tx *store.Tx) error {
			next := *r
			if err := advance(ctx, tx, &next); err != nil {
				return err
			}
			return insertRosterFaults(ctx, tx, bad)
		})
		r.Step, bad, looked = r.Step+1, bad[:0], 0
		return err
	}
	merged, err := book.Walk(r.Sheet, func(row spreadsheet.Row) error {
		_, faults, ok := k.read(row)
		if !ok {
			return ctx.Err()
		}
		r.RowCount, r.RowsDone, looked = r.RowCount+1, int64(row.No), looked+1
		if row.Hidden {
			r.HiddenCount++
		}
		if len(faults) > 0 {
			if r.BadCount++; r.BadCount <= roster.FaultsMax {
				bad = append(bad, roster.FaultRow{RosterID: r.ID, RowNo: int64(row.No),
					Faults: roster.JoinFaults(faults)})
			}
		}
		switch {
		case r.RowCount > roster.RowsMax:
			return spreadsheet.ErrStop
		case looked == checkedAtOnce:
			return flush()
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return merged, flush()
}

// blockerOf tells what forbids the import of a whole list, and where it is. Merged
// cells do where they stretch over several rows of people in a column that is read: it
// is not certain then who stands where. A title, a line for signatures below
// the list, or cells merged in a column that nobody reads do no harm.
func blockerOf(r roster.Roster, merged []spreadsheet.Merged) (reason, at string) {
	for _, m := range merged {
		if m.FromRow < m.ToRow && int64(m.ToRow) > r.HeaderRow && int64(m.FromRow) <= r.RowsDone &&
			reads(Mapping(r), m) {
			return roster.ErrMerged.Reason, m.Range
		}
	}
	switch {
	case r.RowCount > roster.RowsMax:
		return roster.ErrTooLong.Reason, fmt.Sprint(r.RowsDone)
	case r.RowCount == r.BadCount:
		return roster.ErrEmpty.Reason, ""
	}
	return "", ""
}

// reads reports whether a range touches a column that is taken over.
func reads(m roster.Mapping, cells spreadsheet.Merged) bool {
	for _, column := range m {
		if cells.FromCol <= column && column <= cells.UpToCol {
			return true
		}
	}
	return false
}

// beginRun reads the roster of a run; errSuperseded when it has another one.
func (s *Service) beginRun(ctx context.Context, id models.ID) (roster.Roster, models.Organization, error) {
	r, err := readRosterOfRun(ctx, s.st, id)
	if errors.Is(err, store.ErrNotFound) {
		return r, models.Organization{}, errSuperseded
	}
	if err != nil {
		return r, models.Organization{}, err
	}
	o, err := s.st.OrganizationOf(ctx, r.OrganizationID)
	return r, o, err
}

// advance writes how far a run is, once.
func advance(ctx context.Context, tx *store.Tx, r *roster.Roster) error {
	r.Step++
	err := stepRoster(ctx, tx, *r)
	if errors.Is(err, store.ErrNotAffected) {
		return errSuperseded
	}
	return err
}

// finish ends a run by its last step; what was wrong with the file ends it as
// failed, and other errors let it be tried again.
func (s *Service) finish(
	ctx context.Context, step jobs.Step, r roster.Roster, failure error, rule func(
		tx *store.Tx, now *roster.Roster,
	) error,
) error {
	refusal, unreadable := (*models.Error)(nil), (*models.Unreadable)(nil)
	lost := errors.As(failure, &refusal) &&
		(refusal.Code == models.CodeInvalid || refusal.Code == models.CodeNotFound) || errors.As(failure, &unreadable)
	if failure != nil && !lost {
		return failure
	}
	return step(func(tx *store.Tx) error {
		now, err := lockRoster(ctx, tx, r.ID)
		if err != nil {
			return err
		}
		if now.RunID == nil || *now.RunID != *r.RunID {
			return errSuperseded
		}
		now.UpdatedAt = tx.Now
		if lost {
			now.State, now.RunID, now.BusyKey = roster.Failed, nil, nil
			now.Blocker, now.BlockedAt = roster.ErrUnread.Reason, ""
			if refusal != nil && roster.Blocker(refusal.Reason) != nil {
				now.Blocker = refusal.Reason
			}
		} else if err := rule(tx, &now); err != nil {
			return err
		}
		now.Version++
		return moveRoster(ctx, tx, now)
	})
}

// quietly lets a run end that is no longer wanted.
func quietly(err error) error {
	if errors.Is(err, errSuperseded) {
		return nil
	}
	return err
}
