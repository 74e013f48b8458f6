package httpapi

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"errors"

	"github.com/danielgtaylor/huma/v2"
	"github.com/go-json-experiment/json/jsontext"

	"xinjumin/models"
)

var errWrongResult = errors.New("httpapi: the stored result is not what the route presents")

const keyBound = 128

var idempotencyParam = huma.Param{
	Name: "Idempotency-Key", In: "header",
	Description: "Makes a retry safe: the same key with the same body gives the first answer again, for 24 hours",
	Schema:      &huma.Schema{Type: "string", MinLength: ptr(1), MaxLength: ptr(keyBound), Pattern: "^[!-~]+$"},
}

var ifNoneMatchParam = huma.Param{
	Name: "If-None-Match", In: "header", Description: "ETag at hand; when it still holds the answer is 304",
	Schema: &huma.Schema{Type: "string", MaxLength: ptr(ifNoneMatchBound)},
}

// ticket builds the idempotency ticket of a POST: of the key of the client, else of the
// body where the same body is the same act (OnceBySameBody). It is nil when there is
// neither, no person, or nobody to remember answers.
func (cl *call) ticket() (*models.IdempotencyTicket, error) {
	req := cl.fc.Request()
	key := string(req.Header.Peek("Idempotency-Key"))
	present := key != "" || len(req.Header.PeekAll("Idempotency-Key")) > 0
	byBody := !present && cl.route.row.Once.by == "same_body"
	if !present && !byBody || !cl.route.row.Idempotent || cl.api.opt.Idempotency == nil || !cl.actor.SignedIn() {
		return nil, nil
	}
	if present && !visible(key) {
		return nil, models.ErrInvalid.With(field("header", "Idempotency-Key", "key", ""))
	}
	ticket := &models.IdempotencyTicket{
		PersonID: cl.actor.PersonID,
		Route:    cl.asked(string(req.URI().Path())),
		Key:      key,
		BodyHash: cl.api.bodyHash(req.Body(), req.URI().QueryString()),
		Life:     models.KeyedLife,
	}
	if byBody {
		ticket.Key, ticket.Life, ticket.ByBody = sameBody(ticket.BodyHash), models.SameBodyLife, true
	}
	return ticket, nil
}

func visible(key string) bool {
	for i := range len(key) {
		if key[i] < '!' || key[i] > '~' {
			return false
		}
	}
	return key != "" && len(key) <= keyBound
}

// bodyHash marks the body without regard to spacing and the order of names. It
// is keyed: of a short body, whoever reads the database could guess the rest.
// Numbers keep their text: as floats, two large ones could look the same.
func (a *API) bodyHash(body, query []byte) [32]byte {
	v := jsontext.Value(append([]byte(nil), body...))
	if len(v) > 0 {
		_ = v.Format(jsontext.ReorderRawObjects(true), jsontext.CanonicalizeRawInts(false),
			jsontext.CanonicalizeRawFloats(false))
	}
	h := hmac.New(sha256.New, a.opt.CursorKey)
	h.Write([]byte("idempotency\x00"))
	h.Write(v)
	h.Write([]byte{0})
	h.Write(query)
	return [32]byte(h.Sum(nil))
}

// once runs the effect under a ticket, and answers with the bytes that were
// stored in its transaction. Another request with the same key shows up as
// models.ErrReplay: then its answer is read; if it left none, the effect is
// tried once more. Those of this process take turns.
func once(cl *call, ctx context.Context, ticket *models.IdempotencyTicket, out *shape,
	effect func(context.Context) (any, error), present func(any) (any, error)) error {
	var answer *models.IdempotentAnswer
	ticket.Render = func(result any, names models.Namer) (models.IdempotentAnswer, error) {
		o, err := present(result)
		if err == nil {
			err = out.names.fill(context.WithoutCancel(ctx), cl.actor, names, o)
		}
		if err != nil {
			return models.IdempotentAnswer{}, err
		}
		a, err := out.render(o)
		if ticket.ByBody {
			a.Thing = out.thing(o)
		}
		answer = &a // of several tries in the store the last one is committed
		return a, err
	}
	leave, err := cl.api.turns.take(ctx, ticket)
	if err != nil {
		return err
	}
	defer leave()
	for try := 0; ; try++ {
		stored, err := cl.api.opt.Idempotency.Replay(ctx, ticket)
		if err != nil {
			return err
		}
		if stored != nil {
			return rawFrom(stored, true)
		}
		if try == 2 {
			return models.ErrReplay.After(models.ErrUnavailable.RetryAfter)
		}
		answer = nil
		result, err := effect(models.WithTicket(ctx, ticket))
		switch {
		case errors.Is(err, models.ErrReplay):
			continue
		case err != nil:
			return err
		}
		if answer == nil { // an effect that changed nothing stored nothing
			if _, err := ticket.Render(result, cl.api.opt.Names); err != nil {
				return err
			}
		}
		return rawFrom(answer, false)
	}
}
