package people

import (
	"context"
	"errors"

	"xinjumin/models"
	"xinjumin/services/internal/audit"
	"xinjumin/services/internal/store"
	"xinjumin/services/internal/text"
)

// Identity is what a person submits for verification, in clear.
type Identity struct {
	Name     string
	IDNumber string
}

// SubmitIdentity seals name and number and puts them under review. The number
// belongs to one person: ErrIdentityTaken otherwise, without a word about whose
// it is; the officer finds it as a claim then, see Merge. What is under review stays as it is until the
// review ends, so that
// nobody swaps what an officer is looking at; the same data again is no error.
func (s *Service) SubmitIdentity(ctx context.Context, actor models.Actor, in Identity) (Me, error) {
	name, number, err := checkIdentity(in, models.DayOf(s.st.Now()))
	if err != nil {
		return Me{}, err
	}
	var out models.Person
	claims := false
	err = s.st.InTx(ctx, func(tx *store.Tx) error {
		p, err := tx.LockPerson(ctx, actor.PersonID)
		if err != nil {
			return err
		}
		out, claims = p, p.Claims()
		if p.Verification == models.VerificationPending {
			if err := s.sameIdentity(p, name, number); err != nil || !claims {
				return err
			}
			if out, claims, err = s.settleClaim(ctx, tx, p, number); err != nil || claims {
				return err
			}
			return audit.Record(ctx, tx, actor, submitted(out))
		}
		switch {
		case p.State != models.PersonActive:
			return models.ErrPersonClosed
		case p.RegionCode == nil:
			return models.ErrRegionRequired
		case p.Verification == models.VerificationVerified:
			return models.ErrIdentityVerified
		}
		if out, err = s.seal(p, name, number); err != nil {
			return err
		}
		err = submitIdentity(ctx, tx, out)
		event := submitted(p)
		if claims = errors.Is(err, store.ErrDuplicate); claims {
			event.Detail = map[string]string{"claim": "taken"}
			out.ClaimedAt, out.IDNumberIndex, out.IDNumberIndexAlt = &tx.Now, nil, nil
			err = submitIdentity(ctx, tx, out)
		}
		if err != nil {
			return err
		}
		out.Verification, out.VerificationReason = models.VerificationPending, ""
		out.Version, out.UpdatedAt = out.Version+1, tx.Now
		return audit.Record(ctx, tx, actor, event)
	})
	switch {
	case err != nil:
		return Me{}, err
	case claims: // after the commit: the officer must find it
		return Me{}, models.ErrIdentityTaken
	}
	return s.me(out)
}

func submitted(p models.Person) audit.Event {
	return audit.Event{Action: ActionSubmitIdentity, Object: "person", ObjectID: p.ID, RegionCode: *p.RegionCode}
}

// checkIdentity names every wrong field at once.
func checkIdentity(in Identity, today models.Day) (string, models.IDNumber, error) {
	var bad []models.FieldError
	name := text.LegalName(in.Name)
	if !models.ValidName(name) {
		bad = append(bad, models.BodyField("/name", "name", "请按证件填写姓名，2至50个字",
			"The name as on the card, 2 to 50 letters"))
	}
	number, err := models.ParseIDNumber(in.IDNumber)
	age := models.AgeOn(number.BirthDay(), today)
	if err != nil || age < 0 || age > models.MaxAge {
		bad = append(bad, models.BodyField("/id_number", "id_number", "身份证件号码有误，请核对", "Not a valid identity number"))
	}
	switch {
	case bad != nil:
		return "", models.IDNumber{}, models.ErrInvalid.With(bad...)
	case age < models.MinAge:
		return "", models.IDNumber{}, models.ErrIdentityTooYoung
	}
	return name, number, nil
}

func (s *Service) seal(p models.Person, name string, number models.IDNumber) (models.Person, error) {
	var err error
	if p.NameSealed, err = s.ring.Seal(nameColumn, p.ID[:], []byte(name)); err != nil {
		return p, err
	}
	if p.IDNumberSealed, err = s.ring.Seal(idNumberColumn, p.ID[:], []byte(number.Digits())); err != nil {
		return p, err
	}
	birth := number.BirthDay()
	p.IDNumberIndex, p.IDNumberIndexAlt = s.ring.BlindIndexes(idNumberColumn, number.Digits())
	p.BirthDay, p.Sex = &birth, number.Sex()
	return p, nil
}

// sameIdentity lets a repeated request pass and refuses another submission.
func (s *Service) sameIdentity(p models.Person, name string, number models.IDNumber) error {
	was, wasNumber, err := s.identityOf(p)
	if err == nil && (!text.SameName(was, name) || wasNumber.Digits() != number.Digits()) {
		err = models.ErrIdentityPending
	}
	return err
}
