package party

import (
	"context"
	"errors"
	"unicode/utf8"

	"xinjumin/models"
	"xinjumin/models/branch"
	"xinjumin/services/internal/act"
	"xinjumin/services/internal/audit"
	"xinjumin/services/internal/inbox"
	"xinjumin/services/internal/keyring"
	"xinjumin/services/internal/store"
	"xinjumin/services/internal/text"
)

// Transfer is a transfer with what is sealed in it.
type Transfer struct {
	TransferSeen
	Outside  string // name of the receiving branch that is not ours
	Note     string
	LetterNo string
	Choices  models.Choices
}

func (t *Transfer) texts() []sealedText {
	return []sealedText{
		{keyring.TransferName, &t.NameSealed, &t.Outside}, {keyring.TransferNote, &t.NoteSealed, &t.Note},
		{keyring.TransferLetter, &t.LetterSealed, &t.LetterNo},
	}
}

// openedTransfer shows a transfer that was read, with what the actor may do to it.
func (s *Service) openedTransfer(ctx context.Context, q store.Reader,
	actor models.Actor) func(TransferSeen, error) (Transfer, error) {
	return func(seen TransferSeen, err error) (Transfer, error) {
		t := Transfer{TransferSeen: seen}
		if err != nil {
			return t, err
		}
		t.Choices, err = t.TransferSeen.Choices(actor, func() error { return mayMove(ctx, q, t.TransferSeen.Transfer) })
		if err != nil {
			return t, err
		}
		return t, s.openAll(t.ID, t.texts()...)
	}
}

// mayMove refuses to move the tie of a transfer as things stand now.
func mayMove(ctx context.Context, q store.Reader, t branch.Transfer) error {
	from, err := q.OrganizationOf(ctx, t.FromOrganizationID)
	if err != nil {
		return err
	}
	var to *models.Organization
	if t.ToOrganizationID != nil {
		o, err := q.OrganizationOf(ctx, *t.ToOrganizationID)
		if err != nil {
			return err
		}
		to = &o
	}
	_, err = moved(ctx, q, t, from, to)
	return err
}

// moved gives the membership whose tie a transfer moves from one branch to another, which
// may be refused by now.
func moved(ctx context.Context, q store.Reader, t branch.Transfer, from models.Organization,
	to *models.Organization) (models.Membership, error) {
	m, err := q.ActiveMembership(ctx, from.ID, t.PersonID)
	if errors.Is(err, store.ErrNotFound) || err == nil && m.ID != t.MembershipID {
		return m, models.ErrMembershipNotActive
	}
	if err != nil {
		return m, err
	}
	return m, branch.MayTransfer(m, from, to)
}

// Destination is where a tie is to go: to one of our branches, or to one outside
// that has a name only.
type Destination struct {
	OrganizationID *models.ID
	Name           string
	Note           string
}

func (d *Destination) clean() error {
	d.Name, d.Note = text.Clean(d.Name), text.Clean(d.Note)
	if (d.OrganizationID == nil) == (d.Name == "") {
		return models.ErrInvalid.With(models.BodyField("/to_name", "one", "请选择转入的党支部，或填写外地党支部的名称",
			"Choose a branch, or name one that is outside"))
	}
	if utf8.RuneCountInString(d.Name) > branch.NameMax ||
		utf8.RuneCountInString(d.Note) > branch.TransferNoteMax {
		return models.ErrInvalid.With(models.BodyField("/note", "length", "内容太长了", "The text is too long"))
	}
	return nil
}

// RequestTransfer asks to move the formal tie of a membership, by its person or an
// officer of the branch. Of one tie one transfer is open at a time.
func (s *Service) RequestTransfer(
	ctx context.Context, actor models.Actor, membership models.ID, d Destination,
) (Transfer, error) {
	if err := d.clean(); err != nil {
		return Transfer{}, err
	}
	return act.On(ctx, s.st, actor, act.Of[moving, Transfer]{
		Event: func(v moving) audit.Event {
			return audit.InOrganization(v.from, ActionTransfer, "party_transfer", v.t.ID, nil)
		},
		Lock: func(tx *store.Tx) (v moving, err error) {
			if v.m, err = readBranchMembership(ctx, tx, actor, membership); err != nil {
				return v, err
			}
			if v.from, v.to, err = lockPair(ctx, tx, actor, v.m.OrganizationID, d.OrganizationID); err != nil {
				return v, err
			}
			v.m, err = readBranchMembership(ctx, tx, actor, membership)
			return v, err
		},
		Next: func(_ *store.Tx, v *moving) error { return branch.MayTransfer(v.m, v.from, v.to) },
		Do: func(tx *store.Tx, v *moving) error {
			v.t = branch.Transfer{ID: tx.NewID(), PersonID: v.m.PersonID, MembershipID: v.m.ID,
				FromOrganizationID: v.from.ID, ToOrganizationID: d.OrganizationID, State: branch.TransferRequested,
				LiveKey: v.m.ID[:], RequestedBy: actor.PersonID, Version: 1, CreatedAt: tx.Now, UpdatedAt: tx.Now}
			told := Transfer{TransferSeen: TransferSeen{Transfer: v.t}, Outside: d.Name, Note: d.Note}
			if err := s.sealAll(v.t.ID, told.texts()...); err != nil {
				return err
			}
			v.t = told.Transfer
			return act.Taken(insertPartyTransfer(ctx, tx, &v.t), branch.ErrTransferOpen)
		},
		Tell: func(tx *store.Tx, v moving) error {
			n := inbox.Notice{Kind: branch.NoticeTransferRequested, Subject: "party_transfer", SubjectID: v.t.ID}
			receiver := v.from
			if v.to != nil {
				receiver = *v.to
			}
			return tellOfficers(ctx, tx, n, receiver, actor)
		},
		Answer: func(tx *store.Tx, v moving) (Transfer, error) {
			return s.openedTransfer(ctx, tx, actor)(readPartyTransfer(ctx, tx, actor, v.t.ID))
		},
	})
}

// moving is a transfer in the hands of an act, with the locked rows of both branches.
type moving struct {
	from models.Organization
	to   *models.Organization // nil: outside
	m    models.Membership
	t    branch.Transfer
}

// lockPair holds both branches; to may be nil, else it is one that the actor may see.
func lockPair(
	ctx context.Context, tx *store.Tx, actor models.Actor, from models.ID, to *models.ID,
) (models.Organization, *models.Organization, error) {
	if to == nil {
		o, err := act.Hold(ctx, tx, from)
		return o, nil, err
	}
	if *to != from {
		if _, err := tx.Organization(ctx, actor, *to); err != nil {
			return models.Organization{}, nil, err
		}
	}
	o, other, err := act.HoldBoth(ctx, tx, from, *to)
	return o, &other, err
}

// Transfer reads a transfer that the actor may see.
func (s *Service) Transfer(ctx context.Context, actor models.Actor, id models.ID) (Transfer, error) {
	return s.openedTransfer(ctx, s.st, actor)(readPartyTransfer(ctx, s.st, actor, id))
}

// Transfers lists the transfers from and to a branch to those who decide them.
func (s *Service) Transfers(
	ctx context.Context, actor models.Actor, organization models.ID, page models.Page,
) (models.List[TransferSeen], error) {
	if _, err := s.officers(ctx, actor, organization); err != nil {
		return models.List[TransferSeen]{}, err
	}
	return listPartyTransfers(ctx, s.st, organization, page)
}

// OwnTransfers lists the actor's transfers, the newest first.
func (s *Service) OwnTransfers(
	ctx context.Context, actor models.Actor, page models.Page,
) (models.List[TransferSeen], error) {
	return listOwnPartyTransfers(ctx, s.st, actor.PersonID, page)
}
