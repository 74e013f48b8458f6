package store

import "xinjumin/models"

// personalDisclosures are the lines of what was shown to whom.
func personalDisclosures() []personalLine {
	return []personalLine{
		about[models.Disclosure]("person_id = ? AND state = 'read'", "created_at DESC, id", models.PersonalTable{
			Table: "disclosures", ZH: "谁查看过我的身份信息", EN: "Who was shown my identity",
			Subject:   []string{"person_id", "requested_by", "decided_by"},
			Retention: models.RetainAudit, Purpose: "two-person control of what leaves in clear", Basis: basisDuty,
			SeenBy: "who asked; who may decide; the person, once it was read", Exported: true,
			Closing: models.ClosingKeeps, KeepLaw: trail, Why: "查看记录须能追溯，只留编号，不再显示姓名。",
		}),
		about[models.ContactReveal]("person_id = ?", "created_at DESC, id", models.PersonalTable{
			Table: "contact_reveals", ZH: "谁查看过我的手机号码", EN: "Who was shown my phone number",
			Subject:   []string{"person_id", "actor_id"},
			Retention: models.RetainAudit, Purpose: "who in an organization was shown one member's number, and why",
			Basis:  basisDuty,
			SeenBy: "the person", Exported: true,
			Closing: models.ClosingKeeps, KeepLaw: trail, Why: "查看记录须能追溯，只留编号，不再显示姓名。",
		}),
	}
}
