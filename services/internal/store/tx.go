package store

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"time"

	"xinjumin/models"
)

const (
	maxTries  = 4
	retryBase = 5 * time.Millisecond
)

// Tx is one transaction. Now is frozen at its begin, so that every row of an
// act carries one time. It has every query of the store.
type Tx struct {
	queries
	Now    models.Instant
	ids    models.IDSource
	vault  Vault
	ticket *models.IdempotencyTicket
	owed   bool // a ticket was claimed and has no answer yet
	after  []func()
}

// NewID makes a row id (UUIDv7).
func (tx *Tx) NewID() models.ID { return tx.ids.New() }

// NewSecretID makes an id that tells nothing, not even when (UUIDv4).
func (tx *Tx) NewSecretID() models.ID { return tx.ids.NewSecret() }

// AfterCommit runs fn once the transaction is durable; for waking a worker or
// dropping a cache, never for an effect that must happen.
func (tx *Tx) AfterCommit(fn func()) { tx.after = append(tx.after, fn) }

// InTx runs fn in one transaction and commits. A deadlock, lock timeout or busy
// database runs it again, up to four times inside the context's deadline; after
// that it is models.ErrUnavailable. When the context carries an idempotency
// ticket it is claimed first (models.ErrReplay when it is taken), and fn must
// end with Answer.
func (s *Store) InTx(ctx context.Context, fn func(tx *Tx) error) error {
	return s.run(ctx, models.TicketOf(ctx), fn)
}

// InBatchTx runs fn in one transaction that serves many requests: their tickets
// are looked at together with Claimed, and answered together with Remember.
func (s *Store) InBatchTx(ctx context.Context, fn func(tx *Tx) error) error {
	return s.run(ctx, nil, fn)
}

func (s *Store) run(ctx context.Context, ticket *models.IdempotencyTicket, fn func(tx *Tx) error) error {
	for try := 1; ; try++ {
		tx, err := s.once(ctx, ticket, fn)
		if err == nil {
			for _, f := range tx.after {
				f()
			}
			return nil
		}
		if !retryable(err) || try == maxTries {
			return translate(err)
		}
		if err := pause(ctx, try); err != nil {
			return err
		}
	}
}

func (s *Store) once(ctx context.Context, ticket *models.IdempotencyTicket, fn func(tx *Tx) error) (tx *Tx, err error) {
	db := s.writer.WithContext(ctx).Begin()
	if db.Error != nil {
		return nil, db.Error
	}
	done := false
	defer func() {
		if !done {
			db.Rollback()
		}
	}()
	tx = &Tx{queries: queries{db: db, dialect: s.dialect, statements: s.statements}, Now: s.clock(), ids: s.ids, vault: s.vault, ticket: ticket}
	if ticket != nil {
		if err := tx.claim(ctx, ticket); err != nil {
			return nil, err
		}
		tx.owed = true
	}
	if err := fn(tx); err != nil {
		return nil, err
	}
	if tx.owed {
		return nil, fmt.Errorf("idempotent effect %s ended without an answer", ticket.Route)
	}
	done = true // a failed COMMIT has ended the transaction too
	if err := db.Commit().Error; err != nil {
		return nil, err
	}
	return tx, nil
}

// pause waits a jittered moment before the next try.
func pause(ctx context.Context, try int) error {
	wait := time.NewTimer(time.Duration(rand.Int64N(int64(retryBase) << try)))
	defer wait.Stop()
	select {
	case <-wait.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// lockRow reads a row by its primary key `id` and keeps others from changing it
// until the transaction ends. On SQLite the transaction itself is that lock.
func lockRow[T any](ctx context.Context, tx *Tx, id any) (T, error) {
	rest := "id = ? LIMIT 1"
	if tx.dialect == MySQL {
		rest += " FOR UPDATE"
	}
	return takeFast[T](ctx, tx.queries, rest, []any{id})
}

// NextNumber counts a named series up by one inside the transaction: unique and
// without gaps, because a rollback takes the number back.
func (tx *Tx) NextNumber(ctx context.Context, series string) (int64, error) {
	for range 2 {
		n, err := tx.exec(ctx, "UPDATE counters SET value = value + 1 WHERE name = ?", series)
		if err != nil {
			return 0, err
		}
		if n == 1 {
			var value int64
			err := tx.db.WithContext(ctx).Raw("SELECT value FROM counters WHERE name = ?", series).Scan(&value).Error
			return value, translate(err)
		}
		if _, err := tx.exec(ctx, "INSERT INTO counters (name, value) VALUES (?, 0)", series); err != nil && !errors.Is(err, ErrDuplicate) {
			return 0, err
		}
	}
	return 0, models.ErrUnavailable.Because(fmt.Errorf("counter %s", series))
}
