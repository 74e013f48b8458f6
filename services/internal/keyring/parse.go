package keyring

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"
)

const (
	purposeRoot    = "root"
	purposeIndex   = "index"
	purposeAlt     = "index_alt"
	statusActive   = "active"
	statusRetiring = "retiring"
)

type entry struct {
	id      keyID
	purpose string
	status  string
	secret  []byte
}

// Parse reads the text of a ring (see the package comment) and reports all its
// faults at once, by line and never with the secret. In production it also
// refuses the demonstration keys.
func Parse(text string, production bool) (*Ring, error) {
	var faults []error
	fault := func(n int, format string, args ...any) {
		faults = append(faults, fmt.Errorf("key ring, key %d: "+format, append([]any{n}, args...)...))
	}
	var entries []entry
	n := 0
	for line := range strings.FieldsFuncSeq(text, func(c rune) bool { return c == '\n' || c == ',' }) {
		line, _, _ = strings.Cut(line, "#")
		line = strings.TrimSpace(line)
		if line == "" {
			continue
		}
		n++
		e, errs := parseEntry(line, production)
		for _, err := range errs {
			fault(n, "%w", err)
		}
		for i, o := range entries {
			if o.id == e.id {
				fault(n, "the id is that of key %d", i+1)
			}
			if len(e.secret) > 0 && string(o.secret) == string(e.secret) {
				fault(n, "the secret is that of key %d", i+1)
			}
		}
		entries = append(entries, e)
	}
	r, errs := assemble(entries)
	faults = append(faults, errs...)
	if len(faults) > 0 {
		return nil, errors.Join(faults...)
	}
	r.finish()
	return r, nil
}

func parseEntry(line string, production bool) (entry, []error) {
	var e entry
	fields := strings.Split(line, ":")
	if len(fields) != 5 {
		return e, []error{errors.New("want id:purpose:status:created:secret")}
	}
	for i := range fields {
		fields[i] = strings.TrimSpace(fields[i])
	}
	var errs []error
	id, err := hex.DecodeString(fields[0])
	if err != nil || len(id) != len(e.id) || hex.EncodeToString(id) != fields[0] {
		errs = append(errs, errors.New("the id is not 8 lower-case hex digits"))
	} else {
		e.id = keyID(id)
	}
	if e.purpose = fields[1]; e.purpose != purposeRoot && e.purpose != purposeIndex && e.purpose != purposeAlt {
		errs = append(errs, errors.New("the purpose is neither root nor index nor index_alt"))
	}
	if e.status = fields[2]; e.status != statusActive && e.status != statusRetiring {
		errs = append(errs, errors.New("the status is neither active nor retiring"))
	}
	if _, err := time.Parse(time.DateOnly, fields[3]); err != nil {
		errs = append(errs, errors.New("the creation day is not YYYY-MM-DD"))
	}
	secret, err := base64.RawURLEncoding.Strict().DecodeString(strings.TrimRight(fields[4], "="))
	switch {
	case err != nil:
		errs = append(errs, errors.New("the secret is not base64url"))
	case len(secret) != secretSize:
		errs = append(errs, fmt.Errorf("the secret has %d bytes, want %d", len(secret), secretSize))
	case weak(secret):
		errs = append(errs, errors.New("the secret does not look random"))
	case production && isDemo(secret):
		errs = append(errs, errors.New("this is a demonstration key, make your own"))
	}
	e.secret = secret
	return e, errs
}

func assemble(entries []entry) (*Ring, []error) {
	r := &Ring{}
	var errs []error
	active, index := 0, 0
	for _, e := range entries {
		switch {
		case e.purpose == purposeIndex, e.purpose == purposeAlt:
			slot := SlotMain
			if e.purpose == purposeAlt {
				slot = SlotAlt
			}
			if r.indexes[slot] != nil {
				errs = append(errs, fmt.Errorf("key ring: two keys of purpose %s, want at most 1", e.purpose))
			}
			index++
			r.indexes[slot] = &indexKey{id: e.id, secret: e.secret}
			if e.status != statusActive {
				errs = append(errs,
					errors.New("key ring: an index key is always active; it retires by being taken out"))
			}
		case e.purpose == purposeRoot && e.status == statusActive:
			active++
			r.active = &root{id: e.id, secret: e.secret}
			r.roots = append([]*root{r.active}, r.roots...)
		case e.purpose == purposeRoot:
			r.roots = append(r.roots, &root{id: e.id, secret: e.secret})
		}
	}
	if active != 1 {
		errs = append(errs, fmt.Errorf("key ring: %d active root keys, want exactly 1", active))
	}
	if index == 0 {
		errs = append(errs, errors.New("key ring: 0 index keys, want 1, or 2 while it changes"))
	}
	return r, errs
}

// weak catches typed and repeated secrets: 32 random bytes have about 30
// distinct values, and fewer than 20 practically never.
func weak(secret []byte) bool {
	var seen [256]bool
	distinct := 0
	for _, b := range secret {
		if !seen[b] {
			seen[b] = true
			distinct++
		}
	}
	return distinct < 20
}

// Generate makes the text of a fresh ring: one root and one index key. random
// is a cryptographic source; day is today, YYYY-MM-DD.
func Generate(random io.Reader, day string) (string, error) {
	var b strings.Builder
	for _, purpose := range []string{purposeRoot, purposeIndex} {
		line, err := generateKey(random, purpose, statusActive, day)
		if err != nil {
			return "", err
		}
		b.WriteString(line + "\n")
	}
	return b.String(), nil
}

// GenerateRoot makes the line of one more root, retiring at first, with which
// a rotation begins.
func GenerateRoot(random io.Reader, day string) (string, error) {
	line, err := generateKey(random, purposeRoot, statusRetiring, day)
	return line + "\n", err
}

func generateKey(random io.Reader, purpose, status, day string) (string, error) {
	var b [len(keyID{}) + secretSize]byte
	if _, err := io.ReadFull(random, b[:]); err != nil {
		return "", fmt.Errorf("keyring: read randomness: %w", err)
	}
	id, secret := keyID(b[:4]), b[4:]
	return fmt.Sprintf("%s:%s:%s:%s:%s", id, purpose, status, day, base64.RawURLEncoding.EncodeToString(secret)), nil
}

// demoSecret is public by construction, so that a demonstration can be opened
// again and production can refuse it.
func demoSecret(purpose string) []byte {
	sum := sha256.Sum256([]byte("xinjumin demonstration key, public, never for production: " + purpose))
	return sum[:]
}

func isDemo(secret []byte) bool {
	return string(secret) == string(demoSecret(purposeRoot)) || string(secret) == string(demoSecret(purposeIndex))
}

// DemoText is the ring of demonstrations and tests. Its secrets are public, and
// Parse refuses them in production.
func DemoText() string {
	line := func(id, purpose string) string {
		return id + ":" + purpose + ":active:2026-01-01:" + base64.RawURLEncoding.EncodeToString(demoSecret(purpose)) +
			"\n"
	}
	return line("0000de01", purposeRoot) + line("0000de02", purposeIndex)
}
