package party

import (
	"context"
	"errors"

	"xinjumin/models"
	"xinjumin/models/branch"
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
	return s.record(ctx, actor, membership, ActionStanding, func(
		tx *store.Tx, o models.Organization, m models.Membership,
	) (models.Membership, error) {
		if m.PersonID == actor.PersonID {
			return m, branch.ErrOwn
		}
		var probation *models.Day
		last, err := readLastStanding(ctx, tx, m.ID)
		if err == nil && last.Standing == models.StandingProbationary {
			probation = &last.Since
		} else if err != nil && !errors.Is(err, store.ErrNotFound) {
			return m, err
		}
		if err := branch.MayStand(m, o, d.Standing, d.Since, models.DayOf(tx.Now), probation); err != nil {
			return m, err
		}
		if err := resolved(ctx, tx, actor, o, d.MeetingID); err != nil {
			return m, err
		}
		line := branch.Standing{ID: tx.NewID(), MembershipID: m.ID, PersonID: m.PersonID, OrganizationID: o.ID,
			Standing: d.Standing, Since: d.Since, MeetingID: d.MeetingID, RecordedBy: actor.PersonID,
			CreatedAt: tx.Now}
		if err := insertPartyStanding(ctx, tx, &line); err != nil {
			return m, err
		}
		m.Standing = d.Standing
		n := inbox.Notice{Kind: branch.NoticeStandingChanged, Subject: "organization", SubjectID: o.ID}
		return m, tell(ctx, tx, n, o, actor, m.PersonID)
	})
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
	return s.record(ctx, actor, membership, ActionDues, func(
		tx *store.Tx, o models.Organization, m models.Membership,
	) (models.Membership, error) {
		if err := o.May(models.MayCollectDues); err != nil {
			return m, err
		}
		today := models.DayOf(tx.Now)
		if until != nil && (*until > today.AddMonths(24) || *until < today.AddMonths(-240)) {
			return m, models.ErrInvalid.With(models.BodyField("/paid_until", "range", "日期应在今天前20年至今后2年之间",
				"From 20 years ago to two years ahead"))
		}
		m.DuesUntil = until
		return m, nil
	})
}

// record changes an active membership of a branch under the lock of its row.
func (s *Service) record(ctx context.Context, actor models.Actor, membership models.ID, action models.Action,
	rule func(
		tx *store.Tx, o models.Organization, m models.Membership,
	) (models.Membership, error)) (models.Member, error) {
	var out models.Member
	var seen models.Organization
	err := s.st.InTx(ctx, func(tx *store.Tx) error {
		m, err := readBranchMembership(ctx, tx, actor, membership)
		if err != nil {
			return err
		}
		o, err := tx.LockOrganization(ctx, m.OrganizationID)
		if err != nil {
			return err
		}
		seen = o
		if !actor.InOrganization(o.ID, o.Kind.Reviewers()...) {
			return models.ErrForbidden
		}
		if m, err = readBranchMembership(ctx, tx, actor, membership); err != nil {
			return err
		}
		if m.State != models.MembershipActive {
			return models.ErrMembershipNotActive
		}
		next, err := rule(tx, o, m)
		if err != nil {
			return err
		}
		next.UpdatedAt, next.Version = tx.Now, m.Version+1
		if err := unaffected(tx.MoveMembership(ctx, next, m.State), models.ErrMembershipDecided); err != nil {
			return err
		}
		if err := audit.Record(ctx, tx, actor, about(o, action, "membership", m.ID, nil)); err != nil {
			return err
		}
		p, err := tx.Person(ctx, m.PersonID)
		out = models.Member{Membership: next, Nickname: p.Nickname}
		return err
	})
	return out, audit.Refused(ctx, s.st, actor, about(seen, action, "membership", membership, nil), err)
}

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
