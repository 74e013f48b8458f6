package governance

import (
	"context"
	"errors"
	"strconv"

	"xinjumin/models"
	"xinjumin/services/internal/audit"
	"xinjumin/services/internal/inbox"
	"xinjumin/services/internal/jobs"
	"xinjumin/services/internal/store"
)

// PublishRoll fixes who may vote: the active members who are verified and of
// age on the closing day; of a Party branch that decides or elects only those
// with a vote there (models.RollRuleOf). Fewer than ten is models.ErrPollRollTooSmall. Who
// joins later is not on it. Everybody on it is told, in the same transaction.
func (s *Service) PublishRoll(ctx context.Context, actor models.Actor, id models.ID) (PollDetails, error) {
	if err := s.office(ctx, actor, id, ActionPublishRoll); err != nil {
		return PollDetails{}, err
	}
	var out PollDetails
	err := s.st.InTx(ctx, func(tx *store.Tx) error {
		p, err := lockPoll(ctx, tx, id)
		if err != nil {
			return err
		}
		if err := s.publish(ctx, tx, actor, &p); err != nil {
			return err
		}
		if out, err = details(ctx, tx, p); err != nil {
			return err
		}
		return tx.Answer(ctx, out)
	})
	return out, err
}

// publish fixes the roll of a draft and makes the opening due.
func (s *Service) publish(ctx context.Context, tx *store.Tx, actor models.Actor, p *models.Poll) error {
	err := p.MayPublishRoll(tx.Now)
	if err != nil {
		return err
	}
	if err := mayPoll(ctx, tx, p.OrganizationID, p.Purpose); err != nil {
		return err
	}
	o, err := tx.OrganizationOf(ctx, p.OrganizationID)
	if err != nil {
		return err
	}
	rule := models.RollRuleOf(o.Kind, p.Purpose)
	if p.RollCount, err = insertRoll(ctx, tx, p.ID, o.ID, models.VoteCutoff(p.ClosingDay()), rule); err != nil {
		return err
	}
	if p.RollCount < models.RollMin {
		return models.ErrPollRollTooSmall
	}
	if err := s.move(ctx, tx, actor, p, models.PollPublishRoll, event(ActionPublishRoll, *p)); err != nil {
		return err
	}
	return jobs.Schedule(ctx, tx, JobOpen, p.ID, p.OpensAt)
}

// Convene puts a question of another area to the members of a body, in the
// transaction of the caller, who has decided that it may be asked. There is no
// draft to change: the roll is published at once, and the voting opens and
// closes by itself.
func (s *Service) Convene(ctx context.Context, tx *store.Tx, actor models.Actor, in models.PollDraftInput) (models.Poll, error) {
	if bad := in.Check(tx.Now); len(bad) > 0 {
		return models.Poll{}, models.ErrInvalid.With(bad...)
	}
	p := models.NewPoll(tx.NewID(), in, actor.PersonID, tx.Now)
	if err := insertPoll(ctx, tx, &p, models.NumberOptions(p.ID, in.Options)); err != nil {
		return p, err
	}
	return p, s.publish(ctx, tx, actor, &p)
}

// move takes a poll through an act: the row, the trail, and a notice to
// everybody on the roll.
func (s *Service) move(ctx context.Context, tx *store.Tx, actor models.Actor, p *models.Poll, act models.PollAct, e audit.Event) error {
	from := p.State
	next, err := from.After(act)
	if err != nil {
		return err
	}
	p.State, p.Version, p.UpdatedAt = next, p.Version+1, tx.Now
	if err := movePoll(ctx, tx, *p, from); err != nil {
		return err
	}
	e.Detail = map[string]string{"roll_count": strconv.FormatInt(p.RollCount, 10)}
	if p.CastCount != nil {
		e.Detail["cast_count"] = strconv.FormatInt(*p.CastCount, 10)
	}
	if err := audit.Record(ctx, tx, actor, e); err != nil {
		return err
	}
	return tellRoll(ctx, tx, *p, act)
}

var noticeOf = map[models.PollAct]models.NoticeKind{
	models.PollPublishRoll: models.NoticePollRollPublished,
	models.PollDoOpen:      models.NoticePollOpened,
	models.PollDoClose:     models.NoticePollClosed,
}

// tellRoll puts a row into the inbox of everybody on the roll, in the
// transaction of the act, so that nobody is told of what did not happen.
func tellRoll(ctx context.Context, tx *store.Tx, p models.Poll, act models.PollAct) error {
	o, err := tx.OrganizationOf(ctx, p.OrganizationID)
	if err != nil {
		return err
	}
	return inbox.TellRoll(ctx, tx, p.ID, inbox.Notice{
		Kind: noticeOf[act], Subject: "poll", SubjectID: p.ID,
		Params: map[string]string{"poll": p.Title, "organization": o.Name, "opens_at": p.OpensAt.String(), "closes_at": p.ClosesAt.String()},
	})
}

// Roll is a page of a roll as members see it, with the reader's own line.
type Roll struct {
	Poll   models.Poll
	People models.List[RollMember]
	OnRoll bool // the reader
	Voted  bool // the reader; nobody sees this of others
}

// Roll shows who may vote, by nickname, from publication on.
func (s *Service) Roll(ctx context.Context, actor models.Actor, id models.ID, page models.Page) (Roll, error) {
	p, err := s.st.SeenPoll(ctx, actor, id)
	if err != nil {
		return Roll{}, err
	}
	out := Roll{Poll: p}
	if out.People, err = listRoll(ctx, s.st, id, page); err != nil {
		return Roll{}, err
	}
	entry, err := readRollEntry(ctx, s.st, id, actor.PersonID)
	if err != nil && !errors.Is(err, store.ErrNotFound) {
		return Roll{}, err
	}
	out.OnRoll, out.Voted = err == nil, entry.Voted
	return out, nil
}
