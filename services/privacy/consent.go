package privacy

import (
	"context"
	"strconv"

	"xinjumin/models"
	"xinjumin/services/internal/act"
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
func (s *Service) GiveConsent(ctx context.Context, actor models.Actor, key models.Purpose,
	version int64) (Consent, error) {
	purpose, known := models.PurposeOf(key)
	if !known {
		return Consent{}, models.ErrNotFound
	}
	if version != purpose.Version {
		return Consent{}, models.ErrConsentOutdated
	}
	return act.On(ctx, s.st, actor, act.Of[consenting, Consent]{
		Event: func(v consenting) audit.Event { return v.event(ActionGive, purpose) },
		Lock:  func(tx *store.Tx) (consenting, error) { return hold(ctx, tx, actor) },
		May: func(tx *store.Tx, v consenting) error {
			if purpose.Publishes && !models.MayPublish(v.p, models.DayOf(tx.Now)) {
				return models.ErrConsentAdults
			}
			return nil
		},
		Do: func(tx *store.Tx, v *consenting) (err error) {
			if v.ledger.Allows(key) {
				return act.ErrUnchanged
			}
			if v.c, err = give(ctx, tx, purpose, *v); err != nil {
				return err
			}
			v.ledger = models.Ledger{v.c}
			return findable.Refresh(ctx, tx, v.p.ID)
		},
		Answer: func(tx *store.Tx, v consenting) (Consent, error) {
			return consentOf(purpose, v.p, v.ledger, models.DayOf(tx.Now)), nil
		},
	})
}

// consenting is the actor's own row, locked, with the ledger, in the hands of an
// act on one consent, which is c once it is there.
type consenting struct {
	p      models.Person
	ledger models.Ledger
	c      models.Consent
	out    Withdrawn
}

// hold locks the actor's own row, which every writer of consents and profiles
// does first, and reads the ledger.
func hold(ctx context.Context, tx *store.Tx, actor models.Actor) (v consenting, err error) {
	if v.p, err = tx.LockPerson(ctx, actor.PersonID); err != nil {
		return v, err
	}
	if v.p.State != models.PersonActive {
		return v, models.ErrPersonClosed
	}
	v.ledger, err = tx.Consents(ctx, v.p.ID)
	return v, err
}

func give(ctx context.Context, tx *store.Tx, purpose models.ConsentPurpose, v consenting) (models.Consent, error) {
	c := models.Consent{ID: tx.NewID(), PersonID: v.p.ID, Purpose: purpose.Key, Number: 1, Version: purpose.Version,
		LiveKey: models.ConsentKey(v.p.ID, purpose.Key), GivenAt: tx.Now}
	if last, ok := v.ledger.Newest(purpose.Key); ok {
		c.Number = last.Number + 1
		if last.EndedAt == nil {
			if err := endConsent(ctx, tx, last.ID, models.ConsentRenewed); err != nil {
				return c, err
			}
		}
	}
	err := insertConsent(ctx, tx, &c)
	return c, err
}

// event is the audit row: of a refusal with the present version of the text, else
// with the one that the consent is to.
func (v consenting) event(action models.Action, purpose models.ConsentPurpose) audit.Event {
	version := purpose.Version
	if !v.c.ID.IsZero() {
		version = v.c.Version
	}
	return audit.Event{Action: action, Object: "consent", ObjectID: v.c.ID,
		Detail: map[string]string{"purpose": string(purpose.Key), "version": strconv.FormatInt(version, 10)}}
}

// WithdrawConsent ends the actor's consent to a purpose and erases, in the same
// transaction, what rests on it alone. Without a live consent nothing happens.
func (s *Service) WithdrawConsent(ctx context.Context, actor models.Actor, key models.Purpose) (Withdrawn, error) {
	purpose, known := models.PurposeOf(key)
	if !known {
		return Withdrawn{}, models.ErrNotFound
	}
	return act.On(ctx, s.st, actor, act.Of[consenting, Withdrawn]{
		Event: func(v consenting) audit.Event { return v.event(ActionWithdraw, purpose) },
		Lock:  func(tx *store.Tx) (consenting, error) { return hold(ctx, tx, actor) },
		Do: func(tx *store.Tx, v *consenting) error {
			v.out = Withdrawn{Consent: consentOf(purpose, v.p, v.ledger, models.DayOf(tx.Now))}
			if v.out.Newest == nil || v.out.Newest.EndedAt != nil {
				return act.ErrUnchanged
			}
			v.c = *v.out.Newest
			return s.withdraw(ctx, tx, v, purpose)
		},
		Answer: func(_ *store.Tx, v consenting) (Withdrawn, error) { return v.out, nil },
	})
}

// withdraw ends the consent, and what rests on it alone.
func (s *Service) withdraw(ctx context.Context, tx *store.Tx, v *consenting, purpose models.ConsentPurpose) error {
	if err := endConsent(ctx, tx, v.c.ID, models.ConsentWithdrawnByPerson); err != nil {
		return err
	}
	v.out.State, v.out.Newest.EndedAt = models.ConsentWithdrawn, &tx.Now
	v.out.Newest.EndReason = models.ConsentWithdrawnByPerson
	var err error
	if v.out.Erased, err = profile.Erase(ctx, tx, v.p.ID, purpose.Fields); err != nil {
		return err
	}
	if err := findable.Refresh(ctx, tx, v.p.ID); err != nil {
		return err
	}
	if forget := s.withdrawals[purpose.Key]; forget != nil {
		return forget(ctx, tx, v.p.ID)
	}
	return nil
}
