package store

import (
	"xinjumin/models"
	"xinjumin/models/complaint"
)

// complaints is the law that wants a way to complain, and its records.
const complaints = "网络安全法第四十九条、第五十一条（投诉举报、处置记录）"

// personalModeration are the lines of complaints, decisions and bans.
func personalModeration() []personalLine {
	return []personalLine{
		about[complaint.Report]("reporter_id = ?", "created_at DESC, id", models.PersonalTable{
			Table: "reports", ZH: "我的投诉", EN: "Complaints made", Subject: []string{"reporter_id"},
			Retention: models.RetainAudit,
			Purpose:   "complaints about content and people", Basis: "网络安全法第五十一条; PIPL Art 13(3)",
			SeenBy:   "the person; administrators of the place, without the name of who complained",
			Exported: true, Closing: models.ClosingForgets, Forget: []string{"words_sealed"}, KeepLaw: complaints,
			Why: "投诉的文字清除；受理记录依法保存，只留编号。",
		}),
		about[complaint.Case]("author_id = ? AND state NOT IN ('open', 'passed')", "created_at DESC, id",
			models.PersonalTable{
				Table: "moderation_cases", ZH: "对我发布内容的处理", EN: "Decisions about what one published",
				Subject: []string{"author_id", "decided_by", "reviewed_by"}, Retention: models.RetainAudit,
				Purpose: "what was complained about, decided and appealed", Basis: "网络安全法第四十九条; PIPL Art 13(3)",
				SeenBy:   "the person, once something was decided against her; administrators of the place",
				Exported: true, Closing: models.ClosingKeeps, KeepLaw: complaints, Why: "对违规内容的处置记录依法保存，只留编号，不再显示姓名。",
			}),
		about[complaint.Ban]("person_id = ?", "created_at DESC, id", models.PersonalTable{
			Table: "bans", ZH: "账号限制", EN: "Bans", Subject: []string{"person_id", "imposed_by", "lifted_by"},
			Retention: models.RetainAudit,
			Purpose: "what a person may not do until when; the number finds a new account of the same human " +
				"while the ban lasts", Basis: "网络安全法第四十九条; PIPL Art 13(3)",
			SeenBy: "the person; administrators of the place, without the number", Exported: true,
			Closing: models.ClosingKeeps, KeepLaw: complaints,
			Why: "期限内的限制在重新注册后继续有效，证件号码加密存放，只用于核对。",
		}),
	}
}
