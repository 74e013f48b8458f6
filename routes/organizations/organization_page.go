package organizations

import (
	"xinjumin/models"
	"xinjumin/routes/httpapi"
	"xinjumin/routes/shapes"
	"xinjumin/services/organizations"
)

// FormerName is a name that an organization had.
type FormerName struct {
	Name      string     `json:"name" maxLength:"40" example:"外山村新市民联谊会"`
	UsedFrom  models.Day `json:"used_from"`
	UsedUntil models.Day `json:"used_until" doc:"The day of the next name"`
	Reason    string     `json:"reason" maxLength:"200" example:"与全市名称统一"`
}

// Founding is how far the founding of an organization is.
type Founding struct {
	Signed int64 `json:"signed" minimum:"0" maximum:"1000" doc:"Verified people who have signed, its drafter among them"`
	Needed int64 `json:"needed" minimum:"0" maximum:"1000" doc:"Signatures that its kind asks for"`
}

// OwnPart is what the caller is in an organization.
type OwnPart struct {
	MembershipID *models.ID              `json:"membership_id" doc:"null for who has none, and no open application or invitation"`
	State        *models.MembershipState `json:"state" doc:"Of a membership that is not over; null without one"`
	StateText    string                  `json:"state_text" maxLength:"16" example:"会员"`
	Offices      []OwnOffice             `json:"offices" maxItems:"20"`
}

// OwnOffice is an office of the caller.
type OwnOffice struct {
	Role     models.Role `json:"role" example:"chair"`
	RoleText string      `json:"role_text" maxLength:"32" example:"会长"`
}

// OrganizationPage is an organization as its own page shows it to one reader.
type OrganizationPage struct {
	Organization
	httpapi.Acts
	FormerNames    []FormerName `json:"former_names" maxItems:"100" doc:"The latest first"`
	Founding       *Founding    `json:"founding" doc:"null once it was approved"`
	DecisionReason string       `json:"decision_reason" maxLength:"200" doc:"Why it was sent back; empty once it is approved"`
	BlockedReason  string       `json:"blocked_reason" maxLength:"200"`
	Card           Card         `json:"card"`
	PlacesLeft     *int64       `json:"places_left" minimum:"0" maximum:"1000000"`
	Mine           OwnPart      `json:"mine"`
}

// Docs implements httpapi.Documented.
func (OrganizationPage) Docs() map[string]string {
	return map[string]string{
		"acts": "What the caller may do now: revise, submit, approve, reject, amend, rename, register, extend, " +
			"renew_term, suspend, resume, dissolve",
		"blocked_reason": shapes.BlockedDoc,
		"places_left":    "Members that it still takes; null without a limit, and for a Party branch",
	}
}

type organizationPageOut struct {
	httpapi.Versioned
	Body OrganizationPage
}

func presentOrganizationPage(api *httpapi.API, o organizations.Page) *organizationPageOut {
	body := OrganizationPage{Organization: OrganizationDTO(o.OrganizationView), FormerNames: []FormerName{},
		Acts: httpapi.ActsOf(o.Choices), DecisionReason: o.DecisionReason, Mine: ownPart(o.Mine),
		BlockedReason: o.Blocked, Card: cardDTO(api, o)}
	details := []int64{o.Choices.Mark(), body.Card.mark()}
	if m := o.Mine.Membership; m != nil {
		details = append(details, m.Version)
	}
	if o.Capacity != nil && !o.Kind.Secretive() {
		left := max(0, *o.Capacity-o.MemberCount)
		body.PlacesLeft = &left
	}
	if o.Founding != nil {
		body.Founding = &Founding{Signed: o.Founding.Signed, Needed: o.Founding.Needed}
		details = append(details, o.Founding.Signed)
	}
	for _, n := range o.FormerNames {
		body.FormerNames = append(body.FormerNames,
			FormerName{Name: n.Name, UsedFrom: n.UsedFrom, UsedUntil: n.UsedUntil, Reason: n.Reason})
	}
	return &organizationPageOut{Versioned: organizationTag(o.OrganizationView, details...), Body: body}
}

func ownPart(p models.OwnPart) OwnPart {
	out := OwnPart{Offices: []OwnOffice{}}
	if p.Membership != nil {
		out.MembershipID, out.State = &p.Membership.ID, &p.Membership.State
		out.StateText, _ = p.Membership.State.Text()
	}
	for _, r := range p.Offices {
		text, _ := r.Text()
		out.Offices = append(out.Offices, OwnOffice{Role: r, RoleText: text})
	}
	return out
}
