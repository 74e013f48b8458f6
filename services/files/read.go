package files

import (
	"context"
	"errors"
	"io"

	"xinjumin/models"
	"xinjumin/models/upload"
	"xinjumin/services/internal/act"
	"xinjumin/services/internal/attach"
	"xinjumin/services/internal/audit"
	"xinjumin/services/internal/keyring"
	"xinjumin/services/internal/store"
)

// Read tells its owner about a file, with fresh links. Anybody else learns of a
// file from what it is attached to.
func (s *Service) Read(ctx context.Context, actor models.Actor, id models.ID) (upload.View, error) {
	f, err := s.st.OwnFile(ctx, actor.PersonID, id)
	if err != nil {
		return upload.View{}, err
	}
	return attach.View(s.ring, f, actor.PersonID, s.st.Now())
}

// Delete ends a file of its owner that is not in use. Its content is unreadable
// at once and removed by the sweep. Refusal: file.attached.
func (s *Service) Delete(ctx context.Context, actor models.Actor, id models.ID) error {
	_, err := act.On(ctx, s.st, actor, act.Of[upload.File, struct{}]{
		Event: func(f upload.File) audit.Event {
			return audit.Event{Action: ActionDelete, Object: "file", ObjectID: id,
				Detail: map[string]string{"purpose": string(f.Purpose)}}
		},
		// Nothing is held: the write is conditional.
		Lock: func(tx *store.Tx) (upload.File, error) { return tx.OwnFile(ctx, actor.PersonID, id) },
		Do: func(tx *store.Tx, _ *upload.File) error {
			return act.Lost(deleteFile(ctx, tx, actor.PersonID, id), upload.ErrAttached)
		},
	})
	return err
}

// Link is what an address of a content says.
type Link = attach.Link

// Content is what a link leads to. The caller closes it.
type Content struct {
	Body   io.ReadCloser
	Size   int64
	Type   string
	Name   string
	Inline bool // pictures are shown, everything else is handed out
	// MaxAge is for how many seconds the reader may keep it: as long as the link
	// is good, confidential contents not at all.
	MaxAge int
}

// Open gives the content of a file to who has a link. A link for a confidential
// file is good for the person it was made for alone, signed in, and leaves
// file.read in the trail. What is forged is request.not_found; what we made and
// has ended is file.link_expired. Refusals: also file.blocked.
func (s *Service) Open(ctx context.Context, actor models.Actor, l Link, signature string) (*Content, error) {
	l.Reader = models.ID{}
	personal := false
	if !l.Genuine(s.ring, signature) {
		l.Reader, personal = actor.PersonID, true
		if !actor.SignedIn() || !l.Genuine(s.ring, signature) {
			return nil, models.ErrNotFound
		}
	}
	if l.Ends <= s.st.Now() {
		return nil, upload.ErrLinkExpired
	}
	f, err := readReadableFile(ctx, s.st, l.File)
	if err != nil {
		return nil, err
	}
	rule, known := upload.RuleOf(f.Purpose)
	switch confidential := !known || rule.Confidential; {
	case confidential && !personal:
		return nil, models.ErrNotFound
	case f.Moderation == upload.Blocked:
		return nil, upload.ErrBlocked
	case confidential:
		err := s.st.InTx(ctx, func(tx *store.Tx) error {
			return audit.Record(ctx, tx, actor, audit.Event{Action: ActionRead, Object: "file", ObjectID: f.ID,
				Detail: map[string]string{"purpose": string(f.Purpose), "variant": string(l.Variant)}})
		})
		if err != nil {
			return nil, err
		}
	}
	return s.content(ctx, f, l, rule.Confidential || !known)
}

func (s *Service) content(ctx context.Context, f upload.File, l Link, confidential bool) (*Content, error) {
	size, kind := f.Size, f.Kind
	if l.Variant == upload.Thumb {
		size, kind = f.ThumbSize, upload.JPEG
	}
	if size == 0 {
		return nil, models.ErrNotFound
	}
	key, err := s.ring.Open(keyring.FileKey, f.ID[:], f.KeySealed)
	if err != nil {
		return nil, err
	}
	name, err := s.ring.Open(keyring.FileName, f.ID[:], f.NameSealed)
	if err != nil {
		return nil, err
	}
	// The content is sent after the request has ended for us; the store bounds
	// its own time.
	sealed, err := s.blobs.Get(context.WithoutCancel(ctx), blobKey(f.ID, l.Variant))
	switch {
	case errors.Is(err, upload.ErrNoBlob):
		return nil, &models.Unreadable{Table: "files", Column: "content", Row: f.ID[:], Cause: err}
	case err != nil:
		return nil, upload.ErrStore.Because(err)
	}
	body, err := newOpener(key, f.ID, l.Variant, size, sealed)
	if err != nil {
		return nil, &models.Unreadable{Table: "files", Column: "content", Row: f.ID[:], Cause: err}
	}
	c := &Content{Body: body, Size: size, Type: kind.MediaType(), Name: displayName(string(name), kind),
		Inline: kind.Class() == upload.Images}
	if !confidential {
		c.MaxAge = int(l.Ends.Sub(s.st.Now()).Seconds())
	}
	return c, nil
}

// Whole gives the content of a file that a subject of another area holds, in
// memory. The caller has judged that it may be read.
func (s *Service) Whole(ctx context.Context, id models.ID) ([]byte, error) {
	f, err := readReadableFile(ctx, s.st, id)
	if err != nil {
		return nil, err
	}
	c, err := s.content(ctx, f, Link{File: f.ID, Variant: upload.Full}, true)
	if err != nil {
		return nil, err
	}
	defer c.Body.Close()
	out := make([]byte, c.Size)
	if _, err := io.ReadFull(c.Body, out); err != nil {
		return nil, &models.Unreadable{Table: "files", Column: "content", Row: f.ID[:], Cause: err}
	}
	return out, nil
}
