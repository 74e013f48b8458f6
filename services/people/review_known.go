package people

import (
	"bytes"
	"context"
	"slices"

	"xinjumin/models"
	"xinjumin/services/internal/store"
)

// claimed is a claim on the list of reviews, with the indexes of its number.
type claimed struct {
	at     int // its place in the list
	number store.Indexes
}

// heldBy reports whether a person holds the number that is claimed.
func (c claimed) heldBy(h models.Person) bool {
	same := func(a, b []byte) bool { return len(a) > 0 && bytes.Equal(a, b) }
	return same(c.number.Main, h.IDNumberIndex) || same(c.number.Alt, h.IDNumberIndexAlt)
}

// reviewChoices adds to a page of reviews what the actor may decide. What the rules must
// know is asked once for the page: a claim, of which there are few, costs four queries
// more, however many there are.
func (s *Service) reviewChoices(ctx context.Context, actor models.Actor, rows []Review, claims []claimed) error {
	people := make([]models.ID, len(rows))
	for i, r := range rows {
		people[i] = r.Person.ID
	}
	registered, err := listRegisteredBy(ctx, s.st, actor.PersonID, people)
	if err != nil {
		return err
	}
	known := make([]models.ReviewKnown, len(rows))
	for i, r := range rows {
		known[i].Unreadable = r.Unreadable
		if slices.Contains(registered, r.Person.ID) {
			known[i].NotApprove = ErrSecondLook
		}
	}
	if len(claims) > 0 {
		if err := s.knowClaims(ctx, actor, rows, claims, known); err != nil {
			return err
		}
	}
	for i, r := range rows {
		rows[i].Choices = r.Person.ReviewChoices(actor, known[i])
	}
	return nil
}

// knowClaims finds who holds the numbers that are claimed, and what stands against a merge.
func (s *Service) knowClaims(ctx context.Context, actor models.Actor, rows []Review, claims []claimed,
	known []models.ReviewKnown) error {
	numbers := make([]store.Indexes, len(claims))
	for i, c := range claims {
		numbers[i] = c.number
	}
	holders, err := listIDNumberHolders(ctx, s.st, numbers)
	if err != nil {
		return err
	}
	now := s.st.Now()
	var claimants, held, subjects []models.ID
	for _, c := range claims {
		for _, h := range holders {
			if c.heldBy(h) {
				claim := rows[c.at].Person
				known[c.at].Holder = &h
				claimants, held = append(claimants, claim.ID), append(held, h.ID)
				subjects = append(subjects, mergeSubject(claim, h))
			}
		}
	}
	if len(held) == 0 {
		return nil
	}
	staff, err := listStaff(ctx, s.st, held, now)
	if err != nil {
		return err
	}
	history, err := listWithHistory(ctx, s.st, claimants)
	if err != nil {
		return err
	}
	proposed, err := listMergeProposals(ctx, s.st, subjects, now)
	for _, c := range claims {
		k := &known[c.at]
		if k.Holder == nil {
			continue
		}
		claim := rows[c.at].Person
		k.Staff, k.History = slices.Contains(staff, k.Holder.ID), slices.Contains(history, claim.ID)
		subject := mergeSubject(claim, *k.Holder)
		k.SecondPerson = slices.ContainsFunc(proposed, func(a models.Approval) bool {
			return a.SubjectID == subject && a.ProposedBy == actor.PersonID
		})
	}
	return err
}
