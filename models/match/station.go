package match

import (
	"unicode/utf8"

	"xinjumin/models"
)

// Station is the service station of new residents in a town (所) or village
// (站), with the five things it should have (五有).
type Station struct {
	RegionCode   models.RegionCode `gorm:"primaryKey" pii:"none"`
	HasTasks     bool
	NoteTasks    string `pii:"none"`
	HasStaff     bool
	NoteStaff    string `pii:"none"`
	HasPremises  bool
	NotePremises string `pii:"none"`
	HasWorking   bool
	NoteWorking  string `pii:"none"`
	HasFunds     bool
	NoteFunds    string `pii:"none"`
	Place        string `pii:"none"` // where a resident finds it
	Phone        string `pii:"none"` // of the station, never of a person
	Hours        string `pii:"none"` // when it is open
	UpdatedBy    models.ID
	Version      int64
	CreatedAt    models.Instant `gorm:"autoCreateTime:false"`
	UpdatedAt    models.Instant `gorm:"autoUpdateTime:false"`
}

// StationItem is one of the five.
type StationItem struct {
	Code, ZH, EN string
	Met          bool
	Note         string
}

// StationNoteMax bounds a note, in characters; StationPlaceMax where a station is and
// when it is open.
const (
	StationNoteMax  = 200
	StationPlaceMax = 100
)

// Items lists the five in their usual order.
func (s Station) Items() []StationItem {
	return []StationItem{
		{"tasks", "有明确任务", "Clear tasks", s.HasTasks, s.NoteTasks},
		{"staff", "有人员编制", "Staff", s.HasStaff, s.NoteStaff},
		{"premises", "有硬件设施", "Premises and equipment", s.HasPremises, s.NotePremises},
		{"working", "有工作机制", "A way of working", s.HasWorking, s.NoteWorking},
		{"funds", "有经费保障", "Secured funds", s.HasFunds, s.NoteFunds},
	}
}

// Met counts how many of the five the station has.
func (s Station) Met() int {
	n := 0
	for _, item := range s.Items() {
		if item.Met {
			n++
		}
	}
	return n
}

// StationChange is a partial change: nil leaves a thing alone.
type StationChange struct {
	Tasks, Staff, Premises, Working, Funds                     *bool
	NoteTasks, NoteStaff, NotePremises, NoteWorking, NoteFunds *string
	Place, Phone, Hours                                        *string
}

// Texts lists what is written in it, to be cleaned.
func (c StationChange) Texts() []*string {
	return []*string{c.NoteTasks, c.NoteStaff, c.NotePremises, c.NoteWorking, c.NoteFunds, c.Place, c.Phone, c.Hours}
}

// Apply gives the station as it will be.
func (c StationChange) Apply(s Station) Station {
	for _, f := range []struct {
		has  *bool
		to   *bool
		note *string
		says *string
	}{
		{&s.HasTasks, c.Tasks, &s.NoteTasks, c.NoteTasks}, {&s.HasStaff, c.Staff, &s.NoteStaff, c.NoteStaff},
		{&s.HasPremises, c.Premises, &s.NotePremises, c.NotePremises},
		{&s.HasWorking, c.Working, &s.NoteWorking, c.NoteWorking},
		{&s.HasFunds, c.Funds, &s.NoteFunds, c.NoteFunds},
	} {
		if f.to != nil {
			*f.has = *f.to
		}
		if f.says != nil {
			*f.note = *f.says
		}
	}
	for _, f := range []struct{ to, says *string }{{&s.Place, c.Place}, {&s.Phone, c.Phone}, {&s.Hours, c.Hours}} {
		if f.says != nil {
			*f.to = *f.says
		}
	}
	return s
}

// Check tells what is wrong with a station as it was left.
func (s Station) Check() []models.FieldError {
	var bad []models.FieldError
	for _, item := range s.Items() {
		if utf8.RuneCountInString(item.Note) > StationNoteMax {
			bad = append(bad, models.BodyField("/"+item.Code+"/note", "length", "说明不能超过200个字",
				"A note has at most 200 characters"))
		}
	}
	for _, said := range [][2]string{{"/place", s.Place}, {"/hours", s.Hours}} {
		if utf8.RuneCountInString(said[1]) > StationPlaceMax {
			bad = append(bad, models.BodyField(said[0], "length", "不能超过100个字", "At most 100 characters"))
		}
	}
	if s.Phone != "" && !models.IsServicePhone(s.Phone) {
		bad = append(bad, models.BodyField("/phone", "phone", "请填写办公电话，例如 0575-85112345",
			"A telephone of the office, digits with - or blanks"))
	}
	return bad
}

// Open reports whether a resident can find the station: where it is, or how to call it.
func (s Station) Open() bool { return s.Place != "" || s.Phone != "" }

// StationAt refuses a place that has no station.
func StationAt(code models.RegionCode) error {
	if l := code.Level(); l != models.LevelTown && l != models.LevelVillage {
		return ErrStationLevel
	}
	return nil
}

// StationText is what the station of a place is called.
func StationText(code models.RegionCode) (zh, en string) {
	if code.Level() == models.LevelTown {
		return "新居民服务管理所", "Service office of new residents"
	}
	return "新居民服务管理站", "Service station of new residents"
}

// Refusals around stations.
var (
	ErrStationLevel = models.NewError(models.CodeConflict, "station.no_such_level", "服务管理站（所）设在镇街和村（社区）",
		"Stations are of towns and villages")
)
