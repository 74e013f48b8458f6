package store

import "xinjumin/models"

// personalProfile are the lines of what people tell about themselves and of the
// consents on which that rests.
func personalProfile() []personalLine {
	return []personalLine{
		about[models.Profile]("id = ?", "id", models.PersonalTable{
			Table: "profiles", ZH: "个人资料", EN: "Profile", Subject: []string{"id"}, Retention: models.RetainAccount,
			Purpose: "work, address, political status, ethnicity and residence permit, each for the purpose " +
				"consented to", Basis: basisConsent + ", Art 29 (separate consent)",
			SeenBy: "the person; others only what a live consent to the present text allows, ethnicity and " +
				"permit nobody", Exported: true,
			Closing: models.ClosingDeletes, Why: "全部删除。",
		}),
		about[models.ProfileSkill]("person_id = ?", "code", models.PersonalTable{
			Table: "profile_skills", ZH: "技能特长", EN: "Skills", Subject: []string{"person_id"},
			Retention: models.RetainAccount,
			Purpose:   "training, volunteering and mutual help that fit", Basis: basisConsent,
			SeenBy: "the person; leaders of her organizations while the consent is live", Exported: true,
			Closing: models.ClosingDeletes, Why: "全部删除。",
		}),
		about[models.Consent]("person_id = ?", "given_at DESC, purpose, number DESC", models.PersonalTable{
			Table: "consents", ZH: "同意记录", EN: "Consents", Subject: []string{"person_id"},
			Retention: models.RetainAudit,
			Purpose:   "to prove who consented to which text, and until when",
			Basis:     basisDuty + " (PIPL Art 14, 15, 69)", SeenBy: "the person", Exported: true,
			Closing: models.ClosingKeeps, KeepLaw: "个人信息保护法第六十九条（处理者须能证明已取得同意）", Why: "同意和撤回的记录须能证明，只留编号，不再显示姓名。",
		}),
	}
}
