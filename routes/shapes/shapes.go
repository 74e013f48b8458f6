package shapes

import (
	"xinjumin/models"
	"xinjumin/routes/httpapi"
)

// MeTag groups what a person reads and writes about themselves in the document.
const MeTag = "me"

// XlsxType is the media type that a workbook is sent as.
const XlsxType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

// BlockedDoc says what stands in blocked_reason beside the moderation of a noun.
const BlockedDoc = "Why it is hidden, for those who are answerable for it; empty while it is not"

// OrganizationIn names an organization in the path.
type OrganizationIn struct {
	ID models.ID `path:"id" doc:"Organization"`
}

// OrganizationListIn asks for a page of what one organization has.
type OrganizationListIn struct {
	httpapi.PageIn
	ID models.ID `path:"id" doc:"Organization"`
}

// OwnListIn asks for a page of what is one's own.
type OwnListIn struct{ httpapi.PageIn }

// RejectIn refuses something that somebody asked for, with the reason that they
// will read.
type RejectIn struct {
	ID   models.ID `path:"id"`
	Body struct {
		Reason string `json:"reason" minLength:"1" maxLength:"200" doc:"The person concerned reads it" example:"经街道核实后决定"`
	}
}

// Clearable gives nil for a field that is absent and a pointer to nil for one
// that is null.
func Clearable[T any](o httpapi.Optional[T]) **T {
	if !o.Set {
		return nil
	}
	p := o.Pointer()
	return &p
}
