package people

import (
	"context"

	"xinjumin/models"
	"xinjumin/services/internal/keyring"
	"xinjumin/services/internal/store"
)

// carryBans lets the bans of a former account of the same human go on in the
// one that has just been verified: who closes an account to lose a ban gains
// nothing. The row of the person is held.
func (s *Service) carryBans(ctx context.Context, tx *store.Tx, p models.Person) error {
	_, number, err := s.identityOf(p)
	if err != nil {
		return err
	}
	main, alt := s.ring.BlindIndexes(keyring.BanIDNumber, number.Digits())
	bans, err := listBansOfNumber(ctx, tx, p.ID, store.Indexes{Main: main, Alt: alt})
	if err != nil {
		return err
	}
	for _, b := range bans {
		from := b.ID
		b.ID, b.PersonID, b.CarriedFrom, b.CreatedAt = tx.NewID(), p.ID, &from, tx.Now
		b.IDNumberIndex, b.IDNumberIndexAlt = main, alt
		if b.IDNumberSealed, err = s.ring.Seal(keyring.BanIDNumber, b.ID[:], []byte(number.Digits())); err != nil {
			return err
		}
		if err := tx.InsertBan(ctx, &b); err != nil {
			return err
		}
	}
	return nil
}
