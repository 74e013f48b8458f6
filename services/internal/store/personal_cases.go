package store

import (
	"xinjumin/models"
	"xinjumin/models/dispute"
)

// dossier is the law that keeps the files of mediation.
const dossier = "人民调解法第二十七条（调解工作档案）"

// ofOwnCases are the rows of what a case came to in which the person takes part.
const ofOwnCases = `dispute_id IN (SELECT dp.dispute_id FROM dispute_parties dp WHERE dp.person_id = ?
	AND dp.left_at IS NULL)`

// personalCases are the lines of mediation.
func personalCases() []personalLine {
	return []personalLine{
		about[dispute.Dispute]("id IN (SELECT dp.dispute_id FROM dispute_parties dp WHERE dp.person_id = ?)",
			"applied_at DESC, id", models.PersonalTable{
				Table: "disputes", ZH: "纠纷调解", EN: "Cases", Subject: []string{"filed_by"}, Retention: models.RetainCase,
				Purpose: "mediation of quarrels", Basis: "PIPL Art 13(2) and 29 (separate consent by filing); 人民调解法",
				SeenBy: "the parties, the head of the committee, the mediators of the case; each look at the " +
					"dossier is recorded",
				Exported: true, Closing: models.ClosingKeeps, KeepLaw: dossier, Why: "调解档案依法保存，加密存放，不再与姓名相连。",
			}),
		about[dispute.Party]("person_id = ?", "created_at DESC, id", models.PersonalTable{
			Table: "dispute_parties", ZH: "我作为当事人", EN: "As a party", Subject: []string{"person_id"},
			Retention: models.RetainCase,
			Purpose:   "the sides of a case", Basis: "人民调解法; PIPL Art 29",
			SeenBy:   "the parties, the head of the committee, the mediators of the case",
			Exported: true, Closing: models.ClosingKeeps, KeepLaw: dossier, Why: "调解档案依法保存，姓名和电话加密存放。",
		}),
		about[dispute.Invitation]("asked_by = ?", "asked_at DESC, id", models.PersonalTable{
			Table: "dispute_invitations", ZH: "我凭码申请加入的纠纷", EN: "Cases one asked to join",
			Subject: []string{"asked_by", "created_by"}, Retention: models.RetainCase,
			Purpose: "how a party came to a case with their own account", Basis: "人民调解法; PIPL Art 29",
			SeenBy:   "the head of the committee, the mediators of the case",
			Exported: true, Closing: models.ClosingKeeps, KeepLaw: dossier, Why: "调解档案依法保存，只留编号。",
		}),
		about[dispute.Mediator]("person_id = ?", "assigned_at DESC, dispute_id", models.PersonalTable{
			Table: "dispute_mediators", ZH: "我担任调解员的纠纷", EN: "Cases mediated", Subject: []string{"person_id"},
			Retention: models.RetainCase,
			Purpose:   "who mediates a case", Basis: "人民调解法",
			SeenBy:   "the parties, the head of the committee, the mediators of the case",
			Exported: true, Closing: models.ClosingKeeps, KeepLaw: dossier, Why: "调解档案依法保存，只留编号。",
		}),
		about[dispute.Evidence]("party_id IN (SELECT dp.id FROM dispute_parties dp WHERE dp.person_id = ?)",
			"created_at DESC, id", models.PersonalTable{
				Table: "dispute_evidence", ZH: "我交的材料", EN: "Evidence handed in",
				Subject: []string{"created_by", "shared_by"}, Retention: models.RetainCase,
				Purpose: "what shows who is right in a case", Basis: "人民调解法; PIPL Art 29",
				SeenBy:   "its owner, the head of the committee, the mediators of the case; the other parties once it is shared",
				Exported: true, Closing: models.ClosingKeeps, KeepLaw: dossier, Why: "调解档案依法保存，加密存放。",
			}),
		about[dispute.Event](`(audience = 'parties' AND dispute_id IN (SELECT dp.dispute_id FROM dispute_parties dp WHERE dp.person_id = ?))
			OR (audience = 'party' AND party_id IN (SELECT own.id FROM dispute_parties own WHERE own.person_id = ?))`,
			"created_at DESC, id", models.PersonalTable{
				Table: "dispute_events", ZH: "纠纷办理经过", EN: "Course of cases", Subject: []string{"actor_id"},
				Retention: models.RetainCase,
				Purpose:   "the timeline of a case", Basis: "人民调解法",
				SeenBy:   "what is for the parties: the parties; all: the head and the mediators of the case",
				Exported: true, Closing: models.ClosingKeeps, KeepLaw: dossier, Why: "调解档案依法保存，加密存放。",
			}),
	}
}

// personalBesides are the lines of what a committee keeps beside a case.
func personalBesides() []personalLine {
	return []personalLine{
		about[dispute.Risk]("set_by = ?", "created_at DESC, id", models.PersonalTable{
			Table: "dispute_risks", ZH: "纠纷的风险判断", EN: "Risk of cases", Subject: []string{"set_by"},
			Retention: models.RetainCase,
			Purpose:   "to keep people from harm", Basis: "人民调解法 Art 25; 反家庭暴力法 Art 14",
			SeenBy:   "the head of the committee, the mediators of the case",
			Withheld: "为了保护当事人的安全，风险判断只有调解委员会可以查看。", Closing: models.ClosingKeeps, KeepLaw: dossier,
			Why: "调解档案依法保存，加密存放。",
		}),
		about[dispute.Profile]("person_id = ?", "updated_at DESC, committee_id", models.PersonalTable{
			Table: "mediator_profiles", ZH: "调解员专长", EN: "What a mediator knows and speaks",
			Subject: []string{"person_id", "set_by"}, Retention: models.RetainAccount,
			Purpose: "to give a case to somebody whom it fits", Basis: "人民调解法 Art 19",
			SeenBy:   "the head and the mediators of the committee",
			Exported: true, Closing: models.ClosingDeletes, Why: "不再任职就删除。",
		}),
	}
}

// personalAgreements are the lines of what cases come to.
func personalAgreements() []personalLine {
	return []personalLine{
		about[dispute.Agreement](ofOwnCases, "created_at DESC, id", models.PersonalTable{
			Table: "dispute_agreements", ZH: "调解协议", EN: "Mediation agreements", Subject: []string{"proposed_by"},
			Retention: models.RetainCase,
			Purpose:   "what the sides of a case agreed on", Basis: "人民调解法; PIPL Art 29",
			SeenBy:   "the parties, the head of the committee, the mediators of the case",
			Exported: true, Closing: models.ClosingKeeps, KeepLaw: dossier, Why: "调解协议依法保存，加密存放。",
		}),
		about[dispute.Item](ofOwnCases, "created_at DESC, id", models.PersonalTable{
			Table: "dispute_items", ZH: "协议中的各项", EN: "Items of agreements", Subject: []string{"recorded_by"},
			Retention: models.RetainCase,
			Purpose:   "what an agreement asks of whom, and whether it was done", Basis: "人民调解法 Art 31",
			SeenBy:   "the parties, the head of the committee, the mediators of the case",
			Exported: true, Closing: models.ClosingKeeps, KeepLaw: dossier, Why: "调解协议依法保存。",
		}),
		about[dispute.Signature](`agreement_id IN (SELECT a.id FROM dispute_agreements a JOIN dispute_parties dp
			ON dp.dispute_id = a.dispute_id WHERE dp.person_id = ? AND dp.left_at IS NULL)`,
			"created_at DESC, agreement_id", models.PersonalTable{
				Table: "dispute_signatures", ZH: "协议上的签字", EN: "Signatures of agreements", Subject: []string{"recorded_by"},
				Retention: models.RetainCase,
				Purpose:   "who signed an agreement on which day", Basis: "人民调解法 Art 29",
				SeenBy:   "the parties, the head of the committee, the mediators of the case",
				Exported: true, Closing: models.ClosingKeeps, KeepLaw: dossier, Why: "调解协议依法保存。",
			}),
		about[dispute.Document](`kind IN ('rights_notice', 'agreement', 'oral_agreement', 'confirmation_request',
			'refusal_notice', 'termination_notice') AND dispute_id IN (SELECT dp.dispute_id FROM dispute_parties dp
			WHERE dp.person_id = ? AND dp.left_at IS NULL)`, "created_at DESC, id", models.PersonalTable{
			Table: "dispute_documents", ZH: "纠纷的文书", EN: "Papers of cases", Subject: []string{"created_by"},
			Retention: models.RetainCase,
			Purpose:   "papers that are signed, and whether one is valid", Basis: "人民调解法",
			SeenBy: "what is for the parties: the parties; all: the head and the mediators of the case; kind, day and state: " +
				"whoever holds the paper",
			Exported: true, Closing: models.ClosingKeeps, KeepLaw: dossier, Why: "调解档案依法保存，加密存放。",
		}),
	}
}
