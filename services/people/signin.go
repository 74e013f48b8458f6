package people

import (
	"context"
	"errors"
	"strings"

	"xinjumin/models"
	"xinjumin/services/internal/audit"
	"xinjumin/services/internal/store"
	"xinjumin/services/internal/text"
)

// SignIn is a code of wx.login and what the device calls itself.
type SignIn struct {
	Code   string
	Device string
}

// Tokens is what a client gets to act with.
type Tokens struct {
	Person         models.Person
	SessionID      models.ID
	Access         string
	AccessExpires  models.Instant
	Refresh        string
	RefreshExpires models.Instant
}

// SignInWithWeChat exchanges the code and starts a session of the person behind
// it, who is registered if the openid is new. Two first sign-ins at once give
// one person.
func (s *Service) SignInWithWeChat(ctx context.Context, in SignIn) (Tokens, error) {
	openID, unionID, err := s.weChat.Code2Session(ctx, in.Code)
	if err != nil {
		return Tokens{}, err
	}
	device := cut(text.Clean(in.Device), models.DeviceMax)
	var out Tokens
	for range 2 { // the loser of a race finds the person the second time
		err = s.st.InTx(ctx, func(tx *store.Tx) error {
			p, identity, err := s.personOf(ctx, tx, openID, unionID)
			if err != nil {
				return err
			}
			out, err = s.startSession(ctx, tx, p,
				models.Session{Kind: models.SessionWeChat, IdentityID: &identity, Device: device})
			return err
		})
		if !errors.Is(err, store.ErrDuplicate) {
			break
		}
	}
	if err != nil {
		return Tokens{}, err
	}
	return out, nil
}

// personOf finds or registers the person behind an openid and tells by which
// identity; it holds the person's row.
func (s *Service) personOf(
	ctx context.Context, tx *store.Tx, openID, unionID string,
) (models.Person, models.ID, error) {
	known, err := readWeChatIdentity(ctx, tx, s.appID, openID)
	if err == nil {
		p, err := tx.LockPerson(ctx, known.PersonID)
		if err == nil && p.MergedInto != nil { // merged since the identity was read
			p, err = tx.LockPerson(ctx, *p.MergedInto)
		}
		if err == nil && p.State != models.PersonActive {
			err = models.ErrPersonClosed
		}
		return p, known.ID, err
	}
	if !errors.Is(err, store.ErrNotFound) {
		return models.Person{}, models.ID{}, err
	}
	p := models.Person{ID: tx.NewID(), State: models.PersonActive, Verification: models.VerificationNone,
		Version: 1, CreatedAt: tx.Now, UpdatedAt: tx.Now}
	w := models.WeChatIdentity{ID: tx.NewID(), AppID: s.appID, OpenID: openID, PersonID: p.ID, CreatedAt: tx.Now}
	if unionID != "" {
		w.UnionID = &unionID
	}
	return p, w.ID, tx.InsertPerson(ctx, &p, &w)
}

// startSession begins a session of the kind, device and WeChat identity of its template.
// The row of the person is held.
func (s *Service) startSession(
	ctx context.Context, tx *store.Tx, p models.Person, session models.Session,
) (Tokens, error) {
	if err := s.makeRoom(ctx, tx, p); err != nil {
		return Tokens{}, err
	}
	session.ID, session.PersonID, session.Epoch = tx.NewSecretID(), p.ID, p.Epoch
	session.CreatedAt, session.LastUsedAt = tx.Now, tx.Now
	session.ExpiresAt = session.EndsAt(tx.Now)
	first := s.firstToken(tx.NewSecretID(), tx.NewSecretID())
	row := models.RefreshToken{Hash: first.hash(), SessionID: session.ID, CreatedAt: tx.Now,
		ExpiresAt: session.ExpiresAt}
	if err := insertSession(ctx, tx, &session, &row); err != nil {
		return Tokens{}, err
	}
	actor := models.Actor{PersonID: p.ID, SessionID: session.ID}
	if err := audit.Record(ctx, tx, actor,
		audit.Event{Action: ActionSignIn, Object: "session", ObjectID: session.ID}); err != nil {
		return Tokens{}, err
	}
	return s.handOut(p, session.ID, first, row.ExpiresAt, tx.Now)
}

// makeRoom ends the sessions that were idle longest, so that nobody collects
// them without bound. The person's row is held.
func (s *Service) makeRoom(ctx context.Context, tx *store.Tx, p models.Person) error {
	live, err := listLiveSessions(ctx, tx, p.ID, p.Epoch, tx.Now)
	if err != nil {
		return err
	}
	for len(live) >= models.SessionLimit {
		oldest := live[len(live)-1]
		live = live[:len(live)-1]
		err := revokeSession(ctx, tx, p.ID, oldest.ID, models.RevokeLimit)
		if err != nil && !errors.Is(err, store.ErrNotAffected) {
			return err
		}
	}
	return nil
}

func (s *Service) handOut(
	p models.Person, session models.ID, refresh refreshToken, refreshExpires, now models.Instant,
) (Tokens, error) {
	access, expires, err := s.tokens.sign(p.ID, session, now)
	if err != nil {
		return Tokens{}, err
	}
	return Tokens{Person: p, SessionID: session, Access: access, AccessExpires: expires,
		Refresh: refresh.text(), RefreshExpires: refreshExpires}, nil
}

func cut(s string, characters int) string {
	r := []rune(s)
	return strings.TrimSpace(string(r[:min(len(r), characters)]))
}
