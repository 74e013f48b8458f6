package people

import (
	"context"
	"errors"

	"xinjumin/models"
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
	var out Me
	err = s.st.InTx(ctx, func(tx *store.Tx) error {
		p, err := tx.LockPerson(ctx, actor.PersonID)
		if err != nil {
			return err
		}
		if p.State != models.PersonActive {
			return models.ErrPersonClosed
		}
		bound, err := s.phoneOf(p)
		if err != nil {
			return err
		}
		if bound.Number() != phone.Number() {
			if p, err = s.bindPhone(ctx, tx, actor, p, phone); err != nil {
				return err
			}
		}
		if out, err = s.me(p); err != nil {
			return err
		}
		return tx.Answer(ctx, out)
	})
	switch {
	case errors.Is(err, store.ErrDuplicate):
		return Me{}, models.ErrPhoneTaken
	case err != nil:
		return Me{}, err
	}
	return out, nil
}

func (s *Service) bindPhone(ctx context.Context, tx *store.Tx, actor models.Actor, p models.Person, phone models.Phone) (models.Person, error) {
	sealed, err := s.ring.Seal(phoneColumn, p.ID[:], []byte(phone.Number()))
	if err != nil {
		return p, err
	}
	index, alt := s.ring.BlindIndexes(phoneColumn, phone.Number())
	if err := bindPhone(ctx, tx, p.ID, sealed, index, alt); err != nil {
		return p, err
	}
	p.PhoneSealed, p.PhoneIndex, p.PhoneIndexAlt = sealed, index, alt
	p.Version, p.UpdatedAt = p.Version+1, tx.Now
	return p, phoneChanged(ctx, tx, actor, ActionBindPhone, models.NoticePhoneBound)
}

// RemovePhone forgets the actor's phone number. None is no error.
func (s *Service) RemovePhone(ctx context.Context, actor models.Actor) error {
	err := s.st.InTx(ctx, func(tx *store.Tx) error {
		if err := removePhone(ctx, tx, actor.PersonID); err != nil {
			return err
		}
		return phoneChanged(ctx, tx, actor, ActionRemovePhone, models.NoticePhoneRemoved)
	})
	if errors.Is(err, store.ErrNotAffected) {
		return nil
	}
	return err
}

func phoneChanged(ctx context.Context, tx *store.Tx, actor models.Actor, act models.Action, kind models.NoticeKind) error {
	if err := audit.Record(ctx, tx, actor, audit.Event{Action: act, Object: "person", ObjectID: actor.PersonID}); err != nil {
		return err
	}
	return inbox.Tell(ctx, tx, inbox.Notice{PersonID: actor.PersonID, Kind: kind, Subject: "person", SubjectID: actor.PersonID})
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
