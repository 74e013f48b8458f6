package moderation

import (
	"context"
	"errors"
	"slices"
	"strconv"

	"xinjumin/models"
	"xinjumin/services/internal/audit"
	"xinjumin/services/internal/inbox"
	"xinjumin/services/internal/store"
	"xinjumin/services/internal/text"
)

// Pass decides that nothing was wrong.
func (s *Service) Pass(ctx context.Context, actor models.Actor, id models.ID, reason string) (View, error) {
	return s.decide(ctx, actor, id, ruling{act: ActionPass, state: models.CasePassed, reason: reason})
}

// Remove decides that the complaints were right: what was published is shown to
// nobody any more, and the person may be banned for a time.
func (s *Service) Remove(ctx context.Context, actor models.Actor, id models.ID, reason string, ban *models.Sentence) (View, error) {
	if ban != nil {
		if bad := ban.Check(); bad != nil {
			return View{}, models.ErrInvalid.With(bad...)
		}
	}
	return s.decide(ctx, actor, id, ruling{act: ActionRemove, state: models.CaseRemoved, reason: reason, ban: ban})
}

// ruling is a decision about an open case.
type ruling struct {
	act    models.Action
	state  models.CaseState
	reason string
	ban    *models.Sentence
}

// decide writes the one decision of a case: who is faster decides, the other is
// told so.
func (s *Service) decide(ctx context.Context, actor models.Actor, id models.ID, r ruling) (View, error) {
	r.reason = text.Clean(r.reason)
	if err := models.CheckReason(r.reason); err != nil {
		return View{}, err
	}
	return s.onCase(ctx, actor, id, r.act, r.ban, func(tx *store.Tx, actor models.Actor, c *models.ModerationCase) (map[string]string, error) {
		if c.State != models.CaseOpen {
			return nil, models.ErrModerationDecided
		}
		level, err := mayJudge(ctx, tx, actor, *c)
		if err != nil {
			return nil, err
		}
		c.State, c.LiveKey, c.DecisionReason = r.state, nil, r.reason
		c.DecidedBy, c.DecidedAt, c.DecidedLevel = &actor.PersonID, &tx.Now, level
		if err := moveCase(ctx, tx, *c, models.CaseOpen); err != nil {
			return nil, err
		}
		detail := map[string]string{"target": string(c.TargetKind), "reports": strconv.FormatInt(c.ReportCount, 10)}
		mark := models.ModerationPassed
		if r.state == models.CaseRemoved {
			mark = models.ModerationBlocked
		}
		if err := targets[c.TargetKind].mark(ctx, tx, *c, mark); err != nil {
			return nil, err
		}
		if r.ban != nil {
			detail["ban"], detail["days"] = string(r.ban.Scope), strconv.FormatInt(r.ban.Days, 10)
			if err := s.impose(ctx, tx, actor, *c, *r.ban); err != nil {
				return nil, err
			}
		}
		return detail, tellDecision(ctx, tx, *c, r.ban)
	})
}

// mayJudge refuses who complained, and who is not above the person concerned;
// the rest is decided by what the actor sees. It gives the actor's level.
func mayJudge(ctx context.Context, tx *store.Tx, actor models.Actor, c models.ModerationCase) (models.RegionLevel, error) {
	level, ok := models.ModeratorLevel(actor, c.RegionCode)
	if !ok {
		return level, models.ErrForbidden
	}
	if _, err := readReportBy(ctx, tx, c.ID, actor.PersonID); err == nil {
		return level, models.ErrModerationOwn
	} else if !errors.Is(err, store.ErrNotFound) {
		return level, err
	}
	if c.AuthorID == nil {
		return level, nil
	}
	grants, err := tx.ActiveGrants(ctx, *c.AuthorID, tx.Now)
	if err == nil && !models.Outranks(actor, grants) {
		err = models.ErrModerationSuperior
	}
	return level, err
}

// onCase runs an act of an administrator on a case: what they see, the row, the
// roles that hold inside the transaction, the act, the trail, the answer.
func (s *Service) onCase(ctx context.Context, actor models.Actor, id models.ID, action models.Action, ban *models.Sentence,
	act func(tx *store.Tx, actor models.Actor, c *models.ModerationCase) (map[string]string, error)) (View, error) {
	var out View
	event := audit.Event{Action: action, Object: "moderation", ObjectID: id}
	err := s.st.InTx(ctx, func(tx *store.Tx) error {
		seen, err := readModeratedCase(ctx, tx, actor, id)
		if err != nil {
			return err
		}
		last, err := guardPlatform(ctx, tx, seen, ban)
		if err != nil {
			return err
		}
		c, err := lockCase(ctx, tx, id)
		if err != nil {
			return err
		}
		// Only now: who waited for the row may have lost the right meanwhile.
		judge, err := tx.Fresh(ctx, actor)
		if err != nil {
			return err
		}
		event = about(c, action, nil)
		if event.Detail, err = act(tx, judge, &c); err != nil {
			return err
		}
		if err := last(); err != nil {
			return err
		}
		if err := audit.Record(ctx, tx, actor, event); err != nil {
			return err
		}
		c.Version, c.UpdatedAt = c.Version+1, tx.Now
		if out, err = s.view(ctx, tx, c); err != nil {
			return err
		}
		return tx.Answer(ctx, out)
	})
	if errors.Is(err, store.ErrNotAffected) {
		err = models.ErrModerationDecided
	}
	return out, audit.Refused(ctx, s.st, actor, event, err)
}

// guardPlatform lets acts that could keep the last platform administrator out
// wait for each other; the check it gives is for after the act.
func guardPlatform(ctx context.Context, tx *store.Tx, c models.ModerationCase, ban *models.Sentence) (func() error, error) {
	nothing := func() error { return nil }
	if ban == nil || ban.Scope != models.BanAccount || c.AuthorID == nil {
		return nothing, nil
	}
	grants, err := tx.ActiveGrants(ctx, *c.AuthorID, tx.Now)
	if err != nil || !slices.ContainsFunc(grants, func(g models.RoleGrant) bool { return g.Role == models.RolePlatformAdmin }) {
		return nothing, err
	}
	return func() error {
		left, err := tx.PlatformAdmins(ctx, tx.Now, 1)
		if err == nil && len(left) == 0 {
			return models.ErrLastPlatformAdmin
		}
		return err
	}, tx.LockPlatformAdmins(ctx)
}

// tellDecision tells the author, unless nothing came of it, and everybody who
// complained; each of them once.
func tellDecision(ctx context.Context, tx *store.Tx, c models.ModerationCase, ban *models.Sentence) error {
	if c.State == models.CaseRemoved && c.AuthorID != nil {
		n := notice(models.NoticeModerationRemoved, c, *c.AuthorID)
		n.Params["reason"] = c.DecisionReason
		if ban != nil {
			n.Kind = models.NoticeModerationBanned
			n.Params["scope"], n.Params["scope_en"] = ban.Scope.Text()
			n.Params["days"] = strconv.FormatInt(ban.Days, 10)
		}
		if err := inbox.Tell(ctx, tx, n); err != nil {
			return err
		}
	}
	kind := models.NoticeReportSustained
	if c.State.Reverted() {
		kind = models.NoticeReportDismissed
	}
	return tellReporters(ctx, tx, c, kind)
}

func tellReporters(ctx context.Context, tx *store.Tx, c models.ModerationCase, kind models.NoticeKind) error {
	people, err := listReporters(ctx, tx, c.ID)
	if err != nil {
		return err
	}
	rows := make([]inbox.Notice, len(people))
	for i, person := range people {
		rows[i] = notice(kind, c, person)
		rows[i].Subject, rows[i].SubjectID = "report", c.TargetID // the case itself is not theirs to read
	}
	return inbox.Tell(ctx, tx, rows...)
}

// notice is about a case; a person hears of each kind once.
func notice(kind models.NoticeKind, c models.ModerationCase, person models.ID) inbox.Notice {
	zh, en := c.TargetKind.Text()
	return inbox.Notice{PersonID: person, Kind: kind, Subject: "moderation", SubjectID: c.ID,
		Params: map[string]string{"target": zh, "target_en": en}, Dedupe: string(kind) + ":" + c.ID.String() + ":" + person.String()}
}
