package rosters

import (
	"xinjumin/models"
	"xinjumin/models/roster"
	"xinjumin/routes/httpapi"
)

// Roster is a list that was uploaded for an organization, and what has come of it.
type Roster struct {
	httpapi.Acts
	ID                models.ID       `json:"id"`
	OrganizationID    models.ID       `json:"organization_id"`
	OrganizationName  string          `json:"organization_name" names:"organization OrganizationID" maxLength:"40"`
	State             string          `json:"state" enum:"uploaded,checking,checked,importing,imported,failed,cancelling,cancelled"`
	StateText         string          `json:"state_text" maxLength:"16" example:"已核对，待导入"`
	Sheet             string          `json:"sheet" maxLength:"255" example:"会员名单"`
	HeaderRow         int64           `json:"header_row" minimum:"0" maximum:"50" doc:"The row that says what the columns are"`
	Columns           RosterColumns   `json:"columns"`
	As                *roster.As      `json:"as" doc:"Of an import; null before one"`
	AsText            string          `json:"as_text" maxLength:"24"`
	RowsDone          int64           `json:"rows_done" minimum:"0" maximum:"1048576"`
	RowCount          int64           `json:"row_count" minimum:"0" maximum:"1048576" doc:"Rows with people"`
	BadCount          int64           `json:"bad_count" minimum:"0" maximum:"1048576"`
	Hidden            int64           `json:"hidden_count" minimum:"0" maximum:"1048576"`
	Added             int64           `json:"added" minimum:"0" maximum:"1048576"`
	Known             int64           `json:"known" minimum:"0" maximum:"1048576" doc:"On a list of the organization before"`
	Members           int64           `json:"members" minimum:"0" maximum:"1048576" doc:"Members already"`
	Claimed           int64           `json:"claimed" minimum:"0" maximum:"1048576" doc:"Have said yes"`
	Blocker           string          `json:"blocker" maxLength:"64" doc:"Why the whole list cannot be imported" example:"roster.merged_cells"`
	BlockerText       string          `json:"blocker_text" maxLength:"200"`
	BlockedAt         string          `json:"blocked_at" maxLength:"255" doc:"Where" example:"B3:C5"`
	CreatedBy         models.ID       `json:"created_by"`
	CreatedByNickname string          `json:"created_by_nickname" names:"person CreatedBy" maxLength:"64"`
	CheckedAt         *models.Instant `json:"checked_at"`
	ImportedAt        *models.Instant `json:"imported_at"`
	ExpiresAt         models.Instant  `json:"expires_at"`
	CreatedAt         models.Instant  `json:"created_at"`
	Version           int64           `json:"version" minimum:"1" maximum:"9007199254740991"`
	Preview           RosterPreview   `json:"preview" doc:"What the file has, while it waits and one reads this single roster; else empty"`
}

// Docs implements httpapi.Documented.
func (Roster) Docs() map[string]string {
	return map[string]string{
		"rows_done": "Last row of the sheet that the check or import has taken",
		"hidden_count": "Of these rows, how many a filter or a hand has taken out of sight in the " +
			"workbook. They are rows " +
			"of the list like any other: say that they are there",
		"columns": "As they were understood. null: no column fits, or two fit alike; say which one it is (PUT " +
			"/rosters/{id}/mapping) before the check",
		"bad_count":  "Rows with something wrong; they are left out of an import",
		"added":      "People who wait for their answer since this import. Whether they use the product is not said",
		"expires_at": "Until when the file waits to be imported; afterwards, until when people may answer",
	}
}

// RosterColumns says in which column, counted from 0, a field stands.
type RosterColumns struct {
	Name     *int `json:"name_column" minimum:"0" maximum:"59"`
	IDNumber *int `json:"id_number_column" minimum:"0" maximum:"59"`
	Side     *int `json:"side_column" minimum:"0" maximum:"59"`
}

// RosterPreview is what a file has, masked.
type RosterPreview struct {
	Sheets  []string       `json:"sheets" maxItems:"100" nullable:"false"`
	Columns []RosterColumn `json:"columns" maxItems:"60" nullable:"false"`
}

// RosterColumn is a column of the sheet.
type RosterColumn struct {
	Index     int           `json:"index" minimum:"0" maximum:"59"`
	Letter    string        `json:"letter" maxLength:"3" example:"B"`
	Head      string        `json:"head" maxLength:"64" example:"身份证号"`
	Guess     *roster.Field `json:"guess"`
	GuessText string        `json:"guess_text" maxLength:"16" example:"身份证号"`
	Samples   []string      `json:"samples" maxItems:"3" nullable:"false" doc:"Masked" example:"[\"3****************7\"]"`
}

// Docs implements httpapi.Documented.
func (RosterColumn) Docs() map[string]string {
	return map[string]string{
		"guess": "What it probably means, null when nobody can tell. Name, number and side are taken over, the others are not",
	}
}
