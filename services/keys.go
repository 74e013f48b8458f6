package services

import (
	"io"

	"xinjumin/services/internal/keyring"
)

// DemoKeyRing is the key ring of demonstrations and tests; production refuses it.
func DemoKeyRing() string { return keyring.DemoText() }

// GenerateKeyRing makes a new key ring as text; day (YYYY-MM-DD) is written
// beside each key as its date of birth.
func GenerateKeyRing(random io.Reader, day string) (string, error) {
	return keyring.Generate(random, day)
}

// GenerateRootKey makes the line with which a rotation begins: one more root
// key, retiring at first.
func GenerateRootKey(random io.Reader, day string) (string, error) {
	return keyring.GenerateRoot(random, day)
}

// CheckKeyRing reports every fault of a key ring.
func CheckKeyRing(text string, production bool) error {
	_, err := keyring.Parse(text, production)
	return err
}
