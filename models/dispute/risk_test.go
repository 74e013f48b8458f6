package dispute

import (
	"errors"
	"testing"

	"xinjumin/models"
)

// Violence blocks until it is reported or a head says why not; a new judgement keeps the
// report, and not the reason.
func TestRisk(t *testing.T) {
	calm := Risk{}.Assessed(RiskOrange, false)
	if calm.Blocks() != nil || calm.Seq != 1 {
		t.Errorf("%+v blocks", calm)
	}
	if _, err := calm.Answered(); !errors.Is(err, ErrNoViolence) {
		t.Errorf("without violence: %v", err)
	}
	violent := calm.Assessed(RiskRed, true)
	if !errors.Is(violent.Blocks(), ErrViolence) || violent.Seq != 2 {
		t.Errorf("%+v does not block", violent)
	}
	on := models.Day("2026-11-23")
	reported, err := violent.Answered()
	reported.Organ, reported.ReportedOn = PlacePolice, &on
	if err != nil || reported.Blocks() != nil || reported.Level != RiskRed || reported.Seq != 3 {
		t.Errorf("reported: %+v, %v", reported, err)
	}
	if again := reported.Assessed(RiskYellow, true); again.Blocks() != nil || again.Organ != PlacePolice {
		t.Errorf("judged anew after a report: %+v", again)
	}
	excused, _ := violent.Answered()
	excused.ReasonSealed = []byte{1}
	if excused.Blocks() != nil {
		t.Error("a reason does not help")
	}
	if again := excused.Assessed(RiskRed, true); !errors.Is(again.Blocks(), ErrViolence) {
		t.Errorf("judged anew after a reason: %+v", again)
	}
	if over := reported.Assessed("", false); over.Violence || over.Organ != "" {
		t.Errorf("over: %+v", over)
	}
	for _, p := range Place("").All() {
		if ValidReportOrgan(p) != (p == PlacePolice || p == PlaceCourt || p == PlaceDepartment) {
			t.Errorf("violence is reported to %s", p)
		}
	}
	if !RiskLevel("").Valid() || !RiskRed.Valid() || RiskLevel("purple").Valid() {
		t.Error("levels")
	}
}

// What is not for the oral way is refused, each with its field.
func TestOral(t *testing.T) {
	fen := func(n int64) *int64 { return &n }
	good := Oral{Category: "neighbour", AmountFen: fen(OralMaxFen), HappenedOn: "2026-11-16", Performed: true, Agreed: true,
		NoConflict: true}
	if err := good.Check("2026-11-23"); err != nil {
		t.Error(err)
	}
	for name, c := range map[string]struct {
		change        func(o *Oral)
		reason, field string
	}{
		"labour":       {func(o *Oral) { o.Category = CategoryLabour }, "oral.labour", "/category"},
		"family":       {func(o *Oral) { o.Category = CategoryFamily }, "oral.family", "/category"},
		"none":         {func(o *Oral) { o.Category = "x" }, "request.invalid", "/category"},
		"later":        {func(o *Oral) { o.Performed = false }, "oral.not_performed", "/performed_on_spot"},
		"paper":        {func(o *Oral) { o.Need = OralAsked }, "oral.paper", "/needs_paper"},
		"danger":       {func(o *Oral) { o.Need = OralDanger }, "oral.major", "/needs_paper"},
		"much":         {func(o *Oral) { o.AmountFen = fen(OralMaxFen + 1) }, "oral.major", "/amount_fen"},
		"below zero":   {func(o *Oral) { o.AmountFen = fen(-1) }, "request.invalid", "/amount_fen"},
		"one alone":    {func(o *Oral) { o.Agreed = false }, "request.invalid", "/both_agreed"},
		"a tie":        {func(o *Oral) { o.NoConflict = false }, "request.invalid", "/no_conflict"},
		"long ago":     {func(o *Oral) { o.HappenedOn = "2026-11-15" }, "request.invalid", "/happened_on"},
		"tomorrow":     {func(o *Oral) { o.HappenedOn = "2026-11-24" }, "request.invalid", "/happened_on"},
		"unknown need": {func(o *Oral) { o.Need = "x" }, "request.invalid", "/needs_paper"},
	} {
		o := good
		c.change(&o)
		var err *models.Error
		if !errors.As(o.Check("2026-11-23"), &err) || err.Reason != c.reason || len(err.Fields) != 1 ||
			err.Fields[0].Field != c.field || err.Code != models.CodeInvalid {
			t.Errorf("%s: %+v", name, err)
		}
	}
}

// The wish of a party comes first, then what fits, then who has the fewest cases.
func TestRank(t *testing.T) {
	all := []Candidate{
		{Name: "free"}, {Name: "busy", OpenCases: 3}, {Name: "near", Place: true, OpenCases: 9},
		{Name: "fits", Specialty: true, OpenCases: 2}, {Name: "speaks", Language: "wuu"},
		{Name: "wished", WishedBy: []PartySide{SideRespondent}, OpenCases: 8},
	}
	Rank(all)
	got := ""
	for _, c := range all {
		got += c.Name + " "
	}
	if got != "wished fits speaks near free busy " {
		t.Error(got)
	}
	if r := all[0].Reasons(); len(r) != 2 || r[0] != "被申请人希望由这位调解员调解" || r[1] != "手上有8件在办的纠纷" {
		t.Error(r)
	}
	if r := (Candidate{Specialty: true, Language: "wuu", Place: true}).Reasons(); len(r) != 4 ||
		r[3] != "手上没有在办的纠纷" {
		t.Error(r)
	}
	if until := TakeUntil(models.Calendar{}, models.Day("2026-11-20").Start()); models.DayOf(until) != "2026-11-25" {
		t.Errorf("a case of a Friday goes back on %s", models.DayOf(until))
	}
}
