package organizations

import (
	"context"
	"errors"

	"xinjumin/models"
	"xinjumin/services/internal/inbox"
	"xinjumin/services/internal/jobs"
	"xinjumin/services/internal/store"
	"xinjumin/services/internal/text"
)

// Register makes an organization a legal person: an administrator at county level or
// above records its credit code and day of registration. From then it owes a
// report every year.
func (s *Service) Register(
	ctx context.Context, actor models.Actor, id models.ID, code string, on models.Day,
) (models.OrganizationView, error) {
	return s.move(ctx, actor, id, ActionRegister, models.RegisterOrganization, func(
		tx *store.Tx, o models.Organization, _ models.OrganizationState,
	) error {
		if err := o.MayRegister(); err != nil {
			return err
		}
		code, err := models.ParseCreditCode(o.Kind, code)
		if err != nil {
			return err
		}
		if on > models.DayOf(tx.Now) {
			return models.ErrInvalid.With(models.BodyField("/registered_on", "range", "登记日期不能晚于今天",
				"It cannot be registered later than today"))
		}
		if err := register(ctx, tx, o.ID, code, on); errors.Is(err, store.ErrDuplicate) {
			return models.ErrCreditCodeTaken.Because(err)
		} else if err != nil {
			return err
		}
		if err := owe(ctx, tx, o.ID, models.FirstReportYear(on)); err != nil {
			return err
		}
		return tellHeads(ctx, tx, actor, o, models.NoticeOrganizationRegistered, nil)
	})
}

// Rename gives an active organization another name and keeps the one it had, by which
// people still find it.
func (s *Service) Rename(
	ctx context.Context, actor models.Actor, id models.ID, name, reason string,
) (models.OrganizationView, error) {
	name, reason = text.Clean(name), text.Clean(reason)
	return s.move(ctx, actor, id, ActionRename, models.RenameOrganization, func(
		tx *store.Tx, o models.Organization, _ models.OrganizationState,
	) error {
		if err := models.CheckReason(reason); err != nil {
			return err
		}
		next := o
		next.Name, next.NameFolded = name, text.Fold(name)
		next.Pinyin, next.Initials = text.PlacePinyin(name)
		if bad := next.Check(); len(bad) > 0 {
			return models.ErrInvalid.With(bad...)
		}
		if next.Name == o.Name {
			return models.ErrInvalid.With(models.BodyField("/name", "same", "新名称和现在的一样",
				"The organization has this name already"))
		}
		from, err := namedSince(ctx, tx, o)
		if err != nil {
			return err
		}
		old := models.FormerName{ID: tx.NewID(), OrganizationID: o.ID, Name: o.Name, NameFolded: o.NameFolded,
			Pinyin: o.Pinyin, Initials: o.Initials, UsedFrom: from, UsedUntil: models.DayOf(tx.Now), Reason: reason,
			RenamedBy: &actor.PersonID, CreatedAt: tx.Now}
		if err := renameOrganization(ctx, tx, &old, next); err != nil {
			return nameTaken(err)
		}
		if err := tellHeads(ctx, tx, actor, next, models.NoticeOrganizationRenamed,
			map[string]string{"old": o.Name}); err != nil {
			return err
		}
		n := notice(models.NoticeOrganizationRenamed, next)
		n.Params = map[string]string{"old": o.Name}
		return tellApprovers(ctx, tx, actor, next, n)
	})
}

// namedSince gives the day on which an organization got the name it has.
func namedSince(ctx context.Context, tx *store.Tx, o models.Organization) (models.Day, error) {
	names, err := listFormerNames(ctx, tx, o.ID)
	switch {
	case err != nil:
		return "", err
	case len(names) > 0:
		return names[0].UsedUntil, nil
	case o.ApprovedAt != nil:
		return models.DayOf(*o.ApprovedAt), nil
	}
	return models.DayOf(o.CreatedAt), nil
}

// Extend moves the last day of a temporary organization, before it has come; the job
// that ends it moves along.
func (s *Service) Extend(
	ctx context.Context, actor models.Actor, id models.ID, endsOn models.Day,
) (models.OrganizationView, error) {
	return s.move(ctx, actor, id, ActionExtend, models.ExtendOrganization, func(
		tx *store.Tx, o models.Organization, _ models.OrganizationState,
	) error {
		if err := o.MayExtend(); err != nil {
			return err
		}
		if endsOn <= *o.EndsOn || endsOn > models.LastTermDay(tx.Now) {
			return models.ErrInvalid.With(models.BodyField("/ends_on", "range", "新的结束日期应晚于原来的日期，并在5年以内",
				"The new last day lies after the old one, within five years"))
		}
		if err := setEndsOn(ctx, tx, o.ID, endsOn); err != nil {
			return err
		}
		if err := jobs.Schedule(ctx, tx, jobEnd, o.ID, endsOn.AddDays(1).Start()); err != nil {
			return err
		}
		return tellHeads(ctx, tx, actor, o, models.NoticeOrganizationExtended, map[string]string{"day": string(endsOn)})
	})
}

// Suspend stops an organization: its members stay, and nothing is done in its name until
// it is resumed. The reason is told to its heads.
func (s *Service) Suspend(
	ctx context.Context, actor models.Actor, id models.ID, reason string,
) (models.OrganizationView, error) {
	return s.halt(ctx, actor, id, ActionSuspend, models.SuspendOrganization, models.NoticeOrganizationSuspended, reason)
}

// Resume lets a suspended organization act again.
func (s *Service) Resume(
	ctx context.Context, actor models.Actor, id models.ID, reason string,
) (models.OrganizationView, error) {
	return s.halt(ctx, actor, id, ActionResume, models.ResumeOrganization, models.NoticeOrganizationResumed, reason)
}

func (s *Service) halt(
	ctx context.Context, actor models.Actor, id models.ID, action models.Action, move models.OrganizationAction,
	kind models.NoticeKind, reason string,
) (models.OrganizationView, error) {
	reason = text.Clean(reason)
	return s.move(ctx, actor, id, action, move, func(
		tx *store.Tx, o models.Organization, next models.OrganizationState,
	) error {
		if err := models.CheckReason(reason); err != nil {
			return err
		}
		if err := tx.MoveOrganization(ctx, o, next); err != nil {
			return err
		}
		return tellHeads(ctx, tx, actor, o, kind, map[string]string{"reason": reason})
	})
}

// tellHeads tells who leads the organization.
func tellHeads(
	ctx context.Context, tx *store.Tx, actor models.Actor, o models.Organization, kind models.NoticeKind,
	params map[string]string,
) error {
	n := notice(kind, o)
	n.Params = params
	return inbox.TellHolders(ctx, tx, n, o, actor, o.Kind.Head())
}
