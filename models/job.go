package models

// Job is work that is due at a time: one row per kind and subject. A process
// takes it by a lease; the handler's effect and DoneAt are one transaction.
type Job struct {
	ID         ID     `gorm:"primaryKey"`
	Kind       string `pii:"none"`
	SubjectID  ID
	RunAt      Instant
	LeaseUntil *Instant
	LeaseOwner *ID
	Attempts   int64
	LastError  string `pii:"none"`
	DoneAt     *Instant
	CreatedAt  Instant `gorm:"autoCreateTime:false"`
}
