package models

// NoticeKind names what an inbox row (站内通知) tells; its words are templates in
// the package notifications, its facts are params of the row.
type NoticeKind string

// Notice is one row of a person's inbox, written in the transaction of the act
// it tells. Params are facts without personal data.
type Notice struct {
	ID        ID `gorm:"primaryKey"`
	PersonID  ID
	Kind      NoticeKind `pii:"profile"`
	Subject   string     `pii:"none"` // noun of the row it is about
	SubjectID *ID
	Params    string  `pii:"words"` // JSON object of strings
	DedupeKey *string `pii:"none,technical"`
	CreatedAt Instant `gorm:"autoCreateTime:false"`
	ReadAt    *Instant
}
