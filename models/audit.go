package models

// Outcome of an audited act.
const (
	OutcomeDone    = "done"
	OutcomeRefused = "refused"
)

// AuditEvent (审计记录) is who did what to which row. It is only ever inserted:
// with the effect in its transaction, or, for a refusal that matters, in a
// transaction of its own after the rollback. It holds no personal data and no
// choice of a ballot.
type AuditEvent struct {
	ID             ID `gorm:"primaryKey"`
	At             Instant
	ActorID        *ID // who really acted: at an assisted desk the officer
	SessionID      *ID
	OnBehalfOf     *ID    // the person at the desk in whose name the officer acted
	DeskSessionID  *ID    // the session at the desk, together with OnBehalfOf
	Action         string `pii:"trace"` // noun.verb
	Object         string `pii:"none"`
	ObjectID       *ID
	RegionCode     *RegionCode `pii:"none"`
	OrganizationID *ID
	Outcome        string `pii:"none"`
	Reason         string `pii:"none"` // reason key of a refusal
	RequestID      string `pii:"trace"`
	Detail         string `pii:"trace"` // JSON object of strings
}
