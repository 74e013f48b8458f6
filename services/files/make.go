package files

import (
	"bytes"
	"context"

	"github.com/gabriel-vasile/mimetype"

	"xinjumin/models"
	"xinjumin/services/internal/spreadsheet"
)

// make recognises a content and gives what may be stored of it.
func (s *Service) make(ctx context.Context, rule models.FileRule, content []byte) (made, error) {
	if rule.Purpose == models.FileRoster { // text has no mark of its own, so it is asked for by purpose
		kind, err := spreadsheet.Recognise(content)
		return made{kind: models.FileKind(kind), content: content}, err
	}
	kind, picture, err := recognise(content)
	if err != nil {
		return made{}, err
	}
	if !rule.Takes(kind) {
		return made{}, models.ErrFileKind
	}
	switch kind.Class() {
	case models.FileImages:
		return s.picture(ctx, rule, picture, content)
	case models.FilePapers:
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
func recognise(content []byte) (kind models.FileKind, picture string, err error) {
	switch found := mimetype.Detect(content); {
	case found.Is("image/jpeg"):
		return models.FileJPEG, "jpeg", nil
	case found.Is("image/png"), found.Is("image/vnd.mozilla.apng"):
		return models.FilePNG, "png", nil
	case found.Is("image/webp"):
		return models.FileJPEG, "webp", nil
	case found.Is("image/gif"):
		return models.FilePNG, "gif", nil
	case found.Is("image/heic"), found.Is("image/heif"), found.Is("image/heic-sequence"),
		found.Is("image/heif-sequence"), found.Is("image/avif"):
		return "", "", models.ErrFileHEIC
	case found.Is("application/pdf"):
		return models.FilePDF, "", nil
	case found.Is("audio/mpeg"):
		return models.FileMP3, "", nil
	case found.Is("audio/x-m4a"), found.Is("audio/mp4"):
		return models.FileM4A, "", nil
	case found.Is("audio/aac"):
		return models.FileAAC, "", nil
	case found.Is("audio/amr"):
		return models.FileAMR, "", nil
	case found.Is("audio/wav"):
		return models.FileWAV, "", nil
	case found.Is("video/mp4") && bytes.Contains(content[:min(len(content), 64)], []byte("ftypmp42")):
		// Some phones write their sound recordings with this brand.
		return models.FileM4A, "", nil
	}
	return "", "", models.ErrFileKind
}
