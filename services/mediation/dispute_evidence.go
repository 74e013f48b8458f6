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
	Side dispute.PartySide // whose it is
	Me   bool              // the reader brought it
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

// keepFiles binds what came with a filing to its case, all or nothing.
func (s *Service) keepFiles(ctx context.Context, tx *store.Tx, actor models.Actor, f Filing, id models.ID) error {
	err := attach.Files(ctx, tx, actor, f.Evidence, upload.Evidence, fileSubject, id, "/evidence_ids")
	if err != nil || f.Voice.ID.IsZero() {
		return err
	}
	return attach.Voice(ctx, tx, s.ring, actor, f.Voice, fileSubject, id, "/voice_id")
}

// brought gives what was handed in with a case, as far as the actor may read it:
// the evidence, and the recording in which it was told, if there is one.
func (s *Service) brought(ctx context.Context, actor models.Actor, id models.ID) ([]Brought, *Brought, error) {
	rows, err := listDisputeFiles(ctx, s.st, actor, id)
	if err != nil {
		return nil, nil, err
	}
	evidence, now := []Brought{}, s.st.Now()
	var voice *Brought
	for _, r := range rows {
		view, err := attach.View(s.ring, r.File, actor.PersonID, now)
		if err != nil {
			return nil, nil, err
		}
		b := Brought{View: view, Side: r.BroughtSide, Me: r.OwnerID == actor.PersonID}
		if r.Purpose == upload.Voice {
			voice = &b
			continue
		}
		evidence = append(evidence, b)
	}
	return evidence, voice, nil
}
