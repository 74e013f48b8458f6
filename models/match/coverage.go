package match

import (
	"math"

	"xinjumin/models"
)

// GapFrom is the number of registered new residents from which a village or a
// unit should have an organization of its own (居住、务工人员超过100人以上的村（社区）和企业).
const GapFrom = 100

// Figure is a number with what it is a number of. A share without its base is
// worth nothing: more people may be in the unions of a county than are
// registered here, because locals are members, too.
type Figure struct {
	Value      *int64 // nil: not told
	Suppressed bool   // because it is below SmallCell
	Of         *int64 // the base; nil where the figure is a base itself
	Percent    *float64
	BaseZH     string
	BaseEN     string
}

// PeopleFigure counts people; small numbers are not told, nor shares of them.
func PeopleFigure(value int64, of *int64, zh, en string) Figure {
	f := Figure{BaseZH: zh, BaseEN: en, Suppressed: value > 0 && value < models.SmallCell || of != nil && *of > 0 &&
		*of < models.SmallCell}
	if f.Suppressed {
		return f
	}
	return f.told(value, of)
}

// ThingFigure counts what is no person: villages, stations.
func ThingFigure(value int64, of *int64, zh, en string) Figure {
	return Figure{BaseZH: zh, BaseEN: en}.told(value, of)
}

func (f Figure) told(value int64, of *int64) Figure {
	f.Value, f.Of = &value, of
	if of != nil && *of > 0 {
		percent := math.Round(float64(value)/float64(*of)*1000) / 10
		f.Percent = &percent
	}
	return f
}

// RegionCoverage is what was counted in a division with all below it.
type RegionCoverage struct {
	RegionCode     models.RegionCode `gorm:"primaryKey" pii:"none"`
	Registered     int64             // people registered here who live there
	Organized      int64             // of them those in an organization at least
	Places         int64             // villages in which GapFrom or more of them live
	PlacesBodiless int64             // of these those without an active organization
	CountedAt      models.Instant
}

// TableName keeps the mapper from its own plural.
func (RegionCoverage) TableName() string { return "region_coverage" }

// CoverageKind is the same by kind of organization.
type CoverageKind struct {
	RegionCode    models.RegionCode       `gorm:"primaryKey" pii:"none"`
	Kind          models.OrganizationKind `gorm:"primaryKey" pii:"none"`
	People        int64                   // who live there and are in such an organization, wherever it is
	Organizations int64                   `gorm:"column:bodies"` // active ones there
}

// GapSubject is what lacks an organization.
type GapSubject string

// The subjects.
const (
	GapPlace    GapSubject = "place"
	GapEmployer GapSubject = "employer"
)

var gapSubjectWords = models.Words[GapSubject]{
	{GapPlace, "村（社区）", "Village"},
	{GapEmployer, "用工单位", "Employer"},
}

// Text gives the plain words of a subject.
func (s GapSubject) Text() (zh, en string) { return gapSubjectWords.Or(s, GapPlace) }

// All gives every value in order.
func (GapSubject) All() []GapSubject { return gapSubjectWords.All() }

// CoverageGap is a village or an employer with many registered new residents and
// no active organization. The place of an employer is the town where most of them live.
type CoverageGap struct {
	ID           models.ID         `gorm:"primaryKey"`
	Subject      GapSubject        `pii:"none"`
	RegionCode   models.RegionCode `pii:"none"`
	EmployerCode string            `pii:"none"`
	EmployerName string            `pii:"none"`
	People       int64
	CountedAt    models.Instant
}

// CoverageGapView is a gap with the name of its place.
type CoverageGapView struct {
	CoverageGap
	RegionName string
}

// TableName tells the mapper where the embedded row lives.
func (CoverageGapView) TableName() string { return "coverage_gaps" }

// CoverageRun is the one row by which a single process counts at a time.
type CoverageRun struct {
	ID         int64 `gorm:"primaryKey"`
	StartedAt  models.Instant
	FinishedAt models.Instant
}

// KindShown reports whether the share of a kind is told for a division. Whoever is
// in the Party is told for counties and above only: in a town it might be a
// question of who.
func KindShown(k models.OrganizationKind, at models.RegionLevel) bool {
	return !k.Secretive() || at <= models.LevelCounty
}

// What the figures are of.
const (
	BaseRegistered   = "在本平台登记、现居住地在本辖区的新居民（账号未注销），不是常住人口，也不是公安登记数"
	BaseRegisteredEN = "new residents registered here who live in the division, with an open account; neither the " +
		"population nor the police's register"
	BaseOrganized   = "其中至少参加一个组织的人，占本辖区登记的新居民"
	BaseOrganizedEN = "of the registered new residents of the division those who are in an organization at least"
	BaseKind        = "其中参加这类组织的人，占本辖区登记的新居民；本地户籍会员和没有在本平台登记的会员不在内，不能和该组织自己的会员总数相除"
	BaseKindEN      = "of the registered new residents those in such an organization; local members and members not " +
		"registered here are not counted, so never divide it by the organization's own total"
	BasePlaces     = "登记的新居民达到100人的村（社区）中，还没有任何正常活动的组织的"
	BasePlacesEN   = "of the villages with 100 registered new residents or more those without an active organization"
	BaseStations   = "五项都有的服务管理站（所），占已填报的站（所）"
	BaseStationsEN = "of the stations recorded those that have all five"
	BaseRecorded   = "已填报的服务管理站（所），占本辖区的镇街和村（社区）"
	BaseRecordedEN = "of the towns and villages of the division those whose station is recorded"
)
