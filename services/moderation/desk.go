package moderation

import (
	"context"
	"slices"
	"strconv"

	"xinjumin/models"
	"xinjumin/models/complaint"
	"xinjumin/services/internal/inbox"
	"xinjumin/services/internal/jobs"
	"xinjumin/services/internal/store"
)

// The jobs that tell the next level when nobody decided in time; the level that
// was told last is a part of the kind, because a job runs once per subject.
const (
	jobDecide = "moderation.decide_"
	jobAppeal = "moderation.appeal_"
)

// Jobs gives the work that is due at a time.
func (s *Service) Jobs() map[string]jobs.Handler {
	out := map[string]jobs.Handler{}
	for level := models.LevelProvince; level <= models.LevelVillage; level++ {
		out[jobDecide+strconv.Itoa(int(level))] = escalate(complaint.CaseOpen, jobDecide)
		out[jobAppeal+strconv.Itoa(int(level))] = escalate(complaint.CaseAppealed, jobAppeal)
	}
	return out
}

// desk is the administrators of one place who are asked to decide.
type desk struct {
	code   models.RegionCode
	people []models.ID
}

// nearestDesk finds the administrators nearest to a case at a level or above it;
// without any it is the platform's. Nobody is asked about themselves, nor the
// first decider about the appeal.
func nearestDesk(ctx context.Context, tx *store.Tx, c complaint.Case, from models.RegionLevel) (desk, error) {
	var codes []models.RegionCode
	for _, code := range append(c.RegionCode.Ancestors(), c.RegionCode) {
		if l := code.Level(); l <= from && l > models.LevelCountry {
			codes = append(codes, code)
		}
	}
	out := desk{code: models.CountryCode}
	if len(codes) > 0 {
		grants, err := tx.RegionHolders(ctx, codes, models.RoleRegionAdmin, tx.Now, inbox.ToldMax)
		if err != nil {
			return out, err
		}
		for _, g := range grants { // the deepest region comes first
			if concerned(c, g.PersonID) || len(out.people) > 0 && *g.RegionCode != out.code {
				continue
			}
			out.code, out.people = *g.RegionCode, append(out.people, g.PersonID)
		}
	}
	if len(out.people) > 0 {
		return out, nil
	}
	admins, err := tx.PlatformAdmins(ctx, tx.Now, inbox.ToldMax)
	out.people = slices.DeleteFunc(admins, func(p models.ID) bool { return concerned(c, p) })
	return out, err
}

func concerned(c complaint.Case, person models.ID) bool {
	return c.AuthorID != nil && *c.AuthorID == person || c.DecidedBy != nil && *c.DecidedBy == person
}

// tell puts the case into the inboxes of a desk and, while there is a level
// above it, the end of its time into the calendar.
func (d desk) tell(
	ctx context.Context, tx *store.Tx, c complaint.Case, kind models.NoticeKind, job string,
) error {
	zh, en := c.TargetKind.Text()
	err := inbox.TellEach(ctx, tx, inbox.Notice{Kind: kind, Subject: "moderation", SubjectID: c.ID,
		Params: map[string]string{"target": zh, "target_en": en}}, d.people...)
	if err != nil {
		return err
	}
	if d.code.Level() == models.LevelCountry {
		return nil
	}
	return jobs.Schedule(ctx, tx, job+strconv.Itoa(int(d.code.Level())), c.ID, c.DueAt)
}

// escalate hands a case that still waits to the next level above.
func escalate(state complaint.CaseState, job string) jobs.Handler {
	return func(ctx context.Context, tx *store.Tx, id models.ID) error {
		c, err := lockCase(ctx, tx, id)
		if err != nil || c.State != state {
			return err
		}
		next, err := nearestDesk(ctx, tx, c, c.DeskCode.Level()-1)
		if err != nil {
			return err
		}
		if c.DueAt, err = decideUntil(ctx, tx, false); err != nil {
			return err
		}
		c.DeskCode = next.code
		if err := moveCase(ctx, tx, c, state); err != nil {
			return err
		}
		return next.tell(ctx, tx, c, complaint.NoticeEscalated, job)
	}
}
