package files

import (
	"context"
	"errors"
	"time"

	"xinjumin/models"
	"xinjumin/services/internal/jobs"
	"xinjumin/services/internal/store"
)

const (
	sweepStep = 100
	// retryAfter is how long a content waits that could not be removed.
	retryAfter = 10 * time.Minute
)

// Swept counts what a sweep did.
type Swept struct {
	Ended   int   // files that nobody used, or whose upload broke off
	Removed int   // files whose content was removed
	Purged  int64 // rows that had served their time
}

// Sweep ends files whose time is up, removes the contents of all that have
// ended, and the rows that no longer count. Several processes may do it at once;
// what fails is tried again by a later one.
func (s *Service) Sweep(ctx context.Context) (out Swept, err error) {
	for {
		n, err := expireFiles(ctx, s.st, sweepStep)
		out.Ended += n
		if err != nil {
			return out, err
		}
		if n < sweepStep {
			break
		}
	}
	for {
		ids, err := listDeadFiles(ctx, s.st, s.st.Now(), sweepStep)
		if err != nil {
			return out, err
		}
		for _, id := range ids {
			done, err := s.bury(ctx, id)
			if err != nil {
				return out, err
			}
			if done {
				out.Removed++
			}
		}
		if len(ids) < sweepStep {
			break
		}
	}
	out.Purged, err = purgeFiles(ctx, s.st, s.st.Now())
	return out, err
}

// bury removes the content of one file, outside of any transaction, and then
// notes it.
func (s *Service) bury(ctx context.Context, id models.ID) (bool, error) {
	fault := s.erase(ctx, id)
	if fault != nil {
		s.log.Warn("a content could not be removed", "file", id.String(), "error", fault)
	}
	err := s.st.InTx(ctx, func(tx *store.Tx) error {
		if fault != nil {
			return postponeFile(ctx, tx, id, tx.Now.Add(retryAfter))
		}
		return buryFile(ctx, tx, id, tx.Now.Add(goneLife))
	})
	if errors.Is(err, store.ErrNotAffected) { // another process was faster
		return false, nil
	}
	return err == nil && fault == nil, err
}

// Loop sweeps every so often until the context ends.
func (s *Service) Loop(ctx context.Context, every time.Duration) {
	jobs.Every(ctx, every, func(ctx context.Context) {
		if _, err := s.Sweep(ctx); err != nil && ctx.Err() == nil {
			s.log.Warn("files could not be swept", "error", err)
		}
	})
}
