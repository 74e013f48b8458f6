package people

import (
	"context"
	"errors"

	"xinjumin/models"
	"xinjumin/services/internal/store"
)

// Authenticate turns an access token into who acts. Session, person and roles
// are read anew each time, in one query: a logout, a lost role or a closed
// account is felt by the next request on every process. Refusals are
// ErrTokenInvalid and ErrSessionEnded.
func (s *Service) Authenticate(ctx context.Context, token string) (models.Actor, error) {
	b, err := s.tokens.verify(token)
	if err != nil {
		return models.Actor{}, err
	}
	now := s.st.Now()
	row, err := s.st.SessionActor(ctx, b.session, now)
	if errors.Is(err, store.ErrNotFound) {
		return models.Actor{}, models.ErrSessionEnded
	}
	if err != nil {
		return models.Actor{}, err
	}
	if row.Session.PersonID != b.person || row.PersonState != models.PersonActive || !row.Session.Live(now, row.PersonEpoch) {
		return models.Actor{}, models.ErrSessionEnded
	}
	return models.Actor{
		PersonID: b.person, SessionID: b.session, SessionStartedAt: row.Session.CreatedAt,
		Verified: row.Verification == models.VerificationVerified,
		Grants:   row.Grants,
	}, nil
}
