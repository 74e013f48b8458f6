package store_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"xinjumin/app/apptest"
	"xinjumin/models"
	"xinjumin/services/internal/store"
	"xinjumin/services/internal/storetest"
)

func TestInTx_preparesAStatementOnce(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		st, ctx := storetest.Open(env), context.Background()
		var during int64
		for range 4 {
			err := st.InTx(ctx, func(tx *store.Tx) error {
				before, err := status(ctx, env, tx)
				if err != nil {
					return err
				}
				if _, err := tx.NextNumber(ctx, "case"); err != nil {
					return err
				}
				after, err := status(ctx, env, tx)
				during = after - before
				return err
			})
			if err != nil {
				t.Fatal(err)
			}
		}
		if during != 0 {
			t.Errorf("the fourth transaction prepared %d statements", during)
		}
		if st.Prepared() == 0 {
			t.Error("nothing is kept")
		}
	})
}

func status(ctx context.Context, env *apptest.Env, tx *store.Tx) (int64, error) {
	if env.Engine != apptest.MariaDB {
		return 0, nil
	}
	return tx.SessionStatus(ctx, "COM_STMT_PREPARE")
}

func TestInTx_keepsNoStatementOfARefusalAndNoLongOne(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		st, ctx := storetest.Open(env), context.Background()
		err := st.InTx(ctx, func(tx *store.Tx) error {
			if _, err := tx.NextNumber(ctx, "case"); err != nil {
				return err
			}
			return models.ErrForbidden
		})
		if !errors.Is(err, models.ErrForbidden) || st.Prepared() != 0 {
			t.Errorf("%v, %d kept", err, st.Prepared())
		}
		rows := make([]models.Notice, 1000)
		for i := range rows {
			rows[i] = models.Notice{
				ID:       apptest.IDs().New(),
				PersonID: models.ID{1},
				Kind:     "x",
				Subject:  strings.Repeat("s", 8),
				Params:   fmt.Sprintf(`{"n":"%d"}`, i),
			}
		}
		if err := st.InTx(ctx, func(tx *store.Tx) error { return tx.Bulk(ctx, rows, 1000) }); err != nil {
			t.Fatal(err)
		}
		if st.Prepared() != 0 {
			t.Errorf("%d long statements are kept", st.Prepared())
		}
		if n := env.Count("SELECT COUNT(*) FROM notices"); n != 1000 {
			t.Errorf("%d rows", n)
		}
	})
}
