package moderation

import (
	"context"
	"errors"

	"xinjumin/models"
	"xinjumin/models/complaint"
	"xinjumin/services/internal/audit"
	"xinjumin/services/internal/keyring"
	"xinjumin/services/internal/store"
)

// Filing is a complaint as it is made.
type Filing struct {
	Kind   complaint.TargetKind
	Target models.ID
	Reason complaint.ReportReason
	Words  string
}

// Report files a complaint about something that the actor sees. All complaints
// about one target are one case until it is decided; each person has one part
// in it. Anybody who is signed in may: a complaint is no publication, and the
// law wants the way to it easy.
func (s *Service) Report(ctx context.Context, actor models.Actor, f Filing) (complaint.OwnReport, error) {
	if zh, _ := f.Reason.Text(); zh == "" {
		return complaint.OwnReport{}, models.ErrInvalid.With(models.BodyField("/reason", "enum", "请选择投诉原因",
			"Unknown reason"))
	}
	said, err := words(f.Words, 0, complaint.ReportWordsMax)
	if err != nil {
		return complaint.OwnReport{}, err
	}
	f.Words = said
	var out complaint.OwnReport
	for range 5 { // who loses a race for the case or for a number of the day finds it the next time
		err = s.st.InTx(ctx, func(tx *store.Tx) error {
			out, err = s.report(ctx, tx, actor, f)
			if err != nil {
				return err
			}
			return tx.Answer(ctx, out)
		})
		if !errors.Is(err, store.ErrDuplicate) && !errors.Is(err, store.ErrNotAffected) {
			return out, err
		}
	}
	return complaint.OwnReport{}, models.ErrUnavailable.Because(err)
}

func (s *Service) report(ctx context.Context, tx *store.Tx, actor models.Actor, f Filing) (complaint.OwnReport, error) {
	var out complaint.OwnReport
	t, err := targets[f.Kind].find(ctx, tx, actor, f.Target)
	if err != nil {
		return out, err
	}
	if t.AuthorID != nil && *t.AuthorID == actor.PersonID {
		return out, complaint.ErrReportOwn
	}
	t.Kind, t.ID = f.Kind, f.Target
	c, err := openCase(ctx, tx, t, f.Reason.Urgent())
	if err != nil {
		return out, err
	}
	if _, err := readReportBy(ctx, tx, c.ID, actor.PersonID); err == nil {
		return out, complaint.ErrReportTwice
	} else if !errors.Is(err, store.ErrNotFound) {
		return out, err
	}
	today := models.DayOf(tx.Now)
	used, err := countReportsOn(ctx, tx, actor.PersonID, today)
	if err != nil {
		return out, err
	}
	if used >= complaint.ReportsPerDay {
		return out, complaint.ErrReportLimit
	}
	r := complaint.Report{ID: tx.NewID(), CaseID: c.ID, ReporterID: actor.PersonID, Reason: f.Reason, ReportedOn: today,
		NoOfDay: used + 1, CreatedAt: tx.Now}
	if f.Words != "" {
		if r.WordsSealed, err = s.ring.Seal(keyring.ReportWords, r.ID[:], []byte(f.Words)); err != nil {
			return out, err
		}
	}
	until, err := decideUntil(ctx, tx, f.Reason.Urgent())
	if err != nil {
		return out, err
	}
	if err := insertReport(ctx, tx, &r, until); err != nil {
		return out, err
	}
	// Neither place nor target: the trail is read by people whom a complaint may
	// be about.
	err = audit.Record(ctx, tx, actor, audit.Event{Action: ActionReport, Object: "report", ObjectID: r.ID,
		Detail: map[string]string{"reason": string(r.Reason)}})
	r.WordsSealed = nil
	return complaint.OwnReport{Report: r, TargetKind: f.Kind, TargetID: f.Target, State: complaint.CaseOpen}, err
}

// openCase finds the open case of a target and holds it, or opens one and tells
// the administrators.
func openCase(ctx context.Context, tx *store.Tx, t complaint.Target, urgent bool) (complaint.Case, error) {
	c, err := readOpenCase(ctx, tx, t.Kind, t.ID)
	if err == nil {
		return lockCase(ctx, tx, c.ID)
	}
	if !errors.Is(err, store.ErrNotFound) {
		return c, err
	}
	until, err := decideUntil(ctx, tx, urgent)
	if err != nil {
		return c, err
	}
	key := complaint.TargetKey(t.Kind, t.ID)
	c = complaint.Case{ID: tx.NewID(), TargetKind: t.Kind, TargetID: t.ID, RegionCode: t.RegionCode,
		OrganizationID: t.OrganizationID, AuthorID: t.AuthorID, Snapshot: t.Snapshot(), State: complaint.CaseOpen,
		LiveKey: &key, DueAt: until, Version: 1, CreatedAt: tx.Now, UpdatedAt: tx.Now}
	desk, err := nearestDesk(ctx, tx, c, models.LevelVillage)
	if err != nil {
		return c, err
	}
	c.DeskCode = desk.code
	if err := insertCase(ctx, tx, &c); err != nil {
		return c, err
	}
	return c, desk.tell(ctx, tx, c, complaint.NoticeOpened, jobDecide)
}

// Reports lists the actor's own complaints and what became of them.
func (s *Service) Reports(
	ctx context.Context, actor models.Actor, page models.Page,
) (models.List[complaint.OwnReport], error) {
	return listReportsOf(ctx, s.st, actor.PersonID, page)
}
