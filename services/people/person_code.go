package people

import (
	"context"
	"errors"

	"xinjumin/models"
	"xinjumin/services/internal/act"
	"xinjumin/services/internal/audit"
	"xinjumin/services/internal/keyring"
	"xinjumin/services/internal/qrcode"
	"xinjumin/services/internal/store"
)

// Audited acts around the code by which a person is named.
var (
	ActionShowCode = models.NewAction("person.show_code", "出示个人码")
	ActionLookUp   = models.NewAction("person.look_up", "凭个人码找人")
)

// ShownCode is a code as the person shows it, once: it is kept as a keyed hash.
type ShownCode struct {
	Code   string
	QR     []byte // PNG of the code
	EndsAt models.Instant
}

// Found is a person as whoever is to name them sees them.
type Found struct {
	PersonID models.ID
	Name     string // masked; the nickname when no name was submitted
	Verified bool
}

// ShowCode gives the actor a code for PersonCodeLife. It replaces the one before.
func (s *Service) ShowCode(ctx context.Context, actor models.Actor) (ShownCode, error) {
	return act.On(ctx, s.st, actor, act.Of[shownCode, ShownCode]{
		Event: func(v shownCode) audit.Event { return personEvent(ActionShowCode, v.p) },
		Lock: func(tx *store.Tx) (shownCode, error) {
			p, err := tx.LockPerson(ctx, actor.PersonID)
			return shownCode{p: p}, err
		},
		May: func(_ *store.Tx, v shownCode) error { return mustBeOpen(v.p) },
		Do: func(tx *store.Tx, v *shownCode) (err error) {
			v.out.Code, v.out.EndsAt = models.NewPersonCode(tx.NewSecretID()), tx.Now.Add(models.PersonCodeLife)
			if v.out.QR, err = qrcode.Screen(v.out.Code); err != nil {
				return err
			}
			mac := s.ring.Sign(keyring.PurposePerson, []byte(v.out.Code))
			return setPersonCode(ctx, tx, v.p.ID, mac, v.out.EndsAt)
		},
		Answer: func(_ *store.Tx, v shownCode) (ShownCode, error) { return v.out, nil },
	})
}

type shownCode struct {
	p   models.Person
	out ShownCode
}

// LookUp takes a code that somebody shows and tells who they are. It is good for
// one look; of many at once one gets it, and all others, like those with a code
// that is wrong or over, get models.ErrPersonCode.
func (s *Service) LookUp(ctx context.Context, actor models.Actor, typed string) (Found, error) {
	code := models.CleanPersonCode(typed)
	if code == "" {
		return Found{}, models.ErrPersonCode
	}
	// Also under the key before a change of keys: a code may be shown across it.
	macs := s.ring.SignAll(keyring.PurposePerson, []byte(code))
	return act.On(ctx, s.st, actor, act.Of[models.Person, Found]{
		Event: func(p models.Person) audit.Event { return personEvent(ActionLookUp, p) },
		Lock: func(tx *store.Tx) (models.Person, error) {
			p, err := readPersonByCode(ctx, tx, macs)
			if errors.Is(err, store.ErrNotFound) {
				return models.Person{}, models.ErrPersonCode
			}
			return p, err
		},
		Do: func(tx *store.Tx, p *models.Person) error {
			return act.Lost(usePersonCode(ctx, tx, p.ID, p.CodeMAC), models.ErrPersonCode)
		},
		Answer: func(_ *store.Tx, p models.Person) (Found, error) { return s.Found(p) },
	})
}

// Found gives a person as whoever is to name them sees them.
func (s *Service) Found(p models.Person) (Found, error) {
	name, err := s.CardName(p)
	return Found{PersonID: p.ID, Name: name, Verified: p.Verification == models.VerificationVerified}, err
}

// PhoneHolder finds the person who has bound a number; store.ErrNotFound when
// nobody has.
func (s *Service) PhoneHolder(ctx context.Context, q store.Reader, phone models.Phone) (models.Person, error) {
	main, alt := s.ring.BlindIndexes(phoneColumn, phone.Number())
	return readPhoneHolder(ctx, q, store.Indexes{Main: main, Alt: alt})
}

func personEvent(action models.Action, p models.Person) audit.Event {
	return audit.Event{Action: action, Object: "person", ObjectID: p.ID}
}
