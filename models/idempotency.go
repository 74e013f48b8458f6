package models

import (
	"context"
	"time"
)

// How long a first answer is given again: to the same key of a client, and to the same
// body without a key on a route that has no other way to tell two taps from two wishes.
// Five minutes are longer than anybody taps or a client tries again, and shorter than
// people wait until they do the same on purpose.
const (
	KeyedLife    = 24 * time.Hour
	SameBodyLife = 5 * time.Minute
)

// IdempotencyTicket asks for a write to happen at most once. Routes put it into
// the context of a POST that came with an Idempotency-Key or is once by its body; the transaction of
// the effect claims it first and stores the answer last, so that only committed
// effects are remembered.
type IdempotencyTicket struct {
	PersonID ID
	Route    string // operation and concrete path
	Key      string
	BodyHash [32]byte
	// Life is how long the first answer is given again; zero is KeyedLife.
	Life time.Duration
	// ByBody marks a ticket that no client asked for: the same body is the same act, for
	// SameBodyLife. Its answer names the thing that was made, and is forgotten with it.
	ByBody bool
	// Render turns the result of the use case into the bytes of the answer; names reads
	// through the transaction of the effect.
	Render func(result any, names Namer) (IdempotentAnswer, error)
}

// IdempotentAnswer is the first answer, byte for byte.
type IdempotentAnswer struct {
	Status  int
	Headers map[string]string
	Body    []byte
	Thing   ID // what was made, of a ticket by the body; else zero
}

// Refusals of the idempotency step.
var (
	// ErrReplay tells the caller's wrapper that another request holds or has
	// committed this key: read its answer. It never reaches a person.
	ErrReplay = NewError(CodeConflict, "idempotency.in_progress", "同一个请求正在处理，请稍后再试",
		"The same request is still running")
	ErrIdempotencyMismatch = NewError(CodeInvalid, "idempotency.mismatch", "这次提交与上一次内容不同，请刷新后重新提交",
		"This Idempotency-Key was used with another body")
)

type ticketKey struct{}

// WithTicket puts a ticket into the context; nil takes it out, for writes that
// are not the effect itself.
func WithTicket(ctx context.Context, t *IdempotencyTicket) context.Context {
	return context.WithValue(ctx, ticketKey{}, t)
}

// TicketOf gives the ticket of the context, or nil.
func TicketOf(ctx context.Context) *IdempotencyTicket {
	t, _ := ctx.Value(ticketKey{}).(*IdempotencyTicket)
	return t
}
