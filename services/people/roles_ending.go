package people

import (
	"context"
	"errors"
	"strconv"
	"time"

	"xinjumin/models"
	"xinjumin/services/internal/inbox"
	"xinjumin/services/internal/store"
)

// warnedAtOnce bounds a round of warnings; what is left waits for the next.
const warnedAtOnce = 500

// WarnEndingRoles tells who holds a role or an office that its term ends soon,
// and who can arrange for what follows: once 30 and once 7 days before. It
// gives the number of roles; any number of processes may call it.
func (s *Service) WarnEndingRoles(ctx context.Context) (int, error) {
	warned := 0
	for _, days := range models.RoleWarnings() {
		now := s.st.Now()
		ids, err := listEndingGrants(ctx, s.st, now, now.Add(time.Duration(days)*24*time.Hour), days, warnedAtOnce)
		if err != nil {
			return warned, err
		}
		for _, id := range ids {
			err := s.st.InTx(ctx, func(tx *store.Tx) error { return warn(ctx, tx, id, days) })
			if errors.Is(err, store.ErrNotAffected) {
				continue // somebody else did, or it has ended
			}
			if err != nil {
				return warned, err
			}
			warned++
		}
	}
	return warned, nil
}

func warn(ctx context.Context, tx *store.Tx, id models.ID, days int) error {
	if err := warnGrant(ctx, tx, id, days); err != nil {
		return err
	}
	g, err := readGrant(ctx, tx, id)
	if err != nil {
		return err
	}
	place, above, err := seat(ctx, tx, g)
	if err != nil {
		return err
	}
	zh, en := g.Role.Text()
	params := map[string]string{"role": zh, "role_en": en, "place": place, "days": strconv.Itoa(days)}
	rows := []inbox.Notice{{PersonID: g.PersonID, Kind: models.NoticeRoleEnding, Subject: "role", SubjectID: g.ID,
		Params: params}}
	for _, person := range models.Without(above, g.PersonID) {
		rows = append(rows, inbox.Notice{PersonID: person, Kind: models.NoticeRoleEndingBelow, Subject: "role",
			SubjectID: g.ID, Params: params})
	}
	return inbox.Tell(ctx, tx, rows...)
}

// seat tells the name of the place, organization or committee of a grant, and who may
// give it anew: the heads, or else the administrators above.
func seat(ctx context.Context, tx *store.Tx, g models.RoleGrant) (string, []models.ID, error) {
	switch g.ScopeKind {
	case models.ScopeOrganization:
		o, err := tx.OrganizationOf(ctx, *g.OrganizationID)
		if err != nil {
			return "", nil, err
		}
		heads, err := tx.OfficeHolders(ctx, o.ID, []models.Role{o.Kind.Head()}, tx.Now, inbox.ToldMax)
		if err != nil {
			return "", nil, err
		}
		if o.Kind == models.KindPartyBranch {
			return o.Name, holdersOf(heads), nil // nobody outside learns who is in it
		}
		if g.Role == o.Kind.Head() {
			heads = nil
		}
		return orAbove(ctx, tx, o.Name, o.RegionCode, holdersOf(heads))
	case models.ScopeCommittee:
		c, err := tx.Committee(ctx, *g.CommitteeID)
		if err != nil {
			return "", nil, err
		}
		var heads []models.ID
		if g.Role != models.RoleCommitteeHead {
			if heads, err = tx.CommitteePeople(ctx, c.ID, models.RoleCommitteeHead, tx.Now); err != nil {
				return "", nil, err
			}
		}
		return orAbove(ctx, tx, c.Name, c.RegionCode, heads)
	case models.ScopeRegion:
	}
	place, err := placeName(ctx, tx, *g.RegionCode)
	if err != nil {
		return "", nil, err
	}
	above, err := superiors(ctx, tx, g)
	return place, above, err
}

// orAbove gives the heads, or without any the administrators of the place and
// above it.
func orAbove(
	ctx context.Context, tx *store.Tx, name string, region models.RegionCode, heads []models.ID,
) (string, []models.ID, error) {
	if len(heads) > 0 {
		return name, heads, nil
	}
	admins, err := tx.NearestAdmins(ctx, append(region.Ancestors(), region), tx.Now, inbox.ToldMax)
	return name, admins, err
}

func holdersOf(grants []models.RoleGrant) []models.ID {
	out := make([]models.ID, len(grants))
	for i, g := range grants {
		out[i] = g.PersonID
	}
	return out
}
