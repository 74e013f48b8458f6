package regions

import (
	"context"
	"encoding/json"
	"errors"
	"slices"
	"strconv"

	"xinjumin/models"
	"xinjumin/services/internal/act"
	"xinjumin/services/internal/approval"
	"xinjumin/services/internal/audit"
	"xinjumin/services/internal/inbox"
	"xinjumin/services/internal/jobs"
	"xinjumin/services/internal/store"
	"xinjumin/services/internal/text"
)

// Audit actions around the days without work.
var (
	ActionProposeWorkingDays = models.NewAction("working_days.propose", "放假调休安排：提交")
	ActionApproveWorkingDays = models.NewAction("working_days.approve", "放假调休安排：批准")
)

// WorkingDays is the arrangement of a year as people read it.
type WorkingDays struct {
	models.YearDays
	State   models.WorkingDaysState // in_force or proposed
	BuiltIn bool                    // nobody has put one in force: what the program knows by itself
	Version int64                   // 0 while built in
}

// WorkingDays reads the days of a year that are in force. Everybody may.
func (s *Service) WorkingDays(ctx context.Context, year int64) (WorkingDays, error) {
	row, err := readWorkingDays(ctx, s.st, year, models.WorkingDaysInForce)
	if errors.Is(err, store.ErrNotFound) {
		days, _ := models.Calendar{}.In(int(year))
		return WorkingDays{YearDays: days, State: models.WorkingDaysInForce, BuiltIn: true}, nil
	}
	if err != nil {
		return WorkingDays{}, err
	}
	return workingDays(row)
}

// ProposedWorkingDays reads the days of a year that wait for a second signature.
func (s *Service) ProposedWorkingDays(ctx context.Context, actor models.Actor, year int64) (WorkingDays, error) {
	if !overEverything(actor) {
		return WorkingDays{}, models.ErrForbidden
	}
	row, err := readWorkingDays(ctx, s.st, year, models.WorkingDaysProposed)
	if errors.Is(err, store.ErrNotFound) {
		return WorkingDays{}, models.ErrWorkingDaysNone
	}
	if err != nil {
		return WorkingDays{}, err
	}
	signature, err := s.st.Approval(ctx, models.ApproveWorkingDays, row.ID)
	if err != nil {
		return WorkingDays{}, err
	}
	if s.st.Now() >= signature.ExpiresAt {
		return WorkingDays{}, models.ErrWorkingDaysNone
	}
	return workingDays(row)
}

// ProposeWorkingDays gives the days of a year for a second signature, in place of what
// was proposed before. Only a platform administrator may; the others are told.
func (s *Service) ProposeWorkingDays(ctx context.Context, actor models.Actor, year int64, days []models.SpecialDay) (
	WorkingDays, error) {
	for i := range days {
		days[i].Name = text.Clean(days[i].Name)
	}
	return act.On(ctx, s.st, actor, act.Of[models.WorkingDays, WorkingDays]{
		Event: func(w models.WorkingDays) audit.Event { return aboutYear(ActionProposeWorkingDays, w.ID, year) },
		May:   func(tx *store.Tx, _ models.WorkingDays) error { return mayDecideDays(ctx, tx, actor) },
		Do: func(tx *store.Tx, w *models.WorkingDays) error {
			given, err := models.CheckYearDays(models.YearDays{Year: int(year), Days: days})
			if err != nil {
				return err
			}
			calendar, err := tx.Calendar(ctx)
			if err != nil {
				return err
			}
			if now, _ := calendar.In(int(year)); slices.Equal(now.Days, given.Days) {
				return models.ErrWorkingDaysSame
			}
			if given.Days == nil {
				given.Days = []models.SpecialDay{}
			}
			kept, err := json.Marshal(given.Days)
			if err != nil {
				return err
			}
			if err := replaceWorkingDays(ctx, tx, year, models.WorkingDaysProposed); err != nil {
				return err
			}
			last, err := lastWorkingDays(ctx, tx, year)
			if err != nil {
				return err
			}
			key := workingDaysKey(year, models.WorkingDaysProposed)
			*w = models.WorkingDays{ID: tx.NewID(), Year: year, Days: string(kept), State: models.WorkingDaysProposed,
				LiveKey: &key, Version: last + 1, CreatedAt: tx.Now}
			if err := act.Taken(insertWorkingDays(ctx, tx, w), models.ErrWorkingDaysMeanwhile); err != nil {
				return err
			}
			return approval.Propose(ctx, tx, actor, models.ApproveWorkingDays, w.ID)
		},
		Tell: func(tx *store.Tx, w models.WorkingDays) error {
			admins, err := tx.PlatformAdmins(ctx, tx.Now, inbox.ToldMax)
			if err != nil {
				return err
			}
			return tellDays(ctx, tx, models.NoticeWorkingDaysProposed, w, models.Without(admins, actor.PersonID)...)
		},
		Answer: func(_ *store.Tx, w models.WorkingDays) (WorkingDays, error) { return workingDays(w) },
	})
}

// ApproveWorkingDays is the second signature, by another platform administrator: the
// days are in force from the next transaction on, and open terms are moved later by
// long work. version is that of the proposal that was read; another one is ErrStale, so
// that nobody signs what has taken its place.
func (s *Service) ApproveWorkingDays(ctx context.Context, actor models.Actor, year, version int64) (WorkingDays,
	error) {
	return act.On(ctx, s.st, actor, act.Of[models.WorkingDays, WorkingDays]{
		Event: func(w models.WorkingDays) audit.Event { return aboutYear(ActionApproveWorkingDays, w.ID, year) },
		Lock: func(tx *store.Tx) (models.WorkingDays, error) {
			if err := mayDecideDays(ctx, tx, actor); err != nil {
				return models.WorkingDays{}, err
			}
			w, err := readWorkingDays(ctx, tx, year, models.WorkingDaysProposed)
			if errors.Is(err, store.ErrNotFound) {
				return w, models.ErrWorkingDaysNone
			}
			if err != nil {
				return w, err
			}
			return store.LockRow[models.WorkingDays](ctx, tx, w.ID)
		},
		Version: &version, VersionOf: func(w models.WorkingDays) int64 { return w.Version },
		Do: func(tx *store.Tx, w *models.WorkingDays) error {
			if err := approval.Approve(ctx, tx, actor, models.ApproveWorkingDays, w.ID); err != nil {
				return err
			}
			if err := replaceWorkingDays(ctx, tx, year, models.WorkingDaysInForce); err != nil {
				return err
			}
			if err := act.Lost(putInForce(ctx, tx, *w), models.ErrApprovalClosed); err != nil {
				return err
			}
			w.State = models.WorkingDaysInForce
			return jobs.Schedule(ctx, tx, models.JobMoveDeadlines, w.ID, tx.Now)
		},
		Tell: func(tx *store.Tx, w models.WorkingDays) error {
			a, err := tx.Approval(ctx, models.ApproveWorkingDays, w.ID)
			if err != nil {
				return err
			}
			return tellDays(ctx, tx, models.NoticeWorkingDaysInForce, w, a.ProposedBy)
		},
		Answer: func(_ *store.Tx, w models.WorkingDays) (WorkingDays, error) { return workingDays(w) },
	})
}

// mayDecideDays judges by the roles that hold now, not when the request came in.
func mayDecideDays(ctx context.Context, tx *store.Tx, actor models.Actor) error {
	now, err := tx.Fresh(ctx, actor)
	if err != nil {
		return err
	}
	if !overEverything(now) {
		return models.ErrForbidden
	}
	return nil
}

func overEverything(actor models.Actor) bool {
	return actor.OverRegion(models.CountryCode, models.RolePlatformAdmin)
}

func aboutYear(action models.Action, id models.ID, year int64) audit.Event {
	return audit.Event{Action: action, Object: "working_days", ObjectID: id,
		Detail: map[string]string{"year": strconv.FormatInt(year, 10)}}
}

func tellDays(ctx context.Context, tx *store.Tx, kind models.NoticeKind, w models.WorkingDays,
	people ...models.ID) error {
	return inbox.TellEach(ctx, tx, inbox.Notice{Kind: kind, Subject: "working_days", SubjectID: w.ID,
		Params: map[string]string{"year": strconv.FormatInt(w.Year, 10)}}, people...)
}

func workingDays(w models.WorkingDays) (WorkingDays, error) {
	out := WorkingDays{YearDays: models.YearDays{Year: int(w.Year)}, State: w.State, Version: w.Version}
	return out, json.Unmarshal([]byte(w.Days), &out.Days)
}
