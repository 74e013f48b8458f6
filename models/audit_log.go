package models

import "time"

// The audit log is the trail made evident: each event has a leaf with a gapless
// number, the leaves are the leaves of a Merkle tree (RFC 6962), and signed
// checkpoints say which root the tree had at which size
// (docs/decisions/0020-audit-log.md).

// AuditLeaf gives an event its place in the log. Rows are only ever inserted,
// but for an erasure, which empties the salt.
type AuditLeaf struct {
	Seq         int64 `gorm:"primaryKey;autoIncrement:false"` // from 0, without gaps
	EventID     ID
	LeafHash    []byte `pii:"none,technical"`
	Commitments []byte `pii:"none,technical"` // what stands in the leaf for references to people and for the detail
	Salt        ID     // the key of the commitments; zero after an erasure
}

// TableName spells the plural.
func (AuditLeaf) TableName() string { return "audit_leaves" }

// AuditHash is a node of the tree, at its place in the order of storing.
type AuditHash struct {
	Position int64  `gorm:"primaryKey;autoIncrement:false"`
	Hash     []byte `pii:"none,technical"`
}

// AuditCheckpoint is a signed statement of what the tree was.
type AuditCheckpoint struct {
	Number      int64 `gorm:"primaryKey;autoIncrement:false"` // from 1, without gaps
	Size        int64
	PublishedAt Instant
	Note        string `pii:"none"`
}

// AuditSettle is how long after its time a row of the trail may still come to
// light: the longest transaction and the difference of clocks between machines.
const AuditSettle = 10 * time.Minute

// AuditHour is how far the time of a secret act is blurred.
const AuditHour = time.Hour

// Secret reports whether the event belongs to an act whose order must not be
// told, such as the casting of a ballot: these have random ids (v4), where
// others have ids that follow time.
func (e AuditEvent) Secret() bool { return e.ID[6]>>4 == 4 }

// AuditFilter narrows a list of events; zero fields do not narrow.
type AuditFilter struct {
	Action         string
	Object         string
	ObjectID       ID
	ActorID        ID
	OrganizationID ID
	Region         RegionCode // this division and everything below it
}

// AuditOffices are the offices of an organization whose holders read its trail.
func AuditOffices() []Role {
	return []Role{RoleChair, RoleBranchSecretary, RoleUnionChair, RoleViceChair, RoleSecretaryGeneral, RoleSupervisor}
}
