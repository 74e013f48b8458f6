package files

import (
	"context"
	"crypto/sha256"
	"errors"
	"time"

	"xinjumin/models"
	"xinjumin/models/upload"
	"xinjumin/services/internal/attach"
	"xinjumin/services/internal/audit"
	"xinjumin/services/internal/keyring"
	"xinjumin/services/internal/store"
)

// How long a row waits: for its content, for being used, and, with the content
// gone, for the end of the day that it counts for.
const (
	pendingLife = time.Hour
	unusedLife  = 24 * time.Hour
	goneLife    = 48 * time.Hour
)

// cleanTime bounds what is done after a failed upload, whose own time may be up.
const cleanTime = 3 * time.Second

// Upload is a file as it came.
type Upload struct {
	Purpose upload.Purpose
	Name    string // as the sender calls it; never believed
	Content []byte
}

// made is a content that is fit to be stored.
type made struct {
	kind          upload.Kind
	content       []byte
	thumb         []byte
	width, height int
}

// Upload takes a file: what it is comes from its content, pictures are written
// anew, and the quota holds under any number of uploads at once. A repeated
// Idempotency-Key gives the first answer. Refusals: file.empty, file.too_large,
// file.kind, file.heic, file.pixels, file.unreadable, file.unsafe, file.quota,
// file.quota_day, file.store_unavailable.
func (s *Service) Upload(ctx context.Context, actor models.Actor, in Upload) (upload.View, error) {
	rule, known := upload.RuleOf(in.Purpose)
	switch {
	case !known, rule.Taker == "":
		return upload.View{}, models.ErrInvalid.With(models.BodyField("/purpose", "enum", "不是可用的用途",
			"is none of the purposes"))
	case s.Off():
		return upload.View{}, upload.ErrStore
	case len(in.Content) == 0:
		return upload.View{}, upload.ErrEmpty
	case int64(len(in.Content)) > rule.MaxBytes:
		return upload.View{}, upload.ErrTooLarge
	}
	// Whoever has no room left costs no decoding.
	if err := s.room(ctx, s.st, rule, actor.PersonID, s.st.Now(), 1); err != nil {
		return upload.View{}, err
	}
	m, err := s.make(ctx, actor.PersonID, rule, in.Content)
	if errors.Is(err, errSpoilt) {
		return upload.View{}, s.countSpoilt(ctx, actor.PersonID, rule, int64(len(in.Content)), err)
	}
	if err != nil {
		return upload.View{}, err
	}
	f, key, err := s.reserve(ctx, actor, rule, in.Name, m)
	if err != nil {
		return upload.View{}, err
	}
	view, err := s.store(ctx, actor, f, key, m)
	if err != nil {
		return s.settle(ctx, actor, f.ID, err)
	}
	return view, nil
}

func (s *Service) room(
	ctx context.Context, q store.Reader, rule upload.Rule, owner models.ID, now models.Instant, size int64,
) error {
	use, err := readFileUse(ctx, q, owner, rule.Purpose, models.DayOf(now).Start())
	if err != nil {
		return err
	}
	return rule.Room(use, size)
}

// countSpoilt counts a picture that was unpacked in vain for the day, as if it had been
// uploaded and deleted: the work is the same. It gives the refusal back.
func (s *Service) countSpoilt(
	ctx context.Context, owner models.ID, rule upload.Rule, size int64, refusal error,
) error {
	err := s.st.InTx(models.WithTicket(ctx, nil), func(tx *store.Tx) error {
		until := tx.Now.Add(goneLife)
		return insertFile(ctx, tx, &upload.File{ID: tx.NewSecretID(), OwnerID: owner, Purpose: rule.Purpose,
			Kind: upload.JPEG, State: upload.Gone, Moderation: upload.Unjudged, Size: size, ExpiresAt: &until,
			CreatedAt: tx.Now})
	})
	if err != nil {
		s.log.Warn("a picture that could not be read was not counted", "error", err)
	}
	return refusal
}

// hashOf is by what a content is known again: SHA-256 of what is stored, which for a
// picture is not what the camera made.
func hashOf(content []byte) []byte {
	sum := sha256.Sum256(content)
	return sum[:]
}

// reserve writes the row before the content, with the person locked, so that
// the quota is exact.
func (s *Service) reserve(
	ctx context.Context, actor models.Actor, rule upload.Rule, name string, m made,
) (f upload.File, key []byte, err error) {
	key = keyring.NewDataKey()
	err = s.st.InTx(models.WithTicket(ctx, nil), func(tx *store.Tx) error {
		if _, err := tx.LockPerson(ctx, actor.PersonID); err != nil {
			return err
		}
		if err := s.room(ctx, tx, rule, actor.PersonID, tx.Now, int64(len(m.content))); err != nil {
			return err
		}
		expires := tx.Now.Add(pendingLife)
		f = upload.File{
			ID: tx.NewSecretID(), OwnerID: actor.PersonID, Purpose: rule.Purpose, Kind: m.kind,
			State: upload.Pending, Moderation: upload.Unjudged,
			Size: int64(len(m.content)), ThumbSize: int64(len(m.thumb)), Width: int64(m.width), Height: int64(m.height),
			ContentHash: hashOf(m.content), ExpiresAt: &expires, CreatedAt: tx.Now,
		}
		var err error
		if f.NameSealed, err = s.ring.Seal(keyring.FileName, f.ID[:], []byte(displayName(name, m.kind))); err != nil {
			return err
		}
		if f.KeySealed, err = s.ring.Seal(keyring.FileKey, f.ID[:], key); err != nil {
			return err
		}
		return insertFile(ctx, tx, &f)
	})
	return f, key, err
}

// store writes the contents and makes the row complete.
func (s *Service) store(
	ctx context.Context, actor models.Actor, f upload.File, key []byte, m made,
) (view upload.View, err error) {
	if err := s.put(ctx, f.ID, upload.Full, key, m.content); err != nil {
		return view, err
	}
	if len(m.thumb) > 0 {
		if err := s.put(ctx, f.ID, upload.Thumb, key, m.thumb); err != nil {
			return view, err
		}
	}
	err = s.st.InTx(ctx, func(tx *store.Tx) error {
		expires := tx.Now.Add(unusedLife)
		if err := readyFile(ctx, tx, f.ID, expires); err != nil {
			return err
		}
		f.State, f.ExpiresAt = upload.Ready, &expires
		if err := audit.Record(ctx, tx, actor, audit.Event{Action: ActionUpload, Object: "file", ObjectID: f.ID,
			Detail: map[string]string{"purpose": string(f.Purpose), "kind": string(f.Kind)}}); err != nil {
			return err
		}
		var err error
		if view, err = attach.View(s.ring, f, actor.PersonID, tx.Now); err != nil {
			return err
		}
		return tx.Answer(ctx, view)
	})
	if errors.Is(err, store.ErrNotAffected) { // so slow that the sweep was faster
		err = models.ErrUnavailable.Because(err)
	}
	return view, err
}

func (s *Service) put(ctx context.Context, id models.ID, v upload.Variant, key, plain []byte) error {
	var fault error
	// Twice: a connection that was kept may turn out to be closed.
	for range 2 {
		sealed, err := newSealer(key, id, v, plain)
		if err != nil {
			return err
		}
		if fault = s.blobs.Put(ctx, blobKey(id, v), sealedSize(int64(len(plain))), sealed); fault == nil {
			return nil
		}
		if ctx.Err() != nil {
			return ctx.Err()
		}
	}
	return upload.ErrStore.Because(fault)
}

// settle ends an upload whose last step failed. The failure does not tell what
// became of it: the answer to a COMMIT can be lost behind the commit. So the row is
// asked, in a transaction of its own: only what it still finds pending is taken
// back, and what it finds ready is told as the success that it is. What cannot be
// found out now is left to the sweep.
func (s *Service) settle(
	ctx context.Context, actor models.Actor, id models.ID, fault error,
) (upload.View, error) {
	ctx, cancel := context.WithTimeout(models.WithTicket(context.WithoutCancel(ctx), nil), cleanTime)
	defer cancel()
	// A COMMIT that is still on its way holds the row, so this waits for its end.
	err := s.st.InTx(ctx, func(tx *store.Tx) error { return abandonFile(ctx, tx, id) })
	if errors.Is(err, store.ErrNotAffected) {
		f, found := s.st.OwnFile(ctx, actor.PersonID, id)
		if found == nil {
			return attach.View(s.ring, f, actor.PersonID, s.st.Now())
		}
		if err = nil; !errors.Is(found, store.ErrNotFound) {
			err = found
		}
	}
	if err == nil { // it has ended, by us or by the sweep, and no state leads back
		err = s.forget(ctx, id)
	}
	if err != nil {
		s.log.Warn("a failed upload is left to the sweep", "file", id.String(), "error", err)
	}
	return upload.View{}, fault
}

// forget removes what an upload that has ended has written, and its row: nothing
// came of it, so it does not count for the day.
func (s *Service) forget(ctx context.Context, id models.ID) error {
	if err := s.erase(ctx, id); err != nil {
		return err
	}
	return s.st.InTx(ctx, func(tx *store.Tx) error { return forgetFile(ctx, tx, id) })
}

// erase removes the contents of a file.
func (s *Service) erase(ctx context.Context, id models.ID) error {
	return errors.Join(
		s.blobs.Delete(ctx, blobKey(id, upload.Full)),
		s.blobs.Delete(ctx, blobKey(id, upload.Thumb)))
}
