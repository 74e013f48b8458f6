package files

import (
	"context"
	"errors"

	"xinjumin/models"
	"xinjumin/models/upload"
	"xinjumin/services/internal/keyring"
	"xinjumin/services/internal/store"
)

// Keep seals a PDF that the program has printed and writes it where uploads lie. Its row
// waits, as that of an upload does, until the area that printed it binds it in its own
// transaction (attach.Printed); what is not bound is dropped (Drop) or swept. owner is
// who asked for it; their quota does not count it. Refusal: file.store_unavailable.
func (s *Service) Keep(ctx context.Context, owner models.ID, name string, content []byte) (upload.File, error) {
	if s.Off() {
		return upload.File{}, upload.ErrStore
	}
	var f upload.File
	key := keyring.NewDataKey()
	err := s.st.InTx(models.WithTicket(ctx, nil), func(tx *store.Tx) error {
		expires := tx.Now.Add(pendingLife)
		f = upload.File{
			ID: tx.NewSecretID(), OwnerID: owner, Purpose: upload.Document, Kind: upload.PDF, State: upload.Pending,
			Moderation: upload.Unjudged, Size: int64(len(content)), ContentHash: hashOf(content),
			ExpiresAt: &expires, CreatedAt: tx.Now,
		}
		var err error
		if f.NameSealed, err = s.ring.Seal(keyring.FileName, f.ID[:], []byte(displayName(name, f.Kind))); err != nil {
			return err
		}
		if f.KeySealed, err = s.ring.Seal(keyring.FileKey, f.ID[:], key); err != nil {
			return err
		}
		return insertFile(ctx, tx, &f)
	})
	if err != nil {
		return upload.File{}, err
	}
	if err := s.put(ctx, f.ID, upload.Full, key, content); err != nil {
		s.Drop(ctx, f.ID)
		return upload.File{}, err
	}
	return f, nil
}

// Drop removes what Keep wrote, unless it was bound. What cannot be removed now is left
// to the sweep.
func (s *Service) Drop(ctx context.Context, id models.ID) {
	ctx, cancel := context.WithTimeout(models.WithTicket(context.WithoutCancel(ctx), nil), cleanTime)
	defer cancel()
	err := s.st.InTx(ctx, func(tx *store.Tx) error { return abandonFile(ctx, tx, id) })
	if errors.Is(err, store.ErrNotAffected) {
		return
	}
	if err == nil {
		err = s.forget(ctx, id)
	}
	if err != nil {
		s.log.Warn("a printed paper is left to the sweep", "file", id.String(), "error", err)
	}
}
