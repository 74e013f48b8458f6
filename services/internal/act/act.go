package act

import (
	"context"
	"errors"

	"xinjumin/models"
	"xinjumin/services/internal/audit"
	"xinjumin/services/internal/store"
)

// Of is an act on a T that is answered with an R. A T is the locked row or, where
// the act needs more than that, a struct of the area that holds the row together
// with what was locked beside it. Every step may be nil.
type Of[T, R any] struct {
	// Lock finds and holds the row. What it has seen of the row when it refuses,
	// it gives back with the refusal: the audit row of the refusal names it.
	Lock func(tx *store.Tx) (T, error)
	// May refuses the actor. The system is not asked: a job has no rights, it does
	// what the rule says when the day has come.
	May func(tx *store.Tx, v T) error
	// Version is what the actor looked at; nil when the client did not say.
	Version   *int64
	VersionOf func(v T) int64
	// Next puts the next state into v, or refuses.
	Next func(tx *store.Tx, v *T) error
	// Do changes v and writes it. ErrUnchanged says that everything is already as
	// the actor wants it: nobody is told, the trail has no row, and the answer is
	// the same.
	Do   func(tx *store.Tx, v *T) error
	Tell func(tx *store.Tx, v T) error
	// Event is the audit row of the effect, after Do, and that of a refusal, with
	// what Lock gave, which may be the zero T. An act without Event leaves no trace.
	Event func(v T) audit.Event
	// Quiet is for a person who asks for themselves: why they were refused, such as
	// their age or what they have told of their work, is not for the people who read the
	// trail of the organization. The refusal leaves no row.
	Quiet bool
	// Detail adds to Event what only an effect has, such as the states between which
	// the row moved.
	Detail func(v T) map[string]string
	// Answer gives what the actor is told. Same is for an act that answers with its T;
	// nil is for an act without an answer, which no idempotency key can ask for.
	Answer func(tx *store.Tx, v T) (R, error)
}

// ErrUnchanged is given by Do when there is nothing to do.
var ErrUnchanged = errors.New("nothing to do")

// On runs the act in a transaction of its own, with the answer kept for a
// repeated request and a refusal in the audit trail.
func On[T, R any](ctx context.Context, st *store.Store, actor models.Actor, a Of[T, R]) (R, error) {
	var out R
	var seen T
	err := st.InTx(ctx, func(tx *store.Tx) error {
		var err error
		if out, err = a.run(ctx, tx, actor, &seen); err != nil || a.Answer == nil {
			return err
		}
		return tx.Answer(ctx, out)
	})
	if err == nil {
		return out, nil
	}
	var none R
	if a.Event != nil && !a.Quiet {
		err = audit.Refused(ctx, st, actor, a.Event(seen), err)
	}
	return none, err
}

// In runs the act in the transaction of the caller, who answers and deals with
// refusals: a job, or one step of something larger.
func In[T, R any](ctx context.Context, tx *store.Tx, actor models.Actor, a Of[T, R]) (R, error) {
	var seen T
	return a.run(ctx, tx, actor, &seen)
}

// Same answers with the row itself.
func Same[T any](_ *store.Tx, v T) (T, error) { return v, nil }

// run takes the steps in their order. seen is what Lock gave, for the refusal.
func (a Of[T, R]) run(ctx context.Context, tx *store.Tx, actor models.Actor, seen *T) (R, error) {
	var none R
	v, err := a.locked(tx)
	*seen = v
	if err != nil {
		return none, err
	}
	if err := a.judge(tx, actor, &v); err != nil {
		return none, err
	}
	switch err := a.effect(ctx, tx, actor, &v); {
	case errors.Is(err, ErrUnchanged):
	case err != nil:
		return none, err
	}
	if a.Answer == nil {
		return none, nil
	}
	return a.Answer(tx, v)
}

func (a Of[T, R]) locked(tx *store.Tx) (T, error) {
	if a.Lock == nil {
		var none T
		return none, nil
	}
	return a.Lock(tx)
}

// judge refuses an actor without the right, an old version and a wrong state, in
// this order.
func (a Of[T, R]) judge(tx *store.Tx, actor models.Actor, v *T) error {
	if a.May != nil && !actor.IsSystem() {
		if err := a.May(tx, *v); err != nil {
			return err
		}
	}
	if a.Version != nil && *a.Version != a.VersionOf(*v) {
		return models.ErrStale
	}
	if a.Next != nil {
		return a.Next(tx, v)
	}
	return nil
}

// effect writes, tells, and leaves the audit row.
func (a Of[T, R]) effect(ctx context.Context, tx *store.Tx, actor models.Actor, v *T) error {
	if a.Do != nil {
		if err := a.Do(tx, v); err != nil {
			return err
		}
	}
	if a.Tell != nil {
		if err := a.Tell(tx, *v); err != nil {
			return err
		}
	}
	if a.Event == nil {
		return nil
	}
	e := a.Event(*v)
	if a.Detail != nil {
		e = e.With(a.Detail(*v))
	}
	return audit.Record(ctx, tx, actor, e)
}

// Lost says what it means that a conditional write matched no row: somebody else
// was faster, which is the refusal. Other errors pass.
func Lost(err error, refusal *models.Error) error {
	if errors.Is(err, store.ErrNotAffected) {
		return refusal.Because(err)
	}
	return err
}

// Taken says what it means that a unique key was taken: there is one already,
// which is the refusal. Other errors pass.
func Taken(err error, refusal *models.Error) error {
	if errors.Is(err, store.ErrDuplicate) {
		return refusal.Because(err)
	}
	return err
}
