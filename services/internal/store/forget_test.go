package store_test

import (
	"context"
	"errors"
	"testing"

	"xinjumin/app/apptest"
	"xinjumin/models"
	"xinjumin/services/internal/store"
	"xinjumin/services/internal/storetest"
)

// The answer to a body ends with its window and with the thing that was made; that to a
// key of a client stays.
func TestForget(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		st, ctx := storetest.Open(env), context.Background()
		thing := models.ID{42}
		byBody := func() *models.IdempotencyTicket {
			tk := ticket("same body 1", 1)
			tk.Life, tk.ByBody = models.SameBodyLife, true
			render := tk.Render
			tk.Render = func(result any, names models.Namer) (models.IdempotentAnswer, error) {
				a, err := render(result, names)
				a.Thing = thing
				return a, err
			}
			return tk
		}
		act := func(tk *models.IdempotencyTicket) error {
			return st.InTx(models.WithTicket(ctx, tk), func(tx *store.Tx) error { return tx.Answer(ctx, 1) })
		}
		kept := func(tk *models.IdempotencyTicket) bool {
			got, err := st.Replay(ctx, tk)
			if err != nil {
				t.Fatal(err)
			}
			return got != nil
		}
		forget := func(id models.ID, refusal error) {
			err := st.InTx(ctx, func(tx *store.Tx) error { return errors.Join(tx.Forget(ctx, id), refusal) })
			if !errors.Is(err, refusal) {
				t.Fatal(err)
			}
		}
		if err := errors.Join(act(byBody()), act(ticket("k", 1))); err != nil {
			t.Fatal(err)
		}
		forget(models.ID{43}, nil)
		forget(thing, models.ErrForbidden)
		if !kept(byBody()) {
			t.Error("forgotten by what has to do with another thing, or was refused")
		}
		forget(thing, nil)
		if kept(byBody()) || !kept(ticket("k", 1)) {
			t.Error("the answer to the body stayed, or that to the key went")
		}
		if err := act(byBody()); err != nil {
			t.Fatal(err)
		}
		env.Clock.Add(models.SameBodyLife - 1e6)
		if !kept(byBody()) {
			t.Error("the window ended early")
		}
		env.Clock.Add(1e6)
		if kept(byBody()) || !kept(ticket("k", 1)) {
			t.Error("the window lasts, or the key went with it")
		}
		if err := act(byBody()); err != nil {
			t.Errorf("after the window: %v", err)
		}
	})
}
