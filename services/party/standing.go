package party

import (
	"context"
	"errors"

	"xinjumin/models"
	"xinjumin/models/branch"
	"xinjumin/services/internal/act"
	"xinjumin/services/internal/audit"
	"xinjumin/services/internal/inbox"
	"xinjumin/services/internal/store"
)

// Standing is what an officer records of a member.
type Standing struct {
	Standing  models.MemberStanding
	Since     models.Day
	MeetingID *models.ID // the general meeting that resolved it
}

// RecordStanding records where a member stands in the branch of the formal tie,
// by an officer, never one's own. Every record is kept.
func (s *Service) RecordStanding(
	ctx context.Context, actor models.Actor, membership models.ID, d Standing,
) (models.Member, error) {
	a := s.recording(ctx, actor, membership, ActionStanding)
	mayRecord := a.May
	a.May = func(tx *store.Tx, v recorded) error {
		if err := mayRecord(tx, v); err != nil {
			return err
		}
		if v.m.PersonID == actor.PersonID {
			return branch.ErrOwn
		}
		return nil
	}
	write := a.Do
	a.Do = func(tx *store.Tx, v *recorded) error {
		var probation *models.Day
		last, err := readLastStanding(ctx, tx, v.m.ID)
		if err == nil && last.Standing == models.StandingProbationary {
			probation = &last.Since
		} else if err != nil && !errors.Is(err, store.ErrNotFound) {
			return err
		}
		if err := branch.MayStand(v.m, v.o, d.Standing, d.Since, models.DayOf(tx.Now), probation); err != nil {
			return err
		}
		if err := resolved(ctx, tx, actor, v.o, d.MeetingID); err != nil {
			return err
		}
		line := branch.Standing{ID: tx.NewID(), MembershipID: v.m.ID, PersonID: v.m.PersonID, OrganizationID: v.o.ID,
			Standing: d.Standing, Since: d.Since, MeetingID: d.MeetingID, RecordedBy: actor.PersonID,
			CreatedAt: tx.Now}
		if err := insertPartyStanding(ctx, tx, &line); err != nil {
			return err
		}
		v.m.Standing = d.Standing
		return write(tx, v)
	}
	a.Tell = func(tx *store.Tx, v recorded) error {
		n := inbox.Notice{Kind: branch.NoticeStandingChanged, Subject: "organization", SubjectID: v.o.ID}
		return inbox.TellAbout(ctx, tx, n, v.o, actor, v.m.PersonID)
	}
	return act.On(ctx, s.st, actor, a)
}

// resolved refuses a meeting that is no general meeting of the branch that was
// held.
func resolved(ctx context.Context, tx *store.Tx, actor models.Actor, o models.Organization, meeting *models.ID) error {
	if meeting == nil {
		return nil
	}
	m, err := readMeeting(ctx, tx, actor, *meeting)
	if errors.Is(err, store.ErrNotFound) || err == nil &&
		(m.OrganizationID != o.ID || m.Kind != branch.MeetingGeneral ||
			m.State != branch.MeetingHeld && m.State != branch.MeetingFinal) {
		return branch.ErrStandingMeeting
	}
	return err
}

// RecordDues records until when a member has paid dues in the branch; nothing
// about money. People who only take part may pay here, too.
func (s *Service) RecordDues(
	ctx context.Context, actor models.Actor, membership models.ID, until *models.Day,
) (models.Member, error) {
	a := s.recording(ctx, actor, membership, ActionDues)
	write := a.Do
	a.Do = func(tx *store.Tx, v *recorded) error {
		if err := v.o.May(models.MayCollectDues); err != nil {
			return err
		}
		today := models.DayOf(tx.Now)
		if until != nil && (*until > today.AddMonths(24) || *until < today.AddMonths(-240)) {
			return models.ErrInvalid.With(models.BodyField("/paid_until", "range", "日期应在今天前20年至今后2年之间",
				"From 20 years ago to two years ahead"))
		}
		v.m.DuesUntil = until
		return write(tx, v)
	}
	return act.On(ctx, s.st, actor, a)
}

// recorded is an active membership in the hands of an officer, with the locked row of
// its branch.
type recorded struct {
	o models.Organization
	m models.Membership
}

// recording is what every record of a membership has: the officer's right, the active
// membership under the lock of its branch, and Do, which writes the membership as it is by then.
func (s *Service) recording(
	ctx context.Context, actor models.Actor, membership models.ID, action models.Action,
) act.Of[recorded, models.Member] {
	return act.Of[recorded, models.Member]{
		Event: func(v recorded) audit.Event {
			return audit.InOrganization(v.o, action, "membership", membership, nil)
		},
		Lock: func(tx *store.Tx) (v recorded, err error) {
			read := func() (models.Membership, error) { return readBranchMembership(ctx, tx, actor, membership) }
			v.m, v.o, err = act.Under(ctx, tx, read, branchOf)
			return v, err
		},
		May: func(_ *store.Tx, v recorded) error { return v.o.MayReview(actor) },
		Next: func(_ *store.Tx, v *recorded) error {
			if v.m.State != models.MembershipActive {
				return models.ErrMembershipNotActive
			}
			return nil
		},
		Do: func(tx *store.Tx, v *recorded) error {
			v.m.UpdatedAt, v.m.Version = tx.Now, v.m.Version+1
			return act.Lost(tx.MoveMembership(ctx, v.m, models.MembershipActive), models.ErrMembershipDecided)
		},
		Answer: func(tx *store.Tx, v recorded) (models.Member, error) {
			p, err := tx.Person(ctx, v.m.PersonID)
			return models.Member{Membership: v.m, Nickname: p.Nickname}, err
		},
	}
}

// branchOf says in which branch a membership is.
func branchOf(m models.Membership) models.ID { return m.OrganizationID }

// Dues lists the members of a branch with their standing and dues to its
// officers; with behind only those whose dues are half a year behind.
func (s *Service) Dues(
	ctx context.Context, actor models.Actor, organization models.ID, behind bool, page models.Page,
) (models.List[models.Member], error) {
	o, err := s.officers(ctx, actor, organization)
	if err != nil {
		return models.List[models.Member]{}, err
	}
	if err := o.May(models.MayCollectDues); err != nil {
		return models.List[models.Member]{}, err
	}
	return listBranchMembers(ctx, s.st, o.ID, behind, models.DayOf(s.st.Now()), page)
}
