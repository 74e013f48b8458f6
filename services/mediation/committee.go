package mediation

import (
	"context"
	"errors"
	"strconv"

	"xinjumin/models"
	"xinjumin/services/internal/audit"
	"xinjumin/services/internal/inbox"
	"xinjumin/services/internal/store"
	"xinjumin/services/internal/text"
)

// NewCommittee is a committee as an administrator of the place sets it up.
type NewCommittee struct {
	Name       string
	RegionCode models.RegionCode
	Head       models.ID
	Mediators  []models.ID // besides the head
}

var (
	errCommitteeRegion = models.BodyField("/region_code", "unknown", "请选择现行的区县、镇街或村社",
		"Choose a county, town or village that stands today")
	errCommitteePeople = models.BodyField("/mediators", "range", "调解委员会至少3人，每人只列一次",
		"A committee has at least three different people")
	errHeadUnknown     = models.BodyField("/head_id", "person", "没有找到此人，或未满18周岁", "No such person, or under 18")
	errMediatorUnknown = "没有找到此人，或未满18周岁"
)

// CreateCommittee sets up a committee that is active at once, for a term of
// three years, and gives its people their roles: the head is a mediator, too.
// Only an administrator over the place may.
func (s *Service) CreateCommittee(
	ctx context.Context, actor models.Actor, n NewCommittee,
) (models.MediationCommittee, error) {
	n.Name = text.Clean(n.Name)
	if err := n.check(); err != nil {
		return models.MediationCommittee{}, err
	}
	ev := audit.Event{Action: ActionCreateCommittee, Object: "committee", RegionCode: n.RegionCode}
	if !actor.Own().OverRegion(n.RegionCode, models.RoleRegionAdmin, models.RolePlatformAdmin) {
		return models.MediationCommittee{}, audit.Refused(ctx, s.st, actor, ev, models.ErrForbidden)
	}
	var out models.MediationCommittee
	err := s.st.InTx(ctx, func(tx *store.Tx) error {
		if err := n.checkRows(ctx, tx); err != nil {
			return err
		}
		today := models.DayOf(tx.Now)
		out = models.MediationCommittee{
			ID: tx.NewID(), Name: n.Name, RegionCode: n.RegionCode, State: models.CommitteeActive,
			TermEndsOn: models.TermOfOffice(today, models.CommitteeTermYears), Version: 1, CreatedAt: tx.Now,
			UpdatedAt: tx.Now,
		}
		err := insertCommittee(ctx, tx, &out)
		if errors.Is(err, store.ErrDuplicate) {
			return models.ErrCommitteeExists
		}
		if err != nil {
			return err
		}
		if err := appoint(ctx, tx, actor, out, n); err != nil {
			return err
		}
		ev := ev
		ev.ObjectID, ev.Detail = out.ID, map[string]string{"mediators": strconv.Itoa(len(n.Mediators) + 1)}
		if err := audit.Record(ctx, tx, actor, ev); err != nil {
			return err
		}
		return tx.Answer(ctx, out)
	})
	return out, err
}

func (n NewCommittee) check() error {
	var bad []models.FieldError
	length(&bad, "/name", n.Name, 2, models.CommitteeNameMax)
	if !n.RegionCode.Valid() || !models.CommitteeServes(n.RegionCode.Level()) {
		bad = append(bad, errCommitteeRegion)
	}
	people := map[models.ID]bool{n.Head: true}
	for _, m := range n.Mediators {
		people[m] = true
	}
	if len(people) != len(n.Mediators)+1 || len(people) < models.CommitteeMinPeople ||
		len(people) > models.CommitteeMaxPeople {
		bad = append(bad, errCommitteePeople)
	}
	if len(bad) > 0 {
		return models.ErrInvalid.With(bad...)
	}
	return nil
}

// checkRows checks what only the database knows: the place and the people.
func (n NewCommittee) checkRows(ctx context.Context, tx *store.Tx) error {
	today := models.DayOf(tx.Now)
	region, err := tx.Region(ctx, n.RegionCode)
	if err != nil && !errors.Is(err, store.ErrNotFound) {
		return err
	}
	var bad []models.FieldError
	if err != nil || !region.Current(today) {
		bad = append(bad, errCommitteeRegion)
	}
	for i, id := range append([]models.ID{n.Head}, n.Mediators...) {
		p, err := tx.Person(ctx, id)
		switch {
		case err != nil && !errors.Is(err, store.ErrNotFound):
			return err
		case err == nil && p.State == models.PersonActive &&
			(p.BirthDay == nil || models.AgeOn(*p.BirthDay, today) >= models.MediatorMinAge):
		case i == 0:
			bad = append(bad, errHeadUnknown)
		default:
			bad = append(bad, models.BodyField("/mediators/"+strconv.Itoa(i-1), "person", errMediatorUnknown,
				errHeadUnknown.EN))
		}
	}
	if len(bad) > 0 {
		return models.ErrInvalid.With(bad...)
	}
	return nil
}

// appoint gives the roles and tells the people.
func appoint(ctx context.Context, tx *store.Tx, actor models.Actor, c models.MediationCommittee, n NewCommittee) error {
	people := append([]models.ID{n.Head}, n.Mediators...)
	grants := []models.RoleGrant{models.CommitteeGrant(c.ID, models.RoleCommitteeHead, n.Head, tx.Now, c.TermEndsOn,
		actor.PersonID)}
	var notices []inbox.Notice
	for _, p := range people {
		grants = append(grants, models.CommitteeGrant(c.ID, models.RoleMediator, p, tx.Now, c.TermEndsOn,
			actor.PersonID))
		notices = append(notices, inbox.Notice{PersonID: p, Kind: models.NoticeCommitteeRole, Subject: "committee",
			SubjectID: c.ID, Params: map[string]string{"committee": c.Name},
			Dedupe: string(models.NoticeCommitteeRole) + ":" + c.ID.String() + ":" + p.String()})
	}
	for i := range grants {
		grants[i].ID = tx.NewID()
		if err := tx.InsertRoleGrant(ctx, &grants[i]); err != nil {
			return err
		}
	}
	return inbox.Tell(ctx, tx, notices...)
}

// Committees lists the committees that take cases today: those in the subtree
// of region and those above it that serve it; an empty region lists all.
func (s *Service) Committees(
	ctx context.Context, _ models.Actor, region models.RegionCode, page models.Page,
) (models.List[models.MediationCommittee], error) {
	return listCommittees(ctx, s.st, region, models.DayOf(s.st.Now()), page)
}
