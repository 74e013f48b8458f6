package privacy

import (
	"context"
	"errors"

	"xinjumin/models"
	"xinjumin/services/internal/act"
	"xinjumin/services/internal/audit"
	"xinjumin/services/internal/inbox"
	"xinjumin/services/internal/store"
)

// Audit actions of exports.
var (
	ActionExport     = models.NewAction("export.request", "申请导出个人数据")
	ActionReadExport = models.NewAction("export.read", "查看导出的个人数据")
)

// Export is everything about a person, as the register of personal data says.
type Export struct {
	models.DataExport
	MadeAt   models.Instant
	Sections []ExportSection
	Withheld []models.PersonalTable // tables whose rows are not shown, with the reason
	Names    map[models.ID]string   // of organizations, activities, polls, cases that rows point at
	Places   map[models.RegionCode]string
}

// ExportSection is the rows of one table. A value has the type of its field; nil
// is none, a sealed column is opened to a string, and SomebodyElse stands
// where another person was named.
type ExportSection struct {
	Table  models.PersonalTable
	Fields []store.PersonalField
	Rows   [][]any
	More   bool // only the newest are here
}

// SomebodyElse stands for another person, or a sign-in of another person.
type SomebodyElse struct{}

// RequestExport asks for a copy of everything about the actor: in a fresh
// session only, a few times a day (ErrExportTooOften). It leaves a row in the
// trail and tells the person, in case it was not her.
func (s *Service) RequestExport(ctx context.Context, actor models.Actor) (models.DataExport, error) {
	return act.On(ctx, s.st, actor, act.Of[models.DataExport, models.DataExport]{
		Event: func(x models.DataExport) audit.Event {
			return audit.Event{Action: ActionExport, Object: "export", ObjectID: x.ID}
		},
		Lock: func(tx *store.Tx) (models.DataExport, error) {
			if err := actor.Fresh(tx.Now); err != nil {
				return models.DataExport{}, err
			}
			_, err := tx.LockPerson(ctx, actor.PersonID) // one count after the other
			return models.DataExport{}, err
		},
		Next: func(tx *store.Tx, _ *models.DataExport) error {
			n, err := countDataExports(ctx, tx, actor.PersonID, tx.Now.Add(-models.ExportPeriod))
			if err == nil && n >= models.ExportsMax {
				err = models.ErrExportTooOften
			}
			return err
		},
		Do: func(tx *store.Tx, x *models.DataExport) error {
			*x = models.DataExport{ID: tx.NewSecretID(), PersonID: actor.PersonID,
				CreatedAt: tx.Now, ExpiresAt: tx.Now.Add(models.ExportLife)}
			return insertDataExport(ctx, tx, x)
		},
		Tell: func(tx *store.Tx, x models.DataExport) error {
			until := x.ExpiresAt.Time().In(models.Shanghai)
			return inbox.Tell(ctx, tx, inbox.Notice{PersonID: actor.PersonID, Kind: models.NoticeExportRequested,
				Subject: "export", SubjectID: x.ID, Params: map[string]string{
					"until": until.Format("1月2日15:04"), "until_en": until.Format("2 January 15:04")}})
		},
		Answer: act.Same[models.DataExport],
	})
}

// ReadExport makes the copy of a request that lives, from one state of the
// database. Each read is in the trail. Somebody else's request is ErrNotFound.
func (s *Service) ReadExport(ctx context.Context, actor models.Actor, id models.ID) (Export, error) {
	row, err := s.openExport(ctx, actor, id)
	if err != nil {
		return Export{}, err
	}
	return s.collect(ctx, row)
}

func (s *Service) openExport(ctx context.Context, actor models.Actor, id models.ID) (models.DataExport, error) {
	return act.On(ctx, s.st, actor, act.Of[models.DataExport, models.DataExport]{
		Event: func(models.DataExport) audit.Event {
			return audit.Event{Action: ActionReadExport, Object: "export", ObjectID: id}
		},
		Lock: func(tx *store.Tx) (models.DataExport, error) { // the write is conditional
			row, err := readDataExport(ctx, tx, actor.PersonID, id)
			if errors.Is(err, store.ErrNotFound) {
				err = models.ErrNotFound
			}
			return row, err
		},
		May: func(tx *store.Tx, _ models.DataExport) error { return actor.Fresh(tx.Now) },
		Do: func(tx *store.Tx, _ *models.DataExport) error {
			return act.Lost(touchDataExport(ctx, tx, actor.PersonID, id), models.ErrExportExpired)
		},
		Answer: act.Same[models.DataExport],
	})
}

// collect reads, opens what is sealed, and leaves out other people.
func (s *Service) collect(ctx context.Context, row models.DataExport) (Export, error) {
	out := Export{DataExport: row, MadeAt: s.st.Now()}
	for _, t := range store.PersonalTables() {
		if t.Personal() && !t.Exported {
			out.Withheld = append(out.Withheld, t)
		}
	}
	err := s.st.Snapshot(ctx, func(r store.Moment) error {
		err := r.PersonalRows(ctx, row.PersonID, models.ExportRowsMax, func(rows store.PersonalRows) error {
			section, err := s.section(rows)
			out.Sections = append(out.Sections, section)
			return err
		})
		if err != nil {
			return err
		}
		return out.settle(ctx, r)
	})
	return out, err
}
