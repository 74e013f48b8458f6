package matching

import (
	"context"
	"strconv"

	"xinjumin/models"
	"xinjumin/models/match"
	"xinjumin/services/internal/audit"
	"xinjumin/services/internal/store"
)

// prospectsLookedAt bounds how many rows one page looks at: where most people
// around are members already, a page has fewer than were asked for, and the next
// one goes on behind them.
const prospectsLookedAt = 600

// codes is more than every division code, so that a cursor holds the number of a
// search and the place in it.
const codes = 1_000_000_000_000

// Prospect is somebody who may fit with the names of their town and home.
type Prospect struct {
	match.Prospect
	TownName, OriginName string
}

// search is one walk over people, in the order of the list.
type search struct {
	findableQuery
	reasons []match.Reason
}

// searches gives the walks for an organization, the nearest first: the people of its
// unit, then its village, its town, its county; of a hometown group only people
// from there, and of what is of one unit only its people.
func searches(o models.Organization) []search {
	var all []search
	first, last := match.Up(o.RegionCode, models.LevelCounty).Range()
	unit := []match.Reason{{Code: "same_employer", ZH: "在同一个单位工作", EN: "Works at the same unit"}}
	if o.EmployerCode != "" {
		all = append(all, search{findableQuery{EmployerCode: o.EmployerCode, First: first, Last: last}, unit})
	}
	if o.EmployerFolded != "" {
		all = append(all, search{findableQuery{Unit: o.EmployerFolded, First: first, Last: last}, unit})
	}
	if match.OfUnit(o) {
		return all
	}
	for _, around := range match.NearestFirst(o.RegionCode) {
		q := findableQuery{First: around.First, Last: around.Last}
		zh, en := around.Near.Text()
		why := []match.Reason{{Code: nearCode(around.Near), ZH: "住在" + zh, EN: en}}
		if o.Kind == models.KindHometownGroup && o.OriginCode != nil {
			q.Origin = *o.OriginCode
			why = append(why, match.Reason{Code: "same_origin", ZH: "同乡", EN: "From the same home"})
		}
		all = append(all, search{q, why})
	}
	return all
}

func nearCode(n match.Near) string {
	switch n {
	case match.NearVillage:
		return "same_village"
	case match.NearTown:
		return "same_town"
	case match.NearCounty, match.NearNone:
	}
	return "same_county"
}

// earlier reports whether a person was in a walk before number n already.
func earlier(o models.Organization, n int, walks []search, f match.FindablePerson) bool {
	for _, w := range walks[:n] {
		if w.EmployerCode != "" && f.EmployerCode == o.EmployerCode || w.Unit != "" &&
			f.EmployerFolded == o.EmployerFolded {
			return true
		}
	}
	return false
}

// Prospects lists to those who decide applications of an organization people who
// consented to be found and may fit, the nearest first: nobody who is a member,
// has applied, is invited, or has declined or left lately. A page may be shorter
// than asked for. Each look, and whom it showed, is in the trail.
func (s *Service) Prospects(
	ctx context.Context, actor models.Actor, organization models.ID, page models.Page,
) (models.List[Prospect], error) {
	view, err := s.st.Organization(ctx, actor, organization)
	if err != nil {
		return models.List[Prospect]{}, err
	}
	o := view.Organization
	event := audit.Event{Action: ActionProspects, Object: "organization", ObjectID: o.ID, RegionCode: o.RegionCode,
		OrganizationID: o.ID}
	if !o.ReviewedBy(actor) {
		return models.List[Prospect]{}, audit.Refused(ctx, s.st, actor, event, models.ErrForbidden)
	}
	if err := match.SeeksMembers(o); err != nil {
		return models.List[Prospect]{}, err
	}
	if match.Full(o) {
		return models.List[Prospect]{}, models.ErrOrganizationFull
	}
	out, err := s.look(ctx, o, page)
	if err != nil {
		return models.List[Prospect]{}, err
	}
	event.Detail = map[string]string{"shown": strconv.Itoa(len(out.Items))}
	acts := []audit.Act{{Ctx: ctx, Actor: actor, Event: event}}
	for _, p := range out.Items {
		shown := event
		shown.Action, shown.Object, shown.ObjectID, shown.Detail = ActionShown, "person", p.PersonID, nil
		acts = append(acts, audit.Act{Ctx: ctx, Actor: actor, Event: shown})
	}
	if err := s.st.InTx(ctx, func(tx *store.Tx) error { return audit.RecordAll(ctx, tx, acts) }); err != nil {
		return models.List[Prospect]{}, err
	}
	return out, s.nameProspects(ctx, out.Items)
}

// look walks until the page is full, everybody was seen, or enough was looked at.
func (s *Service) look(ctx context.Context, o models.Organization, page models.Page) (models.List[Prospect], error) {
	var out models.List[Prospect]
	walks := searches(o)
	n, after := 0, (*match.FindablePerson)(nil)
	if c := page.After; c != nil {
		n = int(c.Key / codes)
		after = &match.FindablePerson{RegionCode: models.RegionCodeOf(c.Key % codes), PersonID: c.ID}
	}
	for looked := 0; n < len(walks); {
		walk := walks[n]
		walk.After, walk.Limit = after, 2*page.Size()
		rows, err := listFindable(ctx, s.st, walk.findableQuery)
		if err != nil {
			return out, err
		}
		fit, err := s.fitting(ctx, o, rows, func(f match.FindablePerson) bool { return !earlier(o, n, walks, f) })
		if err != nil {
			return out, err
		}
		looked += len(rows)
		for i, f := range rows {
			after = &rows[i]
			if person, ok := fit[f.PersonID]; ok {
				out.Items = append(out.Items, prospect(f, person, walk.reasons, models.DayOf(s.st.Now())))
			}
			if len(out.Items) == page.Size() {
				out.Next = &models.Cursor{Key: int64(n)*codes + f.RegionCode.Number(), ID: f.PersonID}
				return out, nil
			}
		}
		if len(rows) < walk.Limit {
			n, after = n+1, nil
			continue
		}
		if looked >= prospectsLookedAt {
			out.Next = &models.Cursor{Key: int64(n)*codes + after.RegionCode.Number(), ID: after.PersonID}
			return out, nil
		}
	}
	return out, nil
}

// fitting gives who of some people may be shown to the organization.
func (s *Service) fitting(
	ctx context.Context, o models.Organization, rows []match.FindablePerson, fresh func(match.FindablePerson) bool,
) (map[models.ID]models.Person, error) {
	var people []models.ID
	for _, f := range rows {
		if fresh(f) {
			people = append(people, f.PersonID)
		}
	}
	spoken, err := listSpokenTo(ctx, s.st, o.ID, people, s.rested())
	if err != nil {
		return nil, err
	}
	var free []models.ID
	for _, id := range people {
		if !spoken[id] {
			free = append(free, id)
		}
	}
	faces, err := listFaces(ctx, s.st, free, s.st.Now())
	if err != nil {
		return nil, err
	}
	on := models.DayOf(s.st.Now())
	for _, f := range rows {
		p, ok := faces[f.PersonID]
		if ok &&
			(p.BirthDay == nil || !match.Seeks(o, models.ProfileFacts{Age: models.AgeOn(*p.BirthDay, on),
				Employment: f.EmploymentStatus})) {
			delete(faces, f.PersonID)
		}
	}
	return faces, nil
}

func prospect(f match.FindablePerson, p models.Person, reasons []match.Reason, on models.Day) Prospect {
	origin := f.OriginCity
	if origin == "" {
		origin = f.OriginProvince
	}
	return Prospect{Prospect: match.Prospect{PersonID: p.ID, Nickname: p.Nickname, Age: models.AgeOn(*p.BirthDay, on),
		Town: match.Up(f.RegionCode, models.LevelTown), Origin: origin, Reasons: reasons}}
}

// nameProspects puts the names of towns and homes to a page.
func (s *Service) nameProspects(ctx context.Context, items []Prospect) error {
	names := map[models.RegionCode]string{}
	var wanted []models.RegionCode
	for _, p := range items {
		for _, code := range []models.RegionCode{p.Town, p.Origin} {
			if _, asked := names[code]; code != "" && !asked {
				names[code] = ""
				wanted = append(wanted, code)
			}
		}
	}
	if len(wanted) == 0 {
		return nil
	}
	regions, err := s.st.RegionsIn(ctx, wanted)
	if err != nil {
		return err
	}
	for _, r := range regions {
		names[r.Code] = r.FullName
	}
	for i := range items {
		items[i].TownName, items[i].OriginName = names[items[i].Town], names[items[i].Origin]
	}
	return nil
}
