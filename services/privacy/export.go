package privacy

import (
	"context"
	"errors"

	"xinjumin/models"
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
	Names    map[models.ID]string   // of bodies, activities, polls, cases that rows point at
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
	var out models.DataExport
	event := audit.Event{Action: ActionExport, Object: "export"}
	err := s.st.InTx(ctx, func(tx *store.Tx) error {
		if err := actor.Fresh(tx.Now); err != nil {
			return err
		}
		if _, err := tx.LockPerson(ctx, actor.PersonID); err != nil { // one count after the other
			return err
		}
		n, err := countDataExports(ctx, tx, actor.PersonID, tx.Now.Add(-models.ExportPeriod))
		if err != nil {
			return err
		}
		if n >= models.ExportsMax {
			return models.ErrExportTooOften
		}
		out = models.DataExport{ID: tx.NewSecretID(), PersonID: actor.PersonID, CreatedAt: tx.Now, ExpiresAt: tx.Now.Add(models.ExportLife)}
		if err := insertDataExport(ctx, tx, &out); err != nil {
			return err
		}
		event.ObjectID = out.ID
		if err := audit.Record(ctx, tx, actor, event); err != nil {
			return err
		}
		until := out.ExpiresAt.Time().In(models.Shanghai)
		err = inbox.Tell(ctx, tx, inbox.Notice{PersonID: actor.PersonID, Kind: models.NoticeExportRequested, Subject: "export", SubjectID: out.ID,
			Params: map[string]string{"until": until.Format("1月2日15:04"), "until_en": until.Format("2 January 15:04")}})
		if err != nil {
			return err
		}
		return tx.Answer(ctx, out)
	})
	if err != nil {
		return models.DataExport{}, audit.Refused(ctx, s.st, actor, event, err)
	}
	return out, nil
}

// ReadExport makes the copy of a request that lives, from one state of the
// database. Each read is in the trail. Somebody else's request is ErrNotFound.
func (s *Service) ReadExport(ctx context.Context, actor models.Actor, id models.ID) (Export, error) {
	row, err := s.openExport(ctx, actor, id)
	if err != nil {
		return Export{}, audit.Refused(ctx, s.st, actor, audit.Event{Action: ActionReadExport, Object: "export", ObjectID: id}, err)
	}
	return s.collect(ctx, row)
}

func (s *Service) openExport(ctx context.Context, actor models.Actor, id models.ID) (models.DataExport, error) {
	var row models.DataExport
	err := s.st.InTx(ctx, func(tx *store.Tx) error {
		var err error
		if row, err = readDataExport(ctx, tx, actor.PersonID, id); err != nil {
			return err
		}
		if err := actor.Fresh(tx.Now); err != nil {
			return err
		}
		if err := touchDataExport(ctx, tx, actor.PersonID, id); err != nil {
			return err
		}
		return audit.Record(ctx, tx, actor, audit.Event{Action: ActionReadExport, Object: "export", ObjectID: id})
	})
	switch {
	case errors.Is(err, store.ErrNotFound):
		return row, models.ErrNotFound
	case errors.Is(err, store.ErrNotAffected):
		return row, models.ErrExportExpired
	}
	return row, err
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
