package files

import (
	"context"

	"github.com/gabriel-vasile/mimetype"

	"xinjumin/models"
	"xinjumin/models/upload"
	"xinjumin/services/internal/spreadsheet"
)

// make recognises a content and gives what may be stored of it.
func (s *Service) make(ctx context.Context, owner models.ID, rule upload.Rule, content []byte) (made, error) {
	if rule.Purpose == upload.Roster { // text has no mark of its own, so it is asked for by purpose
		kind, err := spreadsheet.Recognise(content)
		return made{kind: upload.Kind(kind), content: content}, err
	}
	kind, picture, err := recognise(content)
	if err != nil {
		return made{}, err
	}
	if !rule.Takes(kind) {
		return made{}, upload.ErrKind
	}
	switch kind.Class() {
	case upload.Images:
		return s.picture(ctx, owner, rule, picture, content)
	case upload.Papers:
		if err := checkPDF(content); err != nil {
			return made{}, err
		}
	default:
		if err := checkSound(kind, content); err != nil {
			return made{}, err
		}
	}
	return made{kind: kind, content: content}, nil
}

// recognise goes by content alone; picture is the format of a picture as it
// came. What is not on this list is refused, whatever it calls itself.
func recognise(content []byte) (kind upload.Kind, picture string, err error) {
	switch found := mimetype.Detect(content); {
	case found.Is("image/jpeg"):
		return upload.JPEG, "jpeg", nil
	case found.Is("image/png"), found.Is("image/vnd.mozilla.apng"):
		return upload.PNG, "png", nil
	case found.Is("image/webp"):
		return upload.JPEG, "webp", nil
	case found.Is("image/gif"):
		return upload.PNG, "gif", nil
	case found.Is("image/heic"), found.Is("image/heif"), found.Is("image/heic-sequence"),
		found.Is("image/heif-sequence"), found.Is("image/avif"):
		return "", "", upload.ErrHEIC
	case found.Is("application/pdf"):
		return upload.PDF, "", nil
	case found.Is("audio/mpeg"):
		return upload.MP3, "", nil
	case found.Is("audio/x-m4a"), found.Is("audio/mp4"):
		return upload.M4A, "", nil
	case found.Is("audio/aac"):
		return upload.AAC, "", nil
	case found.Is("audio/amr"):
		return upload.AMR, "", nil
	case found.Is("audio/wav"):
		return upload.WAV, "", nil
	case found.Is("video/mp4"), found.Is("video/3gpp"), found.Is("audio/3gpp"):
		// Phones write their sound recordings with the brands of films, too.
		if checkBoxes(content) == nil {
			return upload.M4A, "", nil
		}
	}
	return "", "", upload.ErrKind
}
