package desk

import (
	"xinjumin/models"
	"xinjumin/models/assistance"
	"xinjumin/routes/httpapi"
)

// DeskSession is a session in which an officer acts for a person.
type DeskSession struct {
	ID                  models.ID         `json:"id"`
	OfficerID           models.ID         `json:"officer_id"`
	OfficerName         string            `json:"officer_name" maxLength:"20" doc:"Masked" example:"王**"`
	PersonID            models.ID         `json:"person_id"`
	PersonName          string            `json:"person_name" maxLength:"20" doc:"Masked" example:"张**"`
	RegionCode          models.RegionCode `json:"region_code" doc:"Of the desk"`
	RegionName          string            `json:"region_name" names:"region RegionCode" maxLength:"255"`
	Place               string            `json:"place" maxLength:"160" doc:"Full name of the region" example:"浙江省绍兴市越城区城南街道外山村"`
	State               string            `json:"state" enum:"waiting,active,ended"`
	StateText           string            `json:"state_text" maxLength:"24" example:"代办中"`
	Way                 string            `json:"way" enum:"own,officers"`
	WayText             string            `json:"way_text" maxLength:"32" example:"本人确认"`
	ConfirmedAt         *models.Instant   `json:"confirmed_at"`
	ConfirmedBy         *models.ID        `json:"confirmed_by" doc:"The person, or the second officer"`
	ConfirmedByNickname string            `json:"confirmed_by_nickname" names:"person ConfirmedBy" maxLength:"64"`
	ExpiresAt           models.Instant    `json:"expires_at" doc:"Of the confirmation while it waits, then of the session"`
	EndedAt             *models.Instant   `json:"ended_at"`
	EndReason           *assistance.End   `json:"end_reason"`
	CreatedAt           models.Instant    `json:"created_at"`
	ObjectionDays       int               `json:"objection_days" minimum:"0" maximum:"365" doc:"How long after its end one may object"`
	httpapi.Acts
}

// Docs implements httpapi.Documented.
func (DeskSession) Docs() map[string]string {
	return map[string]string{
		"way":        "Who confirms: the person with her own account, or, where she has none, a second officer",
		"end_reason": "null while it is live; code: too many wrong codes",
	}
}

// DeskAct is something that an officer did or read in a person's name.
type DeskAct struct {
	At              models.Instant `json:"at"`
	OfficerID       *models.ID     `json:"officer_id"`
	OfficerNickname string         `json:"officer_nickname" names:"person OfficerID" maxLength:"64"`
	Action          string         `json:"action" maxLength:"64" example:"membership.apply"`
	ActionText      string         `json:"action_text" maxLength:"64" example:"申请加入组织"`
	Object          string         `json:"object" maxLength:"32" example:"membership"`
	ObjectID        *models.ID     `json:"object_id"`
	Outcome         string         `json:"outcome" enum:"done,refused"`
	Detail          string         `json:"detail" maxLength:"1000" example:"{\"state\":\"applied\"}"`
}

// Docs implements httpapi.Documented.
func (DeskAct) Docs() map[string]string {
	return map[string]string{
		"detail": "A JSON object of states, counts and codes",
	}
}

// DeskSessionDetail is a session with what was done in it.
type DeskSessionDetail struct {
	DeskSession
	Code      string         `json:"code" maxLength:"6" example:"204813"`
	Done      []DeskAct      `json:"done" maxItems:"100" doc:"What was done in it, in order"`
	Objection *DeskObjection `json:"objection" doc:"null: none"`
}

// Docs implements httpapi.Documented.
func (DeskSessionDetail) Docs() map[string]string {
	return map[string]string{
		"code": "To show to the officer; only to the person, and only while it waits",
	}
}
