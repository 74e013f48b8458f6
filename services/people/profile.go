package people

import (
	"context"

	"xinjumin/models"
	"xinjumin/services/internal/act"
	"xinjumin/services/internal/audit"
	"xinjumin/services/internal/findable"
	"xinjumin/services/internal/profile"
	"xinjumin/services/internal/store"
	"xinjumin/services/internal/text"
)

// ActionTell is the audited act of changing the profile.
var ActionTell = models.NewAction("profile.update", "个人资料：修改")

// Profile is what a person tells, as the person sees it.
type Profile struct {
	Person  models.Person
	Version int64 // of the profile; 0 while nothing was told
	Data    models.ProfileData
	Ledger  models.Ledger
	Today   models.Day
}

// Hint gives the hint about the residence permit.
func (p Profile) Hint() models.PermitHint {
	return models.HintOf(p.Data.PermitState, p.Data.RegisteredOn, p.Today)
}

// Completeness scores the profile.
func (p Profile) Completeness() models.Completeness {
	return models.CompletenessOf(p.Person, p.Data, p.Ledger)
}

// Profile reads the actor's own profile.
func (s *Service) Profile(ctx context.Context, actor models.Actor) (Profile, error) {
	p, err := s.st.Person(ctx, actor.PersonID)
	if err != nil {
		return Profile{}, err
	}
	out, _, err := s.profileOf(ctx, s.st, p, models.DayOf(s.st.Now()))
	return out, err
}

func (s *Service) profileOf(
	ctx context.Context, from store.Reader, p models.Person, today models.Day,
) (Profile, models.Profile, error) {
	out := Profile{Person: p, Today: today}
	row, data, err := profile.Read(ctx, from, s.ring, p.ID)
	if err != nil {
		return out, row, err
	}
	out.Version, out.Data = row.Version, data
	out.Ledger, err = from.Consents(ctx, p.ID)
	return out, row, err
}

// UpdateProfile changes what the actor tells. A version other than nil must be
// the present one, else ErrStale. A field is filled only with a consent to its
// purpose that holds, else ErrConsentRequired with the fields that lack it; to
// clear a field needs none.
func (s *Service) UpdateProfile(ctx context.Context, actor models.Actor, edit models.ProfileEdit,
	version *int64) (Profile, error) {
	edit.To = cleanProfile(edit.To)
	type held struct {
		Profile
		row models.Profile
	}
	return act.On(ctx, s.st, actor, act.Of[held, Profile]{
		Event: func(v held) audit.Event {
			return audit.Event{Action: ActionTell, Object: "profile", ObjectID: v.Person.ID}
		},
		Lock: func(tx *store.Tx) (v held, err error) {
			if v.Person, err = tx.LockPerson(ctx, actor.PersonID); err != nil {
				return v, err
			}
			if err := mustBeOpen(v.Person); err != nil {
				return v, err
			}
			v.Profile, v.row, err = s.profileOf(ctx, tx, v.Person, models.DayOf(tx.Now))
			return v, err
		},
		Version: version, VersionOf: func(v held) int64 { return v.Profile.Version },
		Do: func(tx *store.Tx, v *held) error {
			lacking, purposes := models.ConsentLacking(edit, v.Ledger)
			switch bad := models.CheckProfile(edit, v.Today); {
			case bad != nil:
				return models.ErrInvalid.With(bad...)
			case lacking != nil:
				return models.ConsentRequired(purposes...).With(lacking...)
			case len(edit.Touched) == 0:
				return act.ErrUnchanged
			}
			was := v.Data
			v.Data = edit.Apply(was)
			row, err := profile.Write(ctx, tx, s.ring, v.row, was, v.Data)
			if err != nil {
				return err
			}
			v.Profile.Version = row.Version
			return findable.Refresh(ctx, tx, v.Person.ID)
		},
		Answer: func(_ *store.Tx, v held) (Profile, error) { return v.Profile, nil },
	})
}

// cleanProfile brings what was typed into the form that is stored.
func cleanProfile(d models.ProfileData) models.ProfileData {
	d.Address, d.EmployerName = text.Clean(d.Address), text.Clean(d.EmployerName)
	if code, _, err := models.ParseUSCC(d.EmployerCode); err == nil {
		d.EmployerCode = code
	}
	return d
}
