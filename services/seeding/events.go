package seeding

import (
	"bytes"
	"context"
	"crypto/sha256"
	"slices"
	"time"

	"xinjumin/models"
	"xinjumin/models/activity"
	"xinjumin/models/poll"
)

const (
	hour = time.Hour
	day  = 24 * hour
)

// activities writes, for every second organization, a course that is open for sign-up
// and a meeting that is over, each with the people who signed up.
func (r *run) activities(ctx context.Context) error {
	out := sink[activity.Activity]{run: r, kind: "activities", total: len(r.groups)}
	signups := sink[activity.Signup]{run: r, kind: "sign-ups"}
	row := 0
	for _, g := range r.groups {
		if g.number%2 == 1 {
			continue
		}
		for _, past := range []bool{false, true} {
			a, held := r.activity(g, past)
			for i := range held {
				state := activity.SignupRegistered
				if int64(i) >= a.Capacity {
					state = activity.SignupWaiting
				}
				person := idOf("person", g.first+i)
				signups.rows = append(signups.rows, activity.Signup{
					ID: idOf("signup", row), ActivityID: a.ID, PersonID: person, State: state, QueueNo: int64(i + 1),
					LiveKey: activity.SignupLiveKey(a.ID, person), Version: 1,
					CreatedAt: a.SignupOpensAt.Add(time.Hour), UpdatedAt: a.SignupOpensAt.Add(time.Hour),
				})
				row++
			}
			if err := out.add(ctx, a); err != nil {
				return err
			}
		}
	}
	return flushAll(ctx, out.flush, signups.flush)
}

func (r *run) activity(g group, past bool) (activity.Activity, int) {
	number := g.number * 2
	starts, state, kind, words := r.evening(10+g.number%20), activity.Published, activity.Skill, courses
	if past {
		number++
		starts, state, kind, words = r.evening(-10-g.number%300), activity.Finished, activity.CultureSport, meetings
	}
	capacity := 30
	held := min(g.size, 20+dice("seats", number).IntN(20))
	return activity.Activity{
		ID: idOf("activity", number), OrganizationID: g.id, Kind: kind, Title: words[number%len(words)],
		Description: "免费参加，欢迎带上工友和家人。", RegionCode: g.region, Place: "文化礼堂", StartsAt: starts,
		EndsAt: starts.Add(3 * time.Hour), SignupOpensAt: starts.Add(-30 * day), SignupClosesAt: starts.Add(-day),
		Capacity: int64(capacity), SeatsTaken: int64(min(held, capacity)), WaitingCount: int64(max(0, held-capacity)),
		NextQueueNo: int64(held) + 1, State: state, CreatedBy: idOf("person", g.first), Version: 1,
		CreatedAt: starts.Add(-31 * day), UpdatedAt: starts.Add(-31 * day),
	}, held
}

// evening is seven o'clock so many days from now: people come after work.
func (r *run) evening(days int) models.Instant {
	return models.DayOf(r.now).AddDays(days).Start().Add(19 * time.Hour)
}

// polls writes a closed poll for every fifth organization with at least ten people who
// may vote: seven of ten on the roll voted.
func (r *run) polls(ctx context.Context) error {
	polls := sink[poll.Poll]{run: r, kind: "polls"}
	options := sink[poll.Option]{run: r, kind: "poll options"}
	rolls := sink[poll.RollEntry]{run: r, kind: "roll entries"}
	ballots := sink[poll.Counted]{run: r, kind: "ballots"}
	for _, g := range r.groups {
		if g.number%5 != 0 {
			continue
		}
		roll := r.roll(g)
		if len(roll) < 10 {
			continue
		}
		poll, votes, entries, cast := r.poll(g, roll)
		polls.rows = append(polls.rows, poll)
		options.rows = append(options.rows, votes...)
		rolls.rows = append(rolls.rows, entries...)
		ballots.rows = append(ballots.rows, cast...)
		if len(rolls.rows) < rowsPerCommit {
			continue
		}
		if err := flushAll(ctx, polls.flush, options.flush, rolls.flush, ballots.flush); err != nil {
			return err
		}
	}
	return flushAll(ctx, polls.flush, options.flush, rolls.flush, ballots.flush)
}

// roll gives the members who may vote; all made-up people are grown up.
func (r *run) roll(g group) []models.ID {
	var ids []models.ID
	for i := range g.size {
		n := (g.first + i) % r.People
		if r.homes.villager(n).verified {
			ids = append(ids, idOf("person", n))
		}
	}
	return ids
}

func (r *run) poll(g group, roll []models.ID) (poll.Poll, []poll.Option, []poll.RollEntry, []poll.Counted) {
	id := idOf("poll", g.number)
	closes := r.now.Add(-time.Duration(5+g.number%200) * day)
	cast := int64(len(roll) * 7 / 10)
	hash := hashRoll(roll)
	sealed := closes.Add(-3 * day)
	p := poll.Poll{
		ID: id, OrganizationID: g.id, Title: questions[g.number%len(questions)], Question: "请选择一项。本次投票不记名。",
		Mode: poll.Detached, Purpose: poll.Consultation, State: poll.Closed, OpensAt: sealed,
		ClosesAt: closes, RollCount: int64(len(roll)), RollHash: hash, RollSealedAt: &sealed, CastCount: &cast,
		CreatedBy: idOf("person", g.first), Version: 4, CreatedAt: sealed.Add(-day), UpdatedAt: closes,
	}
	options := poll.NumberOptions(id, []string{"同意", "不同意", "弃权"})
	for i := range options {
		options[i].Votes = new(int64)
	}
	entries := make([]poll.RollEntry, len(roll))
	var ballots []poll.Counted
	for i, person := range roll {
		entries[i] = poll.RollEntry{PollID: id, PersonID: person, Voted: int64(i) < cast}
		if entries[i].Voted {
			choice := dice("choice", g.number*1_000_000+i).IntN(10) / 4 // 4:4:2
			*options[choice].Votes++
			// The ballot's id comes from another number than the voter's.
			ballots = append(ballots, poll.Counted{ID: scatter(id, i), PollID: id, Choice: options[choice].No})
		}
	}
	slices.SortFunc(ballots, func(a, b poll.Counted) int { return bytes.Compare(a.ID[:], b.ID[:]) })
	return p, options, entries, ballots
}

// scatter gives ballot ids that have no order.
func scatter(poll models.ID, i int) models.ID {
	sum := sha256.Sum256(append(poll[:], byte(i), byte(i>>8), byte(i>>16)))
	return models.ID(sum[:16])
}

// hashRoll is the seal of a roll, as the area makes it.
func hashRoll(roll []models.ID) []byte {
	sorted := slices.Clone(roll)
	slices.SortFunc(sorted, func(a, b models.ID) int { return bytes.Compare(a[:], b[:]) })
	h := sha256.New()
	for _, id := range sorted {
		h.Write(id[:])
	}
	return h.Sum(nil)
}
