package keyring

import (
	"errors"
	"fmt"
	"io"
	"strings"
)

// Rotate gives the text of a ring with a new active root; the one that was
// active retires. Nothing else changes, comments stay.
func Rotate(text string, random io.Reader, day string) (string, error) {
	line, err := generateKey(random, purposeRoot, statusActive, day)
	if err != nil {
		return "", err
	}
	out, _ := restate(text, "")
	return out + line + "\n", nil
}

// Promote gives the text of a ring in which a root that it holds already is the
// active one.
func Promote(text, id string) (string, error) {
	out, found := restate(text, id)
	if !found {
		return "", fmt.Errorf("key ring: no root key %q", id)
	}
	return out, nil
}

// AddIndex gives the text of a ring with a new index key in the free slot.
func AddIndex(text string, random io.Reader, day string) (string, error) {
	taken := map[string]bool{}
	for _, l := range lines(text) {
		taken[field(l, 1)] = true
	}
	purpose := purposeAlt
	switch {
	case taken[purposeIndex] && taken[purposeAlt]:
		return "", errors.New("key ring: there are two index keys already; finish that change first")
	case taken[purposeAlt]:
		purpose = purposeIndex
	}
	line, err := generateKey(random, purpose, statusActive, day)
	return strings.Join(lines(text), "\n") + "\n" + line + "\n", err
}

// restate makes the root with the id active and all others retiring.
func restate(text, id string) (out string, found bool) {
	var b strings.Builder
	for _, l := range lines(text) {
		if field(l, 1) == purposeRoot {
			status := statusRetiring
			if field(l, 0) == id {
				status, found = statusActive, true
			}
			parts := strings.SplitN(l, ":", 5)
			l = strings.Join([]string{parts[0], parts[1], status, parts[3], parts[4]}, ":")
		}
		b.WriteString(l + "\n")
	}
	return b.String(), found
}

func lines(text string) []string {
	var out []string
	for l := range strings.FieldsFuncSeq(text, func(c rune) bool { return c == '\n' || c == ',' }) {
		if l = strings.TrimSpace(l); l != "" {
			out = append(out, l)
		}
	}
	return out
}

// field gives a field of a key's line, empty for what is no key.
func field(line string, i int) string {
	parts := strings.Split(line, ":")
	if strings.HasPrefix(line, "#") || len(parts) < 5 {
		return ""
	}
	return strings.TrimSpace(parts[i])
}
