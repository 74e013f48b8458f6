package inbox

import (
	"context"
	"encoding/json"
	"strings"

	"xinjumin/models"
	"xinjumin/services/internal/store"
)

// Notice is what is told to whom. Params are facts without personal data: they
// are stored in clear. Dedupe, when set, makes a second identical notice
// impossible; it must be unique over all people.
type Notice struct {
	PersonID  models.ID
	Kind      models.NoticeKind
	Subject   models.NoticeSubject
	SubjectID models.ID
	Params    map[string]string
	Dedupe    string
}

// Tell writes inbox rows in the transaction of the act.
func Tell(ctx context.Context, tx *store.Tx, notices ...Notice) error {
	rows := make([]models.Notice, 0, len(notices))
	for _, n := range notices {
		row, err := inboxRow(tx, n)
		if err != nil {
			return err
		}
		rows = append(rows, row)
	}
	if len(rows) == 0 {
		return nil
	}
	return insertNotices(ctx, tx, rows)
}

func inboxRow(tx *store.Tx, n Notice) (models.Notice, error) {
	row := models.Notice{
		ID:        tx.NewID(),
		PersonID:  n.PersonID,
		Kind:      n.Kind,
		Subject:   string(n.Subject),
		Params:    "{}",
		CreatedAt: tx.Now,
	}
	if !n.SubjectID.IsZero() {
		row.SubjectID = &n.SubjectID
	}
	if n.Dedupe != "" {
		row.DedupeKey = &n.Dedupe
	}
	if len(n.Params) > 0 {
		// Escaped for HTML, a text of "<" alone would be six times as long as its
		// bound and burst the column.
		var text strings.Builder
		enc := json.NewEncoder(&text)
		enc.SetEscapeHTML(false)
		if err := enc.Encode(n.Params); err != nil {
			return row, err
		}
		row.Params = strings.TrimSuffix(text.String(), "\n")
	}
	return row, nil
}
