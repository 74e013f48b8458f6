package models

import "context"

type requestIDKey struct{}

// WithRequestID remembers the id of the request, so that audit rows and logs
// can be put side by side.
func WithRequestID(ctx context.Context, id string) context.Context {
	return context.WithValue(ctx, requestIDKey{}, id)
}

// RequestIDOf gives the id of the request, or an empty text outside one.
func RequestIDOf(ctx context.Context) string {
	id, _ := ctx.Value(requestIDKey{}).(string)
	return id
}
