package store

import (
	"xinjumin/models"
	"xinjumin/models/assistance"
)

// personalDesk are the lines of what officers do in people's names.
func personalDesk() []personalLine {
	return []personalLine{
		about[assistance.Session]("person_id = ? OR officer_id = ? OR confirmed_by = ?", "created_at DESC, id",
			models.PersonalTable{
				Table: "desk_sessions", ZH: "代办记录", EN: "Sessions at a desk",
				Subject: []string{"person_id", "officer_id", "confirmed_by", "ended_by"}, Retention: models.RetainAudit,
				Purpose: "an officer acts for a person who is present", Basis: basisContract + "; " + basisDuty,
				SeenBy:   "the person; the officers concerned; administrators of the place",
				Exported: true, Closing: models.ClosingKeeps, KeepLaw: trail, Why: "谁代谁办过事须能追溯，只留编号，不再显示姓名。",
			}),
		about[assistance.Objection]("session_id IN (SELECT d.id FROM desk_sessions d WHERE d.person_id = ?)",
			"created_at DESC, id", models.PersonalTable{
				Table: "desk_objections", ZH: "对代办的异议", EN: "Objections to acts at a desk",
				Subject: []string{"session_id", "recorded_by", "resolved_by"}, Retention: models.RetainAudit,
				Purpose: "what a person says against acts in her name, and the answer", Basis: basisContract,
				SeenBy:   "the person; the officer of the session; administrators of the place",
				Exported: true, Closing: models.ClosingForgets, Forget: []string{"reason", "answer"}, KeepLaw: trail,
				Why: "异议和答复的文字清除；处理记录须能追溯，只留编号。",
			}),
		about[assistance.Registration]("person_id = ?", "created_at DESC, person_id", models.PersonalTable{
			Table: "desk_registrations", ZH: "代为登记", EN: "Registration at a desk",
			Subject: []string{"person_id", "officer_id"}, Retention: models.RetainAudit,
			Purpose: "who registered a person without an account; a second officer looks", Basis: basisDuty,
			SeenBy: "officers of the place", Exported: true,
			Closing: models.ClosingKeeps, KeepLaw: trail, Why: "谁代为登记须能追溯，只留编号，不再显示姓名。",
		}),
	}
}
