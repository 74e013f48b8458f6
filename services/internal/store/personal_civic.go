package store

import (
	"xinjumin/models"
	"xinjumin/models/activity"
	"xinjumin/models/poll"
)

// personalOrganizations are the lines of organizations and their members.
func personalOrganizations() []personalLine {
	return []personalLine{
		about[models.Organization]("created_by = ?", "created_at DESC, id", models.PersonalTable{
			Table: "organizations", ZH: "我发起的组织", EN: "Organizations founded", Subject: []string{"created_by"},
			Retention: models.RetainOrganization,
			Purpose:   "self-organisation", Basis: basisContract,
			SeenBy:   "everybody, once the organization is approved",
			Exported: true,
			Closing:  models.ClosingKeeps, KeepLaw: nameless, Why: "组织属于全体成员，不随发起人注销；发起人只留编号。",
		}),
		about[models.Membership]("person_id = ?", "created_at DESC, id", models.PersonalTable{
			Table: "memberships", ZH: "入会与会员记录", EN: "Memberships", Subject: []string{"person_id"},
			Retention: models.RetainOrganization,
			Purpose:   "who belongs to an organization", Basis: basisConsent + " (by applying)",
			SeenBy: "the person; members of the organization by nickname; its reviewers", Exported: true,
			Closing: models.ClosingForgets, Forget: []string{"message", "decision_reason", "name_folded",
				"name_pinyin", "name_initials"}, KeepLaw: nameless,
			Why: "申请留言和答复清除；会员名册只留编号，以便核对人数。",
		}),
		nobodys[models.MediationCommittee]("mediation_committees", "committees, their place and term"),
		did[models.CommitteeTerm]("recorded_by", "committee_terms", "调解委员会换届登记", "Terms of committees recorded",
			"terms of mediation committees", "任期记录属于调解委员会；登记人只留编号。"),
		did[models.CommitteeFiling]("recorded_by", "committee_filings", "调解委员会备案登记", "Filings recorded",
			"changes of mediation committees that were filed", "备案记录属于调解委员会；登记人只留编号。"),
	}
}

// personalEvents are the lines of activities and sign-ups.
func personalEvents() []personalLine {
	return []personalLine{
		about[activity.Activity]("created_by = ?", "created_at DESC, id", models.PersonalTable{
			Table: "activities", ZH: "我组织的活动", EN: "Activities organized", Subject: []string{"created_by"},
			Retention: models.RetainOrganization,
			Purpose:   "courses, visits, meetings of an organization", Basis: basisContract,
			SeenBy: "everybody, once published", Exported: true,
			Closing: models.ClosingKeeps, KeepLaw: nameless, Why: "活动属于组织；组织者只留编号。",
		}),
		about[activity.Signup]("person_id = ?", "created_at DESC, id", models.PersonalTable{
			Table: "signups", ZH: "活动报名", EN: "Sign-ups", Subject: []string{"person_id"},
			Retention: models.RetainActivity,
			Purpose:   "a seat in an activity", Basis: basisConsent + " (by signing up)",
			SeenBy: "the person; organizers of the organization", Exported: true,
			Closing: models.ClosingForgets, Forget: []string{"note"}, KeepLaw: nameless, Why: "报名备注清除；名额记录只留编号，以便核对人数。",
		}),
	}
}

// personalPolls are the lines of polls. What somebody chose is in no row about
// a person, so that no line can show it.
func personalPolls() []personalLine {
	return []personalLine{
		about[poll.Poll]("created_by = ?", "created_at DESC, id", models.PersonalTable{
			Table: "polls", ZH: "我发起的投票", EN: "Polls started", Subject: []string{"created_by"},
			Retention: models.RetainElection,
			Purpose:   "questions of an organization to its members", Basis: basisContract,
			SeenBy:   "members of the organization",
			Exported: true,
			Closing:  models.ClosingKeeps, KeepLaw: nameless, Why: "投票属于组织；发起人只留编号。",
		}),
		nobodys[poll.Option]("poll_options", "the answers of a poll and, after it, how many chose each"),
		about[poll.RollEntry]("person_id = ?", "poll_id", models.PersonalTable{
			Table: "poll_roll_entries", ZH: "投票名册", EN: "Rolls of polls", Subject: []string{"person_id"},
			Retention: models.RetainElection,
			Purpose:   "who may vote and who has voted; never how", Basis: basisConsent + " (by membership)",
			SeenBy: "members of the organization (the roll); who has voted: the person", Exported: true,
			Closing: models.ClosingKeeps, KeepLaw: nameless, Why: "名册须与票数相符，只留编号。您选了什么从未与您的账号相连，任何人都查不到。",
		}),
		nobodys[poll.Ballot]("ballots", "secret answers: a random id, the poll, the option; no person, no time"),
		nobodys[poll.Counted]("ballots_counted",
			"secret answers of closed polls, written anew: a random id, the poll, the option"),
	}
}
