package audits

import (
	"encoding/base64"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"

	"xinjumin/models"
)

// Checkpoint is a signed statement: when it was published, the tree had this
// size and root, and every event before Settled (a secret one: before Hours)
// was in it.
type Checkpoint struct {
	Number      int64
	Size        int64
	Root        tlog.Hash
	PublishedAt models.Instant
	Settled     models.Instant
	Hours       models.Instant
	Note        string // with its signatures
}

// text is what is signed: the three lines of every checkpoint of this kind
// (origin, size, root), then ours.
func (c Checkpoint) text() string {
	return fmt.Sprintf("%s\n%d\n%s\nnumber %d\npublished %d\nsettled %d\nhours %d\n",
		Origin, c.Size, c.Root, c.Number, int64(c.PublishedAt), int64(c.Settled), int64(c.Hours))
}

func (c Checkpoint) row() models.AuditCheckpoint {
	return models.AuditCheckpoint{Number: c.Number, Size: c.Size, PublishedAt: c.PublishedAt, Note: c.Note}
}

// signed gives the checkpoint with its note.
func (s *Service) signed(c Checkpoint) (Checkpoint, error) {
	text, err := note.Sign(&note.Note{Text: c.text()}, s.sign)
	c.Note = string(text)
	return c, err
}

var errCheckpoint = errors.New("is not a checkpoint of this log")

// parseCheckpoint reads a note and checks its form, not its signature.
func parseCheckpoint(text string) (Checkpoint, error) {
	lines := strings.SplitN(text, "\n", 9)
	if len(lines) != 9 || lines[0] != Origin || lines[7] != "" {
		return Checkpoint{}, errCheckpoint
	}
	c := Checkpoint{Note: text}
	var err error
	if c.Root, err = tlog.ParseHash(lines[2]); err != nil {
		return Checkpoint{}, errCheckpoint
	}
	number := func(line, word string, into *int64) {
		n, parse := strconv.ParseInt(strings.TrimPrefix(line, word), 10, 64)
		if parse != nil || n < 0 {
			err = errCheckpoint
		}
		*into = n
	}
	number(lines[1], "", &c.Size)
	number(lines[3], "number ", &c.Number)
	number(lines[4], "published ", (*int64)(&c.PublishedAt))
	number(lines[5], "settled ", (*int64)(&c.Settled))
	number(lines[6], "hours ", (*int64)(&c.Hours))
	// What is read back must be what was written, to the byte.
	if err != nil || !strings.HasPrefix(text, c.text()+"\n") {
		return Checkpoint{}, errCheckpoint
	}
	return c, nil
}

// openCheckpoint reads a note that one of the keys has signed.
func openCheckpoint(text string, keys note.Verifiers) (Checkpoint, error) {
	c, err := parseCheckpoint(text)
	if err != nil {
		return c, err
	}
	n, err := note.Open([]byte(text), keys)
	if err != nil {
		return c, fmt.Errorf("the signature does not hold: %w", err)
	}
	// One statement has one text: the last letter of a signature has bits that
	// a lenient reader passes over, and signatures of strangers say nothing.
	if len(n.Sigs) != 1 || len(n.UnverifiedSigs) > 0 {
		return c, errCheckpoint
	}
	if _, err := base64.StdEncoding.Strict().DecodeString(n.Sigs[0].Base64); err != nil {
		return c, fmt.Errorf("the signature was changed: %w", err)
	}
	return c, nil
}

// verifiers gives the keys of the ring and further ones, such as that of a root
// which has left the ring.
func (s *Service) verifiers(further []string) (note.Verifiers, error) {
	seen := map[string]bool{}
	var list []note.Verifier
	for _, key := range append(append([]string(nil), s.keys...), further...) {
		if key = strings.TrimSpace(key); key == "" || seen[key] {
			continue
		}
		seen[key] = true
		v, err := note.NewVerifier(key)
		if err != nil {
			return nil, fmt.Errorf("verifier key %q: %w", key, err)
		}
		list = append(list, v)
	}
	return note.VerifierList(list...), nil
}
