package audits

import (
	"context"
	"crypto/ed25519"
	"fmt"
	"log/slog"
	"sync"

	"golang.org/x/mod/sumdb/note"

	"xinjumin/models"
	"xinjumin/services/internal/keyring"
	"xinjumin/services/internal/store"
)

// Origin names the log in its checkpoints and keys.
const Origin = "xinjumin/audit"

// purposeSign derives the seed of the key that signs checkpoints: a key of its
// own, so that no token can be taken for a checkpoint.
const purposeSign = "audit/checkpoint"

// Service is the use cases of the audit log.
type Service struct {
	st   *store.Store
	log  *slog.Logger
	file string

	ring *keyring.Ring
	sign signer
	keys []string // printable verifier keys, that of the active root first

	mu     sync.Mutex     // one round at a time in this process
	lease  models.Instant // until when this process sequences, as it wrote it
	seen   Checkpoint     // the last that is in the witness file
	forged int            // events without a right code, as it was logged last
}

// New joins the area to the database. file is where checkpoints are also
// written, or empty.
func New(st *store.Store, ring *keyring.Ring, file string, log *slog.Logger) (*Service, error) {
	s := &Service{st: st, ring: ring, file: file, log: log}
	for i, seed := range ring.DeriveAll(purposeSign) {
		private := ed25519.NewKeyFromSeed(seed)
		key, err := note.NewEd25519VerifierKey(Origin, private.Public().(ed25519.PublicKey))
		if err != nil {
			return nil, fmt.Errorf("verifier key of the audit log: %w", err)
		}
		s.keys = append(s.keys, key)
		if i > 0 {
			continue
		}
		verifier, err := note.NewVerifier(key)
		if err != nil {
			return nil, fmt.Errorf("verifier key of the audit log: %w", err)
		}
		s.sign = signer{Verifier: verifier, key: private}
	}
	return s, nil
}

// VerifierKeys gives the public keys of checkpoints as text, the present one
// first.
func (s *Service) VerifierKeys() []string { return s.keys }

// signer signs notes without its key ever being a text.
type signer struct {
	note.Verifier
	key ed25519.PrivateKey
}

func (s signer) Sign(msg []byte) ([]byte, error) { return ed25519.Sign(s.key, msg), nil }

// Latest reads the newest checkpoint; ErrNotFound before the first.
func (s *Service) Latest(ctx context.Context) (Checkpoint, error) {
	row, err := readLastAuditCheckpoint(ctx, s.st)
	if err != nil {
		return Checkpoint{}, err
	}
	c, err := parseCheckpoint(row.Note)
	if err != nil {
		return Checkpoint{}, err
	}
	return c, nil
}

// List gives what the actor may see of the trail.
func (s *Service) List(
	ctx context.Context, actor models.Actor, f models.AuditFilter, page models.Page,
) (models.List[models.AuditEvent], error) {
	return listAuditEvents(ctx, s.st, actor, f, page)
}

// Own gives what the actor did.
func (s *Service) Own(
	ctx context.Context, actor models.Actor, f models.AuditFilter, page models.Page,
) (models.List[models.AuditEvent], error) {
	return listOwnAuditEvents(ctx, s.st, actor.PersonID, f, page)
}
