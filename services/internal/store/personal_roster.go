package store

import (
	"xinjumin/models"
	"xinjumin/models/roster"
)

// personalRoster are the lines of lists that leaders keep in a spreadsheet. An
// entry names nobody's id before they have answered: until then the person finds
// it at GET /me/roster-claims, by the own number, and closing an account removes
// it by the same (services/rosters).
func personalRoster() []personalLine {
	return []personalLine{
		about[roster.Roster]("created_by = ?", "created_at DESC, id", models.PersonalTable{
			Table: "rosters", ZH: "上传的名册", EN: "Lists uploaded for an organization", Subject: []string{"created_by"},
			Retention: models.RetainOrganization,
			Purpose:   "an organization's own list, checked and imported", Basis: basisDuty,
			SeenBy: "those who decide the applications of the organization", Exported: true,
			Closing: models.ClosingKeeps, KeepLaw: trail, Why: "导入记录须能追溯，只留编号和人数，不再显示姓名。",
		}),
		about[roster.Entry]("person_id = ?", "decided_at DESC, id", models.PersonalTable{
			Table: "roster_entries", ZH: "名册上的条目", EN: "Entries on lists", Subject: []string{"person_id"},
			Retention: models.RetainShort,
			Purpose:   "that an organization's member or guest can say yes or no; nobody is a member without it",
			Basis:     basisConsent + "; until then the organization's own list",
			SeenBy:    "the person; those who decide the applications of the organization (name and number masked)",
			Exported:  true,
			Closing:   models.ClosingDeletes, Why: "删除；其他组织名册上等待您认领的条目也一并删除。",
		}),
		nobodys[roster.FaultRow]("roster_fault_rows",
			"which rows of an uploaded list are wrong, and why; nothing of what stands there"),
	}
}
