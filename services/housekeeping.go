package services

import (
	"context"
	"errors"
	"time"

	"xinjumin/services/internal/jobs"
	"xinjumin/services/privacy"
)

const purgePeriod = time.Hour

// Purge removes what has served its time, empties what the trail may tell no
// longer, and writes into the trail what it did.
func (s *Services) Purge(ctx context.Context) (privacy.Purged, error) {
	counts, err := s.Privacy.Purge(ctx)
	if err == nil {
		var n int64
		if n, err = s.Audits.Empty(ctx); n > 0 {
			counts["audit_events"] = n
		}
	}
	return counts, errors.Join(err, s.Privacy.RecordPurge(ctx, counts))
}

// KeepHouse purges every so often until the context ends. A round that fails is
// made up for by the next.
func (s *Services) KeepHouse(ctx context.Context) {
	jobs.Every(ctx, purgePeriod, func(ctx context.Context) {
		if _, err := s.People.WarnEndingRoles(ctx); err != nil && ctx.Err() == nil {
			s.log.Warn("ending roles could not be told", "error", err)
		}
		if _, err := s.Matching.CountCoverageIfDue(ctx); err != nil && ctx.Err() == nil {
			s.log.Warn("coverage could not be counted", "error", err)
		}
		if p, err := s.Purge(ctx); err != nil && ctx.Err() == nil {
			s.log.Warn("housekeeping failed", "error", err)
		} else if err == nil {
			s.log.Info("housekeeping", "removed", p)
		}
	})
}
