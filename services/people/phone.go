package people

import (
	"context"
	"errors"

	"xinjumin/models"
	"xinjumin/services/internal/act"
	"xinjumin/services/internal/audit"
	"xinjumin/services/internal/inbox"
	"xinjumin/services/internal/store"
)

// BindPhone exchanges a code of the phone number button and keeps the number
// sealed. The code must be of the WeChat account that is signed in here, and
// the number of nobody else who is registered: ErrPhoneTaken, without a word
// about whose it is. The number that is bound already is no error.
func (s *Service) BindPhone(ctx context.Context, actor models.Actor, code string) (Me, error) {
	identity, err := readSessionIdentity(ctx, s.st, actor.SessionID, s.appID)
	if err != nil {
		return Me{}, err
	}
	phone, err := s.weChat.PhoneNumber(ctx, code, identity.OpenID)
	if err != nil {
		return Me{}, err
	}
	return act.On(ctx, s.st, actor, act.Of[models.Person, Me]{
		Event: func(p models.Person) audit.Event { return phoneEvent(ActionBindPhone, p.ID) },
		Lock:  func(tx *store.Tx) (models.Person, error) { return tx.LockPerson(ctx, actor.PersonID) },
		May:   func(_ *store.Tx, p models.Person) error { return mustBeOpen(p) },
		Do: func(tx *store.Tx, p *models.Person) error {
			bound, err := s.phoneOf(*p)
			if err != nil {
				return err
			}
			if bound.Number() == phone.Number() {
				return act.ErrUnchanged
			}
			*p, err = s.rebind(ctx, tx, *p, phone)
			return err
		},
		Tell:   func(tx *store.Tx, p models.Person) error { return tellPhone(ctx, tx, p.ID, models.NoticePhoneBound) },
		Answer: func(_ *store.Tx, p models.Person) (Me, error) { return s.me(p) },
	})
}

// mustBeOpen refuses what a person wants to do with an account that is closed.
func mustBeOpen(p models.Person) error {
	if p.State != models.PersonActive {
		return models.ErrPersonClosed
	}
	return nil
}

// rebind writes the number and gives the person as it is then.
func (s *Service) rebind(ctx context.Context, tx *store.Tx, p models.Person,
	phone models.Phone) (models.Person, error) {
	sealed, err := s.ring.Seal(phoneColumn, p.ID[:], []byte(phone.Number()))
	if err != nil {
		return p, err
	}
	index, alt := s.ring.BlindIndexes(phoneColumn, phone.Number())
	if err := act.Taken(bindPhone(ctx, tx, p.ID, sealed, index, alt), models.ErrPhoneTaken); err != nil {
		return p, err
	}
	p.PhoneSealed, p.PhoneIndex, p.PhoneIndexAlt = sealed, index, alt
	p.Version, p.UpdatedAt = p.Version+1, tx.Now
	return p, nil
}

// ByPhone finds the person who has bound a phone number; ErrNotFound when nobody has.
// It is for whoever runs the server: a number is not asked for over the network here.
func (s *Service) ByPhone(ctx context.Context, phone models.Phone) (models.ID, error) {
	p, err := s.PhoneHolder(ctx, s.st, phone)
	if err == nil && p.State != models.PersonActive {
		return models.ID{}, models.ErrNotFound
	}
	return p.ID, err
}

// RemovePhone forgets the actor's phone number. None is no error.
func (s *Service) RemovePhone(ctx context.Context, actor models.Actor) error {
	_, err := act.On(ctx, s.st, actor, act.Of[models.ID, struct{}]{
		Event: func(person models.ID) audit.Event { return phoneEvent(ActionRemovePhone, person) },
		Lock:  func(*store.Tx) (models.ID, error) { return actor.PersonID, nil }, // the write is conditional
		Do: func(tx *store.Tx, person *models.ID) error {
			err := removePhone(ctx, tx, *person)
			if errors.Is(err, store.ErrNotAffected) {
				return act.ErrUnchanged
			}
			return err
		},
		Tell: func(tx *store.Tx, person models.ID) error {
			return tellPhone(ctx, tx, person, models.NoticePhoneRemoved)
		},
	})
	return err
}

func phoneEvent(action models.Action, person models.ID) audit.Event {
	return audit.Event{Action: action, Object: "person", ObjectID: person}
}

func tellPhone(ctx context.Context, tx *store.Tx, person models.ID, kind models.NoticeKind) error {
	return inbox.Tell(ctx, tx, inbox.Notice{PersonID: person, Kind: kind, Subject: "person", SubjectID: person})
}

// phoneOf opens the bound number; zero when there is none.
func (s *Service) phoneOf(p models.Person) (models.Phone, error) {
	if len(p.PhoneSealed) == 0 {
		return models.Phone{}, nil
	}
	number, err := s.ring.Open(phoneColumn, p.ID[:], p.PhoneSealed)
	if err != nil {
		return models.Phone{}, err
	}
	return models.ParsePhone(string(number))
}
