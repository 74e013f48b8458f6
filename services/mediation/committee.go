package mediation

import (
	"context"
	"errors"
	"slices"
	"strconv"

	"xinjumin/models"
	"xinjumin/services/internal/act"
	"xinjumin/services/internal/audit"
	"xinjumin/services/internal/store"
	"xinjumin/services/internal/text"
)

// errMediatorUnknown is one answer for whoever cannot be named.
const errMediatorUnknown = "没有找到此人，或未满18周岁、未完成实名认证"

// NewCommittee is a committee as an administrator of the place sets it up.
type NewCommittee struct {
	Name       string
	ShortName  string // in its file numbers; empty: what is left of its name
	RegionCode models.RegionCode
	Head       models.ID
	Mediators  []models.ID // besides the head
	Owner      *models.ID  // the organization that sets it up; nil: the village, town or county itself
}

var (
	errCommitteeRegion = models.BodyField("/region_code", "unknown", "请选择现行的区县、镇街或村社",
		"Choose a county, town or village that stands today")
	errCommitteePeople = models.BodyField("/mediators", "range", "调解委员会由3到9名委员组成，每人只列一次",
		"A committee has three to nine members, each named once")
	errHeadUnknown = models.BodyField("/head_id", "person", errMediatorUnknown,
		"No such person, under 18, or not verified")
	errHeadNotMember  = models.BodyField("/kind", "head", "主任由委员担任，不能是聘任调解员", "A member heads a committee")
	errCommitteeOwner = models.BodyField("/organization_id", "unknown", "请选择本地一个正在开展活动的组织",
		"Choose an active organization of the place")
	errNamesSelf = models.BodyField("/mediators", "own", "不能任命自己，请由另一位管理员设立",
		"Nobody appoints themselves")
)

// CreateCommittee sets up a committee for a term of three years and asks its people
// to serve: the head is a mediator, too. It takes cases once at least three
// members serve, a head and a woman among them, see AcceptSeat. Only an administrator over the place may, and
// names others, who are verified.
func (s *Service) CreateCommittee(
	ctx context.Context, actor models.Actor, n NewCommittee,
) (models.MediationCommittee, error) {
	n.Name, n.ShortName = text.Clean(n.Name), text.Clean(n.ShortName)
	if err := n.check(); err != nil {
		return models.MediationCommittee{}, err
	}
	return act.On(ctx, s.st, actor, act.Of[models.MediationCommittee, models.MediationCommittee]{
		Event: func(c models.MediationCommittee) audit.Event {
			return audit.Event{Action: ActionCreateCommittee, Object: "committee", ObjectID: c.ID,
				RegionCode: n.RegionCode}
		},
		May: func(*store.Tx, models.MediationCommittee) error {
			if !actor.Own().OverRegion(n.RegionCode, models.RoleRegionAdmin, models.RolePlatformAdmin) {
				return models.ErrForbidden
			}
			if slices.Contains(n.people(), actor.PersonID) {
				return models.ErrInvalid.With(errNamesSelf)
			}
			return nil
		},
		Do: func(tx *store.Tx, c *models.MediationCommittee) error {
			if err := n.checkRows(ctx, tx, actor); err != nil {
				return err
			}
			term := models.FirstTerm(tx.NewID(), models.DayOf(tx.Now), actor.PersonID)
			*c = models.MediationCommittee{
				ID: term.CommitteeID, Name: n.Name, ShortName: n.ShortName, RegionCode: n.RegionCode,
				OrganizationID: n.Owner,
				State:          models.CommitteeActive, TermEndsOn: term.EndsOn, Version: 1, CreatedAt: tx.Now,
				UpdatedAt: tx.Now,
			}
			if err := act.Taken(insertCommittee(ctx, tx, c), models.ErrCommitteeExists); err != nil {
				return err
			}
			if err := beginCommitteeTerm(ctx, tx, term); err != nil {
				return err
			}
			for i, person := range n.people() {
				if err := offerSeat(ctx, tx, actor, *c,
					SeatAsked{Person: person, Kind: models.SeatMember, Head: i == 0}); err != nil {
					return err
				}
			}
			return nil
		},
		Detail: func(models.MediationCommittee) map[string]string {
			return map[string]string{"mediators": strconv.Itoa(len(n.Mediators) + 1)}
		},
		Answer: act.Same[models.MediationCommittee],
	})
}

func (n NewCommittee) check() error {
	var bad []models.FieldError
	length(&bad, "/name", n.Name, 2, models.CommitteeNameMax)
	shortName(&bad, n.ShortName)
	if !n.RegionCode.Valid() || !models.CommitteeServes(n.RegionCode.Level()) {
		bad = append(bad, errCommitteeRegion)
	}
	people := map[models.ID]bool{n.Head: true}
	for _, m := range n.Mediators {
		people[m] = true
	}
	if len(people) != len(n.Mediators)+1 || len(people) < models.CommitteeMinPeople ||
		len(people) > models.CommitteeMaxMembers {
		bad = append(bad, errCommitteePeople)
	}
	if len(bad) > 0 {
		return models.ErrInvalid.With(bad...)
	}
	return nil
}

// shortName checks what stands for a committee in its file numbers; empty is left to its
// name.
func shortName(bad *[]models.FieldError, s string) {
	if s != "" {
		length(bad, "/short_name", s, models.CommitteeShortMin, models.CommitteeShortMax)
	}
}

// NameShortly sets what stands for a committee in the file numbers of the cases that it
// accepts from now on; empty: what is left of its name. Only an administrator over the
// place may.
func (s *Service) NameShortly(ctx context.Context, actor models.Actor, committee models.ID,
	short string) (models.MediationCommittee, error) {
	short = text.Clean(short)
	var bad []models.FieldError
	if shortName(&bad, short); len(bad) > 0 {
		return models.MediationCommittee{}, models.ErrInvalid.With(bad...)
	}
	may := func(c models.MediationCommittee) error { return mayNameMediators(actor, c) }
	return s.onSeat(ctx, actor, committee, ActionShortName, may,
		func(tx *store.Tx, c *models.MediationCommittee) error {
			if c.ShortName == short {
				return act.ErrUnchanged
			}
			return nameShortly(ctx, tx, c, short)
		})
}

// checkRows checks what only the database knows: the place and the people.
func (n NewCommittee) checkRows(ctx context.Context, tx *store.Tx, actor models.Actor) error {
	today := models.DayOf(tx.Now)
	region, err := tx.Region(ctx, n.RegionCode)
	if err != nil && !errors.Is(err, store.ErrNotFound) {
		return err
	}
	var bad []models.FieldError
	if err != nil || !region.Current(today) {
		bad = append(bad, errCommitteeRegion)
	}
	if known, err := n.ownerKnown(ctx, tx, actor); err != nil {
		return err
	} else if !known {
		bad = append(bad, errCommitteeOwner)
	}
	for i, id := range n.people() {
		ok, err := mayMediateHere(ctx, tx, id)
		switch {
		case err != nil:
			return err
		case ok:
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

// ownerKnown reports whether the organization that sets the committee up is one that the
// actor sees, is active, and lies in the place that the committee serves. A Party branch sets
// up none: nothing outside it tells of it.
func (n NewCommittee) ownerKnown(ctx context.Context, tx *store.Tx, actor models.Actor) (bool, error) {
	if n.Owner == nil {
		return true, nil
	}
	o, err := tx.Organization(ctx, actor, *n.Owner)
	if errors.Is(err, store.ErrNotFound) {
		return false, nil
	}
	return err == nil && o.State == models.OrganizationActive && o.Kind != models.KindPartyBranch &&
		n.RegionCode.Contains(o.RegionCode), err
}

// people lists the head and the mediators.
func (n NewCommittee) people() []models.ID { return append([]models.ID{n.Head}, n.Mediators...) }

// Committees lists the committees that take cases today: those in the subtree
// of region and those above it that serve it; an empty region lists all.
func (s *Service) Committees(
	ctx context.Context, actor models.Actor, region models.RegionCode, page models.Page,
) (models.List[models.MediationCommittee], error) {
	return listCommittees(ctx, s.st, actor, region, models.DayOf(s.st.Now()), page)
}
