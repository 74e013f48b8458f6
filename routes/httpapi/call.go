package httpapi

import (
	"context"
	"net/netip"
	"time"

	"github.com/gofiber/fiber/v2"

	"xinjumin/models"
)

// call is the state of one request. It lives no longer than the request.
type call struct {
	api    *API
	route  *route
	fc     *fiber.Ctx
	id     string
	ip     netip.Addr
	start  time.Time
	actor  models.Actor
	ctx    context.Context
	cancel context.CancelFunc
	limit  rateAnswer
	stream *Download // what is sent instead of a body
	code   string    // reason of the refusal, for the log
	failed bool      // the fault is already in the log
	// strange parameters of the query, refused together with what else is wrong
	strange []models.FieldError
}

// callContext carries the call without a chain of WithValue.
type callContext struct {
	context.Context
	cl *call
}

type callKey struct{}

// Value implements context.Context.
func (c callContext) Value(key any) any {
	if key == (callKey{}) {
		return c.cl
	}
	return c.Context.Value(key)
}

func callOf(ctx context.Context) *call {
	cl, _ := ctx.Value(callKey{}).(*call)
	return cl
}

// RequestID gives the id of the request that ctx belongs to, or "".
func RequestID(ctx context.Context) string {
	if cl := callOf(ctx); cl != nil {
		return cl.id
	}
	return ""
}

// ClientIP gives the caller's address as the trusted proxies report it. Keep it
// out of logs and of every row of a ballot.
func ClientIP(ctx context.Context) string {
	if cl := callOf(ctx); cl != nil {
		return cl.ip.String()
	}
	return ""
}

// english reports whether the caller prefers English; Chinese is the default.
func (cl *call) english() bool {
	return prefersEnglish(string(cl.fc.Request().Header.Peek("Accept-Language")))
}
