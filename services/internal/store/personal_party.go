package store

import (
	"xinjumin/models"
	"xinjumin/models/branch"
)

const (
	inBranch     = "the person; people of that branch"
	branchFile   = basisConsent + " (party_life; PIPL Art 29)"
	branchKeeper = "the officers of the branch concerned; the person"
)

// personalParty are the lines of Party branches. Belonging to one is political
// identity: nobody outside a branch reads any of these rows.
func personalParty() []personalLine {
	return []personalLine{
		about[branch.Registration]("person_id = ?", "created_at DESC, id", models.PersonalTable{
			Table: "party_registrations", ZH: "流动党员报到", EN: "Registrations with Party branches",
			Subject: []string{"person_id"}, Retention: models.RetainOrganization,
			Purpose: "a floating member takes part in a branch here, or is away from it", Basis: branchFile,
			SeenBy: branchKeeper, Exported: true,
			Closing: models.ClosingForgets, Forget: []string{"branch_sealed", "contact_sealed", "certificate_sealed",
				"decision_reason"}, KeepLaw: nameless,
			Why: "另一方支部、联系人、活动证编号和答复清除；报到记录只留编号，随支部存档。",
		}),
		about[branch.Transfer]("person_id = ?", "created_at DESC, id", models.PersonalTable{
			Table: "party_transfers", ZH: "组织关系转接", EN: "Transfers of the formal tie",
			Subject: []string{"person_id", "requested_by"}, Retention: models.RetainOrganization,
			Purpose: "the formal tie moves to another branch", Basis: branchFile,
			SeenBy: "the person; the officers of the two branches", Exported: true,
			Closing: models.ClosingForgets, Forget: []string{"name_sealed", "note_sealed", "letter_sealed",
				"decision_reason"}, KeepLaw: nameless,
			Why: "外地支部名称、介绍信编号、说明和答复清除；转接记录只留编号，随支部存档。",
		}),
		about[branch.Standing]("person_id = ?", "created_at DESC, id", models.PersonalTable{
			Table: "party_standings", ZH: "党员类别登记", EN: "Standing in a Party branch",
			Subject: []string{"person_id", "recorded_by"}, Retention: models.RetainOrganization,
			Purpose: "who may vote in a branch, and since when", Basis: branchFile, SeenBy: inBranch, Exported: true,
			Closing: models.ClosingKeeps, KeepLaw: nameless, Why: "支部档案，只留编号。",
		}),
		about[branch.Meeting]("created_by = ? OR chair_id = ? OR recorder_id = ?", "starts_at DESC, id",
			models.PersonalTable{
				Table: "meetings", ZH: "我召集、主持或记录的会议", EN: "Meetings called, chaired or recorded",
				Subject:   []string{"created_by", "chair_id", "recorder_id", "final_by"},
				Retention: models.RetainOrganization, Purpose: "the meetings of a Party branch and their minutes",
				Basis: basisContract, SeenBy: inBranch, Exported: true, Closing: models.ClosingKeeps,
				KeepLaw: nameless, Why: "会议记录属于支部；召集人、主持人、记录人只留编号。",
			}),
		about[branch.Attendance]("person_id = ?", "meeting_id", models.PersonalTable{
			Table: "meeting_attendances", ZH: "会议签到", EN: "Attendance at meetings",
			Subject: []string{"person_id", "marked_by"}, Retention: models.RetainOrganization,
			Purpose: "who was expected at a meeting and who came", Basis: branchFile, SeenBy: inBranch, Exported: true,
			Closing: models.ClosingKeeps, KeepLaw: nameless, Why: "应到、实到人数须与记录相符，只留编号。",
		}),
		about[branch.MeetingCorrection]("corrected_by = ?", "created_at DESC, id", models.PersonalTable{
			Table: "meeting_corrections", ZH: "会议记录更正", EN: "Corrections of minutes",
			Subject: []string{"corrected_by"}, Retention: models.RetainOrganization,
			Purpose: "what final minutes said before they were corrected", Basis: basisContract, SeenBy: inBranch,
			Exported: true,
			Closing:  models.ClosingKeeps, KeepLaw: nameless, Why: "会议记录属于支部；更正人只留编号。",
		}),
	}
}
