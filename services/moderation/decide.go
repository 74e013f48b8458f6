package moderation

import (
	"context"
	"errors"
	"slices"
	"strconv"

	"xinjumin/models"
	"xinjumin/models/complaint"
	"xinjumin/services/internal/act"
	"xinjumin/services/internal/audit"
	"xinjumin/services/internal/inbox"
	"xinjumin/services/internal/store"
	"xinjumin/services/internal/text"
)

// Pass decides that nothing was wrong.
func (s *Service) Pass(ctx context.Context, actor models.Actor, id models.ID, reason string) (View, error) {
	return s.decide(ctx, actor, id, ruling{act: ActionPass, verb: complaint.Pass, reason: reason})
}

// Remove decides that the complaints were right: what was published is shown to
// nobody any more, and the person may be banned for a time.
func (s *Service) Remove(
	ctx context.Context, actor models.Actor, id models.ID, reason string, ban *complaint.Sentence,
) (View, error) {
	if ban != nil {
		if bad := ban.Check(); bad != nil {
			return View{}, models.ErrInvalid.With(bad...)
		}
	}
	return s.decide(ctx, actor, id, ruling{act: ActionRemove, verb: complaint.Remove, reason: reason, ban: ban})
}

// ruling is a decision about an open case.
type ruling struct {
	act    models.Action
	verb   complaint.Verb
	reason string
	ban    *complaint.Sentence
}

// decide writes the one decision of a case: the administrator who is faster decides,
// the other is told so.
func (s *Service) decide(ctx context.Context, actor models.Actor, id models.ID, r ruling) (View, error) {
	r.reason = text.Clean(r.reason)
	if err := models.CheckReason(r.reason); err != nil {
		return View{}, err
	}
	return s.onCase(ctx, actor, id, hearing{action: r.act, ban: r.ban, verb: r.verb,
		do: func(tx *store.Tx, v *trial) error { return s.rule(ctx, tx, v, r) }})
}

// rule puts a decision and what follows from it down.
func (s *Service) rule(ctx context.Context, tx *store.Tx, v *trial, r ruling) error {
	if err := mayJudge(ctx, tx, v.judge, v.c, r.verb); err != nil {
		return err
	}
	level, _ := complaint.ModeratorLevel(v.judge, v.c.RegionCode)
	v.c.State, v.c.LiveKey, v.c.DecisionReason = complaint.Moves[r.verb][complaint.CaseOpen], nil, r.reason
	v.c.DecidedBy, v.c.DecidedAt, v.c.DecidedLevel = &v.judge.PersonID, &tx.Now, level
	if err := moveCase(ctx, tx, v.c, complaint.CaseOpen); err != nil {
		return err
	}
	v.detail = map[string]string{"target": string(v.c.TargetKind), "reports": strconv.FormatInt(v.c.ReportCount, 10)}
	mark := models.ModerationPassed
	if r.verb == complaint.Remove {
		mark = models.ModerationBlocked
	}
	if err := targets[v.c.TargetKind].mark(ctx, tx, v.c, mark); err != nil {
		return err
	}
	if r.ban != nil {
		v.detail["ban"], v.detail["days"] = string(r.ban.Scope), strconv.FormatInt(r.ban.Days, 10)
		if err := s.impose(ctx, tx, v.judge, v.c, *r.ban); err != nil {
			return err
		}
	}
	return tellDecision(ctx, tx, v.c, r.ban)
}

// mayJudge refuses who may not decide about a case; the rest is decided by what the
// actor sees.
func mayJudge(ctx context.Context, tx *store.Tx, actor models.Actor, c complaint.Case, v complaint.Verb) error {
	standing, err := standingIn(ctx, tx, actor, c)
	if err != nil {
		return err
	}
	return c.MayJudge(actor, v, standing)
}

// standingIn reads how an administrator stands to a case.
func standingIn(ctx context.Context, tx *store.Tx, actor models.Actor, c complaint.Case) (s complaint.Standing,
	err error) {
	_, err = readReportBy(ctx, tx, c.ID, actor.PersonID)
	if err != nil && !errors.Is(err, store.ErrNotFound) {
		return s, err
	}
	s.Complained = err == nil
	if c.AuthorID == nil {
		return s, nil
	}
	s.Author, err = tx.ActiveGrants(ctx, *c.AuthorID, tx.Now)
	return s, err
}

// trial is a case in the hands of an administrator, locked.
type trial struct {
	judge   models.Actor // with the roles that hold behind the lock
	c       complaint.Case
	detail  map[string]string // of the audit row
	guarded bool              // the act may keep the last platform administrator out
}

// hearing is what an administrator does with a case.
type hearing struct {
	action models.Action
	verb   complaint.Verb
	ban    *complaint.Sentence
	do     func(tx *store.Tx, v *trial) error
}

// onCase runs an act of an administrator on a case that they see. Every act is one
// on a state, which whoever sees the case may know, so the state is asked before do
// asks whether this administrator may judge it.
func (s *Service) onCase(ctx context.Context, actor models.Actor, id models.ID, h hearing) (View, error) {
	return act.On(ctx, s.st, actor, act.Of[trial, View]{
		Event:  func(v trial) audit.Event { return about(v.c, h.action, nil) },
		Detail: func(v trial) map[string]string { return v.detail },
		Lock:   func(tx *store.Tx) (trial, error) { return lockTrial(ctx, tx, actor, id, h.ban) },
		Next: func(_ *store.Tx, v *trial) error {
			_, err := v.c.After(h.verb)
			return err
		},
		Do: func(tx *store.Tx, v *trial) error {
			if err := act.Lost(h.do(tx, v), complaint.ErrDecided); err != nil {
				return err
			}
			v.c.Version, v.c.UpdatedAt = v.c.Version+1, tx.Now
			if !v.guarded {
				return nil
			}
			left, err := tx.PlatformAdmins(ctx, tx.Now, 1)
			if err == nil && len(left) == 0 {
				return models.ErrLastPlatformAdmin
			}
			return err
		},
		Answer: func(tx *store.Tx, v trial) (View, error) { return s.view(ctx, tx, v.judge, v.c) },
	})
}

// lockTrial locks a case that the actor sees. Acts that could keep the last platform
// administrator out wait for each other first.
func lockTrial(ctx context.Context, tx *store.Tx, actor models.Actor, id models.ID,
	ban *complaint.Sentence) (v trial, err error) {
	seen, err := readModeratedCase(ctx, tx, actor, id)
	if err != nil {
		return v, err
	}
	if v.guarded, err = guardPlatform(ctx, tx, seen, ban); err != nil {
		return v, err
	}
	if v.c, err = lockCase(ctx, tx, id); err != nil {
		return v, err
	}
	// Only now: a person who waited for the row may have lost the right meanwhile.
	v.judge, err = tx.Fresh(ctx, actor)
	return v, err
}

// guardPlatform reports whether a ban would keep a platform administrator out, and
// lets such acts wait for each other.
func guardPlatform(ctx context.Context, tx *store.Tx, c complaint.Case, ban *complaint.Sentence) (bool, error) {
	if ban == nil || ban.Scope != complaint.BanAccount || c.AuthorID == nil {
		return false, nil
	}
	grants, err := tx.ActiveGrants(ctx, *c.AuthorID, tx.Now)
	if err != nil {
		return false, err
	}
	admin := func(g models.RoleGrant) bool { return g.Role == models.RolePlatformAdmin }
	if !slices.ContainsFunc(grants, admin) {
		return false, nil
	}
	return true, tx.LockPlatformAdmins(ctx)
}

// tellDecision tells the author, unless nothing came of it, and everybody who
// complained; each of them once.
func tellDecision(ctx context.Context, tx *store.Tx, c complaint.Case, ban *complaint.Sentence) error {
	if c.State == complaint.CaseRemoved && c.AuthorID != nil {
		n := notice(complaint.NoticeRemoved, c, *c.AuthorID)
		n.Params["reason"] = c.DecisionReason
		if ban != nil {
			n.Kind = complaint.NoticeBanned
			n.Params["scope"], n.Params["scope_en"] = ban.Scope.Text()
			n.Params["days"] = strconv.FormatInt(ban.Days, 10)
		}
		if err := inbox.Tell(ctx, tx, n); err != nil {
			return err
		}
	}
	kind := complaint.NoticeReportSustained
	if c.State.Reverted() {
		kind = complaint.NoticeReportDismissed
	}
	return tellReporters(ctx, tx, c, kind)
}

func tellReporters(ctx context.Context, tx *store.Tx, c complaint.Case, kind models.NoticeKind) error {
	people, err := listReporters(ctx, tx, c.ID)
	if err != nil {
		return err
	}
	rows := make([]inbox.Notice, len(people)) // not one notice for all: each has a key of its own
	for i, person := range people {
		rows[i] = notice(kind, c, person)
		rows[i].Subject, rows[i].SubjectID = "report", c.TargetID // the case itself is not theirs to read
	}
	return inbox.Tell(ctx, tx, rows...)
}

// notice is about a case; a person hears of each kind once.
func notice(kind models.NoticeKind, c complaint.Case, person models.ID) inbox.Notice {
	zh, en := c.TargetKind.Text()
	return inbox.Notice{PersonID: person, Kind: kind, Subject: "moderation", SubjectID: c.ID,
		Params: map[string]string{"target": zh, "target_en": en}, Dedupe: string(kind) + ":" + c.ID.String() + ":" +
			person.String()}
}
