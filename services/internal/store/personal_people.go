package store

import "xinjumin/models"

// Legal bases that many lines share.
const (
	basisContract = "PIPL Art 13(2): needed to serve the person at her own request"
	basisDuty     = "PIPL Art 13(3): statutory duty"
	basisConsent  = "PIPL Art 13(1): consent of the person"
	// nameless rows hold nothing but a random number once the account is closed.
	nameless = "个人信息保护法第四条（匿名化后的信息不属于个人信息）"
	logs     = "网络安全法关于网络日志留存不少于六个月的规定"
	trail    = "个人信息保护法第五十四条、网络安全法（操作审计）"
)

// personalPeople are the lines of accounts.
func personalPeople() []personalLine {
	return []personalLine{
		about[models.Person]("id = ?", "id", models.PersonalTable{
			Table: "persons", ZH: "账号与身份", EN: "Account and identity", Subject: []string{"id"},
			Retention: models.RetainAccount,
			Purpose:   "who the person is; one human, one account",
			Basis:     "PIPL Art 13(2), 13(3) and 28–29; Cybersecurity Law (real identity before publishing)",
			SeenBy: "the person (masked on screen); officers of her present place while they verify her; " +
				"others: nickname", Exported: true,
			Closing: models.ClosingForgets, KeepLaw: nameless,
			Forget: []string{"nickname", "nickname_folded", "nickname_pinyin", "nickname_initials",
				"verification_reason", "name_sealed", "id_number_sealed", "id_number_index", "id_number_index_alt",
				"phone_sealed", "phone_index", "phone_index_alt", "birth_day", "sex", "education", "employment",
				"origin_code", "region_code", "insured", "code_mac", "code_ends_at"},
			Why: "姓名、身份证件号码、手机号码、住址等全部清除，只留一个不含个人信息的编号。",
		}),
		about[models.WeChatIdentity]("person_id = ?", "created_at DESC, id", models.PersonalTable{
			Table: "wechat_identities", ZH: "绑定的微信", EN: "WeChat accounts", Subject: []string{"person_id"},
			Retention: models.RetainAccount,
			Purpose:   "sign-in through WeChat", Basis: basisContract, SeenBy: "nobody", Exported: true,
			Closing: models.ClosingDeletes, Why: "解除微信绑定并删除。",
		}),
		about[models.AccountClosing]("person_id = ?", "person_id", models.PersonalTable{
			Table: "account_closings", ZH: "账号注销", EN: "The closing itself", Subject: []string{"person_id"},
			Retention: models.RetainAudit,
			Purpose:   "that an account is closed, so that its remains are purged when their time is over",
			Basis:     basisDuty, SeenBy: "nobody",
			Withheld: "账号注销之前没有内容。", Closing: models.ClosingKeeps, KeepLaw: trail, Why: "只记注销时间和编号。",
		}),
	}
}

// personalRoles are the lines of offices and duties.
func personalRoles() []personalLine {
	return []personalLine{
		about[models.RoleGrant]("person_id = ?", "created_at DESC, id", models.PersonalTable{
			Table: "role_grants", ZH: "担任的职务", EN: "Offices", Subject: []string{"person_id"},
			Retention: models.RetainOrganization,
			Purpose:   "who may do what, from when to when", Basis: basisDuty +
				" (who held an office must stay provable)",
			SeenBy:   "the person; superiors; members of the organization",
			Exported: true, Closing: models.ClosingForgets, Forget: []string{"end_reason"}, KeepLaw: trail,
			Why: "免职理由清除；任职记录须能追溯，只留编号，不再显示姓名。",
		}),
		about[models.RoleOffer]("person_id = ?", "created_at DESC, id", models.PersonalTable{
			Table: "role_offers", ZH: "收到的任命", EN: "Offers of an office", Subject: []string{"person_id"},
			Retention: models.RetainOrganization,
			Purpose:   "appointment and acceptance", Basis: basisDuty, SeenBy: "the person; superiors", Exported: true,
			Closing: models.ClosingKeeps, KeepLaw: trail, Why: "任命记录须能追溯，只留编号，不再显示姓名。",
		}),
		about[models.RoleHandOver]("person_id = ? OR successor_id = ?", "created_at DESC, id", models.PersonalTable{
			Table: "role_hand_overs", ZH: "职务交接", EN: "Hand-overs of an office",
			Subject: []string{"person_id", "successor_id", "asked_by"}, Retention: models.RetainOrganization,
			Purpose: "who took over what was open in a role, as numbers", Basis: basisDuty,
			SeenBy: "the holder; the successor; superiors", Exported: true,
			Closing: models.ClosingForgets, Forget: []string{"note"}, KeepLaw: trail,
			Why: "交接留言清除；交接记录须能追溯，只留编号，不再显示姓名。",
		}),
		about[models.Approval]("proposed_by = ? OR approved_by = ?", "created_at DESC, id", models.PersonalTable{
			Table: "approvals", ZH: "双人审批", EN: "Two-person approvals",
			Subject: []string{"proposed_by", "approved_by"}, Retention: models.RetainAudit,
			Purpose: "the second signature under dangerous acts", Basis: basisDuty, SeenBy: "administrators",
			Exported: true,
			Closing:  models.ClosingKeeps, KeepLaw: trail, Why: "审批记录须能追溯，只留编号，不再显示姓名。",
		}),
	}
}
