package httpapi

import (
	"strings"

	"xinjumin/models"
)

// signIn fills the actor from the bearer token. A public route does without
// one, but no route takes a bad one; sign-in and refresh do not look at it,
// because clients send their expired token along when they come for a new one.
func (cl *call) signIn() error {
	public := cl.route.row.Policy.Audience.kind == "public"
	acting := cl.fc.Request().Header.PeekAll(actingHeader)
	if public && cl.route.row.Limit == LimitAuth {
		return cl.notActing(acting)
	}
	header := cl.fc.Request().Header.Peek("Authorization")
	if len(header) == 0 {
		if public && len(acting) == 0 {
			return nil
		}
		return cl.countRefused(models.ErrUnauthenticated)
	}
	scheme, token, _ := strings.Cut(string(header), " ")
	if !strings.EqualFold(scheme, "Bearer") || token == "" || cl.api.opt.Authenticate == nil {
		return cl.countRefused(models.ErrUnauthenticated)
	}
	if len(acting) > 0 && cl.mayAct() {
		return cl.actFor(token, acting)
	}
	actor, err := cl.api.opt.Authenticate(cl.ctx, token)
	if err != nil {
		return cl.countRefused(err)
	}
	cl.actor = actor
	return cl.notActing(acting)
}

// countRefused lets failed sign-ins count against the address.
func (cl *call) countRefused(err error) error {
	if limited := cl.countRequest(); limited != nil {
		return limited
	}
	return err
}
