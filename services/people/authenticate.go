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
	row, err := readSessionActor(ctx, s.st, b.session, now)
	if errors.Is(err, store.ErrNotFound) {
		return models.Actor{}, models.ErrSessionEnded
	}
	if err != nil {
		return models.Actor{}, err
	}
	if row.Session.PersonID != b.person || row.PersonState != models.PersonActive ||
		!row.Session.Live(now, row.PersonEpoch) {
		return models.Actor{}, models.ErrSessionEnded
	}
	actor := models.Actor{
		PersonID: b.person, SessionID: b.session, SessionStartedAt: row.Session.CreatedAt,
		Verified: row.Verification == models.VerificationVerified,
		Grants:   row.Grants,
	}
	actor.Banned, err = s.banned(ctx, b.person, row, now)
	if actor.Banned.AccountUntil > 0 {
		actor.Grants = nil
	}
	return actor, err
}

// banned tells what a person is kept from now. Nobody else costs a query.
func (s *Service) banned(
	ctx context.Context, person models.ID, row sessionActor, now models.Instant,
) (models.Banned, error) {
	var out models.Banned
	if at := row.PostingBannedUntil; at != nil && now < *at {
		out.PostingUntil = *at
	}
	if at := row.AccountBannedUntil; at != nil && now < *at {
		out.AccountUntil = *at
	}
	if out.None() {
		return out, nil
	}
	bans, err := listLiveBans(ctx, s.st, person, now)
	if len(bans) > 0 {
		out.Reason = bans[0].Reason
	}
	return out, err
}
