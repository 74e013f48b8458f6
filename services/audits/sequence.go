package audits

import (
	"context"
	"errors"
	"fmt"
	"time"

	"golang.org/x/mod/sumdb/tlog"

	"xinjumin/models"
	"xinjumin/services/internal/audit"
	"xinjumin/services/internal/jobs"
	"xinjumin/services/internal/keyring"
	"xinjumin/services/internal/store"
)

const (
	// leaseLife is a little longer than the pause between two rounds: the process that
	// works keeps the lease, and after its death another waits seconds. Two never work
	// at once even so, because the row of the lease stays locked during a round.
	leaseLife = 6 * time.Second
	roundSize = 1000
	// idlePeriod is how long a log without news goes without a checkpoint.
	idlePeriod = models.Instant(models.AuditHour / time.Millisecond)
)

// Sequence gives every committed event its place, as far as it may have one
// already, and tells how many got theirs. When another process is at it, it
// does nothing. Then it brings the witness file up to date.
func (s *Service) Sequence(ctx context.Context) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	total := 0
	for {
		n, more, err := s.round(ctx)
		total += n
		if errors.Is(err, store.ErrNotAffected) {
			break
		}
		if err != nil {
			return total, err
		}
		if !more {
			break
		}
	}
	return total, s.witness(ctx)
}

// Loop sequences every so often until the context ends.
func (s *Service) Loop(ctx context.Context, every time.Duration) {
	jobs.Every(ctx, every, func(ctx context.Context) {
		if _, err := s.Sequence(ctx); err != nil && ctx.Err() == nil {
			s.log.Warn("the audit log could not be brought up to date", "error", err)
		}
	})
}

// round is one transaction: leaves, nodes and the checkpoint, all or nothing.
// The row of the lease is locked for as long, so the numbers follow each other
// whatever dies when.
func (s *Service) round(ctx context.Context) (n int, more bool, err error) {
	var until models.Instant
	err = s.st.InTx(models.WithTicket(ctx, nil), func(tx *store.Tx) error {
		until = tx.Now.Add(leaseLife)
		if err := takeAuditLease(ctx, tx, s.lease, until); err != nil {
			return err
		}
		last, first, err := lastCheckpoint(ctx, tx)
		if err != nil {
			return err
		}
		events, next, full, err := s.gather(ctx, tx, last)
		if err != nil {
			return err
		}
		n, more = len(events), full
		if n == 0 && !first && next.Hours == last.Hours && next.Settled-last.Settled < idlePeriod {
			return nil
		}
		return s.append(ctx, tx, next, events)
	})
	if err != nil {
		return 0, false, err
	}
	s.lease = until
	return n, more, nil
}

func lastCheckpoint(ctx context.Context, tx *store.Tx) (last Checkpoint, first bool, err error) {
	row, err := readLastAuditCheckpoint(ctx, tx)
	if errors.Is(err, store.ErrNotFound) {
		return Checkpoint{}, true, nil
	}
	if err != nil {
		return Checkpoint{}, false, err
	}
	last, err = parseCheckpoint(row.Note)
	if err != nil {
		return last, false, fmt.Errorf("checkpoint %d: %w", row.Number, err)
	}
	return last, false, nil
}

// genuine reads events page by page, up to a round of those that the product has
// written, and counts the others. These never get a place: the next round passes
// over them again until their time is settled, then verify-log alone reads them.
func (s *Service) genuine(
	page func(after models.AuditEvent) ([]models.AuditEvent, error),
) (events []models.AuditEvent, full bool, forged int, err error) {
	for after := (models.AuditEvent{}); ; {
		rows, err := page(after)
		if err != nil {
			return nil, false, forged, err
		}
		for _, e := range rows {
			if s.ring.CheckCode(keyring.PurposeEvent, audit.Text(e), e.MAC) != nil {
				forged++
				continue
			}
			if events = append(events, e); len(events) == roundSize {
				return events, true, forged, nil
			}
		}
		if len(rows) < roundSize {
			return events, false, forged, nil
		}
		after = rows[len(rows)-1]
	}
}

// report says it when there are other events than before that the product did
// not write.
func (s *Service) report(forged int) {
	if forged != s.forged && forged > 0 {
		s.log.Error("EVENTS OF THE TRAIL THAT THE PRODUCT DID NOT WRITE get no place in the audit log; run verify-log",
			"events", forged)
	}
	s.forged = forged
}

// gather reads what comes next, and says up to where everything is read then.
// Secret events wait until their hour is over and settled, and come in the
// order of their random ids: neither a number nor the size of a checkpoint may
// tell who acted before whom.
func (s *Service) gather(
	ctx context.Context, tx *store.Tx, last Checkpoint,
) (events []models.AuditEvent, next Checkpoint, full bool, err error) {
	next = Checkpoint{Number: last.Number + 1, Size: last.Size, PublishedAt: tx.Now, Settled: last.Settled,
		Hours: last.Hours}
	events, full, forged, err := s.genuine(func(after models.AuditEvent) ([]models.AuditEvent, error) {
		return listUnsequencedEvents(ctx, tx, max(last.Settled, after.At), after.ID, roundSize)
	})
	if err != nil {
		return nil, next, false, err
	}
	settled := tx.Now.Add(-models.AuditSettle)
	if full {
		settled = min(settled, events[roundSize-1].At)
	}
	next.Settled = max(last.Settled, settled)

	hour := models.Instant(models.AuditHour.Milliseconds())
	over := tx.Now.Add(-models.AuditSettle)
	over -= over % hour // the hours before it are over
	if over <= last.Hours {
		s.report(forged)
		return events, next, full, nil
	}
	secret, fullHour, more, err := s.genuine(func(after models.AuditEvent) ([]models.AuditEvent, error) {
		return listUnsequencedSecretEvents(ctx, tx, max(last.Hours, after.At), over-hour, after.ID, roundSize)
	})
	if err != nil {
		return nil, next, false, err
	}
	s.report(forged + more)
	if fullHour {
		full = true
		over = max(last.Hours, secret[roundSize-1].At)
	}
	next.Hours = over
	return append(events, secret...), next, full, nil
}

// append writes the leaves of the events after those of the tree, and the
// checkpoint of the tree that results.
func (s *Service) append(ctx context.Context, tx *store.Tx, next Checkpoint, events []models.AuditEvent) error {
	leaves := make([]models.AuditLeaf, 0, len(events))
	nodes := &nodes{ctx: ctx, read: hashesFrom(tx), known: map[int64]tlog.Hash{}}
	var hashes []models.AuditHash
	for _, e := range events {
		salt := tx.NewSecretID()
		commitments := commit(e, salt)
		hash := leafHash(e, commitments)
		made, err := tlog.StoredHashesForRecordHash(next.Size, hash, nodes)
		if err != nil {
			return err
		}
		at := tlog.StoredHashIndex(0, next.Size)
		for i := range made {
			nodes.known[at+int64(i)] = made[i]
			hashes = append(hashes, models.AuditHash{Position: at + int64(i), Hash: made[i][:]})
		}
		leaves = append(leaves, models.AuditLeaf{Seq: next.Size, EventID: e.ID, LeafHash: hash[:],
			Commitments: commitments, Salt: salt})
		next.Size++
	}
	var err error
	if next.Root, err = tlog.TreeHash(next.Size, nodes); err != nil {
		return err
	}
	if next, err = s.signed(next); err != nil {
		return err
	}
	row := next.row()
	return appendAuditLog(ctx, tx, leaves, hashes, &row)
}

// nodes reads nodes of the tree, those of this round from memory.
type nodes struct {
	ctx   context.Context
	read  func(ctx context.Context, positions []int64) ([]models.AuditHash, error)
	known map[int64]tlog.Hash
}

// ReadHashes implements tlog.HashReader.
func (n *nodes) ReadHashes(positions []int64) ([]tlog.Hash, error) {
	var missing []int64
	for _, p := range positions {
		if _, ok := n.known[p]; !ok {
			missing = append(missing, p)
		}
	}
	if len(missing) > 0 {
		rows, err := n.read(n.ctx, missing)
		if err != nil {
			return nil, err
		}
		for _, row := range rows {
			n.known[row.Position] = hashOf(row.Hash)
		}
	}
	out := make([]tlog.Hash, len(positions))
	for i, p := range positions {
		h, ok := n.known[p]
		if !ok {
			return nil, fmt.Errorf("node %d of the audit log is missing", p)
		}
		out[i] = h
	}
	return out, nil
}

func hashOf(b []byte) (h tlog.Hash) {
	copy(h[:], b)
	return h
}
