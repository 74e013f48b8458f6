package mediation

import (
	"context"

	"xinjumin/models"
	"xinjumin/models/dispute"
	"xinjumin/models/upload"
	"xinjumin/services/internal/act"
	"xinjumin/services/internal/attach"
	"xinjumin/services/internal/store"
	"xinjumin/services/internal/text"
)

// HandedIn is a piece of evidence on its way into a case.
type HandedIn struct {
	File     models.ID  // an own free file of the purpose evidence
	Title    string     // what it shows; may be empty
	Party    *models.ID // whose it is, said by the committee; nil: its own
	Replaces *models.ID // an older piece of the same owner, of which this is the better copy
	Shared   bool       // all parties may read it from the start
}

// HandIn adds a piece to a case: a party its own, the committee its own or what a party
// brought to it. Only the committee and its owner read it until it is shared. A piece
// that was replaced before is dispute.ErrReplaced.
func (s *Service) HandIn(
	ctx context.Context, actor models.Actor, id models.ID, version *int64, in HandedIn,
) (Summary, error) {
	in.Title = text.Clean(in.Title)
	var bad []models.FieldError
	if length(&bad, "/title", in.Title, 0, dispute.TitleMax); len(bad) > 0 {
		return Summary{}, models.ErrInvalid.With(bad...)
	}
	return s.do(ctx, actor, Act{ID: id, Version: version}, dispute.HandIn, func(tx *store.Tx, st *step) error {
		owner, err := st.bringer(actor, in.Party)
		if err != nil {
			return err
		}
		if in.Shared {
			if err := st.standing.MayShare(st.ownID(actor), owner); err != nil {
				return err
			}
		}
		row := dispute.Evidence{ID: in.File, DisputeID: st.d.ID, ReplacesID: in.Replaces, CreatedBy: actor.PersonID,
			CreatedAt: tx.Now}
		if owner != nil {
			row.PartyID = &owner.ID
		}
		if row.TitleSealed, err = s.seal(evidenceColumn, row.ID, in.Title); err != nil {
			return err
		}
		if in.Shared {
			row.SharedAt, row.SharedBy = &tx.Now, &actor.PersonID
		}
		if err := replaceable(ctx, tx, row); err != nil {
			return err
		}
		err = attach.File(ctx, tx, actor, in.File, upload.Evidence, fileSubject, st.d.ID, "/file_id")
		if err != nil {
			return err
		}
		if err := act.Taken(insertEvidence(ctx, tx, row), dispute.ErrReplaced); err != nil {
			return err
		}
		return st.handed(ctx, tx, actor, row)
	})
}

// Share opens a piece to all parties, for good: what somebody has read cannot be unread.
func (s *Service) Share(ctx context.Context, actor models.Actor, piece models.ID) (Summary, error) {
	return s.do(ctx, actor, Act{ID: piece, by: byEvidence}, dispute.Share, func(tx *store.Tx, st *step) error {
		row, err := readEvidence(ctx, tx, actor, piece)
		if err != nil {
			return err
		}
		owner, err := st.party(row.PartyID)
		if err != nil {
			return err
		}
		if err := st.standing.MayShare(st.ownID(actor), owner); err != nil {
			return err
		}
		if err := act.Lost(shareEvidence(ctx, tx, piece, actor.PersonID), dispute.ErrShared); err != nil {
			return err
		}
		row.SharedAt = &tx.Now
		return st.handed(ctx, tx, actor, row)
	})
}

// ownID is which party of a locked case the actor is; nil: none.
func (st *step) ownID(actor models.Actor) *models.ID {
	own, err := st.own(actor)
	if err != nil {
		return nil
	}
	return &own.ID
}

// bringer is whose a piece is: a party's own, or whose the committee says; nil: the
// committee's.
func (st *step) bringer(actor models.Actor, named *models.ID) (*dispute.Party, error) {
	if st.standing.Side == "" {
		return st.party(named)
	}
	own, err := st.own(actor)
	if err == nil && named != nil && *named != own.ID {
		return nil, models.ErrInvalid.With(models.BodyField("/party_id", "own", "只能交自己的材料",
			"A party hands in its own"))
	}
	return own, err
}

// handed says that a piece has come, to whoever may read it.
func (st *step) handed(ctx context.Context, tx *store.Tx, actor models.Actor, row dispute.Evidence) error {
	audience := dispute.AudienceCommittee
	switch {
	case row.SharedAt != nil:
		audience = dispute.AudienceParties
	case row.PartyID != nil:
		audience = dispute.AudienceParty
	}
	l := line{kind: dispute.EventHandedIn, audience: audience}
	if audience == dispute.AudienceParty {
		l.party = row.PartyID
	}
	st.lines = append(st.lines, l)
	st.detail["file_id"], st.detail["audience"] = row.ID.String(), string(audience)
	people, err := st.readers(ctx, tx, audience, row.PartyID)
	if err != nil {
		return err
	}
	return tellHourly(ctx, tx, st.d, dispute.NoticeHandedIn, models.Without(people, actor.PersonID)...)
}

// replaceable checks that a new piece names an older one of the same owner in its case.
func replaceable(ctx context.Context, tx *store.Tx, row dispute.Evidence) error {
	if row.ReplacesID == nil {
		return nil
	}
	found, err := countReplaceable(ctx, tx, row)
	if err == nil && found == 0 {
		return models.ErrInvalid.With(models.BodyField("/replaces_id", "unknown", "请选择要换掉的那份材料",
			"No piece of the same owner in this case"))
	}
	return err
}
