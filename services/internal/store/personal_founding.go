package store

import "xinjumin/models"

// personalFounding are the lines of founding of organizations: charter, founders, life and end.
func personalFounding() []personalLine {
	return []personalLine{
		about[models.Founder]("person_id = ?", "created_at DESC, organization_id", models.PersonalTable{
			Table: "organization_founders", ZH: "发起签名", EN: "Signatures under foundings",
			Subject: []string{"person_id"}, Retention: models.RetainOrganization,
			Purpose: "who founds an organization with others", Basis: basisConsent + " (by signing)",
			SeenBy:   "the founders; administrators of the place, of a Party branch only while they decide",
			Exported: true,
			Closing:  models.ClosingDeletes, Why: "签名随账号一起删除。",
		}),
		about[models.Charter]("written_by = ?", "created_at DESC, organization_id", models.PersonalTable{
			Table: "organization_charters", ZH: "我写的章程", EN: "Charters written",
			Subject: []string{"written_by", "decided_by"}, Retention: models.RetainOrganization,
			Purpose: "the rules of an organization", Basis: basisContract,
			SeenBy:   "everybody, once the organization is approved",
			Exported: true,
			Closing:  models.ClosingKeeps, KeepLaw: nameless, Why: "章程属于组织；起草人只留编号。",
		}),
		about[models.Unit]("representative_id = ?", "created_at DESC, id", models.PersonalTable{
			Table: "organization_units", ZH: "我代表的团体会员", EN: "Units spoken for",
			Subject: []string{"representative_id", "recorded_by"}, Retention: models.RetainOrganization,
			Purpose: "units that belong to an organization, and who speaks for them", Basis: basisContract,
			SeenBy: "members of the organization; administrators of the place", Exported: true,
			Closing: models.ClosingKeeps, KeepLaw: nameless, Why: "团体会员属于组织；单位代表只留编号。",
		}),
		did[models.FormerName]("renamed_by", "organization_names", "更名记录", "Names changed",
			"names that organizations had, by which they are still found", "更名记录属于组织；经办人只留编号。"),
		did[models.OrganizationEnd]("ended_by", "organization_ends", "组织终止记录", "Organizations ended",
			"when and why organizations ended, and what becomes of their assets and papers", "终止记录属于组织档案；经办人只留编号。"),
		did[models.Term]("recorded_by", "organization_terms", "换届登记", "Terms recorded",
			"terms of the organs of organizations", "换届记录属于组织；登记人只留编号。"),
		did[models.YearlyReport]("filed_by", "organization_reports", "年度报告", "Yearly reports filed",
			"reports of registered organizations", "年度报告属于组织；提交人只留编号。"),
	}
}

// did is the line of a record that belongs to an organization and names only who wrote it
// down.
func did[T any](column, table, zh, en, purpose, why string) personalLine {
	return about[T](column+" = ?", column, models.PersonalTable{
		Table: table, ZH: zh, EN: en, Subject: []string{column}, Retention: models.RetainOrganization,
		Purpose: purpose, Basis: basisContract, SeenBy: "everybody who sees the organization, without the person",
		Exported: true,
		Closing:  models.ClosingKeeps, KeepLaw: nameless, Why: why,
	})
}
