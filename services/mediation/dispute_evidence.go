package mediation

import (
	"context"

	"xinjumin/models"
	"xinjumin/models/dispute"
	"xinjumin/models/upload"
	"xinjumin/services/internal/attach"
	"xinjumin/services/internal/store"
	"xinjumin/services/internal/text"
)

// fileSubject is what the files of a case are attached to. The law keeps them
// with the case when an account is closed (services/files).
const fileSubject = "dispute"

// Brought is a file that somebody handed in with a case, with links for the
// reader.
type Brought struct {
	upload.View
	Title    string
	Hash     []byte            // SHA-256 of the content; empty of old ones
	Party    *models.ID        // whose it is; nil: of the committee
	Owner    string            // the name of the party
	Side     dispute.PartySide // of its owner; empty: of the committee
	Replaces *models.ID
	Shared   bool // all parties read it
	Me       bool // the reader's own
	CanShare bool // the reader may open it to all parties
}

var errNoWords = models.BodyField("/statement", "required", "请写一写发生了什么事，或者录一段语音",
	"Say what happened in writing or by voice")

// cleanVoice checks the recording with its transcript and the number of other
// files. An applicant who tells it by voice alone need not write: the transcript is the
// statement once the speaker has confirmed it, else the recording is.
func (f *Filing) cleanVoice(bad *[]models.FieldError) {
	f.Voice.Words = text.CleanLines(f.Voice.Words)
	*bad = append(*bad, f.Voice.Check()...)
	switch {
	case f.Voice.ID.IsZero() && (f.Voice.Words != "" || f.Voice.Lang != "" || f.Voice.Confirmed):
		*bad = append(*bad, models.BodyField("/voice_id", "required", "请先录一段语音",
			"A transcript needs the recording"))
	case f.Statement == "" && f.Voice.ID.IsZero():
		*bad = append(*bad, errNoWords)
	case f.Statement == "" && f.Voice.Confirmed:
		f.Statement = f.Voice.Words
	}
	if len(f.Evidence) > dispute.EvidenceMax {
		*bad = append(*bad, models.BodyField("/evidence_ids", "max_items", "最多可以交9个文件", "Too many files"))
	}
}

// keepFiles binds what came with a filing to its case, all or nothing: pieces of the
// evidence of the party that brought them, and the recording.
func (s *Service) keepFiles(
	ctx context.Context, tx *store.Tx, actor models.Actor, f Filing, brought dispute.Party,
) error {
	id := brought.DisputeID
	err := attach.Files(ctx, tx, actor, f.Evidence, upload.Evidence, fileSubject, id, "/evidence_ids")
	if err != nil {
		return err
	}
	if len(f.Evidence) > 0 {
		rows := make([]dispute.Evidence, len(f.Evidence))
		for i, file := range f.Evidence {
			rows[i] = dispute.Evidence{ID: file, DisputeID: id, PartyID: &brought.ID, CreatedBy: actor.PersonID,
				CreatedAt: tx.Now}
		}
		if err := insertEvidence(ctx, tx, rows...); err != nil {
			return err
		}
	}
	if f.Voice.ID.IsZero() {
		return nil
	}
	return attach.Voice(ctx, tx, s.ring, actor, f.Voice, fileSubject, id, "/voice_id")
}

// brought gives what was handed in with a case, as far as the actor may read it:
// the evidence, and the recording in which it was told, if there is one.
func (s *Service) brought(ctx context.Context, actor models.Actor, d dispute.Seen,
	sides []Party) ([]Brought, *Brought, error) {
	rows, err := listDisputeFiles(ctx, s.st, actor, d.ID)
	if err != nil {
		return nil, nil, err
	}
	evidence, now, own := []Brought{}, s.st.Now(), ownParty(sides)
	var voice *Brought
	for _, r := range rows {
		view, err := attach.View(s.ring, r.File, actor.PersonID, now)
		if err != nil {
			return nil, nil, err
		}
		b := Brought{View: view, Hash: r.ContentHash, Party: r.PartyID, Replaces: r.ReplacesID,
			Shared: r.SharedAt != nil, Me: r.OwnerID == actor.PersonID}
		if !r.BroughtPiece {
			b.Side = dispute.SideApplicant
			voice = &b
			continue
		}
		if b.Title, err = s.open(evidenceColumn, r.ID, r.TitleSealed); err != nil {
			return nil, nil, err
		}
		var owner *dispute.Party
		if p := partyOf(sides, r.PartyID); p != nil {
			b.Side, b.Owner, owner = p.Side, p.Name, &p.Party
		}
		b.CanShare = !b.Shared && d.EndedAt == nil && d.Standing.MayShare(own, owner) == nil
		evidence = append(evidence, b)
	}
	return evidence, voice, nil
}
