package mediation

import (
	"context"
	"errors"
	"slices"

	"xinjumin/models"
	"xinjumin/models/dispute"
	"xinjumin/services/internal/inbox"
	"xinjumin/services/internal/jobs"
	"xinjumin/services/internal/store"
)

// What is told about a term by itself; the subject of each job is the term.
const (
	jobDeadlineNear     = "dispute.deadline_near"
	jobDeadlineOver     = "dispute.deadline_over"
	jobDeadlineEscalate = "dispute.deadline_above"
)

var deadlineJobKinds = []string{jobDeadlineNear, jobDeadlineOver, jobDeadlineEscalate}

// deadlineJobs are the handlers of what is told about terms.
func (s *Service) deadlineJobs() map[string]jobs.Handler {
	return map[string]jobs.Handler{jobDeadlineNear: s.near, jobDeadlineOver: s.over, jobDeadlineEscalate: s.escalate}
}

// scheduleDeadline plans what is told about a term, or plans it anew after the term has
// moved. A reminder whose time is past already is left out.
func scheduleDeadline(ctx context.Context, tx *store.Tx, c models.Calendar, row dispute.Deadline) error {
	if near := row.NearAt(c); near > tx.Now {
		if err := jobs.Renew(ctx, tx, jobDeadlineNear, row.ID, near); err != nil {
			return err
		}
	}
	if !row.Kind.OfCommittee() {
		return nil
	}
	if err := jobs.Renew(ctx, tx, jobDeadlineOver, row.ID, row.OverAt()); err != nil {
		return err
	}
	return jobs.Renew(ctx, tx, jobDeadlineEscalate, row.ID, row.EscalateAt(c))
}

// near reminds of a term: the lead and the heads of one of the committee, the parties of
// one of theirs.
func (s *Service) near(ctx context.Context, tx *store.Tx, id models.ID) error {
	d, row, runs, err := lockDeadline(ctx, tx, id)
	if err != nil || !runs || tx.Now >= row.OverAt() {
		return err
	}
	if row.Kind.OfCommittee() {
		people, err := leadAndHeads(ctx, tx, d)
		if err != nil {
			return err
		}
		return tellDeadline(ctx, tx, d, row, dispute.NoticeDeadlineNear, people)
	}
	sides, err := listDisputeParties(ctx, tx, d.ID)
	if err != nil {
		return err
	}
	if row.Kind == dispute.DeadlineArbitration { // a claim of the applicant's, and nobody else's business
		sides = slices.DeleteFunc(sides, func(p dispute.Party) bool { return p.Side != dispute.SideApplicant })
	}
	return tellDeadline(ctx, tx, d, row, dispute.NoticePartyDeadlineNear, taking(sides))
}

// over tells the heads that a term of the committee is over. The parties of a labour
// dispute are told that they may go to arbitration now. Nothing is closed.
func (s *Service) over(ctx context.Context, tx *store.Tx, id models.ID) error {
	d, row, runs, err := lockDeadline(ctx, tx, id)
	if err != nil || !runs || tx.Now < row.OverAt() {
		return err
	}
	heads, err := tx.CommitteePeople(ctx, d.CommitteeID, models.RoleCommitteeHead, tx.Now)
	if err != nil {
		return err
	}
	sides, err := listDisputeParties(ctx, tx, d.ID)
	if err != nil {
		return err
	}
	people := parties(sides)
	if err := tellDeadline(ctx, tx, d, row, dispute.NoticeDeadlineOver, models.Without(heads, people...)); err != nil {
		return err
	}
	if row.Kind != dispute.DeadlineLabour {
		return nil
	}
	return tellDeadline(ctx, tx, d, row, dispute.NoticeLabourOver, people)
}

// escalate tells the heads of the committee above the number of a case that has waited
// for too long, and nothing else of it: they do not see the case.
func (s *Service) escalate(ctx context.Context, tx *store.Tx, id models.ID) error {
	d, row, runs, err := lockDeadline(ctx, tx, id)
	if err != nil || !runs {
		return err
	}
	calendar, err := tx.Calendar(ctx)
	if err != nil || tx.Now < row.EscalateAt(calendar) {
		return err
	}
	committee, err := tx.Committee(ctx, d.CommitteeID)
	if err != nil {
		return err
	}
	next, err := readCommitteeFor(ctx, tx, routeAbove(d, committee))
	if errors.Is(err, store.ErrNotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	heads, err := tx.CommitteePeople(ctx, next.ID, models.RoleCommitteeHead, tx.Now)
	if err != nil {
		return err
	}
	sides, err := listDisputeParties(ctx, tx, d.ID)
	if err != nil {
		return err
	}
	return tellDeadline(ctx, tx, d, row, dispute.NoticeDeadlineEscalated, models.Without(heads, parties(sides)...))
}

// leadAndHeads lists who handles a case: its lead mediator and the heads of its
// committee, without its parties.
func leadAndHeads(ctx context.Context, tx *store.Tx, d dispute.Dispute) ([]models.ID, error) {
	people, err := tx.CommitteePeople(ctx, d.CommitteeID, models.RoleCommitteeHead, tx.Now)
	if err != nil {
		return nil, err
	}
	mediators, err := listDisputeMediators(ctx, tx, d.ID)
	if err != nil {
		return nil, err
	}
	for _, m := range mediators {
		if m.IsLead {
			people = append(people, m.PersonID)
		}
	}
	sides, err := listDisputeParties(ctx, tx, d.ID)
	return models.Without(people, parties(sides)...), err
}

// tellDeadline tells each of the people once of a term and its last day; once more when
// the day has moved.
func tellDeadline(ctx context.Context, tx *store.Tx, d dispute.Dispute, row dispute.Deadline, kind models.NoticeKind,
	people []models.ID) error {
	slices.SortFunc(people, func(a, b models.ID) int { return slices.Compare(a[:], b[:]) })
	zh, en := row.Kind.Text()
	var notices []inbox.Notice
	for _, p := range slices.Compact(people) {
		notices = append(notices, inbox.Notice{
			PersonID: p, Kind: kind, Subject: "dispute", SubjectID: d.ID,
			Params: map[string]string{"number": d.Number, "day": string(row.DueOn), "term": zh, "term_en": en},
			Dedupe: string(kind) + ":" + row.ID.String() + ":" + string(row.DueOn) + ":" + p.String(),
		})
	}
	return inbox.Tell(ctx, tx, notices...)
}
