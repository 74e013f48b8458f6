package models

import "unicode/utf8"

// Unit is a unit member (团体会员): an enterprise or another organization that belongs to
// an association as a whole, with a member who speaks for it.
type Unit struct {
	ID               ID `gorm:"primaryKey"`
	OrganizationID   ID
	Name             string  `pii:"none"`
	CreditCode       string  `pii:"none"`           // empty where it has none
	LiveKey          *string `pii:"none,technical"` // one live row of a unit in an organization; nil when it has left
	RepresentativeID ID
	JoinedOn         Day
	EndedAt          *Instant
	EndReason        string `pii:"none"`
	RecordedBy       *ID
	CreatedAt        Instant `gorm:"autoCreateTime:false"`
}

// TableName says of what they are the units.
func (Unit) TableName() string { return "organization_units" }

// UnitView is a unit with the nickname of who speaks for it.
type UnitView struct {
	Unit
	Nickname string
}

// Bounds of a unit's name, in characters.
const UnitNameMin, UnitNameMax = 2, 60

// UnitKey is the live key of a unit: by its credit code or, where it has none,
// by its folded name.
func UnitKey(organization ID, code, folded string) *string {
	key := organization.String() + ":" + folded
	if code != "" {
		key = organization.String() + ":" + code
	}
	return &key
}

// Check tells what is wrong with a unit; its name is cleaned before.
func (u Unit) Check() []FieldError {
	if n := utf8.RuneCountInString(u.Name); n < UnitNameMin || n > UnitNameMax {
		return []FieldError{BodyField("/name", "length", "单位名称应为2至60个字",
			"The name of the unit must have 2 to 60 characters")}
	}
	return nil
}

// TakesUnits refuses where organizations of the kind, or the organization now, take no units.
func (o Organization) TakesUnits() error {
	if !o.Kind.Policy().Units {
		return ErrCapability
	}
	return o.AcceptsApplications()
}

// Refusals around units.
var (
	ErrUnitExists         = NewError(CodeConflict, "unit.exists", "这个单位已经是团体会员", "The unit is a member already")
	ErrUnitEnded          = NewError(CodeConflict, "unit.ended", "这个单位已经不是团体会员", "The unit is no longer a member")
	ErrUnitRepresentative = NewError(CodeConflict, "unit.representative_not_member", "单位代表必须是本组织会员",
		"Who speaks for a unit must be a member")
)
