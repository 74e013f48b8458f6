package attach_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"xinjumin/app/apptest"
	"xinjumin/models"
	"xinjumin/models/upload"
	"xinjumin/services/internal/attach"
	"xinjumin/services/internal/store"
	"xinjumin/services/internal/storetest"
)

// Of many who want one file, one gets it; nobody gets another's, one for
// something else, one that is blocked or not complete.
func TestFile(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		ctx, st := context.Background(), storetest.Open(env)
		mei, lan := models.Actor{PersonID: env.SignIn("mei").PersonID},
			models.Actor{PersonID: env.SignIn("lan").PersonID}
		file := func(state upload.State, moderation upload.Moderation) models.ID {
			f := upload.File{
				OwnerID:    mei.PersonID,
				Purpose:    upload.Evidence,
				Kind:       upload.PDF,
				State:      state,
				Moderation: moderation,
				Size:       1,
			}
			err := st.InTx(ctx, func(tx *store.Tx) error {
				expires := tx.Now.Add(time.Hour)
				f.ID, f.ExpiresAt, f.CreatedAt = tx.NewSecretID(), &expires, tx.Now
				return tx.Create(ctx, &f)
			})
			if err != nil {
				t.Fatal(err)
			}
			return f.ID
		}
		to := func(who models.Actor, id models.ID, purpose upload.Purpose) error {
			return st.InTx(ctx, func(tx *store.Tx) error {
				return attach.File(ctx, tx, who, id, purpose, "dispute", tx.NewID(), "/file_id")
			})
		}
		ready := file(upload.Ready, upload.Unjudged)
		for name, err := range map[string]error{
			"another's": to(lan, ready, upload.Evidence), "other purpose": to(mei, ready, upload.Avatar),
			"absent":       to(mei, models.ID{9}, upload.Evidence),
			"blocked":      to(mei, file(upload.Ready, upload.Blocked), upload.Evidence),
			"not complete": to(mei, file(upload.Pending, upload.Unjudged), upload.Evidence),
		} {
			var refusal *models.Error
			if !errors.As(err, &refusal) || refusal.Reason != models.ErrInvalid.Reason || len(refusal.Fields) != 1 ||
				refusal.Fields[0].Field != "/file_id" {
				t.Errorf("%s: %v", name, err)
			}
		}
		won := 0
		for _, err := range apptest.Race(8, func(int) error { return to(mei, ready, upload.Evidence) }) {
			switch {
			case err == nil:
				won++
			case !errors.Is(err, models.ErrInvalid):
				t.Error(err)
			}
		}
		if won != 1 || env.Count(`SELECT COUNT(*) FROM files
			WHERE attached_at IS NOT NULL AND expires_at IS NULL`) != 1 {
			t.Errorf("%d have it", won)
		}
	})
}
