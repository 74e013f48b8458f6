package privacy

import (
	"xinjumin/services/internal/keyring"
	"xinjumin/services/internal/store"
)

// Service is the use cases of privacy.
type Service struct {
	st   *store.Store
	ring *keyring.Ring

	leaveIn, leaveAfter []Leave // what closing an account does, see OnClosing
}

// New joins the area to the database and the key ring.
func New(st *store.Store, ring *keyring.Ring) *Service { return &Service{st: st, ring: ring} }
