package seeding

import (
	"context"

	"xinjumin/models"
	"xinjumin/models/activity"
	"xinjumin/models/poll"
	"xinjumin/services/internal/store"
)

// demoActivity is an activity of the association of the demonstration.
type demoActivity struct {
	kind     activity.Kind
	title    string
	words    string
	place    string
	days     int // from today; negative: over
	capacity int64
	signups  int  // villagers, in the order of the village
	lijie    bool // 李姐 signed up after them
	state    activity.State
	why      string // it was called off
}

var demoActivities = []demoActivity{
	{activity.CultureSport, "羽毛球友谊赛", "带球拍来，没有的也借。输赢不要紧，认识人要紧。", "村口体育馆", 3, 8, 8, true, activity.Published, ""},
	{activity.Citizenship, "普法讲座：劳动合同怎么签", "律师来讲：签之前看哪几条，工资条要留多久。可以当场问。", "文化礼堂", 6, 40, 17, true,
		activity.Published, ""},
	{activity.LifeSkills, "手机办事入门", "学会用手机挂号、交水电费、查社保。带上自己的手机。", "村服务站二楼", 9, 12, 5, false,
		activity.Published, ""},
	{activity.Care, "免费量血压、查血糖", "早上空腹来。医生坐诊到中午。", "村卫生室", 0, 60, 22, false, activity.Ongoing, ""},
	{activity.CultureSport, "露天电影：隐入尘烟", "自己带凳子。", "厂区操场", -12, 100, 24, false, activity.Finished, ""},
	{activity.Education, "暑期托管班说明会", "给家长讲报名和接送。", "文化礼堂", 15, 30, 0, false, activity.Draft, ""},
	{activity.CultureSport, "广场舞比赛", "六人一队。", "村口广场", 5, 60, 6, false, activity.Cancelled, "那天有台风，改期另行通知"},
}

// demoActivityRows writes them with who signed up.
func (r *run) demoActivityRows(ctx context.Context, tx *store.Tx, g group) error {
	var activities []activity.Activity
	var signups []activity.Signup
	for i, d := range demoActivities {
		a := r.demoActivity(g, i, d)
		people := make([]models.ID, 0, d.signups+1)
		for k := range min(d.signups, g.size) {
			people = append(people, idOf("person", g.first+k))
		}
		if d.lijie {
			people = append(people, r.castID(castMember))
		}
		for k, person := range people {
			s := r.demoSignup(a, len(signups), int64(k), person)
			switch s.State {
			case activity.SignupWaiting:
				a.WaitingCount++
			case activity.SignupRegistered:
				a.SeatsTaken++
			default:
			}
			a.NextQueueNo++
			signups = append(signups, s)
		}
		activities = append(activities, a)
	}
	if err := tx.Bulk(ctx, &activities, rowsPerInsert); err != nil {
		return err
	}
	return tx.Bulk(ctx, &signups, rowsPerInsert)
}

func (r *run) demoActivity(g group, i int, d demoActivity) activity.Activity {
	starts := r.evening(d.days)
	if d.state == activity.Ongoing {
		starts = r.now.Add(-hour)
	}
	made := min(starts.Add(-20*day), r.now.Add(-2*day))
	return activity.Activity{ID: idOf("demo-activity", i), OrganizationID: g.id, Kind: d.kind, Title: d.title,
		Description: d.words, RegionCode: g.region, Place: d.place, StartsAt: starts, EndsAt: starts.Add(3 * hour),
		SignupOpensAt: made, SignupClosesAt: starts.Add(-2 * hour), Capacity: d.capacity, NextQueueNo: 1,
		State: d.state, CancelReason: d.why, CreatedBy: r.castID(castSecretary), Version: 1, CreatedAt: made,
		UpdatedAt: made}
}

// demoSignup is number k in the queue. Of an activity that was called off no
// sign-up lives on.
func (r *run) demoSignup(a activity.Activity, row int, k int64, person models.ID) activity.Signup {
	at := a.SignupOpensAt.Add(hour)
	s := activity.Signup{ID: idOf("demo-signup", row), ActivityID: a.ID, PersonID: person,
		State: activity.SignupRegistered, QueueNo: k + 1, LiveKey: activity.SignupLiveKey(a.ID, person), Version: 1,
		CreatedAt: at, UpdatedAt: at}
	switch {
	case a.State == activity.Cancelled:
		s.State, s.LiveKey, s.EndedAt = activity.SignupCancelled, nil, &a.UpdatedAt
	case k >= a.Capacity:
		s.State = activity.SignupWaiting
	}
	return s
}

// demoPolls writes a poll that is closed, one whose roll can be read, and a
// draft, beside the open one.
func (r *run) demoPolls(ctx context.Context, tx *store.Tx, g group) error {
	roll := r.roll(g)
	closed, options, entries, ballots := r.poll(g, roll)
	closed.Title, closed.ClosesAt, closed.UpdatedAt = "互助金每人每年交二十元，同意吗", r.now.Add(-3*day), r.now.Add(-3*day)
	closed.OpensAt, closed.CreatedBy = r.now.Add(-10*day), r.castID(castSecretary)
	*closed.RollSealedAt = closed.OpensAt

	next := r.nextPoll(g, 1, "明年的培训先开哪一门课", poll.RollPublished)
	next.RollCount = int64(len(roll))
	named := make([]poll.RollEntry, len(roll))
	for i, person := range roll {
		named[i] = poll.RollEntry{PollID: next.ID, PersonID: person}
	}
	draft := r.nextPoll(g, 2, "村口要不要装一台充电桩", poll.Draft)
	options = append(options, poll.NumberOptions(next.ID, []string{"电工", "缝纫", "叉车", "普通话"})...)
	options = append(options, poll.NumberOptions(draft.ID, []string{"要", "不要", "都可以"})...)
	entries = append(entries, named...)
	for _, rows := range []any{&[]poll.Poll{closed, next, draft}, &options, &entries, &ballots} {
		if err := tx.Bulk(ctx, rows, rowsPerInsert); err != nil {
			return err
		}
	}
	return nil
}

// nextPoll opens the day after tomorrow.
func (r *run) nextPoll(g group, n int, title string, state poll.State) poll.Poll {
	return poll.Poll{ID: idOf("demo-poll", 10+n), OrganizationID: g.id, Title: title, Question: "请选一项。不记名。",
		Mode: poll.Detached, Purpose: poll.Consultation, State: state, OpensAt: r.evening(2), ClosesAt: r.evening(7),
		CreatedBy: r.castID(castSecretary), Version: 1, CreatedAt: r.now.Add(-day), UpdatedAt: r.now.Add(-day)}
}
