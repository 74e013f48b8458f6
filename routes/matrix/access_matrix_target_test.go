package matrix_test

import (
	"fmt"
	"time"

	"xinjumin/app/apptest/scene"
	"xinjumin/models"
)

// What the rows of the access matrix are called on, and with which organizations.

// of gives the id of something of a place, for the path of a route.
func of(get func(p *place) models.ID) func(p *place) any {
	return func(p *place) any { return get(p) }
}

var (
	theOrg         = of(func(p *place) models.ID { return p.org })
	theDraft       = of(func(p *place) models.ID { return p.draft })
	theApplication = of(func(p *place) models.ID { return p.application })
	theSketch      = of(func(p *place) models.ID { return p.sketch })
	theCourse      = of(func(p *place) models.ID { return p.course })
	theSignup      = of(func(p *place) models.ID { return p.signup })
	thePoll        = of(func(p *place) models.ID { return p.poll })
	thePlan        = of(func(p *place) models.ID { return p.plan })
	theDispute     = of(func(p *place) models.ID { return p.dispute })
	thePiece       = of(func(p *place) models.ID { return p.piece })
	theFresh       = of(func(p *place) models.ID { return p.fresh })
	theAgreement   = of(func(p *place) models.ID { return p.agreement })
	theItem        = of(func(p *place) models.ID { return p.item })
	theOtherSide   = of(func(p *place) models.ID { return p.otherSide })
	theDocument    = of(func(p *place) models.ID { return p.document })
	theSitting     = of(func(p *place) models.ID { return p.sitting })
	theOffer       = of(func(p *place) models.ID { return p.offer })
	theFile        = of(func(p *place) models.ID { return p.file })
	theDesk        = of(func(p *place) models.ID { return p.desk })
	thePending     = of(func(p *place) models.ID { return p.pending.PersonID })
)

func theVillage(p *place) any { return p.village }

func thePurpose(p *place) any {
	if p.name == "nowhere" {
		return "nowhere"
	}
	return "skills"
}

func theList(p *place) any {
	if p.name == "nowhere" {
		return "nowhere"
	}
	return "education"
}

func theZone(p *place) any {
	if p.name == "nowhere" {
		return "nowhere"
	}
	return "jinghu"
}

func theYear(p *place) any {
	if p.name == "nowhere" {
		return 2098
	}
	return 2027
}

func theDays(_ *accessFixture, p *place) any {
	return scene.DaysOff(fmt.Sprint(theYear(p), "-05-05"))
}

// aMeeting is tomorrow, and anInquiry an hour after that.
func aMeeting(w *accessFixture, _ *place) any {
	day := models.DayOf(w.Clock.Now()).AddDays(1).Start()
	return map[string]any{"starts_at": day.Add(10 * time.Hour), "ends_at": day.Add(11 * time.Hour), "place": "村委会"}
}

func anInquiry(w *accessFixture, p *place) any {
	day := models.DayOf(w.Clock.Now()).AddDays(1).Start()
	return map[string]any{"starts_at": day.Add(14 * time.Hour), "ends_at": day.Add(15 * time.Hour), "place": "村委会",
		"kind": "inquiry"}
}

func nothing(*accessFixture, *place) any { return map[string]any{} }
func because(*accessFixture, *place) any { return scene.Reason("按规定办理") }
func saying(v map[string]any) func(*accessFixture, *place) any {
	return func(*accessFixture, *place) any { return v }
}

// unlessNowhere sends an empty organization where there is no place to name.
func unlessNowhere(body func(w *accessFixture, p *place) any) func(*accessFixture, *place) any {
	return func(w *accessFixture, p *place) any {
		if p == w.nowhere {
			return map[string]any{}
		}
		return body(w, p)
	}
}
