package seeding

import (
	"context"
	"fmt"
	"slices"
	"time"

	"xinjumin/models"
	"xinjumin/services/internal/text"
)

// group is an organization with the people who are in it: members are villagers number
// first to first+size-1; the first is its head, the second its
// secretary-general.
type group struct {
	number      int
	kind        models.OrganizationKind
	id          models.ID
	region      models.RegionCode
	first, size int
}

// trigger is the number of new residents from which a village should have a
// organization of its own (100 in the report; less where everything is smaller).
func (r *run) trigger() int { return max(20, min(100, r.People/2000)) }

// kindsByShare is what organizations are, in the order of founding within ten.
var kindsByShare = []models.OrganizationKind{
	models.KindHarmonyAssociation, models.KindFellowship, models.KindHarmonyAssociation, models.KindHometownGroup,
	models.KindUnion, models.KindHarmonyAssociation, models.KindVillagerGroup, models.KindFellowship,
	models.KindCouncil, models.KindHometownGroup,
}

// organizations writes organizations, their members and offices: one organization for every
// hundred people of a village with enough of them, a third of whom join, and
// one big fellowship in the largest county.
func (r *run) organizations(ctx context.Context) error {
	for _, p := range r.places {
		if p.count < r.trigger() {
			continue
		}
		organizations := max(1, p.count/100)
		for i := range organizations {
			first := p.first + share(p.count, organizations, 0)*i
			r.groups = append(r.groups, group{region: p.code, first: min(first, p.first+p.count-12),
				size: max(12, p.count/organizations/3)})
		}
	}
	big := group{region: countyShare[0].county, first: r.places[0].first, size: max(12, r.People/20)}
	r.groups = append(r.groups, big)
	orgs := sink[models.Organization]{run: r, kind: "organizations", total: len(r.groups)}
	grants := sink[models.RoleGrant]{run: r, kind: "offices"}
	papers := r.papers()
	taken := map[string]int{}
	for i := range r.groups {
		g := &r.groups[i]
		g.number, g.id = i, idOf("body", i)
		kind := kindsByShare[i%len(kindsByShare)]
		if i == len(r.groups)-1 {
			kind = models.KindFellowship
		}
		word, _ := kind.Text()
		g.kind = kind
		name := r.regions[g.region].Name + word
		if taken[name]++; taken[name] > 1 {
			name = fmt.Sprintf("%s第%d分会", name, taken[name])
		}
		org := r.organization(*g, kind, name)
		if err := orgs.add(ctx, org); err != nil {
			return err
		}
		if err := papers.add(ctx, r, org, g.number); err != nil {
			return err
		}
		if err := grants.add(ctx, r.offices(*g, kind)...); err != nil {
			return err
		}
	}
	if err := orgs.flush(ctx); err != nil {
		return err
	}
	if err := grants.flush(ctx); err != nil {
		return err
	}
	if err := papers.flush(ctx); err != nil {
		return err
	}
	return r.members(ctx)
}

func (r *run) organization(g group, kind models.OrganizationKind, name string) models.Organization {
	head := idOf("person", g.first)
	pinyin, initials := text.PlacePinyin(name)
	at := r.now.Add(-time.Duration(400+g.number%600) * 24 * time.Hour)
	p := kind.Policy()
	term := models.TermOfOffice(models.DayOf(at), p.Terms[1])
	subtype := p.DefaultSubtype()
	if kind == models.KindUnion {
		subtype = models.UnionJoint
	}
	charter := int64(0)
	if p.Charter {
		charter = 1
	}
	return models.Organization{
		CharterNumber: charter, ID: g.id, Kind: kind, Name: name, NameFolded: text.Fold(name),
		Pinyin: pinyin, Initials: initials, RegionCode: g.region, State: models.OrganizationActive,
		Introduction: "自己管理自己，互相帮助，欢迎加入。", Subtype: subtype, LegalForm: p.Forms[0], IntendedForm: p.Forms[0],
		Base: models.BaseResidence, TermYears: int64(p.Terms[1]), TermEndsOn: &term, ApprovedAt: &at, JoinForm: "[]",
		MigrantCount: int64(g.size) - 1, MemberCount: int64(g.size), NextQueueNo: int64(g.size) + 1, CreatedBy: &head,
		Version: 1, CreatedAt: at, UpdatedAt: at,
	}
}

func (r *run) offices(g group, kind models.OrganizationKind) []models.RoleGrant {
	var out []models.RoleGrant
	for i, role := range []models.Role{kind.Head(), models.RoleSecretaryGeneral, models.RoleOrganizer} {
		person := idOf("person", g.first+i)
		key := models.GrantKey(role, models.ScopeOrganization, g.id.String(), person)
		org := g.id
		out = append(out, models.RoleGrant{
			ID: idOf("office", g.number*3+i), PersonID: person, Role: role, ScopeKind: models.ScopeOrganization,
			OrganizationID: &org, LiveKey: &key, StartsAt: r.now.Add(-400 * 24 * time.Hour),
			EndsAt: r.now.Add(600 * 24 * time.Hour), CreatedAt: r.now,
		})
	}
	return out
}

func (r *run) members(ctx context.Context) error {
	total := 0
	for _, g := range r.groups {
		total += g.size
	}
	out := sink[models.Membership]{run: r, kind: "memberships", total: total}
	row := 0
	for _, g := range r.groups {
		for i := range g.size {
			n := (g.first + i) % r.People
			at := r.ago(380, row)
			m := models.Membership{
				ID: idOf("membership", row), OrganizationID: g.id, PersonID: idOf("person", n),
				State: models.MembershipActive, Side: models.SideMigrant, QueueNo: int64(i + 1), JoinedAt: &at,
				DecidedAt: &at, Tie: models.TieFormal, Source: models.ByApplication, Answers: "[]", Version: 1,
				CreatedAt: at, UpdatedAt: at,
			}
			m.LiveKey = models.MembershipKey(g.id, m.PersonID)
			search := text.Nickname(nickname(r.homes.villager(n)))
			m.NameFolded, m.NamePinyin, m.NameInitials = search.Folded, search.Pinyin, search.Initials
			m.ExclusiveKey = models.ExclusiveKeyOf(g.kind, m.Tie, m.PersonID)
			if i == 0 {
				m.Side = models.SideLocalCadre
			}
			if err := out.add(ctx, m); err != nil {
				return err
			}
			row++
		}
	}
	return out.flush(ctx)
}

func sortCodes(codes []models.RegionCode) { slices.Sort(codes) }
