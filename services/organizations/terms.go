package organizations

import (
	"context"
	"errors"
	"unicode/utf8"

	"xinjumin/models"
	"xinjumin/services/internal/act"
	"xinjumin/services/internal/audit"
	"xinjumin/services/internal/jobs"
	"xinjumin/services/internal/store"
	"xinjumin/services/internal/text"
)

// Kinds of due work of this area.
const (
	jobEnd        = "organization.end"     // of the organization
	jobTermFirst  = "organization.term_90" // of the term
	jobTermSecond = "organization.term_30" // of the term
	jobReport     = "organization.report"  // of the report that is owed
)

// lifeJobs gives the handlers of what falls due in the life of organizations.
func (s *Service) lifeJobs() map[string]jobs.Handler {
	first, second := models.TermReminders()[0], models.TermReminders()[1]
	return map[string]jobs.Handler{
		jobEnd: s.endDue,
		jobTermFirst: func(
			ctx context.Context, tx *store.Tx, id models.ID,
		) error {
			return termEnding(ctx, tx, id, first)
		},
		jobTermSecond: func(
			ctx context.Context, tx *store.Tx, id models.ID,
		) error {
			return termEnding(ctx, tx, id, second)
		},
		jobReport: reportDue,
	}
}

// Terms lists the terms of an organization, the latest first.
func (s *Service) Terms(ctx context.Context, actor models.Actor, id models.ID) ([]models.Term, error) {
	if _, err := s.st.Organization(ctx, actor, id); err != nil {
		return nil, err
	}
	return listTerms(ctx, s.st, id)
}

// RenewTerm records that the organs of an organization were elected again: an
// administrator who has seen the papers. The next term counts from the election.
func (s *Service) RenewTerm(
	ctx context.Context, actor models.Actor, id models.ID, electedOn models.Day, note string,
) (models.OrganizationView, error) {
	note = text.Clean(note)
	return s.move(ctx, actor, id, ActionTerm, models.RenewTerm, func(
		tx *store.Tx, o models.Organization, _ models.OrganizationState,
	) error {
		last, err := readLastTerm(ctx, tx, o.ID)
		if err != nil {
			return err
		}
		t, err := o.NextTerm(max(last, 1)+1, electedOn, note, tx.Now)
		if err != nil {
			return err
		}
		t.ID, t.RecordedBy = tx.NewID(), &actor.PersonID
		if err := beginTerm(ctx, tx, &t); err != nil {
			return err
		}
		return tellHeads(ctx, tx, actor, o, models.NoticeTermRecorded, map[string]string{"day": string(t.EndsOn)})
	})
}

// beginTerm puts a term on record with its two reminders; what lies in the past
// by then is left out.
func beginTerm(ctx context.Context, tx *store.Tx, t *models.Term) error {
	if err := insertTerm(ctx, tx, t); err != nil {
		return err
	}
	for i, kind := range []string{jobTermFirst, jobTermSecond} {
		if at := t.EndsOn.AddDays(-models.TermReminders()[i]).Start(); at > tx.Now {
			if err := jobs.Schedule(ctx, tx, kind, t.ID, at); err != nil {
				return err
			}
		}
	}
	return nil
}

// termEnding tells the heads and the approvers that a term ends, unless another
// one has begun or the organization has ended.
func termEnding(ctx context.Context, tx *store.Tx, id models.ID, left int) error {
	t, err := readTermOf(ctx, tx, id)
	if err != nil {
		return err
	}
	o, err := act.Hold(ctx, tx, t.OrganizationID)
	if err != nil {
		return err
	}
	if o.State != models.OrganizationActive && o.State != models.OrganizationSuspended || o.TermEndsOn == nil ||
		*o.TermEndsOn != t.EndsOn {
		return nil
	}
	nobody := models.System
	if err := tellHeads(ctx, tx, nobody, o, models.NoticeTermEnding, days(left)); err != nil {
		return err
	}
	n := notice(models.NoticeTermEnding, o)
	n.Params = days(left)
	return tellApprovers(ctx, tx, nobody, o, n)
}

// owe puts on record that an organization owes the report of a year, and when its heads
// are reminded.
func owe(ctx context.Context, tx *store.Tx, organization models.ID, year int64) error {
	r := models.ReportOf(organization, year, tx.Now)
	r.ID = tx.NewID()
	if err := insertYearlyReport(ctx, tx, &r); err != nil {
		return err
	}
	return jobs.Schedule(ctx, tx, jobReport, r.ID, r.DueOn.AddDays(-models.ReportReminderDays).Start())
}

// reportDue reminds of a report that is not there, and puts that of the next
// year on record.
func reportDue(ctx context.Context, tx *store.Tx, id models.ID) error {
	r, err := readYearlyReportOf(ctx, tx, id)
	if err != nil {
		return err
	}
	o, err := act.Hold(ctx, tx, r.OrganizationID)
	if err != nil {
		return err
	}
	if o.State != models.OrganizationActive && o.State != models.OrganizationSuspended {
		return nil
	}
	if err := owe(ctx, tx, o.ID, r.Year+1); err != nil || r.FiledOn != nil {
		return err
	}
	return tellHeads(ctx, tx, models.System, o, models.NoticeReportDue, map[string]string{"day": string(r.DueOn)})
}

// ReportPage is a report as it stands today.
type ReportPage struct {
	models.YearlyReport
	Late bool
}

// YearlyReports lists what a registered organization owes and has filed: to its offices
// and to administrators of the place.
func (s *Service) YearlyReports(ctx context.Context, actor models.Actor, id models.ID) ([]ReportPage, error) {
	o, err := s.st.Organization(ctx, actor, id)
	if err != nil {
		return nil, err
	}
	if !actor.InOrganization(id, models.OfficeRoles()...) && !actor.OverRegion(o.RegionCode, models.RoleRegionAdmin) {
		return nil, models.ErrForbidden
	}
	rows, err := listYearlyReports(ctx, s.st, id)
	today, out := models.DayOf(s.st.Now()), make([]ReportPage, len(rows))
	for i, r := range rows {
		out[i] = ReportPage{YearlyReport: r, Late: r.Overdue(today)}
	}
	return out, err
}

// FileReport files the report of a year that is over; its head does, once.
func (s *Service) FileReport(
	ctx context.Context, actor models.Actor, id models.ID, year int64, summary string,
) (models.YearlyReport, error) {
	type filing struct {
		o models.Organization
		r models.YearlyReport
	}
	summary = text.CleanLines(summary)
	return act.On(ctx, s.st, actor, act.Of[filing, models.YearlyReport]{
		Event: func(f filing) audit.Event { return audit.InOrganization(f.o, ActionReport, "organization", id, nil) },
		Lock: func(tx *store.Tx) (f filing, err error) {
			f.o, err = act.LockOrganization(ctx, tx, actor, id)
			return f, err
		},
		May: func(_ *store.Tx, f filing) error { return f.o.Allows(actor, models.AmendOrganization) },
		Next: func(tx *store.Tx, f *filing) (err error) {
			f.r, err = owed(ctx, tx, id, year)
			return err
		},
		Do: func(tx *store.Tx, f *filing) error {
			if n := utf8.RuneCountInString(summary); n < 1 || n > models.ReportSummaryMax {
				return models.ErrInvalid.With(models.BodyField("/summary", "length", "报告应为1至2000个字",
					"A report has 1 to 2000 characters"))
			}
			today := models.DayOf(tx.Now)
			f.r.Summary, f.r.FiledOn, f.r.FiledBy = summary, &today, &actor.PersonID
			return act.Lost(fileYearlyReport(ctx, tx, f.r), models.ErrReportFiled)
		},
		Answer: func(_ *store.Tx, f filing) (models.YearlyReport, error) { return f.r, nil },
	})
}

// owed gives the line of the report that an organization owes for a year that is over.
func owed(ctx context.Context, tx *store.Tx, id models.ID, year int64) (models.YearlyReport, error) {
	r, err := readYearlyReport(ctx, tx, id, year)
	if errors.Is(err, store.ErrNotFound) || err == nil && year >= yearOf(models.DayOf(tx.Now)) {
		return r, models.ErrReportNotOwed.Because(err)
	}
	return r, err
}
