package services

import (
	"context"
	"time"

	"xinjumin/services/internal/jobs"
)

const (
	purgePeriod = time.Hour
	// logLife is how long ended sessions are kept: they are the log of who was
	// signed in, which the law wants for six months (网络安全法).
	logLife = 190 * 24 * time.Hour
)

// Purged counts what a round of housekeeping removed.
type Purged struct{ IdempotencyKeys, RefreshTokens, Sessions int64 }

// Purge removes what has served its time: answers remembered for repeated
// requests, dead refresh tokens, and the sessions of half a year ago.
func (s *Services) Purge(ctx context.Context) (Purged, error) {
	var p Purged
	now := s.store.Now()
	var err error
	if p.IdempotencyKeys, err = s.store.PurgeIdempotencyKeys(ctx, now); err != nil {
		return p, err
	}
	if p.RefreshTokens, err = s.store.PurgeRefreshTokens(ctx, now); err != nil {
		return p, err
	}
	p.Sessions, err = s.store.PurgeSessions(ctx, now.Add(-logLife))
	return p, err
}

// KeepHouse purges every so often until the context ends. A round that fails is
// made up for by the next.
func (s *Services) KeepHouse(ctx context.Context) {
	jobs.Every(ctx, purgePeriod, func(ctx context.Context) {
		if _, err := s.People.WarnEndingRoles(ctx); err != nil && ctx.Err() == nil {
			s.log.Warn("ending roles could not be told", "error", err)
		}
		if p, err := s.Purge(ctx); err != nil && ctx.Err() == nil {
			s.log.Warn("housekeeping failed", "error", err)
		} else if err == nil {
			s.log.Info("housekeeping", "idempotency_keys", p.IdempotencyKeys, "refresh_tokens", p.RefreshTokens, "sessions", p.Sessions)
		}
	})
}
