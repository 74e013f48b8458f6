package store

import (
	"xinjumin/models"
	"xinjumin/models/dispute"
)

// ownTrail finds what a person did and what was done to her account or in her name. As a union each way walks
// its own index; as one condition
// with OR the whole trail would be read.
const ownTrail = `id IN (SELECT w.id FROM (SELECT a.id FROM audit_events a WHERE a.actor_id = ?
	UNION SELECT b.id FROM audit_events b WHERE b.object = 'person' AND b.object_id = ?
	UNION SELECT c.id FROM audit_events c JOIN desk_sessions d ON d.id = c.desk_session_id WHERE d.person_id = ?) w)`

// personalTraces are the lines of what using the product leaves.
func personalTraces() []personalLine {
	return []personalLine{
		about[models.Notice]("person_id = ?", "created_at DESC, id", models.PersonalTable{
			Table: "notices", ZH: "收到的通知", EN: "Notices", Subject: []string{"person_id"}, Retention: models.RetainInbox,
			Purpose: "telling people what concerns them", Basis: basisContract, SeenBy: "the person", Exported: true,
			Closing: models.ClosingDeletes, Why: "删除。",
		}),
		about[models.Session]("person_id = ?", "created_at DESC, id", models.PersonalTable{
			Table: "sessions", ZH: "登录记录", EN: "Sign-ins", Subject: []string{"person_id"}, Retention: models.RetainLog,
			Purpose: "being signed in; the log of who was", Basis: basisDuty +
				" (Cybersecurity Law: network logs, six months)", SeenBy: "the person", Exported: true,
			Closing: models.ClosingForgets, Forget: []string{"device"}, KeepLaw: logs, Why: "设备名称清除；登录时间依法留存六个月后删除。",
		}),
		about[models.RefreshToken]("session_id IN (SELECT s.id FROM sessions s WHERE s.person_id = ?)",
			"created_at DESC, hash", models.PersonalTable{
				Table: "refresh_tokens", ZH: "登录凭证", EN: "Tokens", Subject: []string{"session_id"},
				Retention: models.RetainShort,
				Purpose:   "staying signed in", Basis: basisContract, SeenBy: "nobody",
				Withheld: "只有登录凭证的校验值，没有可读的内容；登录时间见“登录记录”。", Closing: models.ClosingDeletes, Why: "删除，所有设备退出登录。",
			}),
		about[models.Pairing]("person_id = ?", "created_at DESC, id", models.PersonalTable{
			Table: "pairings", ZH: "电脑登录的确认", EN: "Sign-ins to a browser", Subject: []string{"person_id"},
			Retention: models.RetainShort,
			Purpose:   "letting a browser in by a phone", Basis: basisContract, SeenBy: "nobody",
			Withheld: "只保留几分钟；登录的时间和设备见“登录记录”。", Closing: models.ClosingDeletes, Why: "删除。",
		}),
		about[models.DataExport]("person_id = ?", "created_at DESC, id", models.PersonalTable{
			Table: "data_exports", ZH: "导出个人数据的申请", EN: "Exports asked for", Subject: []string{"person_id"},
			Retention: models.RetainShort,
			Purpose:   "copies of everything about oneself; the copy itself is not kept", Basis: "PIPL Art 45",
			SeenBy: "the person", Exported: true,
			Closing: models.ClosingDeletes, Why: "删除。",
		}),
		about[idempotencyKey]("person_id = ?", "created_at DESC, key_hash", models.PersonalTable{
			Table: "idempotency_keys", ZH: "重复提交保护", EN: "Remembered answers", Subject: []string{"person_id"},
			Retention: models.RetainShort,
			Purpose:   "a repeated request has one effect", Basis: basisContract, SeenBy: "nobody (sealed)",
			Withheld: "只是系统答复的加密副本，保留一天；内容在其他各项中都有。", Closing: models.ClosingDeletes, Why: "删除。",
		}),
		about[models.AuditEvent](ownTrail, "at DESC, id", models.PersonalTable{
			Table: "audit_events", ZH: "操作记录", EN: "Trail", Subject: []string{"actor_id", "object_id", "on_behalf_of"},
			Retention: models.RetainAudit,
			Purpose:   "who did what, and who looked at whose data",
			Basis:     basisDuty + " (PIPL Art 54, Cybersecurity Law)",
			SeenBy: "the person (the own acts); auditors and administrators of the place; officers of the " +
				"organization",
			Exported: true, Closing: models.ClosingKeeps, KeepLaw: trail, Why: "操作记录依法保存，不含姓名，只留编号。",
		}),
	}
}

// personalNobodys are the lines of tables without people.
func personalNobodys() []personalLine {
	return []personalLine{
		nobodys[models.Region]("regions", "divisions of the statistics bureau"),
		nobodys[models.Zone]("zones", "functional zones"),
		nobodys[models.ZoneMember]("zone_members", "divisions of a zone"),
		nobodys[models.WorkingDays]("working_days", "days without work of a year; who signed stands in approvals"),
		nobodys[dispute.Deadline]("dispute_deadlines", "the days of a case; who is in it stands in dispute_parties"),
		nobodys[dispute.DeadlineMove]("dispute_deadline_moves", "earlier last days of terms"),
		nobodys[dispute.Referral]("dispute_referrals", "by which letter an organ sent a case"),
		nobodys[models.Job]("jobs", "work that is due; its subject is an activity or a poll"),
		nobodys[models.AuditLeaf]("audit_leaves", "the place of each event in the tamper-evident log; commitments "+
			"instead of people, their keys can be emptied"),
		nobodys[models.AuditHash]("audit_hashes", "nodes of the tree over the log"),
		nobodys[models.AuditCheckpoint]("audit_checkpoints", "signed statements of what the log was"),
		nobodys[KeyMark]("key_marks", "which keys have sealed something here"),
		bare("settings", "which edition of reference data is loaded", "name", "value"),
		bare("counters", "numbers of series, such as case numbers", "name"),
		bare("goose_db_version", "which migrations have run"),
	}
}
