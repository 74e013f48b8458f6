package mediation

import (
	"xinjumin/models"
	"xinjumin/models/dispute"
	"xinjumin/routes/httpapi"
	"xinjumin/services/mediation"
)

// DisputeCard is a case as it stands in a list.
type DisputeCard struct {
	DisputeSummary
	PlaceName          string             `json:"place_name" names:"place RegionCode" maxLength:"64" example:"外山村"`
	ApplicantName      *string            `json:"applicant_name" maxLength:"100"`
	RespondentName     *string            `json:"respondent_name" maxLength:"100"`
	RespondentKind     *dispute.PartyKind `json:"respondent_kind"`
	RespondentKindText *string            `json:"respondent_kind_text" maxLength:"20" example:"用工单位"`
	AmountFen          *int64             `json:"amount_fen" minimum:"0" maximum:"1000000000000"`
	MediatorID         *models.ID         `json:"mediator_id" doc:"Who leads the mediation; null before one is assigned"`
	MediatorName       *string            `json:"mediator_name" maxLength:"64"`
	DaysLeft           *int               `json:"days_left" minimum:"-100000" maximum:"100000"`

	RiskLevel     *dispute.RiskLevel `json:"risk_level"`
	RiskLevelText *string            `json:"risk_level_text" maxLength:"20" example:"橙色：有激化苗头"`
	Violence      *bool              `json:"violence" doc:"For the committee alone; null to the parties"`
}

// Docs implements httpapi.Documented.
func (DisputeCard) Docs() map[string]string {
	return map[string]string{
		"place_name": "The place alone, without what lies above it",
		"amount_fen": "What the quarrel is about; null to the other side",
		"risk_level": "For the committee alone; null without one",
		"days_left":  "Until it is due: 0 today, negative when late; null without a day, or once it has ended",
	}
}

// DisputeCount is how many cases are in a state.
type DisputeCount struct {
	State     dispute.State `json:"state"`
	StateText string        `json:"state_text" maxLength:"20" example:"已受理"`
	Count     int64         `json:"count" minimum:"1" maximum:"9007199254740991"`
}

// DisputeBoard is a page of cases.
type DisputeBoard struct {
	httpapi.ListBody[DisputeCard]
	Counts []DisputeCount `json:"counts" maxItems:"50"`
	Routes []LegalRoute   `json:"routes" maxItems:"10" doc:"Ways that stay open at any time"`
}

// Docs implements httpapi.Documented.
func (DisputeBoard) Docs() map[string]string {
	return map[string]string{
		"counts": "How many of the cases one asks for as this or that are in each state; filters and pages are " +
			"left aside",
	}
}

func presentBoard(api *httpapi.API, list string, b mediation.Board) *disputesOut {
	out := &disputesOut{Body: DisputeBoard{ListBody: httpapi.ListOf(api, list, b.List, disputeCard).Body,
		Counts: make([]DisputeCount, len(b.Counts)), Routes: legalRoutes("")}}
	for i, c := range b.Counts {
		text, _ := c.State.Text()
		out.Body.Counts[i] = DisputeCount{State: c.State, StateText: text, Count: c.Cases}
	}
	return out
}

func disputeCard(c mediation.Card) DisputeCard {
	out := DisputeCard{
		DisputeSummary: disputeSummary(c.Summary), ApplicantName: textOrNull(c.Applicant),
		RespondentName: textOrNull(c.Respondent), AmountFen: c.AmountFen, MediatorID: c.MediatorID,
		MediatorName: textOrNull(c.Mediator), DaysLeft: c.DaysLeft,
	}
	if c.Standing.Committee() {
		out.Violence = &c.Mark.Violence
	}
	if c.Mark.Level != "" {
		text, _ := c.Mark.Level.Text()
		out.RiskLevel, out.RiskLevelText = &c.Mark.Level, &text
	}
	if c.RespondentKind != "" {
		text, _ := c.RespondentKind.Text()
		out.RespondentKind, out.RespondentKindText = &c.RespondentKind, &text
	}
	return out
}
