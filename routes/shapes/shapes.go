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

// GivenReason is why somebody decides; the route says whom it is shown to.
type GivenReason struct {
	Reason string `json:"reason" minLength:"1" maxLength:"200" doc:"In a few plain words" example:"经街道核实后决定"`
}

// OwnWords are what somebody has to say; the route says whom it is shown to.
type OwnWords struct {
	Words string `json:"words" minLength:"1" maxLength:"500" doc:"In one's own words" example:"我一直在外地上班，下个月回来。"`
}

// NewLastDay gives a term a later end; the route says how late it may be.
type NewLastDay struct {
	EndsOn models.Day `json:"ends_on" doc:"The new last day"`
}

// SeenVersion says what somebody had before them when they signed or consented; another
// version is refused.
type SeenVersion struct {
	Version int64 `json:"version" minimum:"1" maximum:"9007199254740991" doc:"Version of what was shown" example:"1"`
}

// RejectIn refuses something that somebody asked for, with the reason that they
// will read.
type RejectIn struct {
	ID   models.ID   `path:"id"`
	Body GivenReason `doc:"The person concerned reads it" example:"{\"reason\":\"经街道核实后决定\"}"`
}

// Unfit are the refusals of somebody who does not belong in an organization: too young, not
// of those whom its kind takes, or a member of another one beside which there is no second.
func Unfit(besides ...*models.Error) []*models.Error {
	return append(besides, models.ErrMembershipChild, models.ErrMembershipTooYoung, models.ErrMembershipAge,
		models.ErrLeagueAge, models.ErrWomenOnly, models.ErrPartyMembersOnly, models.ErrUnionWageWorkers,
		models.ErrMembershipVillageElsewhere, models.ErrPartyTieElsewhere, models.ErrUnionElsewhere,
		models.ErrLeagueElsewhere)
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
