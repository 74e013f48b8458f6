package store_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"

	"xinjumin/app/apptest"
	"xinjumin/models"
	"xinjumin/services/internal/store"
	"xinjumin/services/internal/storetest"
)

func ticket(key string, body byte) *models.IdempotencyTicket {
	return &models.IdempotencyTicket{
		PersonID: models.ID{1}, Route: "POST /things", Key: key, BodyHash: [32]byte{body},
		Render: func(result any, _ models.Namer) (models.IdempotentAnswer, error) {
			return models.IdempotentAnswer{Status: 201, Headers: map[string]string{"Location": "/things/1"},
				Body: []byte(fmt.Sprint(result))}, nil
		},
	}
}

func TestInTx_rollsBackOnRefusal(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		st, ctx := storetest.Open(env), context.Background()
		refusal := models.ErrForbidden
		err := st.InTx(ctx, func(tx *store.Tx) error {
			if _, err := tx.NextNumber(ctx, "x"); err != nil {
				return err
			}
			return refusal
		})
		if !errors.Is(err, refusal) {
			t.Fatalf("got %v", err)
		}
		if n := env.Count("SELECT COUNT(*) FROM counters"); n != 0 {
			t.Errorf("%d counters stayed", n)
		}
	})
}

func TestNextNumber_isGaplessUnderRace(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		st, ctx := storetest.Open(env), context.Background()
		const writers, each = 20, 10
		var mu sync.Mutex
		seen := map[int64]int{}
		failures := apptest.Race(writers, func(w int) error {
			for i := range each {
				err := st.InTx(ctx, func(tx *store.Tx) error {
					n, err := tx.NextNumber(ctx, "case")
					if err == nil && i%5 == 4 {
						return models.ErrForbidden // a refusal gives its number back
					}
					if err == nil {
						tx.AfterCommit(func() {
							mu.Lock()
							defer mu.Unlock()
							seen[n]++
						})
					}
					return err
				})
				if err != nil && !errors.Is(err, models.ErrForbidden) {
					return err
				}
			}
			return nil
		})
		if err := errors.Join(failures...); err != nil {
			t.Fatal(err)
		}
		want := writers * each * 4 / 5
		for n := int64(1); n <= int64(want); n++ {
			if seen[n] != 1 {
				t.Errorf("number %d was given %d times", n, seen[n])
			}
		}
		if len(seen) != want {
			t.Errorf("%d numbers, want %d", len(seen), want)
		}
	})
}

func TestInTx_deadlockIsRetried(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		st, ctx := storetest.Open(env), context.Background()
		for _, name := range []string{"a", "b"} {
			env.Exec("INSERT INTO counters (name, value) VALUES (?, 0)", name)
		}
		// Two transactions take the rows in opposite order. Where the engine lets
		// two in, each waits in its first try until both hold one: a deadlock in
		// every round, which one of them must try again.
		const rounds = 5
		var tries atomic.Int64
		for range rounds {
			var both sync.WaitGroup
			both.Add(2)
			failures := apptest.Race(2, func(i int) error {
				first, names := true, []string{"a", "b"}
				return st.InTx(ctx, func(tx *store.Tx) error {
					tries.Add(1)
					if _, err := tx.NextNumber(ctx, names[i]); err != nil {
						return err
					}
					if first && env.Engine == apptest.MariaDB {
						first = false
						both.Done()
						both.Wait()
					}
					_, err := tx.NextNumber(ctx, names[1-i])
					return err
				})
			})
			if err := errors.Join(failures...); err != nil {
				t.Fatal(err)
			}
		}
		if n := tries.Load(); env.Engine == apptest.MariaDB && n != 3*rounds {
			t.Errorf("%d tries in %d rounds, want one more than two in each", n, rounds)
		}
		for _, name := range []string{"a", "b"} {
			if n := env.Count("SELECT value FROM counters WHERE name = ?", name); n != 2*rounds {
				t.Errorf("%s counted to %d, want %d", name, n, 2*rounds)
			}
		}
	})
}

func TestIdempotency(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		st, ctx := storetest.Open(env), context.Background()
		act := func(tk *models.IdempotencyTicket) error {
			return st.InTx(models.WithTicket(ctx, tk), func(tx *store.Tx) error {
				n, err := tx.NextNumber(ctx, "thing")
				if err != nil {
					return err
				}
				return tx.Answer(ctx, n)
			})
		}
		if err := act(ticket("k", 1)); err != nil {
			t.Fatal(err)
		}
		if err := act(ticket("k", 1)); !errors.Is(err, models.ErrReplay) {
			t.Errorf("second effect: %v", err)
		}
		got, err := st.Replay(ctx, ticket("k", 1))
		if err != nil || got == nil || got.Status != 201 || string(got.Body) != "1" ||
			got.Headers["Location"] != "/things/1" {
			t.Errorf("replay: %+v %v", got, err)
		}
		if _, err := st.Replay(ctx, ticket("k", 2)); !errors.Is(err, models.ErrIdempotencyMismatch) {
			t.Errorf("other body: %v", err)
		}
		if got, err := st.Replay(ctx, ticket("other", 1)); got != nil || err != nil {
			t.Errorf("other key: %+v %v", got, err)
		}
		env.Clock.Add(24 * 60 * 60 * 1e9)
		if got, err := st.Replay(ctx, ticket("k", 1)); got != nil || err != nil {
			t.Errorf("after a day: %+v %v", got, err)
		}
		if err := act(ticket("k", 1)); err != nil {
			t.Errorf("effect after a day: %v", err)
		}
		if n := env.Count("SELECT value FROM counters WHERE name = 'thing'"); n != 2 {
			t.Errorf("%d effects, want 2", n)
		}
	})
}

func TestIdempotency_refusalIsNotRemembered(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		st, ctx := storetest.Open(env), context.Background()
		tk := ticket("k", 1)
		err := st.InTx(models.WithTicket(ctx, tk), func(*store.Tx) error { return models.ErrForbidden })
		if !errors.Is(err, models.ErrForbidden) {
			t.Fatalf("got %v", err)
		}
		if got, err := st.Replay(ctx, tk); got != nil || err != nil {
			t.Errorf("a refusal was remembered: %+v %v", got, err)
		}
	})
}

func TestIdempotency_effectWithoutAnswerIsAFault(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		st, ctx := storetest.Open(env), context.Background()
		err := st.InTx(models.WithTicket(ctx, ticket("k", 1)), func(tx *store.Tx) error {
			_, err := tx.NextNumber(ctx, "thing")
			return err
		})
		if err == nil {
			t.Error("an effect without an answer was committed")
		}
		if n := env.Count("SELECT COUNT(*) FROM counters"); n != 0 {
			t.Errorf("%d effects stayed", n)
		}
	})
}

func TestIdempotency_oneEffectOfManyAtOnce(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		st, ctx := storetest.Open(env), context.Background()
		failures := apptest.Race(20, func(int) error {
			tk := ticket("k", 1)
			return st.InTx(models.WithTicket(ctx, tk), func(tx *store.Tx) error {
				n, err := tx.NextNumber(ctx, "thing")
				if err != nil {
					return err
				}
				return tx.Answer(ctx, n)
			})
		})
		done := 0
		for _, err := range failures {
			switch {
			case err == nil:
				done++
			case !errors.Is(err, models.ErrReplay):
				t.Errorf("got %v", err)
			}
		}
		if n := env.Count("SELECT value FROM counters WHERE name = 'thing'"); done != 1 || n != 1 {
			t.Errorf("%d effects were acknowledged, %d happened", done, n)
		}
	})
}

func TestRules_areInTheDatabase(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		st, ctx := storetest.Open(env), context.Background()
		person := models.Person{ID: models.ID{9}, State: "nonsense", Verification: models.VerificationNone}
		insert := func() error {
			return st.InTx(ctx, func(tx *store.Tx) error { return tx.Bulk(ctx, &[]models.Person{person}, 1) })
		}
		if err := insert(); !errors.Is(err, store.ErrCheck) {
			t.Errorf("unknown state: %v", err)
		}
		person.State = models.PersonActive
		if err := insert(); err != nil {
			t.Fatal(err)
		}
		if err := insert(); !errors.Is(err, store.ErrDuplicate) {
			t.Errorf("second row: %v", err)
		}
		grant := models.NewRegionGrant(models.ID{1}, models.ID{77}, models.RoleOfficer, models.CountryCode, 1, 2)
		err := st.InTx(ctx, func(tx *store.Tx) error { return tx.InsertRoleGrant(ctx, &grant) })
		if !errors.Is(err, store.ErrForeignKey) {
			t.Errorf("role of nobody: %v", err)
		}
	})
}

func TestText_keepsRareCharactersApart(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		for i, name := range []string{"𬱖", "𬸪", "😀", "😁", "é", "e"} {
			env.Exec("INSERT INTO counters (name, value) VALUES (?, ?)", name, i)
		}
		if n := env.Count("SELECT value FROM counters WHERE name = '𬸪'"); n != 1 {
			t.Errorf("𬸪 found row %d", n)
		}
	})
}

func TestDurabilityFaults_noneHere(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		faults, err := storetest.Open(env).DurabilityFaults(context.Background())
		if err != nil || len(faults) != 0 {
			t.Errorf("%v %v", faults, err)
		}
	}, apptest.Durable())
}

func TestReaders_cannotWriteOnSQLite(t *testing.T) {
	t.Parallel()
	env := apptest.New(t, apptest.SQLite)
	if err := storetest.Open(env).WriteThroughReader(context.Background()); err == nil {
		t.Error("the reader pool wrote")
	}
}
