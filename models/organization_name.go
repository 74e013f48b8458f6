package models

// FormerName is a name that an organization had, with the days on which it had it. An organization
// is found by all of them: people know it by the old one.
type FormerName struct {
	ID             ID `gorm:"primaryKey"`
	OrganizationID ID
	Name           string `pii:"none"`
	NameFolded     string `pii:"none,technical"`
	Pinyin         string `pii:"none,technical"`
	Initials       string `pii:"none,technical"`
	UsedFrom       Day
	UsedUntil      Day    // the day of the new name
	Reason         string `pii:"none"`
	RenamedBy      *ID
	CreatedAt      Instant `gorm:"autoCreateTime:false"`
}

// TableName says whose names they were.
func (FormerName) TableName() string { return "organization_names" }

// NoticeOrganizationRenamed tells the heads that an administrator has renamed
// their organization, and the approvers that its head has.
const NoticeOrganizationRenamed NoticeKind = "organization.renamed"
