package mediation

import (
	"context"
	"crypto/sha256"
	"encoding/hex"

	"xinjumin/models"
	"xinjumin/models/dispute"
	"xinjumin/models/upload"
	"xinjumin/services/internal/act"
	"xinjumin/services/internal/attach"
	"xinjumin/services/internal/audit"
	"xinjumin/services/internal/store"
	"xinjumin/services/mediation/papers"
)

// Audited acts on papers.
var (
	ActionPrintDocument = models.NewAction("dispute_document.print", "纠纷调解：制作文书")
	ActionVoidDocument  = models.NewAction("dispute_document.void", "纠纷调解：作废文书")
)

// documentSubject is what the bytes of a paper are attached to. The law keeps them with
// the case when an account is closed (services/files).
const documentSubject = "dispute_document"

// Shelf keeps the bytes of what was printed; the files area does.
type Shelf interface {
	// Keep seals and stores a PDF, to be bound by attach.Printed or dropped.
	Keep(ctx context.Context, owner models.ID, name string, content []byte) (upload.File, error)
	// Drop removes what was kept and not bound.
	Drop(ctx context.Context, id models.ID)
}

// PrintsTo says where papers are kept, and below which address of this server a printed
// code may be asked for; without an address no picture leads there.
func (s *Service) PrintsTo(shelf Shelf, address string) { s.shelf, s.address = shelf, address }

// Document is a printed paper with a link to its bytes for the reader.
type Document struct {
	dispute.Document
	upload.View
}

// PrintDocument names the case and the kind of paper.
type PrintDocument struct {
	ID      models.ID
	Version *int64
	Kind    dispute.DocumentKind
	Session *models.ID // of the case, of which a paper of this kind is the record
}

// printed is a paper on its way to its case.
type printed struct {
	seen dispute.Seen
	doc  dispute.Document
	file upload.File
}

// PrintDocument makes a paper of a case, by a mediator of it or the head. It says what
// the case says at this moment and leaves room for the rest. The paper of the same kind
// before it, and of the same session, is superseded. It is laid out outside the
// transaction, which binds it if the case is still what it was (else models.ErrStale).
// Refusals: dispute.own_case,
// file.store_unavailable.
func (s *Service) PrintDocument(ctx context.Context, actor models.Actor, in PrintDocument) (Document, error) {
	p, err := s.layOut(ctx, actor, in)
	if err != nil {
		return Document{}, err
	}
	out, err := act.On(ctx, s.st, actor, act.Of[printed, Document]{
		Event: func(v printed) audit.Event {
			return event(ActionPrintDocument, v.seen.Dispute, map[string]string{"document": string(in.Kind)})
		},
		Lock: func(tx *store.Tx) (printed, error) {
			seen, err := lockDispute(ctx, tx, actor, in.ID)
			return printed{seen: seen, doc: p.doc, file: p.file}, err
		},
		May:     func(_ *store.Tx, v printed) error { return v.seen.Standing.MayPrint() },
		Version: in.Version, VersionOf: func(v printed) int64 { return v.seen.Version },
		Next: func(_ *store.Tx, v *printed) error {
			if err := v.seen.Prints(in.Kind); err != nil {
				return err
			}
			if v.seen.Version != v.doc.CaseVersion || v.file.ID.IsZero() {
				return models.ErrStale
			}
			return nil
		},
		Do: func(tx *store.Tx, v *printed) (err error) {
			v.doc.ID, v.doc.CreatedAt = tx.NewID(), tx.Now
			if v.file, err = attach.Printed(ctx, tx, p.file, documentSubject, v.doc.ID); err != nil {
				return err
			}
			return replaceDocument(ctx, tx, &v.doc, in.Session)
		},
		Answer: func(tx *store.Tx, v printed) (Document, error) {
			view, err := attach.View(s.ring, v.file, actor.PersonID, tx.Now)
			return Document{v.doc, view}, err
		},
	})
	if err != nil && !p.file.ID.IsZero() { // refused, or an equal request was faster
		s.shelf.Drop(ctx, p.file.ID)
	}
	return out, err
}

// layOut prints the paper and stores its bytes. For who may not have it, or has looked
// at another version of the case, there is nothing: the act refuses them.
func (s *Service) layOut(ctx context.Context, actor models.Actor, in PrintDocument) (printed, error) {
	c, err := s.Get(ctx, actor, in.ID)
	if err != nil || c.Standing.MayPrint() != nil || c.Prints(in.Kind) != nil ||
		in.Version != nil && *in.Version != c.Version {
		return printed{}, nil //nolint:nilerr // told by the act, which writes the refusal down
	}
	code, now := s.newCode(), s.st.Now()
	paper := s.paper(c, in.Kind)
	if in.Session != nil {
		if paper, err = s.sessionPaper(ctx, actor, c, in); err != nil {
			return printed{}, err
		}
	}
	mark := papers.Mark{Code: code, Made: now.Time()}
	if s.address != "" {
		mark.Link = s.address + "/documents/" + code
	}
	content, err := papers.Hash(paper)
	if err != nil {
		return printed{}, err
	}
	pdf, err := papers.Print(ctx, paper, mark)
	if err != nil {
		return printed{}, err
	}
	title, _ := in.Kind.Text()
	file, err := s.shelf.Keep(ctx, actor.PersonID, title+".pdf", pdf)
	if err != nil {
		return printed{}, err
	}
	sum := sha256.Sum256(pdf)
	return printed{file: file, doc: dispute.Document{
		DisputeID: in.ID, Kind: in.Kind, CaseVersion: c.Version, Code: code, ContentSHA256: content,
		SHA256: hex.EncodeToString(sum[:]), FileID: file.ID, State: dispute.DocumentValid, MadeOn: models.DayOf(now),
		CreatedBy: actor.PersonID,
	}}, nil
}

// Documents lists the papers of a case, the newest first: to the committee all, to a
// party those that all parties may read.
func (s *Service) Documents(
	ctx context.Context, actor models.Actor, id models.ID, page models.Page,
) (models.List[Document], error) {
	if _, err := readDispute(ctx, s.st, actor, id); err != nil {
		return models.List[Document]{}, err
	}
	rows, err := listDocuments(ctx, s.st, actor, id, page)
	if err != nil {
		return models.List[Document]{}, err
	}
	files, err := listDocumentFiles(ctx, s.st, rows.Items)
	if err != nil {
		return models.List[Document]{}, err
	}
	out := models.List[Document]{Items: make([]Document, len(rows.Items)), Next: rows.Next}
	for i, d := range rows.Items {
		view, err := attach.View(s.ring, files[d.FileID], actor.PersonID, s.st.Now())
		if err != nil {
			return models.List[Document]{}, err
		}
		out.Items[i] = Document{d, view}
	}
	return out, nil
}

// VoidDocument ends a paper that should not be used, by whoever may print one. Refusal:
// document.ended.
func (s *Service) VoidDocument(ctx context.Context, actor models.Actor, id models.ID) (Document, error) {
	return act.On(ctx, s.st, actor, act.Of[printed, Document]{
		Event: func(v printed) audit.Event {
			return event(ActionVoidDocument, v.seen.Dispute, map[string]string{"document": string(v.doc.Kind)})
		},
		Lock: func(tx *store.Tx) (v printed, err error) {
			if v.doc, err = readDocument(ctx, tx, actor, id); err != nil {
				return v, err
			}
			v.seen, err = lockDispute(ctx, tx, actor, v.doc.DisputeID)
			return v, err
		},
		May: func(_ *store.Tx, v printed) error { return v.seen.Standing.MayPrint() },
		Do: func(tx *store.Tx, v *printed) error {
			v.doc.State, v.doc.LiveKey, v.doc.EndedAt = dispute.DocumentVoid, nil, &tx.Now
			if err := tx.Forget(ctx, id); err != nil {
				return err
			}
			return act.Lost(endDocument(ctx, tx, id, dispute.DocumentVoid), dispute.ErrDocumentEnded)
		},
		Answer: func(tx *store.Tx, v printed) (Document, error) {
			files, err := listDocumentFiles(ctx, tx, []dispute.Document{v.doc})
			if err != nil {
				return Document{}, err
			}
			view, err := attach.View(s.ring, files[v.doc.FileID], actor.PersonID, tx.Now)
			return Document{v.doc, view}, err
		},
	})
}

// Checked is what anybody who holds a paper may learn about it: no name.
type Checked struct {
	dispute.Document
	CommitteeName string
	FileNo        *string // in the books of the committee; nil before acceptance
}

// CheckDocument tells who holds a paper whether it is valid. What is no code of a paper
// is models.ErrNotFound.
func (s *Service) CheckDocument(ctx context.Context, typed string) (Checked, error) {
	code, ok := dispute.ReadDocumentCode(typed)
	if !ok {
		return Checked{}, models.ErrNotFound
	}
	return checkDocument(ctx, s.st, code)
}

// newCode gives the code of a new paper, from those bytes of a random id that are random.
func (s *Service) newCode() string {
	id := s.st.NewSecretID()
	return dispute.DocumentCode([10]byte(append(id[:6:6], id[10:14]...)))
}

// DocumentForm gives the empty paper of a kind, to be filled in by hand. It says the same
// to everybody, so that it is laid out once: some fifteen of them, 100 KB each at most.
func (s *Service) DocumentForm(ctx context.Context, kind dispute.DocumentKind) ([]byte, error) {
	form, ok := papers.Form(kind)
	if !ok {
		return nil, models.ErrNotFound
	}
	if made, has := s.forms.Load(kind); has {
		return made.([]byte), nil
	}
	content, err := papers.Print(ctx, form, papers.Mark{})
	if err == nil {
		s.forms.Store(kind, content)
	}
	return content, err
}
