package party

import (
	"context"
	"errors"
	"unicode/utf8"

	"xinjumin/models"
	"xinjumin/models/branch"
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
}

func (t *Transfer) texts() []sealedText {
	return []sealedText{
		{keyring.TransferName, &t.NameSealed, &t.Outside}, {keyring.TransferNote, &t.NoteSealed, &t.Note},
		{keyring.TransferLetter, &t.LetterSealed, &t.LetterNo},
	}
}

func (s *Service) openedTransfer(seen TransferSeen, err error) (Transfer, error) {
	t := Transfer{TransferSeen: seen}
	if err != nil {
		return t, err
	}
	return t, s.openAll(t.ID, t.texts()...)
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
	var out Transfer
	if err := d.clean(); err != nil {
		return out, err
	}
	err := s.st.InTx(ctx, func(tx *store.Tx) error {
		m, err := readBranchMembership(ctx, tx, actor, membership)
		if err != nil {
			return err
		}
		from, to, err := lockPair(ctx, tx, actor, m.OrganizationID, d.OrganizationID)
		if err != nil {
			return err
		}
		if m, err = readBranchMembership(ctx, tx, actor, membership); err != nil {
			return err
		}
		if err := branch.MayTransfer(m, from, to); err != nil {
			return err
		}
		t := branch.Transfer{ID: tx.NewID(), PersonID: m.PersonID, MembershipID: m.ID, FromOrganizationID: from.ID,
			ToOrganizationID: d.OrganizationID, State: branch.TransferRequested, LiveKey: m.ID[:],
			RequestedBy: actor.PersonID, Version: 1, CreatedAt: tx.Now, UpdatedAt: tx.Now}
		out = Transfer{TransferSeen: TransferSeen{Transfer: t}, Outside: d.Name, Note: d.Note}
		if err := s.sealAll(t.ID, out.texts()...); err != nil {
			return err
		}
		if err := insertPartyTransfer(ctx, tx, &out.Transfer); errors.Is(err, store.ErrDuplicate) {
			return branch.ErrTransferOpen.Because(err)
		} else if err != nil {
			return err
		}
		n := inbox.Notice{Kind: branch.NoticeTransferRequested, Subject: "party_transfer", SubjectID: t.ID}
		receiver := from
		if to != nil {
			receiver = *to
		}
		if err := tellOfficers(ctx, tx, n, receiver, actor); err != nil {
			return err
		}
		return s.transferDone(ctx, tx, actor, from, ActionTransfer, t.ID, &out)
	})
	return out, err
}

// lockPair locks the rows of both branches, the smaller id first, so that two
// transfers between them never wait for each other in a ring. to may be nil.
func lockPair(
	ctx context.Context, tx *store.Tx, actor models.Actor, from models.ID, to *models.ID,
) (models.Organization, *models.Organization, error) {
	if to == nil || *to == from {
		o, err := tx.LockOrganization(ctx, from)
		if to == nil {
			return o, nil, err
		}
		return o, &o, err
	}
	if _, err := tx.Organization(ctx, actor, *to); err != nil {
		return models.Organization{}, nil, err
	}
	first, second := from, *to
	if second.String() < first.String() {
		first, second = second, first
	}
	a, err := tx.LockOrganization(ctx, first)
	if err != nil {
		return a, nil, err
	}
	b, err := tx.LockOrganization(ctx, second)
	if err != nil {
		return b, nil, err
	}
	if a.ID == from {
		return a, &b, nil
	}
	return b, &a, nil
}

// transferDone writes the audit row of the old branch and answers.
func (s *Service) transferDone(
	ctx context.Context, tx *store.Tx, actor models.Actor, from models.Organization, action models.Action, id models.ID,
	out *Transfer,
) error {
	if err := audit.Record(ctx, tx, actor, about(from, action, "party_transfer", id, nil)); err != nil {
		return err
	}
	var err error
	if *out, err = s.openedTransfer(readPartyTransfer(ctx, tx, actor, id)); err != nil {
		return err
	}
	return tx.Answer(ctx, *out)
}

// Transfer reads a transfer that the actor may see.
func (s *Service) Transfer(ctx context.Context, actor models.Actor, id models.ID) (Transfer, error) {
	return s.openedTransfer(readPartyTransfer(ctx, s.st, actor, id))
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
