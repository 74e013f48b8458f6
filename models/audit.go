package models

// Outcome of an audited act.
type Outcome string

// The outcomes.
const (
	OutcomeDone    Outcome = "done"
	OutcomeRefused Outcome = "refused"
)

var outcomeWords = Words[Outcome]{
	{OutcomeDone, "已执行", "done"},
	{OutcomeRefused, "已拒绝", "refused"},
}

// Text gives the plain words of an outcome.
func (o Outcome) Text() (zh, en string) { return outcomeWords.Or(o, OutcomeDone) }

// All gives every value in order.
func (Outcome) All() []Outcome { return outcomeWords.All() }

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
	Outcome        Outcome `pii:"none"`
	Reason         string  `pii:"none"` // reason key of a refusal
	RequestID      string  `pii:"trace"`
	Detail         string  `pii:"trace"` // JSON object of strings
	// MAC shows that the product wrote the event: the id of a root key (4 bytes) and
	// HMAC-SHA-256 over all other fields. Empty in emptied events and in those from
	// before there were any.
	MAC []byte `gorm:"column:mac" pii:"none,technical"`
}
