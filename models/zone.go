package models

// Zone is a functional zone (袍江、镜湖、滨海): it has no division code of its own
// and lies over divisions.
type Zone struct {
	Code      string `gorm:"primaryKey" pii:"none"`
	Name      string `pii:"none"` // folded
	Pinyin    string `pii:"none"`
	Initials  string `pii:"none"`
	Version   int64
	UpdatedAt Instant `gorm:"autoUpdateTime:false"`
}

// ZoneMember says that a division, with all below it, belongs to a zone.
type ZoneMember struct {
	ZoneCode   string     `gorm:"primaryKey" pii:"none"`
	RegionCode RegionCode `gorm:"primaryKey" pii:"none"`
}
