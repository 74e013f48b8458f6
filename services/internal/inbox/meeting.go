package inbox

import (
	"context"

	"xinjumin/models"
	"xinjumin/services/internal/store"
)

// TellMeeting writes the same notice to everybody expected at a meeting, in one
// statement. n has no PersonID and no Dedupe.
func TellMeeting(ctx context.Context, tx *store.Tx, meeting models.ID, n Notice) error {
	row, err := inboxRow(tx, n)
	if err != nil {
		return err
	}
	return insertMeetingNotices(ctx, tx, meeting, row)
}
