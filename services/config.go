package services

import (
	"xinjumin/models"
	"xinjumin/models/dispute"
	"xinjumin/models/upload"
)

// ClientFacts gives the limits that the forms of clients need, from where they are
// enforced.
func ClientFacts() models.ClientFacts {
	facts := models.ClientFacts{Texts: []models.TextLimit{
		{Field: "dispute.statement", Max: dispute.StatementMax},
		{Field: "dispute.respondent_name", Max: dispute.PartyNameMax},
		{Field: "dispute.contact", Max: dispute.PartyContactMax},
		{Field: "dispute.note", Max: dispute.NoteMax},
		{Field: "file.transcript", Max: upload.TranscriptMax},
		{Field: "application.message", Max: models.MessageMax},
		{Field: "application.answer", Max: models.JoinAnswerMax},
		{Field: "person.nickname", Max: models.NicknameMax},
		{Field: "person.name", Max: models.NameMax},
		{Field: "organization.name", Max: models.OrganizationNameMax},
		{Field: "organization.introduction", Max: models.IntroductionMax},
		{Field: "announcement.title", Max: models.AnnouncementTitleMax},
		{Field: "announcement.text", Max: models.AnnouncementTextMax},
		{Field: "removal.objection", Max: models.ObjectionMax},
		{Field: "decision.reason", Max: models.ReasonMax},
	}}
	for _, r := range upload.Rules() {
		if r.Taker == "" {
			continue // nothing takes them yet
		}
		u := models.UploadLimit{Purpose: string(r.Purpose), ZH: r.ZH, EN: r.EN, MaxBytes: r.MaxBytes,
			DayCount: r.DayCount}
		for _, c := range r.Classes {
			u.Classes = append(u.Classes, string(c))
		}
		facts.Uploads = append(facts.Uploads, u)
	}
	return facts
}
