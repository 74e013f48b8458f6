package store

import (
	"xinjumin/models"
	"xinjumin/models/union"
)

// personalUnion are the lines of unions.
func personalUnion() []personalLine {
	return []personalLine{
		about[union.Form]("person_id = ?", "created_at DESC, id", models.PersonalTable{
			Table: "union_forms", ZH: "入会申请书（工会）", EN: "Forms of applications to unions",
			Subject: []string{"person_id"}, Retention: models.RetainOrganization,
			Purpose: "the form of an application to a union", Basis: basisConsent + " (by applying)",
			SeenBy: "the person; who decides applications in the union", Exported: true,
			Closing: models.ClosingDeletes, Why: "入会申请书删除。",
		}),
		about[union.Transfer]("person_id = ?", "created_at DESC, id", models.PersonalTable{
			Table: "union_transfers", ZH: "会籍接转", EN: "Transfers between unions", Subject: []string{"person_id"},
			Retention: models.RetainOrganization,
			Purpose:   "a membership follows the job", Basis: basisConsent + " (by asking)",
			SeenBy: "the person; who decides in the receiving union", Exported: true,
			Closing: models.ClosingForgets, Forget: []string{"reason"}, KeepLaw: nameless,
			Why: "答复文字清除；接转记录只留编号，以便核对会籍。",
		}),
		about[union.OfferAnswer]("person_id = ?", "declined_at DESC", models.PersonalTable{
			Table: "union_offers", ZH: "暂不加入工会的选择", EN: "Offers of a union declined", Subject: []string{"person_id"},
			Retention: models.RetainAccount,
			Purpose:   "not to ask again for ninety days", Basis: basisContract, SeenBy: "the person", Exported: true,
			Closing: models.ClosingDeletes, Why: "删除。",
		}),
		about[union.Appraisal]("created_by = ?", "created_at DESC, id", models.PersonalTable{
			Table: "union_appraisals", ZH: "我发起的会员评家", EN: "Appraisals begun", Subject: []string{"created_by"},
			Retention: models.RetainElection,
			Purpose:   "which polls are the appraisal of a year", Basis: basisContract,
			SeenBy: "members of the union; the federation above", Exported: true,
			Closing: models.ClosingKeeps, KeepLaw: nameless, Why: "评议属于工会；发起人只留编号。",
		}),
		about[union.MeetingCall]("person_id = ?", "created_at DESC, id", models.PersonalTable{
			Table: "union_meeting_calls", ZH: "我发起的召开会议联名", EN: "Calls for a meeting begun",
			Subject: []string{"person_id", "answered_by"}, Retention: models.RetainOrganization,
			Purpose: "one third of the members call a meeting", Basis: basisContract,
			SeenBy: "members of the union, without who signed", Exported: true,
			Closing: models.ClosingForgets, Forget: []string{"purpose"}, KeepLaw: nameless, Why: "联名内容清除；记录只留编号。",
		}),
		about[union.MeetingSignature]("person_id = ?", "created_at DESC, call_id", models.PersonalTable{
			Table: "union_meeting_signatures", ZH: "我的联名", EN: "Calls for a meeting signed",
			Subject: []string{"person_id"}, Retention: models.RetainOrganization,
			Purpose: "one name a member", Basis: basisConsent + " (by signing)", SeenBy: "the person", Exported: true,
			Closing: models.ClosingKeeps, KeepLaw: nameless, Why: "联名人数须能核对，只留编号。",
		}),
	}
}
