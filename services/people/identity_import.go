package people

import (
	"context"
	"errors"
	"strconv"
	"unicode/utf8"

	"xinjumin/models"
	"xinjumin/models/assistance"
	"xinjumin/services/internal/audit"
	"xinjumin/services/internal/store"
	"xinjumin/services/internal/text"
)

// Imported tells what a list of identities has brought. Rows count from 1.
type Imported struct {
	Verified  int   // people who are verified by it
	Differing int   // same number, another name: for the desk to look at
	Unmatched int   // nobody of the actor's subtrees waits under this number
	Invalid   []int // rows that are no identity
}

// ImportIdentities verifies who waits for it in the actor's subtrees and stands
// in an authority's list with the same name and number. Nothing of the list is
// kept: not who was not found, nor numbers. Each person is verified by a
// transaction of their own, so the list may be sent again.
func (s *Service) ImportIdentities(
	ctx context.Context, actor models.Actor, source string, rows []Identity,
) (Imported, error) {
	var out Imported
	if source = text.Clean(source); source == "" || utf8.RuneCountInString(source) > models.ImportSourceMax {
		return out, models.ErrInvalid.With(models.BodyField("/source", "length", "请填写名单来源，最多80个字",
			"Name the source, at most 80 characters"))
	}
	today := models.DayOf(s.st.Now())
	for i, row := range rows {
		name, number, err := checkIdentity(row, today)
		if err != nil {
			out.Invalid = append(out.Invalid, i+1)
			continue
		}
		if err := s.match(ctx, actor, name, number, &out); err != nil {
			return out, err
		}
	}
	err := s.st.InTx(ctx, func(tx *store.Tx) error {
		return audit.Record(ctx, tx, actor,
			audit.Event{Action: ActionImport, Object: "person", Detail: map[string]string{
				"source": source, "rows": strconv.Itoa(len(rows)), "verified": strconv.Itoa(out.Verified),
				"differing": strconv.Itoa(out.Differing)}})
	})
	return out, err
}

// match verifies the person whom a row of a list is about, if there is one.
func (s *Service) match(
	ctx context.Context, actor models.Actor, name string, number models.IDNumber, out *Imported,
) error {
	p, err := readIDNumberHolder(ctx, s.st, s.numberIndexes(number))
	waits := err == nil && p.Verification == models.VerificationPending && mayReview(actor, p) == nil
	if err != nil && !errors.Is(err, store.ErrNotFound) {
		return err
	}
	if !waits {
		out.Unmatched++
		return nil
	}
	submitted, _, err := s.identityOf(p)
	switch {
	case err != nil:
		return err
	case !text.SameName(submitted, name):
		out.Differing++
		return nil
	}
	_, err = s.approve(ctx, actor, p.ID, &p.Version, map[string]string{"by": "list"})
	switch {
	case errors.Is(err, models.ErrStale), errors.Is(err, models.ErrIdentityState), // the desk was faster
		errors.Is(err, assistance.ErrSecond): // written down by the same person
		out.Unmatched++
		return nil
	case err != nil:
		return err
	}
	out.Verified++
	return nil
}
