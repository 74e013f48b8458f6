package services

import (
	"context"
	"io"

	"xinjumin/models"
	"xinjumin/services/internal/audit"
	"xinjumin/services/internal/keyring"
	"xinjumin/services/internal/rekey"
	"xinjumin/services/internal/store"
)

// DemoKeyRing is the key ring of demonstrations and tests; production refuses it.
func DemoKeyRing() string { return keyring.DemoText() }

// GenerateKeyRing makes a new key ring as text; day (YYYY-MM-DD) is written
// beside each key as its date of birth.
func GenerateKeyRing(random io.Reader, day string) (string, error) {
	return keyring.Generate(random, day)
}

// GenerateRootKey makes the line with which a rotation begins where several
// processes run: one more root key, retiring at first.
func GenerateRootKey(random io.Reader, day string) (string, error) {
	return keyring.GenerateRoot(random, day)
}

// RotateRoot gives the text of a ring with a new active root; the one before
// retires.
func RotateRoot(text string, random io.Reader, day string) (string, error) {
	return keyring.Rotate(text, random, day)
}

// PromoteRoot gives the text of a ring in which the root of that id, which is in
// it already, is the active one.
func PromoteRoot(text, id string) (string, error) { return keyring.Promote(text, id) }

// AddIndexKey gives the text of a ring with a second index key, with which a
// change of it begins.
func AddIndexKey(text string, random io.Reader, day string) (string, error) {
	return keyring.AddIndex(text, random, day)
}

// CheckKeyRing reports every fault of a key ring.
func CheckKeyRing(text string, production bool) error {
	_, err := keyring.Parse(text, production)
	return err
}

// The outcomes of a change of keys, and who hears how far it is.
type (
	Resealed    = rekey.Resealed
	Reindexed   = rekey.Reindexed
	KeyProgress = rekey.Progress
)

// CheckKeys refuses a ring that does not fit the database: a key is missing or
// has another secret. It changes nothing.
func (s *Services) CheckKeys(ctx context.Context) error { return rekey.Check(ctx, s.store, s.ring) }

// MarkKeys leaves the marks by which CheckKeys knows the keys in use. Call it
// before serving. That the context ends meanwhile is no error: a process that
// is told to stop writes nothing.
func (s *Services) MarkKeys(ctx context.Context) error {
	if err := rekey.Mark(ctx, s.store, s.ring); ctx.Err() == nil {
		return err
	}
	return nil
}

// Reseal seals anew what an old root has sealed; it may be stopped and run again.
func (s *Services) Reseal(ctx context.Context, progress KeyProgress) (Resealed, error) {
	return rekey.Reseal(ctx, s.store, s.ring, progress)
}

// Reindex gives all people the blind indexes of this ring; it may be stopped and
// run again.
func (s *Services) Reindex(ctx context.Context, progress KeyProgress) (Reindexed, error) {
	return rekey.Reindex(ctx, s.store, s.ring, progress)
}

// RecordUnreadable writes to the trail that somebody met a sealed value that
// does not open (routes/httpapi).
func (s *Services) RecordUnreadable(ctx context.Context, actor models.Actor, u *models.Unreadable) error {
	return s.store.InTx(models.WithTicket(ctx, nil),
		func(tx *store.Tx) error { return audit.Record(ctx, tx, actor, audit.Unreadable(u)) })
}
