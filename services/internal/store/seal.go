package store

import "xinjumin/models"

// KeyMark is the mark that a key has left in the database.
type KeyMark struct {
	Purpose   string         `gorm:"primaryKey" pii:"none"`
	KeyID     string         `gorm:"primaryKey" pii:"none"`
	Proof     []byte         `pii:"none,technical"`
	CreatedAt models.Instant `gorm:"autoCreateTime:false"`
}
