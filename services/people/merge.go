package people

import (
	"bytes"
	"context"
	"errors"

	"xinjumin/models"
	"xinjumin/services/internal/audit"
	"xinjumin/services/internal/findable"
	"xinjumin/services/internal/inbox"
	"xinjumin/services/internal/rostermatch"
	"xinjumin/services/internal/store"
)

// Merge ends the review of a claim: the claimant is the person who holds the
// number already. The WeChat identities of the new account go to the older one,
// the new account is closed and points at it, and nobody stays signed in on
// either. The officer must see the claimant's region and be neither of the two;
// the older account must be verified, and the new one without a history. When
// the older one has power over others, two platform administrators must ask for
// the merge: after the first it waits.
func (s *Service) Merge(
	ctx context.Context, actor models.Actor, claimant models.ID, version *int64,
) (models.Merged, error) {
	var out models.Merged
	event := audit.Event{Action: ActionMerge, Object: "person", ObjectID: claimant}
	err := s.st.InTx(ctx, func(tx *store.Tx) error {
		actor, err := tx.Fresh(ctx, actor)
		if err != nil {
			return err
		}
		claim, holder, err := s.holdBoth(ctx, tx, actor, claimant)
		if err != nil {
			return err
		}
		event.RegionCode = *claim.RegionCode
		if version != nil && *version != claim.Version {
			return models.ErrStale
		}
		if err := claim.Seen(version); err != nil {
			return err
		}
		signed, err := mayMerge(ctx, tx, actor, claim, holder)
		if err != nil {
			return err
		}
		out = models.Merged{PersonID: holder.ID, ClosedID: claim.ID, Waiting: !signed}
		if signed {
			if err := merge(ctx, tx, actor, claim, holder); err != nil {
				return err
			}
		}
		return tx.Answer(ctx, out)
	})
	switch {
	case errors.Is(err, store.ErrNotAffected):
		return models.Merged{}, models.ErrIdentityState
	case err != nil:
		return models.Merged{}, audit.Refused(ctx, s.st, actor, event, err)
	}
	return out, nil
}

// holdBoth locks the claimant and who holds the number, always in the order of
// their ids, and looks again at what it found before it had them.
func (s *Service) holdBoth(
	ctx context.Context, tx *store.Tx, actor models.Actor, claimant models.ID,
) (claim, holder models.Person, err error) {
	if claim, err = s.claim(ctx, actor, claimant, tx.Person); err != nil {
		return claim, holder, err
	}
	_, number, err := s.identityOf(claim)
	if err != nil {
		return claim, holder, err
	}
	holder, err = readIDNumberHolder(ctx, tx, s.numberIndexes(number))
	if errors.Is(err, store.ErrNotFound) {
		return claim, holder, models.ErrIdentityState // free by now: approve it
	}
	if err != nil {
		return claim, holder, err
	}
	lockHolder := func() (err error) { holder, err = tx.LockPerson(ctx, holder.ID); return err }
	if bytes.Compare(holder.ID[:], claimant[:]) < 0 {
		if err := lockHolder(); err != nil {
			return claim, holder, err
		}
	}
	if claim, err = s.claim(ctx, actor, claimant, tx.LockPerson); err != nil {
		return claim, holder, err
	}
	if bytes.Compare(holder.ID[:], claimant[:]) > 0 {
		if err := lockHolder(); err != nil {
			return claim, holder, err
		}
	}
	_, held, err := s.identityOf(holder)
	if err == nil && (held.Digits() != number.Digits() || holder.Claims()) {
		err = models.ErrIdentityState
	}
	return claim, holder, err
}

// claim reads a person who claims a number and whom the actor may review.
func (s *Service) claim(
	ctx context.Context, actor models.Actor, id models.ID, read func(context.Context, models.ID) (models.Person, error),
) (models.Person, error) {
	p, err := read(ctx, id)
	if err != nil {
		return p, err
	}
	if err := mayReview(actor, p); err != nil {
		return p, err
	}
	if !p.Claims() {
		return p, models.ErrIdentityState
	}
	return p, nil
}

// mayMerge refuses what must not be merged, and tells whether the signatures
// that the merge needs are complete.
func mayMerge(
	ctx context.Context, tx *store.Tx, actor models.Actor, claim, holder models.Person,
) (signed bool, err error) {
	staff, err := tx.HoldsStaffRole(ctx, holder.ID, tx.Now)
	if err != nil {
		return false, err
	}
	history, err := listWithHistory(ctx, tx, []models.ID{claim.ID})
	if err != nil {
		return false, err
	}
	err = models.ReviewKnown{Holder: &holder, Staff: staff, History: len(history) > 0}.MayMerge(actor)
	if err != nil || !staff {
		return err == nil, err
	}
	return sign(ctx, tx, actor, claim, holder)
}

func merge(ctx context.Context, tx *store.Tx, actor models.Actor, claim, holder models.Person) error {
	if err := closeMerged(ctx, tx, claim.ID, holder.ID); err != nil {
		return err
	}
	if err := deleteProfile(ctx, tx, claim.ID); err != nil {
		return err
	}
	if err := tx.EndConsents(ctx, claim.ID, models.ConsentAccountClosed); err != nil {
		return err
	}
	if err := findable.Refresh(ctx, tx, claim.ID); err != nil {
		return err
	}
	if err := moveIdentities(ctx, tx, claim.ID, holder.ID); err != nil {
		return err
	}
	if err := moveDeskSessions(ctx, tx, claim.ID, holder.ID); err != nil {
		return err
	}
	if err := raiseEpoch(ctx, tx, holder.ID); err != nil {
		return err
	}
	closed := audit.Event{Action: ActionMerge, Object: "person", ObjectID: claim.ID, RegionCode: *claim.RegionCode,
		Detail: map[string]string{"into": holder.ID.String()}}
	if err := audit.Record(ctx, tx, actor, closed); err != nil {
		return err
	}
	kept := audit.Event{Action: ActionMerge, Object: "person", ObjectID: holder.ID,
		Detail: map[string]string{"from": claim.ID.String()}}
	if holder.RegionCode != nil {
		kept.RegionCode = *holder.RegionCode
	}
	if err := audit.Record(ctx, tx, actor, kept); err != nil {
		return err
	}
	return inbox.Tell(ctx, tx, inbox.Notice{PersonID: holder.ID, Kind: models.NoticeIdentityMerged, Subject: "person",
		SubjectID: holder.ID, Dedupe: "identity.merged:" + claim.ID.String()})
}

// numberIndexes are the blind indexes of an identity number.
func (s *Service) numberIndexes(number models.IDNumber) store.Indexes {
	main, alt := s.ring.BlindIndexes(idNumberColumn, number.Digits())
	return store.Indexes{Main: main, Alt: alt}
}

// settleClaim gives a claimed number to the person if nobody holds it any
// longer, and tells whether it is a claim still.
func (s *Service) settleClaim(
	ctx context.Context, tx *store.Tx, p models.Person, number models.IDNumber,
) (models.Person, bool, error) {
	indexes := s.numberIndexes(number)
	err := settleClaim(ctx, tx, p.ID, indexes)
	if errors.Is(err, store.ErrDuplicate) {
		return p, true, nil
	}
	if err != nil {
		return p, true, err
	}
	p.ClaimedAt, p.IDNumberIndex, p.IDNumberIndexAlt = nil, indexes.Main, indexes.Alt
	p.Version, p.UpdatedAt = p.Version+1, tx.Now
	return p, false, nil
}

// verify ends a review well, for a claim only once the number is free. The person
// is told of the lists that wait for them.
func (s *Service) verify(ctx context.Context, tx *store.Tx, p models.Person) error {
	if p.Claims() {
		_, number, err := s.identityOf(p)
		if err != nil {
			return err
		}
		_, claims, err := s.settleClaim(ctx, tx, p, number)
		if err != nil {
			return err
		}
		if claims {
			return models.ErrIdentityConflict
		}
	}
	if err := verifyPerson(ctx, tx, p.ID); err != nil {
		return err
	}
	if err := findable.Refresh(ctx, tx, p.ID); err != nil {
		return err
	}
	if err := s.carryBans(ctx, tx, p); err != nil {
		return err
	}
	name, number, err := s.identityOf(p)
	if err != nil {
		return err
	}
	return rostermatch.TellVerified(ctx, tx, s.ring, p.ID, name, number)
}
