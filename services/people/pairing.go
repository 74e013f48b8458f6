package people

import (
	"context"
	"crypto/sha256"
	"crypto/subtle"
	"errors"

	"xinjumin/models"
	"xinjumin/services/internal/act"
	"xinjumin/services/internal/audit"
	"xinjumin/services/internal/inbox"
	"xinjumin/services/internal/keyring"
	"xinjumin/services/internal/qrcode"
	"xinjumin/services/internal/store"
	"xinjumin/services/internal/text"
)

// Audited acts around signing in to a browser.
var (
	ActionConfirmPairing = models.NewAction("pairing.confirm", "同意在电脑上登录")
	ActionRefusePairing  = models.NewAction("pairing.refuse", "拒绝在电脑上登录")
)

// BegunPairing is a pairing as the browser that began it gets it, once.
type BegunPairing struct {
	models.Pairing
	Secret string // proves at Claim that it is the same browser; kept as a hash
	QR     []byte // PNG of the code
}

// BeginPairing gives a browser, of which nothing is known, a code to be scanned, two
// digits to be typed, and a secret to come back with.
func (s *Service) BeginPairing(ctx context.Context, device string) (BegunPairing, error) {
	return act.On(ctx, s.st, models.Actor{}, act.Of[BegunPairing, BegunPairing]{
		Do: func(tx *store.Tx, b *BegunPairing) (err error) {
			one, two := tx.NewSecretID(), tx.NewSecretID()
			secret := derive(s.ring.Derive(keyring.PurposeRefresh), "pairing", one[:], two[:])
			b.Secret = secret.text()
			b.Pairing = models.Pairing{ID: tx.NewSecretID(), Code: models.NewSceneCode(tx.NewSecretID()),
				SecretHash: secret.hash(), Digits: models.NewPairingDigits(tx.NewSecretID()),
				Device: cut(text.Clean(device), models.DeviceMax), State: models.PairingWaiting, CreatedAt: tx.Now,
				ExpiresAt: tx.Now.Add(models.PairingLife)}
			if b.QR, err = qrcode.Screen(b.SceneText()); err != nil {
				return err
			}
			return insertPairing(ctx, tx, &b.Pairing)
		},
		Answer: act.Same[BegunPairing],
	})
}

// Pairing shows whoever has scanned a code which device asks, and never the digits. A
// code that was never given, is over or used up is models.ErrPairingOver.
func (s *Service) Pairing(ctx context.Context, actor models.Actor, code string) (models.Pairing, error) {
	p, err := readPairingOf(ctx, s.st, models.NormalScene(code))
	now := s.st.Now()
	if err == nil && !p.Waits(now) && !p.ConfirmedBy(actor.PersonID, now) {
		err = store.ErrNotFound
	}
	return p, over(err)
}

// over is the one refusal of everything that leads nowhere.
func over(err error) error {
	if errors.Is(err, store.ErrNotFound) || errors.Is(err, store.ErrNotAffected) {
		return models.ErrPairingOver.Because(err)
	}
	return err
}

// ConfirmPairing lets the browser in that shows the code and the digits, in the name of
// the actor. It takes a session that the phone has just begun. Wrong digits are counted,
// and the third ends the code for everybody. Doing it again does nothing.
func (s *Service) ConfirmPairing(ctx context.Context, actor models.Actor, code, digits string) error {
	var refusal *models.Error // the count of a wrong try must be committed
	err := s.st.InTx(ctx, func(tx *store.Tx) error {
		refusal = nil
		p, err := s.holdPairing(ctx, tx, code)
		if err != nil {
			return err
		}
		person, err := mayPair(ctx, tx, actor)
		if err != nil {
			return err
		}
		if p.ConfirmedBy(actor.PersonID, tx.Now) && p.Shows(digits) {
			return nil
		}
		event := pairingEvent(ActionConfirmPairing, p)
		if p.Waits(tx.Now) && !p.Shows(digits) {
			refusal = models.ErrPairingDigits
			if err := countWrongDigits(ctx, tx, p.ID); err != nil {
				return err
			}
			return audit.RecordRefused(ctx, tx, actor, event, refusal)
		}
		p.PersonID, p.Epoch, p.ExpiresAt = &person.ID, person.Epoch, tx.Now.Add(models.PairingClaimLife)
		if err := confirmPairing(ctx, tx, p); err != nil {
			return err
		}
		return audit.Record(ctx, tx, actor, event)
	})
	if err == nil && refusal != nil {
		return refusal
	}
	return over(err)
}

// RefusePairing ends the pairing of a code, also one that the actor has confirmed while
// the browser has not come yet.
func (s *Service) RefusePairing(ctx context.Context, actor models.Actor, code string) error {
	_, err := act.On(ctx, s.st, actor, act.Of[models.Pairing, struct{}]{
		Event: func(p models.Pairing) audit.Event { return pairingEvent(ActionRefusePairing, p) },
		Lock:  func(tx *store.Tx) (models.Pairing, error) { return s.holdPairing(ctx, tx, code) },
		Do: func(tx *store.Tx, p *models.Pairing) error {
			return refusePairing(ctx, tx, p.ID, actor.PersonID)
		},
	})
	return over(err)
}

// ClaimPairing gives the browser that has the secret its session once a phone has
// confirmed; nil while it waits. Of two that come at once one gets it.
func (s *Service) ClaimPairing(ctx context.Context, id models.ID, secret string) (*Tokens, error) {
	p, err := readPairing(ctx, s.st, id)
	// The hash of whatever came is compared, also with nothing: a wrong secret takes as
	// long as a wrong id.
	given, ok := parseRefresh(secret)
	hash := sha256.Sum256(given[:])
	same := subtle.ConstantTimeCompare(hash[:], p.SecretHash) == 1
	if err == nil && (!ok || !same) {
		err = store.ErrNotFound
	}
	if err != nil {
		return nil, over(err)
	}
	switch {
	case p.Waits(s.st.Now()):
		return nil, nil
	case p.State == models.PairingRefused: // the secret was right: it may know
		return nil, models.ErrPairingRefused
	}
	out, err := act.On(ctx, s.st, models.Actor{}, act.Of[models.Pairing, Tokens]{
		Lock: func(tx *store.Tx) (models.Pairing, error) { return lockPairing(ctx, tx, id) },
		Do:   func(tx *store.Tx, _ *models.Pairing) error { return claimPairing(ctx, tx, id) },
		Answer: func(tx *store.Tx, p models.Pairing) (Tokens, error) {
			return s.letIn(ctx, tx, p)
		},
	})
	if err != nil {
		return nil, over(err)
	}
	return &out, nil
}

// letIn starts the session of a confirmed pairing. An account that was closed or banned
// since, or signed out everywhere, lets nobody in.
func (s *Service) letIn(ctx context.Context, tx *store.Tx, pairing models.Pairing) (Tokens, error) {
	p, err := tx.LockPerson(ctx, *pairing.PersonID)
	if err != nil {
		return Tokens{}, err
	}
	if p.State != models.PersonActive || p.Epoch != pairing.Epoch || accountBanned(p, tx.Now) {
		return Tokens{}, models.ErrPairingOver
	}
	out, err := s.startSession(ctx, tx, p, models.Session{Kind: models.SessionBrowser, Device: pairing.Device})
	if err != nil {
		return Tokens{}, err
	}
	return out, inbox.Tell(ctx, tx, inbox.Notice{PersonID: p.ID, Kind: models.NoticeSessionBrowser, Subject: "session",
		SubjectID: out.SessionID, Dedupe: "session.browser:" + out.SessionID.String()})
}

func accountBanned(p models.Person, now models.Instant) bool {
	return p.AccountBannedUntil != nil && now < *p.AccountBannedUntil
}

// holdPairing finds a pairing by its code and holds it; the person comes after it.
func (s *Service) holdPairing(ctx context.Context, tx *store.Tx, code string) (models.Pairing, error) {
	p, err := readPairingOf(ctx, tx, models.NormalScene(code))
	if err != nil {
		return p, err
	}
	return lockPairing(ctx, tx, p.ID)
}

// mayPair holds the actor and their session: of a closing or a sign-out at the same time
// either is first.
func mayPair(ctx context.Context, tx *store.Tx, actor models.Actor) (models.Person, error) {
	p, err := tx.LockPerson(ctx, actor.PersonID)
	if err != nil {
		return p, err
	}
	session, err := lockSession(ctx, tx, actor.SessionID)
	switch {
	case err != nil:
		return p, err
	case p.State != models.PersonActive || session.PersonID != p.ID || !session.Live(tx.Now, p.Epoch):
		return p, models.ErrSessionEnded
	case accountBanned(p, tx.Now):
		return p, models.Banned{AccountUntil: *p.AccountBannedUntil}.Account()
	}
	return p, session.MayPair(actor, tx.Now)
}

func pairingEvent(action models.Action, p models.Pairing) audit.Event {
	return audit.Event{Action: action, Object: "pairing", ObjectID: p.ID}
}
