package models

import "slices"

// ProfileField names a field of the profile, as on the wire.
type ProfileField string

// The fields; each rests on the consent to one purpose.
const (
	FieldAddress          ProfileField = "address"
	FieldEmploymentStatus ProfileField = "employment_status"
	FieldWorkKind         ProfileField = "work_kind"
	FieldEmployerCode     ProfileField = "employer_code"
	FieldEmployerName     ProfileField = "employer_name"
	FieldSkills           ProfileField = "skills"
	FieldPoliticalStatus  ProfileField = "political_status"
	FieldEthnicity        ProfileField = "ethnicity"
	FieldPermitState      ProfileField = "residence_permit"
	FieldRegisteredOn     ProfileField = "residence_registered_on"
)

// Profile is what people tell about themselves beyond the row of the person,
// whose id it has. Everything in it rests on a consent.
type Profile struct {
	ID                    ID               `gorm:"primaryKey"` // of the person
	AddressSealed         []byte           `pii:"contact"`
	EmploymentStatus      EmploymentStatus `pii:"profile"`
	WorkKind              string           `pii:"profile"`
	EmployerCode          string           `pii:"profile"`
	EmployerName          string           `pii:"profile"`
	PoliticalStatusSealed []byte           `pii:"sensitive"`
	EthnicitySealed       []byte           `pii:"sensitive"`
	PermitState           PermitState      `pii:"sensitive"`
	RegisteredOn          *Day             `pii:"sensitive"`
	Version               int64
	CreatedAt             Instant `gorm:"autoCreateTime:false"`
	UpdatedAt             Instant `gorm:"autoUpdateTime:false"`
}

// ProfileSkill is one skill of one person.
type ProfileSkill struct {
	PersonID ID     `gorm:"primaryKey"`
	Code     string `gorm:"primaryKey" pii:"profile"`
}

// EmploymentStatus tells what somebody lives on.
type EmploymentStatus string

// The states; empty is not told.
const (
	Employed     EmploymentStatus = "employed"
	GigWorker    EmploymentStatus = "gig"
	SelfEmployed EmploymentStatus = "self_employed"
	JobSeeker    EmploymentStatus = "job_seeker"
	Student      EmploymentStatus = "student"
	Homemaker    EmploymentStatus = "homemaker"
	Retired      EmploymentStatus = "retired"
)

// WageWorker reports whether somebody lives mainly on wages, which opens the
// union (工会法 3, which since 2021 names new forms of employment).
func (s EmploymentStatus) WageWorker() bool { return s == Employed || s == GigWorker }

// Works reports whether an employer means anything.
func (s EmploymentStatus) Works() bool { return s.WageWorker() || s == SelfEmployed }

// PermitState is the residence permit as its holder declares it.
type PermitState string

// The states; empty is not told.
const (
	PermitNone      PermitState = "none"
	PermitValid     PermitState = "valid"
	PermitSuspended PermitState = "suspended"
	PermitEnded     PermitState = "ended"
)

// ProfileData is what a profile says, readable. Empty is not told.
type ProfileData struct {
	Address          string
	EmploymentStatus EmploymentStatus
	WorkKind         string
	EmployerCode     string
	EmployerName     string
	Skills           []string // codes, sorted
	PoliticalStatus  string
	Ethnicity        string
	PermitState      PermitState
	RegisteredOn     *Day
}

// Has reports whether a field is told.
func (d ProfileData) Has(f ProfileField) bool {
	switch f {
	case FieldAddress:
		return d.Address != ""
	case FieldEmploymentStatus:
		return d.EmploymentStatus != ""
	case FieldWorkKind:
		return d.WorkKind != ""
	case FieldEmployerCode:
		return d.EmployerCode != ""
	case FieldEmployerName:
		return d.EmployerName != ""
	case FieldSkills:
		return len(d.Skills) > 0
	case FieldPoliticalStatus:
		return d.PoliticalStatus != ""
	case FieldEthnicity:
		return d.Ethnicity != ""
	case FieldPermitState:
		return d.PermitState != ""
	case FieldRegisteredOn:
		return d.RegisteredOn != nil
	}
	return false
}

// Without clears fields.
func (d ProfileData) Without(fields []ProfileField) ProfileData {
	return ProfileEdit{Touched: fields}.Apply(d)
}

// Only keeps what the ledger allows to be used and shown.
func (d ProfileData) Only(l Ledger) ProfileData {
	for _, p := range purposes {
		if !l.Allows(p.Key) {
			d = d.Without(p.Fields)
		}
	}
	return d
}

// ProfileEdit is a partial change: the fields that it touches become what To
// says, which may be empty.
type ProfileEdit struct {
	Touched []ProfileField
	To      ProfileData
}

// Apply gives the data as it will be.
func (e ProfileEdit) Apply(d ProfileData) ProfileData {
	for _, f := range e.Touched {
		switch f {
		case FieldAddress:
			d.Address = e.To.Address
		case FieldEmploymentStatus:
			d.EmploymentStatus = e.To.EmploymentStatus
		case FieldWorkKind:
			d.WorkKind = e.To.WorkKind
		case FieldEmployerCode:
			d.EmployerCode = e.To.EmployerCode
		case FieldEmployerName:
			d.EmployerName = e.To.EmployerName
		case FieldSkills:
			d.Skills = slices.Sorted(slices.Values(e.To.Skills))
		case FieldPoliticalStatus:
			d.PoliticalStatus = e.To.PoliticalStatus
		case FieldEthnicity:
			d.Ethnicity = e.To.Ethnicity
		case FieldPermitState:
			d.PermitState = e.To.PermitState
		case FieldRegisteredOn:
			d.RegisteredOn = e.To.RegisteredOn
		}
	}
	return d
}

// Limits of the profile, in characters and items.
const (
	AddressMax      = 100
	EmployerNameMax = 60
	SkillsMax       = 10
)

// Text gives the words of the list of codes.
func (s EmploymentStatus) Text() (zh, en string) {
	zh, en, _ = CodeText(CodesEmployment, string(s))
	return zh, en
}

// All gives every status in order.
func (EmploymentStatus) All() []EmploymentStatus {
	return []EmploymentStatus{Employed, GigWorker, SelfEmployed, JobSeeker, Student, Homemaker, Retired}
}

// Text gives the words of the list of codes.
func (s PermitState) Text() (zh, en string) {
	zh, en, _ = CodeText(CodesPermit, string(s))
	return zh, en
}

// All gives every state in order.
func (PermitState) All() []PermitState {
	return []PermitState{PermitNone, PermitValid, PermitSuspended, PermitEnded}
}
