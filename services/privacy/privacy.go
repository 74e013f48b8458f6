package privacy

import (
	"context"

	"xinjumin/models"
	"xinjumin/services/internal/keyring"
	"xinjumin/services/internal/store"
)

// Service is the use cases of privacy.
type Service struct {
	st   *store.Store
	ring *keyring.Ring

	leaveIn, leaveAfter []Leave // what closing an account does, see OnClosing
	withdrawals         map[models.Purpose]Forget
}

// New joins the area to the database and the key ring.
func New(st *store.Store, ring *keyring.Ring) *Service {
	return &Service{st: st, ring: ring, withdrawals: map[models.Purpose]Forget{}}
}

// Forget erases what another area keeps by a consent, in the transaction that
// ends it. The row of the person is locked.
type Forget func(ctx context.Context, tx *store.Tx, person models.ID) error

// OnWithdrawal says what else goes when the consent to a purpose is withdrawn,
// besides the fields of the profile that rest on it.
func (s *Service) OnWithdrawal(p models.Purpose, forget Forget) { s.withdrawals[p] = forget }
