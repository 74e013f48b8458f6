package act_test

import (
	"context"
	"errors"
	"slices"
	"testing"

	"xinjumin/app/apptest"
	"xinjumin/models"
	"xinjumin/services/internal/act"
	"xinjumin/services/internal/audit"
	"xinjumin/services/internal/store"
	"xinjumin/services/internal/storetest"
)

// row is what the acts of these tests are about.
type row struct {
	id      models.ID
	state   string
	version int64
}

// rowDo is the act of these tests.
var rowDo = models.NewAction("row.do", "测试")

var (
	errState  = models.NewError(models.CodeConflict, "row.state", "状态不对", "Wrong state")
	errHidden = models.ErrNotFound
)

// recorded gives an act whose steps write down that they ran. A step that has an
// error in fail refuses.
func recorded(id models.ID, ran *[]string, fail map[string]error) act.Of[row, row] {
	step := func(name string) error {
		*ran = append(*ran, name)
		return fail[name]
	}
	return act.Of[row, row]{
		Event: func(r row) audit.Event {
			return audit.Event{Action: rowDo, Object: "row", ObjectID: r.id,
				Detail: map[string]string{"state": r.state}}
		},
		Lock:      func(*store.Tx) (row, error) { return row{id, "open", 4}, step("lock") },
		May:       func(*store.Tx, row) error { return step("may") },
		VersionOf: func(r row) int64 { return r.version },
		Next: func(_ *store.Tx, r *row) error {
			r.state = "closed"
			return step("next")
		},
		Do:     func(*store.Tx, *row) error { return step("do") },
		Tell:   func(*store.Tx, row) error { return step("tell") },
		Detail: func(row) map[string]string { return map[string]string{"more": "yes"} },
		Answer: func(_ *store.Tx, r row) (row, error) { return r, step("answer") },
	}
}

func TestOn_takesTheStepsInTheirOrder(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) { stepsInOrder(t, env) })
}

func stepsInOrder(t *testing.T, env *apptest.Env) {
	st, id := storetest.Open(env), models.ID{9}
	old := int64(3)
	for name, c := range map[string]struct {
		version *int64
		quiet   bool
		actor   models.Actor
		fail    map[string]error
		ran     []string
		err     error
		outcome models.Outcome // of the one audit row; empty: none
		state   string         // in the audit row
	}{
		"everything": {ran: []string{"lock", "may", "next", "do", "tell", "answer"}, outcome: models.OutcomeDone,
			state: "closed"},
		"hidden": {fail: map[string]error{"lock": errHidden}, ran: []string{"lock"}, err: errHidden},
		"forbidden and seen is written down, with the state that was seen": {
			fail: map[string]error{"may": models.ErrForbidden}, ran: []string{"lock", "may"},
			err: models.ErrForbidden, outcome: models.OutcomeRefused, state: "open"},
		"without the right nobody learns that the version is old": {version: &old,
			fail: map[string]error{"may": models.ErrForbidden}, ran: []string{"lock", "may"},
			err: models.ErrForbidden, outcome: models.OutcomeRefused, state: "open"},
		"stale comes before a wrong state": {version: &old, fail: map[string]error{"next": errState},
			ran: []string{"lock", "may"}, err: models.ErrStale},
		"a wrong state": {fail: map[string]error{"next": errState}, ran: []string{"lock", "may", "next"},
			err: errState},
		"forbidden by a rule of the effect is written down, too": {
			fail: map[string]error{"do": models.ErrForbidden}, ran: []string{"lock", "may", "next", "do"},
			err: models.ErrForbidden, outcome: models.OutcomeRefused, state: "open"},
		"a quiet act is written down when it is done": {quiet: true,
			ran: []string{"lock", "may", "next", "do", "tell", "answer"}, outcome: models.OutcomeDone, state: "closed"},
		"a quiet act is not written down when it is refused": {quiet: true,
			fail: map[string]error{"do": models.ErrForbidden}, ran: []string{"lock", "may", "next", "do"},
			err: models.ErrForbidden},
		"nothing to do": {fail: map[string]error{"do": act.ErrUnchanged},
			ran: []string{"lock", "may", "next", "do", "answer"}},
		"no answer, no effect": {fail: map[string]error{"answer": errState},
			ran: []string{"lock", "may", "next", "do", "tell", "answer"}, err: errState},
		"the system has no rights to ask for": {actor: models.System,
			fail: map[string]error{"may": models.ErrForbidden}, ran: []string{"lock", "next", "do", "tell", "answer"},
			outcome: models.OutcomeDone, state: "closed"},
	} {
		t.Run(name, func(t *testing.T) {
			id[1]++
			before := env.Count("SELECT COUNT(*) FROM audit_events")
			var ran []string
			a := recorded(id, &ran, c.fail)
			a.Version, a.Quiet = c.version, c.quiet
			out, err := act.On(context.Background(), st, c.actor, a)
			if !errors.Is(err, c.err) || (err == nil) != (c.err == nil) {
				t.Errorf("error %v, want %v", err, c.err)
			}
			if !slices.Equal(ran, c.ran) {
				t.Errorf("ran %v, want %v", ran, c.ran)
			}
			if err != nil && out != (row{}) {
				t.Errorf("a refusal came with the answer %v", out)
			}
			rows := env.Count("SELECT COUNT(*) FROM audit_events") - before
			if c.outcome == "" {
				if rows != 0 {
					t.Errorf("%d audit rows, want none", rows)
				}
				return
			}
			detail := `{"state":"` + c.state + `"}`
			if c.outcome == models.OutcomeDone {
				detail = `{"more":"yes","state":"` + c.state + `"}`
			}
			n := env.Count("SELECT COUNT(*) FROM audit_events WHERE action = 'row.do' AND outcome = ? AND "+
				"object_id = ? AND detail = ?",
				c.outcome, id, detail)
			if rows != 1 || n != 1 {
				t.Errorf("%d audit rows, %d of them %s with %s", rows, n, c.outcome, detail)
			}
		})
	}
}

// A job runs the act in its own transaction, and no answer is kept for it.
func TestIn_runsInTheTransactionOfTheCaller(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		st, ctx := storetest.Open(env), context.Background()
		back := errors.New("the caller turns back")
		err := st.InTx(ctx, func(tx *store.Tx) error {
			var ran []string
			if out, err := act.In(ctx, tx, models.System, recorded(models.ID{8}, &ran, nil)); err != nil ||
				out.state != "closed" {
				t.Errorf("%v, %v", out, err)
			}
			return back
		})
		if n := env.Count("SELECT COUNT(*) FROM audit_events WHERE action = 'row.do'"); !errors.Is(err, back) ||
			n != 0 {
			t.Errorf("%v, and %d audit rows after the caller's rollback", err, n)
		}
	})
}

func TestLostAndTaken_sayWhatAWriteHasMet(t *testing.T) {
	other := errors.New("a fault")
	for _, c := range []struct{ got, want error }{
		{act.Lost(store.ErrNotAffected, errState), errState}, {act.Lost(other, errState), other},
		{act.Lost(nil, errState), nil},
		{act.Taken(store.ErrDuplicate, errState), errState}, {act.Taken(other, errState), other},
		{act.Taken(nil, errState), nil},
	} {
		if !errors.Is(c.got, c.want) || (c.got == nil) != (c.want == nil) {
			t.Errorf("%v, want %v", c.got, c.want)
		}
	}
}
