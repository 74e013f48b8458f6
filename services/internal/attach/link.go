package attach

import (
	"encoding/base64"
	"fmt"
	"strconv"
	"time"

	"xinjumin/models"
	"xinjumin/models/upload"
	"xinjumin/services/internal/keyring"
)

// linkStep makes links equal for a while, so that phones need not load a picture
// again; a link lives for one to two steps.
const linkStep = 5 * time.Minute

// linkEnds gives when a link ends that is made now: in five to ten minutes.
func linkEnds(now models.Instant) models.Instant {
	step := linkStep.Milliseconds()
	return models.Instant((int64(now)/step + 2) * step)
}

// Link is what an address of a content says.
type Link struct {
	File    models.ID
	Variant upload.Variant
	Ends    models.Instant
	// Reader is the person whom the link is for; zero for files that are not confidential.
	Reader models.ID
}

func (l Link) text() []byte {
	return fmt.Appendf(nil, "v1|%s|%s|%d|%s", l.File, l.Variant, l.Ends, l.Reader)
}

// query gives the parameters of the address.
func (l Link) query(ring *keyring.Ring) string {
	mark := base64.RawURLEncoding.EncodeToString(ring.Sign(keyring.PurposeLink, l.text()))
	return "variant=" + string(l.Variant) + "&expires=" + strconv.FormatInt(int64(l.Ends), 10) + "&signature=" + mark
}

// Genuine reports whether we made this link.
func (l Link) Genuine(ring *keyring.Ring, signature string) bool {
	mark, err := base64.RawURLEncoding.Strict().DecodeString(signature)
	return err == nil && ring.Signed(keyring.PurposeLink, l.text(), mark)
}

// View gives a file as a reader gets it. The caller has judged that the reader
// may see it. Blocked files have no links.
func View(ring *keyring.Ring, f upload.File, reader models.ID, now models.Instant) (upload.View, error) {
	v := upload.View{File: f, LinkEnds: linkEnds(now)}
	if len(f.NameSealed) > 0 {
		name, err := ring.Open(keyring.FileName, f.ID[:], f.NameSealed)
		if err != nil {
			return v, err
		}
		v.Name = string(name)
	}
	var err error
	if v.Words, err = ring.OpenText(keyring.FileTranscript, f.ID[:], f.TranscriptSealed); err != nil {
		return v, err
	}
	if f.Moderation == upload.Blocked {
		return v, nil
	}
	l := Link{File: f.ID, Variant: upload.Full, Ends: v.LinkEnds}
	if rule, known := upload.RuleOf(f.Purpose); !known || rule.Confidential {
		l.Reader = reader
	}
	v.Link = l.query(ring)
	if f.ThumbSize > 0 {
		l.Variant = upload.Thumb
		v.ThumbLink = l.query(ring)
	}
	return v, nil
}
