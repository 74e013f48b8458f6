package privacy

import (
	"context"
	"strconv"

	"xinjumin/models"
	"xinjumin/services/internal/audit"
	"xinjumin/services/internal/findable"
	"xinjumin/services/internal/profile"
	"xinjumin/services/internal/store"
)

// Audited acts on consents.
var (
	ActionGive     = models.NewAction("consent.give", "个人信息同意：同意")
	ActionWithdraw = models.NewAction("consent.withdraw", "个人信息同意：撤回")
)

// Consent is a purpose and how the person stands to it.
type Consent struct {
	Purpose models.ConsentPurpose
	State   models.ConsentState
	Newest  *models.Consent // nil when never given
	Offered bool            // whether this person may consent to it
}

// Withdrawn is a purpose after a withdrawal, with what was erased by it.
type Withdrawn struct {
	Consent
	Erased []models.ProfileField
}

// Consents lists every purpose and how the actor stands to it.
func (s *Service) Consents(ctx context.Context, actor models.Actor) ([]Consent, error) {
	p, err := s.st.Person(ctx, actor.PersonID)
	if err != nil {
		return nil, err
	}
	ledger, err := s.st.Consents(ctx, p.ID)
	if err != nil {
		return nil, err
	}
	out := make([]Consent, 0, len(models.Purposes()))
	for _, purpose := range models.Purposes() {
		out = append(out, consentOf(purpose, p, ledger, models.DayOf(s.st.Now())))
	}
	return out, nil
}

func consentOf(purpose models.ConsentPurpose, p models.Person, l models.Ledger, on models.Day) Consent {
	c := Consent{Purpose: purpose, State: l.State(purpose.Key), Offered: !purpose.Publishes || models.MayPublish(p, on)}
	if newest, ok := l.Newest(purpose.Key); ok {
		c.Newest = &newest
	}
	return c
}

// GiveConsent writes that the actor consents to a purpose whose text they read
// in this version; another than the present one is ErrConsentOutdated. What is
// given already stays as it is. A consent to an older text ends as renewed.
func (s *Service) GiveConsent(ctx context.Context, actor models.Actor, key models.Purpose, version int64) (Consent, error) {
	var out Consent
	purpose, known := models.PurposeOf(key)
	if !known {
		return out, models.ErrNotFound
	}
	if version != purpose.Version {
		return out, models.ErrConsentOutdated
	}
	err := s.st.InTx(ctx, func(tx *store.Tx) error {
		p, ledger, err := hold(ctx, tx, actor)
		if err != nil {
			return err
		}
		on := models.DayOf(tx.Now)
		if purpose.Publishes && !models.MayPublish(p, on) {
			return models.ErrConsentAdults
		}
		if ledger.Allows(key) {
			out = consentOf(purpose, p, ledger, on)
			return nil
		}
		given, err := give(ctx, tx, actor, purpose, ledger)
		if err != nil {
			return err
		}
		out = consentOf(purpose, p, models.Ledger{given}, on)
		return findable.Refresh(ctx, tx, p.ID)
	})
	return out, err
}

// hold locks the actor's own row, which every writer of consents and profiles
// does first, and reads the ledger.
func hold(ctx context.Context, tx *store.Tx, actor models.Actor) (models.Person, models.Ledger, error) {
	p, err := tx.LockPerson(ctx, actor.PersonID)
	if err != nil {
		return p, nil, err
	}
	if p.State != models.PersonActive {
		return p, nil, models.ErrPersonClosed
	}
	ledger, err := tx.Consents(ctx, p.ID)
	return p, ledger, err
}

func give(ctx context.Context, tx *store.Tx, actor models.Actor, purpose models.ConsentPurpose, ledger models.Ledger) (models.Consent, error) {
	c := models.Consent{ID: tx.NewID(), PersonID: actor.PersonID, Purpose: purpose.Key, Number: 1, Version: purpose.Version,
		LiveKey: models.ConsentKey(actor.PersonID, purpose.Key), GivenAt: tx.Now}
	if last, ok := ledger.Newest(purpose.Key); ok {
		c.Number = last.Number + 1
		if last.EndedAt == nil {
			if err := endConsent(ctx, tx, last.ID, models.ConsentRenewed); err != nil {
				return c, err
			}
		}
	}
	if err := insertConsent(ctx, tx, &c); err != nil {
		return c, err
	}
	return c, audit.Record(ctx, tx, actor, consentEvent(ActionGive, c))
}

func consentEvent(act models.Action, c models.Consent) audit.Event {
	return audit.Event{Action: act, Object: "consent", ObjectID: c.ID,
		Detail: map[string]string{"purpose": string(c.Purpose), "version": strconv.FormatInt(c.Version, 10)}}
}

// WithdrawConsent ends the actor's consent to a purpose and erases, in the same
// transaction, what rests on it alone. Without a live consent nothing happens.
func (s *Service) WithdrawConsent(ctx context.Context, actor models.Actor, key models.Purpose) (Withdrawn, error) {
	var out Withdrawn
	purpose, known := models.PurposeOf(key)
	if !known {
		return out, models.ErrNotFound
	}
	err := s.st.InTx(ctx, func(tx *store.Tx) error {
		p, ledger, err := hold(ctx, tx, actor)
		if err != nil {
			return err
		}
		out = Withdrawn{Consent: consentOf(purpose, p, ledger, models.DayOf(tx.Now))}
		if out.Newest == nil || out.Newest.EndedAt != nil {
			return nil
		}
		if err := endConsent(ctx, tx, out.Newest.ID, models.ConsentWithdrawnByPerson); err != nil {
			return err
		}
		now := tx.Now
		out.State, out.Newest.EndedAt, out.Newest.EndReason = models.ConsentWithdrawn, &now, models.ConsentWithdrawnByPerson
		if out.Erased, err = profile.Erase(ctx, tx, p.ID, purpose.Fields); err != nil {
			return err
		}
		if err := findable.Refresh(ctx, tx, p.ID); err != nil {
			return err
		}
		if forget := s.withdrawals[key]; forget != nil {
			if err := forget(ctx, tx, p.ID); err != nil {
				return err
			}
		}
		return audit.Record(ctx, tx, actor, consentEvent(ActionWithdraw, *out.Newest))
	})
	return out, err
}
