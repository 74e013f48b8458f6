package people

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"errors"

	"xinjumin/models"
	"xinjumin/services/internal/audit"
	"xinjumin/services/internal/inbox"
	"xinjumin/services/internal/keyring"
	"xinjumin/services/internal/store"
)

// refreshToken is an opaque token of 256 bits. The database holds its hash.
type refreshToken [32]byte

func parseRefresh(s string) (refreshToken, bool) {
	b, err := base64.RawURLEncoding.Strict().DecodeString(s)
	if err != nil || len(b) != len(refreshToken{}) {
		return refreshToken{}, false
	}
	return refreshToken(b), true
}

func (t refreshToken) text() string { return base64.RawURLEncoding.EncodeToString(t[:]) }

func (t refreshToken) hash() []byte {
	sum := sha256.Sum256(t[:])
	return sum[:]
}

// firstToken makes a token out of two random ids, so that randomness comes from
// the one injected source.
func (s *Service) firstToken(a, b models.ID) refreshToken {
	return derive(s.ring.Derive(keyring.PurposeRefresh), "first", a[:], b[:])
}

func successorOf(t refreshToken, key []byte) refreshToken { return derive(key, "next", t[:]) }

func derive(key []byte, label string, parts ...[]byte) refreshToken {
	m := hmac.New(sha256.New, key)
	m.Write([]byte(label))
	for _, p := range parts {
		m.Write(p)
	}
	return refreshToken(m.Sum(nil))
}

// Refresh exchanges a refresh token for its successor and a new access token,
// and slides the session's end. The same token again within the grace gives the
// same successor, because the first answer may have been lost; later it ends
// the session with all its tokens. Every refusal is ErrRefreshInvalid.
func (s *Service) Refresh(ctx context.Context, token string) (Tokens, error) {
	old, ok := parseRefresh(token)
	if !ok {
		return Tokens{}, models.ErrRefreshInvalid
	}
	var out Tokens
	reused := false
	err := s.st.InTx(ctx, func(tx *store.Tx) error {
		reused = false
		p, session, err := s.holdSession(ctx, tx, old)
		if err != nil {
			return err
		}
		next, expires, err := s.rotate(ctx, tx, session, old)
		if errors.Is(err, errReused) {
			reused = true // the end of the session must be committed
			return s.endReused(ctx, tx, session)
		}
		if err != nil {
			return err
		}
		out, err = s.handOut(p, session.ID, next, expires, tx.Now)
		return err
	})
	switch {
	case errors.Is(err, store.ErrNotFound) || err == nil && reused:
		return Tokens{}, models.ErrRefreshInvalid
	case err != nil:
		return Tokens{}, err
	}
	return out, nil
}

// holdSession finds whose token it is and holds the session, so that the
// exchanges of one family run one after the other.
func (s *Service) holdSession(
	ctx context.Context, tx *store.Tx, t refreshToken,
) (models.Person, models.Session, error) {
	row, err := readRefreshToken(ctx, tx, t.hash())
	if err != nil {
		return models.Person{}, models.Session{}, err
	}
	session, err := lockSession(ctx, tx, row.SessionID)
	if err != nil {
		return models.Person{}, models.Session{}, err
	}
	p, err := tx.Person(ctx, session.PersonID)
	if err == nil && (p.State != models.PersonActive || !session.Live(tx.Now, p.Epoch) || row.ExpiresAt <= tx.Now) {
		err = models.ErrRefreshInvalid
	}
	return p, session, err
}

var errReused = errors.New("refresh token reused")

// rotate spends the token, or finds the successor of one that was spent a
// moment ago.
func (s *Service) rotate(
	ctx context.Context, tx *store.Tx, session models.Session, old refreshToken,
) (refreshToken, models.Instant, error) {
	err := useRefreshToken(ctx, tx, old.hash())
	if errors.Is(err, store.ErrNotAffected) {
		return s.again(ctx, tx, old)
	}
	if err != nil {
		return refreshToken{}, 0, err
	}
	next := successorOf(old, s.ring.Derive(keyring.PurposeRefresh))
	expires := session.EndsAt(tx.Now)
	if err := extendSession(ctx, tx, session.ID, expires); err != nil {
		return refreshToken{}, 0, err
	}
	return next, expires, insertRefreshToken(ctx, tx, &models.RefreshToken{
		Hash: next.hash(), SessionID: session.ID, CreatedAt: tx.Now, ExpiresAt: expires})
}

// again gives the successor of a spent token inside the grace. It may have been
// derived under a root that has stopped being the active one since.
func (s *Service) again(ctx context.Context, tx *store.Tx, old refreshToken) (refreshToken, models.Instant, error) {
	row, err := readRefreshToken(ctx, tx, old.hash())
	if err != nil {
		return refreshToken{}, 0, err
	}
	if row.UsedAt == nil || tx.Now.Sub(*row.UsedAt) > models.RefreshGrace {
		return refreshToken{}, 0, errReused
	}
	for _, key := range s.ring.DeriveAll(keyring.PurposeRefresh) {
		next := successorOf(old, key)
		row, err := readRefreshToken(ctx, tx, next.hash())
		if err == nil {
			return next, row.ExpiresAt, nil
		}
		if !errors.Is(err, store.ErrNotFound) {
			return refreshToken{}, 0, err
		}
	}
	return refreshToken{}, 0, errReused
}

// endReused kills the family: every refresh token and, through the session row,
// every access token.
func (s *Service) endReused(ctx context.Context, tx *store.Tx, session models.Session) error {
	if err := revokeSession(ctx, tx, session.PersonID, session.ID, models.RevokeReuse); err != nil {
		return err
	}
	actor := models.Actor{PersonID: session.PersonID, SessionID: session.ID}
	if err := audit.Record(ctx, tx, actor,
		audit.Event{Action: ActionReuse, Object: "session", ObjectID: session.ID}); err != nil {
		return err
	}
	return inbox.Tell(ctx, tx, inbox.Notice{PersonID: session.PersonID, Kind: models.NoticeSessionReused,
		Subject: "session", SubjectID: session.ID, Dedupe: "session.reused:" + session.ID.String()})
}
