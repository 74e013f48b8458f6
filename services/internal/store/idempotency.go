package store

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"xinjumin/models"
)

// idempotencyKey is a remembered answer. Status 0 never becomes visible: the
// claim and the answer are one transaction.
type idempotencyKey struct {
	PersonID  models.ID `gorm:"primaryKey"`
	KeyHash   []byte    `gorm:"primaryKey" pii:"trace,technical"`
	BodyHash  []byte    `pii:"trace,technical"`
	Status    int
	Headers   string         `pii:"trace,technical"`
	Body      []byte         `pii:"sensitive,technical"`
	CreatedAt models.Instant `gorm:"autoCreateTime:false"`
	ExpiresAt models.Instant
	// ThingID is what was made, of an answer that is given again to the same body and
	// forgotten with the thing; nil of an answer to a key.
	ThingID *models.ID
}

func keyHash(t *models.IdempotencyTicket) []byte {
	sum := sha256.Sum256([]byte(t.Route + "\x00" + t.Key))
	return sum[:]
}

// life is how long the answer of a ticket is given again.
func life(t *models.IdempotencyTicket) time.Duration {
	if t.Life == 0 {
		return models.KeyedLife
	}
	return t.Life
}

// claim takes the key for this transaction. When another one holds it this
// waits for its end; when it has committed, the answer is models.ErrReplay.
func (tx *Tx) claim(ctx context.Context, t *models.IdempotencyTicket) error {
	_, err := tx.ExecN(ctx, `INSERT INTO idempotency_keys (person_id, key_hash, body_hash, status, headers, body,
		created_at, expires_at)
		VALUES (?, ?, ?, 0, '', NULL, ?, ?)`, t.PersonID, keyHash(t), t.BodyHash[:], tx.Now,
		tx.Now.Add(life(t)))
	if errors.Is(err, ErrDuplicate) {
		return models.ErrReplay
	}
	return err
}

// Answer stores what the caller will be told, as the last step of an effect.
// Without a ticket it does nothing.
func (tx *Tx) Answer(ctx context.Context, result any) error {
	tx.owed = false
	if tx.ticket == nil {
		return nil
	}
	row, err := tx.remembered(tx.ticket, result)
	if err != nil {
		return err
	}
	return tx.Exec1(ctx, `UPDATE idempotency_keys SET status = ?, headers = ?, body = ?, thing_id = ?
		WHERE person_id = ? AND key_hash = ?`,
		row.Status, row.Headers, row.Body, row.ThingID, row.PersonID, row.KeyHash)
}

// Forget takes back that the same body gives the answer about a thing again: the thing
// was withdrawn, ended or changed in this transaction, and who sends that body from now on
// wants another one. Answers to the key of a client stay: it names one act.
func (tx *Tx) Forget(ctx context.Context, thing models.ID) error {
	_, err := tx.ExecN(ctx, "DELETE FROM idempotency_keys WHERE thing_id = ?", thing)
	return err
}

// remembered renders and seals the answer of a ticket.
func (tx *Tx) remembered(t *models.IdempotencyTicket, result any) (idempotencyKey, error) {
	row := idempotencyKey{
		PersonID:  t.PersonID,
		KeyHash:   keyHash(t),
		BodyHash:  t.BodyHash[:],
		CreatedAt: tx.Now,
		ExpiresAt: tx.Now.Add(life(t)),
	}
	answer, err := t.Render(result, tx.Names)
	if err != nil {
		return row, fmt.Errorf("render the answer of %s: %w", t.Route, err)
	}
	headers, err := json.Marshal(answer.Headers)
	if err != nil {
		return row, err
	}
	row.Status, row.Headers = answer.Status, string(headers)
	if answer.Thing != (models.ID{}) {
		row.ThingID = &answer.Thing
	}
	row.Body, err = tx.vault.SealAnswer(row.bound(), answer.Body)
	return row, err
}

// bound names the row that a sealed answer belongs to.
func (k idempotencyKey) bound() []byte { return append(k.PersonID[:], k.KeyHash...) }

// Replay gives the remembered answer, nil when there is none, or
// models.ErrIdempotencyMismatch when the key came with another body. A row past
// its time is removed, so that the key is free again.
func (s *Store) Replay(ctx context.Context, t *models.IdempotencyTicket) (*models.IdempotentAnswer, error) {
	row, err := Take[idempotencyKey](ctx, s.queries, "person_id = ? AND key_hash = ?", t.PersonID, keyHash(t))
	if errors.Is(err, ErrNotFound) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	if now := s.clock(); row.ExpiresAt <= now {
		w := queries{db: s.writer, dialect: s.dialect, statements: s.statements}
		return nil, Translate(w.Query(ctx).Exec(`DELETE FROM idempotency_keys
			WHERE person_id = ? AND key_hash = ? AND expires_at <= ?`, t.PersonID, keyHash(t), now).Error)
	}
	if string(row.BodyHash) != string(t.BodyHash[:]) {
		return nil, models.ErrIdempotencyMismatch
	}
	body, err := s.vault.OpenAnswer(row.bound(), row.Body)
	if err != nil {
		return nil, fmt.Errorf("stored answer: %w", err)
	}
	answer := &models.IdempotentAnswer{Status: row.Status, Body: body}
	if err := json.Unmarshal([]byte(row.Headers), &answer.Headers); err != nil {
		return nil, fmt.Errorf("stored headers: %w", err)
	}
	return answer, nil
}
