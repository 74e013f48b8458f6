package dispute

import (
	"slices"

	"xinjumin/models"
)

// RiskLevel is how likely a quarrel is to grow into something worse; empty: nothing is
// to be feared.
type RiskLevel string

// The levels, the gravest first.
const (
	RiskRed    RiskLevel = "red"
	RiskOrange RiskLevel = "orange"
	RiskYellow RiskLevel = "yellow"
)

var riskWords = models.Words[RiskLevel]{
	{RiskRed, "红色：随时可能激化", "Red: may break out at any time"},
	{RiskOrange, "橙色：有激化苗头", "Orange: there are signs"},
	{RiskYellow, "黄色：需要留意", "Yellow: to be watched"},
}

// Text gives the plain words of a level.
func (l RiskLevel) Text() (zh, en string) { return riskWords.Of(l) }

// All gives every value in order.
func (RiskLevel) All() []RiskLevel { return riskWords.All() }

// Valid reports whether l is a level, or that there is none.
func (l RiskLevel) Valid() bool { zh, _ := l.Text(); return l == "" || zh != "" }

// Risk is what the committee of a case thinks of its danger at one time. A row never
// changes: another judgement is another row, and the live key is that of the present
// one. The parties never learn that there is one.
type Risk struct {
	ID           models.ID `gorm:"primaryKey"`
	DisputeID    models.ID
	Seq          int64
	Level        RiskLevel   `pii:"sensitive"`
	Violence     bool        `pii:"sensitive"` // in the family or elsewhere
	NoteSealed   []byte      `pii:"sensitive"`
	Organ        Place       `pii:"sensitive"` // to which the violence was reported; empty: to none
	ReportedOn   *models.Day `pii:"none"`
	ReasonSealed []byte      `pii:"sensitive"` // why it is not reported
	LiveKey      *models.ID  `pii:"none,technical"`
	SetBy        models.ID
	CreatedAt    models.Instant `gorm:"autoCreateTime:false"`
}

// TableName keeps the name of the table, which says the area, too.
func (Risk) TableName() string { return "dispute_risks" }

// Open reports whether there is violence that nobody has reported, and nobody has said
// why it need not be.
func (r Risk) Open() bool { return r.Violence && r.Organ == "" && len(r.ReasonSealed) == 0 }

// Blocks refuses what may not be done while violence is open: an agreement, and a
// session in which the parties sit together (ErrViolence).
func (r Risk) Blocks() error {
	if r.Open() {
		return ErrViolence
	}
	return nil
}

// Assessed is the next row when somebody judges anew. A report of violence stays; a
// reason why there was none does not outlive the judgement that it was given for.
func (r Risk) Assessed(level RiskLevel, violence bool) Risk {
	next := Risk{DisputeID: r.DisputeID, Seq: r.Seq + 1, Level: level, Violence: violence}
	if violence && r.Violence {
		next.Organ, next.ReportedOn = r.Organ, r.ReportedOn
	}
	return next
}

// Answered is the next row when what was done about violence is recorded; what r says of
// the danger stays. ErrNoViolence when there is nothing to answer.
func (r Risk) Answered() (Risk, error) {
	if !r.Open() {
		return r, ErrNoViolence
	}
	r.Seq++
	return r, nil
}

// Mark is the present risk of a case as its committee sees it; nothing to anybody else.
type Mark struct {
	Level    RiskLevel
	Violence bool
	Open     bool // nobody has reported the violence yet
}

// ReportOrgans lists to whom violence is reported.
func ReportOrgans() []Place { return []Place{PlacePolice, PlaceCourt, PlaceDepartment} }

// ValidReportOrgan reports whether violence can be reported to p.
func ValidReportOrgan(p Place) bool { return slices.Contains(ReportOrgans(), p) }

// Refusals around risk.
var (
	ErrViolence = models.NewError(models.CodeConflict, "dispute.violence",
		"这件纠纷标记了暴力情形，登记报告之前不能签协议，也不能让双方坐在一起调解",
		"Violence is marked and not reported: no agreement and no joint session before that")
	ErrNoViolence = models.NewError(models.CodeConflict, "dispute.no_violence", "这件纠纷没有等待报告的暴力情形",
		"There is no violence that waits for a report")
	ErrAssessOnly = models.NewError(models.CodeForbidden, "dispute.assess_only",
		"只有调解委员会主任或已接手本案的调解员可以进行此操作", "Only a head or a mediator who has taken the case may do this")
)
