package store

import (
	"xinjumin/models"
	"xinjumin/models/match"
)

// personalMatching are the lines of finding one another, coverage and search.
func personalMatching() []personalLine {
	return []personalLine{
		about[match.FindablePerson]("person_id = ?", "person_id", models.PersonalTable{
			Table: "findable_people", ZH: "让组织找到我", EN: "To be found by organizations", Subject: []string{"person_id"},
			Retention: models.RetainAccount,
			Purpose:   "leaders of organizations near by find who consented to it, by place, home place and unit",
			Basis:     basisConsent,
			SeenBy: "leaders who may invite: nickname, age group, town, province or city of origin; every look " +
				"is in the trail", Exported: true,
			Closing: models.ClosingDeletes, Why: "撤回同意或注销后立刻删除。",
		}),
		nobodys[match.RegionCoverage]("region_coverage",
			"how many registered people of a division are in an organization; counts only"),
		nobodys[match.CoverageKind]("coverage_kinds", "the same by kind of organization"),
		nobodys[match.CoverageGap]("coverage_gaps",
			"villages and units with a hundred registered people or more and no organization"),
		nobodys[match.CoverageRun]("coverage_runs", "when it was counted"),
		about[match.Station]("updated_by = ?", "region_code", models.PersonalTable{
			Table: "stations", ZH: "填报的服务管理站", EN: "Stations recorded", Subject: []string{"updated_by"},
			Retention: models.RetainOrganization,
			Purpose:   "the five things that a service station should have", Basis: basisDuty,
			SeenBy:   "administrators and auditors of the place",
			Withheld: "站（所）的情况不是个人信息，只记最后填报人的编号。", Closing: models.ClosingKeeps, KeepLaw: trail, Why: "填报记录须能追溯，只留编号。",
		}),
	}
}
