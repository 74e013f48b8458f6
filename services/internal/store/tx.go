package store

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"time"

	"gorm.io/gorm/clause"

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

// EventCode gives the code that an event of the trail carries, over the text that
// stands for it (package audit).
func (tx *Tx) EventCode(text []byte) []byte { return tx.vault.EventCode(text) }

// Locking begins a query that locks the rows it reads until the transaction
// ends. SQLite takes one writer at a time and needs no lock of its own.
func (tx *Tx) Locking(ctx context.Context) *Query {
	return tx.Query(ctx).Clauses(clause.Locking{Strength: "UPDATE"})
}

// ExecN runs one statement and gives the number of rows it matched.
func (tx *Tx) ExecN(ctx context.Context, query string, args ...any) (int64, error) {
	r := tx.Query(ctx).Exec(query, args...)
	return r.RowsAffected, Translate(r.Error)
}

// Exec1 runs a conditional UPDATE or DELETE that must match exactly one row;
// ErrNotAffected means that the condition no longer held.
func (tx *Tx) Exec1(ctx context.Context, query string, args ...any) error {
	n, err := tx.ExecN(ctx, query, args...)
	if err == nil && n != 1 {
		return ErrNotAffected
	}
	return err
}

// Create inserts one row or a slice of rows with a plain INSERT; a taken unique
// key is ErrDuplicate.
func (tx *Tx) Create(ctx context.Context, rows any) error {
	return Translate(tx.Query(ctx).Create(rows).Error)
}

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
			return Translate(err)
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
	tx = &Tx{
		queries: queries{db: db, dialect: s.dialect, statements: s.statements},
		Now:     s.clock(),
		ids:     s.ids,
		vault:   s.vault,
		ticket:  ticket,
	}
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

// LockRow reads a row by its primary key `id` and keeps others from changing it
// until the transaction ends. On SQLite the transaction itself is that lock.
func LockRow[T any](ctx context.Context, tx *Tx, id any) (T, error) {
	rest := "id = ? LIMIT 1"
	if tx.dialect == MySQL {
		rest += " FOR UPDATE"
	}
	return takeFast[T](ctx, tx, rest, []any{id})
}

// NextNumber counts a named series up by one inside the transaction: unique and
// without gaps, because a rollback takes the number back.
func (tx *Tx) NextNumber(ctx context.Context, series string) (int64, error) {
	for range 2 {
		n, err := tx.ExecN(ctx, "UPDATE counters SET value = value + 1 WHERE name = ?", series)
		if err != nil {
			return 0, err
		}
		if n == 1 {
			var value int64
			err := tx.Query(ctx).Raw("SELECT value FROM counters WHERE name = ?", series).Scan(&value).Error
			return value, Translate(err)
		}
		if _, err := tx.ExecN(ctx, "INSERT INTO counters (name, value) VALUES (?, 0)", series); err != nil &&
			!errors.Is(err, ErrDuplicate) {
			return 0, err
		}
	}
	return 0, models.ErrUnavailable.Because(fmt.Errorf("counter %s", series))
}
