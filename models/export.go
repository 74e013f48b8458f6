package models

import "time"

// DataExport is a person's request for a copy of everything about herself
// (个人信息保护法 Art 45). The copy is not kept: it is made anew each time it is
// read, as long as the request lives.
type DataExport struct {
	ID         ID `gorm:"primaryKey"`
	PersonID   ID
	CreatedAt  Instant `gorm:"autoCreateTime:false"`
	ExpiresAt  Instant
	ReadCount  int64
	LastReadAt *Instant
}

// Bounds of exports.
const (
	ExportLife    = 72 * time.Hour
	ExportPeriod  = 24 * time.Hour
	ExportsMax    = 3     // requests in a period
	ExportRowsMax = 10000 // rows of one table, the newest; who has more is an officer with a long trail
)

// NoticeExportRequested tells the person that her data was asked for, in case
// it was not her. Params: until, until_en.
const NoticeExportRequested NoticeKind = "export.requested"

// Refusals of exports; besides ErrSessionNotFresh.
var (
	ErrExportTooOften = NewError(CodeTooMany, "export.too_often", "今天导出的次数太多了，请明天再试",
		"Too many exports today, try again tomorrow").After(ExportPeriod)
	ErrExportExpired = NewError(CodeNotFound, "export.expired", "这次导出已经过期，请重新申请",
		"The export has expired, ask for a new one")
)
