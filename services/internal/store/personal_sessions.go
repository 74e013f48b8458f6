package store

import (
	"xinjumin/models"
	"xinjumin/models/dispute"
)

// personalSessions are the lines of the meetings in cases.
func personalSessions() []personalLine {
	return []personalLine{
		about[dispute.Session]("kind = 'mediation' AND "+ofOwnCases, "starts_at DESC, id", models.PersonalTable{
			Table: "dispute_sessions", ZH: "调解安排", EN: "Sessions", Subject: []string{"created_by"},
			Retention: models.RetainCase,
			Purpose:   "when and where both sides meet", Basis: "人民调解法; PIPL Art 29",
			SeenBy:   "of a mediation: the parties; all: the head of the committee, the mediators of the case",
			Exported: true, Closing: models.ClosingKeeps, KeepLaw: dossier, Why: "调解档案依法保存，地点加密存放。",
		}),
		about[dispute.SessionRecord](ofOwnCases, "created_at DESC, id", models.PersonalTable{
			Table: "dispute_session_records", ZH: "调解记录", EN: "Records of sessions", Subject: []string{"recorded_by"},
			Retention: models.RetainCase,
			Purpose:   "what was said in a session, and who was there", Basis: "人民调解法 Art 27",
			SeenBy:   "the head of the committee, the mediators of the case",
			Withheld: "调解记录里有对方的话，由调解委员会存档；您可以向调解委员会申请查阅、复制您签过字的记录。",
			Closing:  models.ClosingKeeps, KeepLaw: dossier, Why: "调解档案依法保存，加密存放。",
		}),
		about[dispute.SessionSlot]("holder_id = ?", "slot DESC, holder_id", models.PersonalTable{
			Table: "dispute_session_slots", ZH: "已排好的时间", EN: "Times that are taken", Subject: []string{"holder_id"},
			Retention: models.RetainShort,
			Purpose:   "that nobody is asked to two places at once", Basis: "人民调解法",
			SeenBy:   "nobody",
			Withheld: "只用来避免时间冲突；什么时间、在哪里，请看「调解安排」。",
			Closing:  models.ClosingDeletes, Why: "随账号删除。",
		}),
		about[dispute.Extension](ofOwnCases, "created_at DESC, id", models.PersonalTable{
			Table: "dispute_extensions", ZH: "同意延长调解期限", EN: "Extensions of the term",
			Subject: []string{"recorded_by"}, Retention: models.RetainCase,
			Purpose: "that each side agrees to a later day", Basis: "人民调解工作若干规定 Art 33",
			SeenBy:   "the parties, the head of the committee, the mediators of the case",
			Exported: true, Closing: models.ClosingKeeps, KeepLaw: dossier, Why: "调解档案依法保存。",
		}),
	}
}
