package store

import "xinjumin/models"

// personalJoining are the lines of how people come into organizations and go out of them.
func personalJoining() []personalLine {
	return []personalLine{
		about[models.JoinCode]("created_by = ?", "created_at DESC, id", models.PersonalTable{
			Table: "join_codes", ZH: "我制作的入会二维码", EN: "Codes made", Subject: []string{"created_by"},
			Retention: models.RetainOrganization,
			Purpose:   "codes on boards that lead to an organization", Basis: basisContract,
			SeenBy: "those who decide who comes into the organization; the code itself everybody", Exported: true,
			Closing: models.ClosingKeeps, KeepLaw: nameless, Why: "二维码属于组织；制作人只留编号。",
		}),
		about[models.SceneCode]("created_by = ?", "created_at DESC, id", models.PersonalTable{
			Table: "scene_codes", ZH: "我制作的其他二维码", EN: "Other codes made", Subject: []string{"created_by"},
			Retention: models.RetainOrganization,
			Purpose:   "codes on doors, boards and screens that lead to something", Basis: basisContract,
			SeenBy: "those who make them; the code itself everybody", Exported: true,
			Closing: models.ClosingKeeps, KeepLaw: nameless, Why: "二维码属于活动、投票或组织；制作人只留编号。",
		}),
		about[models.Removal]("person_id = ?", "created_at DESC, id", models.PersonalTable{
			Table: "removals", ZH: "移出提议与异议", EN: "Removals and objections",
			Subject: []string{"person_id", "proposed_by", "decided_by"}, Retention: models.RetainOrganization,
			Purpose: "removing a member with notice and a hearing", Basis: basisContract,
			SeenBy: "the person; offices of the organization that decide; administrators of the place when it was " +
				"objected to, never of a Party branch",
			Exported: true, Closing: models.ClosingForgets,
			Forget: []string{"reason", "objection_sealed", "decision_reason"}, KeepLaw: nameless,
			Why: "原因、异议和处理意见的文字清除；处理记录只留编号，以便核对人数。",
		}),
		about[models.Announcement]("author_id = ?", "created_at DESC, id", models.PersonalTable{
			Table: "announcements", ZH: "我发布的组织通知", EN: "Announcements written",
			Subject: []string{"author_id", "retracted_by"}, Retention: models.RetainOrganization,
			Purpose: "what an organization tells its members", Basis: basisContract,
			SeenBy:   "members of the organization",
			Exported: true,
			Closing:  models.ClosingKeeps, KeepLaw: nameless, Why: "通知属于组织；发布人只留编号。",
		}),
		about[models.AnnouncementRead]("person_id = ?", "announcement_id", models.PersonalTable{
			Table: "announcement_reads", ZH: "组织通知的阅读记录", EN: "Announcements read", Subject: []string{"person_id"},
			Retention: models.RetainOrganization,
			Purpose:   "how many members have read an announcement, never who", Basis: basisConsent +
				" (by membership)", SeenBy: "the person; others only the number", Exported: true,
			Closing: models.ClosingDeletes, Why: "阅读记录随账号删除。",
		}),
	}
}
