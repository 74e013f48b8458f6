package governance

import (
	"context"
	"errors"
	"strconv"

	"xinjumin/models"
	"xinjumin/models/poll"
	"xinjumin/services/internal/act"
	"xinjumin/services/internal/inbox"
	"xinjumin/services/internal/jobs"
	"xinjumin/services/internal/store"
)

// PublishRoll fixes who may vote: the active members who are verified and of
// age on the closing day; of a Party branch that decides or elects only those
// with a vote there (models.RollRuleOf). Fewer than ten is models.ErrPollRollTooSmall. Who
// joins later is not on it. Everybody on it is told, in the same transaction.
func (s *Service) PublishRoll(ctx context.Context, actor models.Actor, id models.ID) (PollDetails, error) {
	return act.On(ctx, s.st, actor, publishing(ctx, onPoll(ctx, actor, id, ActionPublishRoll)))
}

// publishing fixes the roll of a draft and makes the opening due.
func publishing(ctx context.Context, a pollAct) pollAct {
	a.Next = func(tx *store.Tx, p *poll.Poll) error { return p.MayPublishRoll(tx.Now) }
	a.Do = func(tx *store.Tx, p *poll.Poll) error {
		if err := mayPoll(ctx, tx, p.OrganizationID, p.Purpose); err != nil {
			return err
		}
		o, err := tx.OrganizationOf(ctx, p.OrganizationID)
		if err != nil {
			return err
		}
		rule := poll.RollRuleOf(o.Kind, p.Purpose)
		if p.RollCount, err = insertRoll(ctx, tx, p.ID, o.ID, poll.VoteCutoff(p.ClosingDay()), rule); err != nil {
			return err
		}
		if p.RollCount < poll.RollMin {
			return poll.ErrRollTooSmall
		}
		if err := tx.Forget(ctx, p.ID); err != nil {
			return err
		}
		if err := move(ctx, tx, p, poll.PublishRoll); err != nil {
			return err
		}
		return jobs.Schedule(ctx, tx, JobOpen, p.ID, p.OpensAt)
	}
	a.Tell = func(tx *store.Tx, p poll.Poll) error { return tellRoll(ctx, tx, p, poll.PublishRoll) }
	a.Detail = counts
	return a
}

// Convene puts a question of another area to the members of an organization, in the
// transaction of the caller, who has decided that it may be asked. There is no
// draft to change: the roll is published at once, and the voting opens and
// closes by itself.
func (s *Service) Convene(
	ctx context.Context, tx *store.Tx, actor models.Actor, in poll.DraftInput,
) (poll.Poll, error) {
	if bad := in.Check(tx.Now, readAs); len(bad) > 0 {
		return poll.Poll{}, models.ErrInvalid.With(bad...)
	}
	p := poll.New(tx.NewID(), in, actor.PersonID, tx.Now)
	p.Convened = true
	if err := insertPoll(ctx, tx, &p, poll.NumberOptions(p.ID, in.Options)); err != nil {
		return p, err
	}
	a := publishing(ctx, onPoll(ctx, actor, p.ID, ActionPublishRoll))
	a.Lock = func(*store.Tx) (poll.Poll, error) { return p, nil }
	a.May = nil // the caller has decided
	a.Answer = nil
	if _, err := act.In(ctx, tx, actor, a); err != nil {
		return p, err
	}
	return lockPoll(ctx, tx, p.ID)
}

// move writes the state that an act leads to.
func move(ctx context.Context, tx *store.Tx, p *poll.Poll, verb poll.Act) error {
	from := p.State
	next, err := from.After(verb)
	if err != nil {
		return err
	}
	p.State, p.Version, p.UpdatedAt = next, p.Version+1, tx.Now
	return movePoll(ctx, tx, *p, from)
}

// counts is what the trail has of an act on a poll.
func counts(p poll.Poll) map[string]string {
	detail := map[string]string{"roll_count": strconv.FormatInt(p.RollCount, 10)}
	if p.CastCount != nil {
		detail["cast_count"] = strconv.FormatInt(*p.CastCount, 10)
	}
	return detail
}

var noticeOf = map[poll.Act]models.NoticeKind{
	poll.PublishRoll: poll.NoticeRollPublished,
	poll.DoOpen:      poll.NoticeOpened,
	poll.DoClose:     poll.NoticeClosed,
	poll.Cancel:      poll.NoticeCancelled,
}

// tellRoll puts a row into the inbox of everybody on the roll, in the
// transaction of the act, so that nobody is told of what did not happen.
func tellRoll(ctx context.Context, tx *store.Tx, p poll.Poll, verb poll.Act) error {
	o, err := tx.OrganizationOf(ctx, p.OrganizationID)
	if err != nil {
		return err
	}
	params := map[string]string{"poll": p.Title, "organization": o.Name, "opens_at": p.OpensAt.String(),
		"closes_at": p.ClosesAt.String()}
	if p.AnnulReason != "" {
		params["reason"] = p.AnnulReason
	}
	return inbox.TellRoll(ctx, tx, p.ID, inbox.Notice{
		Kind: noticeOf[verb], Subject: "poll", SubjectID: p.ID, Params: params,
	})
}

// Roll is a page of a roll as members see it, with the reader's own line.
type Roll struct {
	Poll   poll.Poll
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
