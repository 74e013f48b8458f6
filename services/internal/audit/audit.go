package audit

import (
	"context"
	"encoding/json"
	"errors"
	"maps"

	"xinjumin/models"
	"xinjumin/services/internal/store"
)

// Event is what an area says of an act; the step adds who, when and where from.
// Detail takes states, counts and codes, never personal data.
type Event struct {
	Action         models.Action // the same as in the policy of the route
	Object         string
	ObjectID       models.ID
	RegionCode     models.RegionCode
	OrganizationID models.ID
	Detail         map[string]string
}

// InOrganization is the event of an act in an organization.
func InOrganization(
	o models.Organization, action models.Action, object string, id models.ID, detail map[string]string,
) Event {
	return Event{
		Action:         action,
		Object:         object,
		ObjectID:       id,
		RegionCode:     o.RegionCode,
		OrganizationID: o.ID,
		Detail:         detail,
	}
}

// Made is the event of an act that makes something in an organization: about the
// thing or, when the act was refused before there was one, about the organization.
func Made(o models.Organization, action models.Action, object string, id models.ID) Event {
	if id.IsZero() {
		return InOrganization(o, action, "organization", o.ID, nil)
	}
	return InOrganization(o, action, object, id, nil)
}

// With gives the event with more details.
func (e Event) With(more map[string]string) Event {
	detail := make(map[string]string, len(e.Detail)+len(more))
	maps.Copy(detail, e.Detail)
	maps.Copy(detail, more)
	e.Detail = detail
	return e
}

// Record writes the event in the transaction of its effect.
func Record(ctx context.Context, tx *store.Tx, actor models.Actor, e Event) error {
	row := event(ctx, actor, e)
	row.ID, row.At, row.Outcome = tx.NewID(), tx.Now, models.OutcomeDone
	return insertAuditEvent(ctx, tx, &row)
}

// Act is one event of a batch: what one of its requests did.
type Act struct {
	Ctx   context.Context // of the request, for its id
	Actor models.Actor
	Event Event
}

// RecordAll writes the events of a batch at once.
func RecordAll(ctx context.Context, tx *store.Tx, acts []Act) error {
	rows := make([]models.AuditEvent, len(acts))
	for i, a := range acts {
		rows[i] = event(a.Ctx, a.Actor, a.Event)
		rows[i].ID, rows[i].At, rows[i].Outcome = tx.NewID(), tx.Now, models.OutcomeDone
	}
	return insertAuditEvents(ctx, tx, rows)
}

// Refused writes that the act was refused, in its own short transaction, and
// gives the refusal back. Anything that is not a forbidden act passes through
// unrecorded.
func Refused(ctx context.Context, st *store.Store, actor models.Actor, e Event, refusal error) error {
	var reason *models.Error
	if !errors.As(refusal, &reason) || reason.Code != models.CodeForbidden {
		return refusal
	}
	row := event(ctx, actor, e)
	row.Outcome, row.Reason = models.OutcomeRefused, reason.Reason
	err := st.InTx(models.WithTicket(ctx, nil), func(tx *store.Tx) error {
		row.ID, row.At = tx.NewID(), tx.Now
		return insertAuditEvent(ctx, tx, &row)
	})
	return errors.Join(refusal, err)
}

// RecordRefused writes that the act was refused in a transaction that commits
// all the same: a try that counts.
func RecordRefused(ctx context.Context, tx *store.Tx, actor models.Actor, e Event, refusal *models.Error) error {
	row := event(ctx, actor, e)
	row.ID, row.At = tx.NewID(), tx.Now
	row.Outcome, row.Reason = models.OutcomeRefused, refusal.Reason
	return insertAuditEvent(ctx, tx, &row)
}

func event(ctx context.Context, actor models.Actor, e Event) models.AuditEvent {
	row := models.AuditEvent{
		ActorID: optional(actor.PersonID), SessionID: optional(actor.SessionID),
		Action: e.Action.String(), Object: e.Object, ObjectID: optional(e.ObjectID),
		OrganizationID: optional(e.OrganizationID), RequestID: models.RequestIDOf(ctx), Detail: "{}",
	}
	if b := actor.OnBehalf; b != nil { // the one who acts, and the one in whose name
		row.ActorID, row.OnBehalfOf, row.DeskSessionID = &b.OfficerID, optional(actor.PersonID), &b.DeskID
	}
	if e.RegionCode != "" {
		row.RegionCode = &e.RegionCode
	}
	if len(e.Detail) > 0 {
		// A map of strings always marshals.
		if text, err := json.Marshal(e.Detail); err == nil {
			row.Detail = string(text)
		}
	}
	return row
}

func optional(id models.ID) *models.ID {
	if id.IsZero() {
		return nil
	}
	return &id
}
