package main

// tableOwners says for each table which folder may write it. A folder below
// services/internal owns what several areas write by its steps.
var tableOwners = map[string]string{
	"settings":         "services/internal/store",
	"counters":         "services/internal/store",
	"idempotency_keys": "services/internal/store",
	"jobs":             "services/internal/jobs",
	"key_marks":        "services/internal/rekey",

	"regions":      "services/regions",
	"zones":        "services/regions",
	"zone_members": "services/regions",

	"persons":           "services/people",
	"wechat_identities": "services/people",
	"sessions":          "services/people",
	"refresh_tokens":    "services/people",
	"pairings":          "services/people",
	"role_grants":       "services/people",
	"role_offers":       "services/people",
	"role_hand_overs":   "services/people",
	"approvals":         "services/internal/approval",

	"consents":         "services/privacy",
	"profiles":         "services/internal/profile",
	"profile_skills":   "services/internal/profile",
	"data_exports":     "services/privacy",
	"account_closings": "services/privacy",
	"disclosures":      "services/privacy",
	"contact_reveals":  "services/privacy",

	"organizations":         "services/organizations",
	"organization_founders": "services/organizations",
	"organization_charters": "services/organizations",
	"organization_names":    "services/organizations",
	"organization_units":    "services/organizations",
	"organization_terms":    "services/organizations",
	"organization_reports":  "services/organizations",
	"organization_ends":     "services/organizations",
	"announcements":         "services/organizations",
	"announcement_reads":    "services/organizations",
	"memberships":           "services/organizations",
	"join_codes":            "services/organizations",
	"scene_codes":           "services/organizations",
	"removals":              "services/organizations",

	"rosters":           "services/rosters",
	"roster_entries":    "services/rosters",
	"roster_fault_rows": "services/rosters",

	"findable_people": "services/internal/findable",
	"region_coverage": "services/matching",
	"coverage_kinds":  "services/matching",
	"coverage_gaps":   "services/matching",
	"coverage_runs":   "services/matching",
	"stations":        "services/matching",

	"party_registrations": "services/party",
	"party_transfers":     "services/party",
	"party_standings":     "services/party",
	"meetings":            "services/party",
	"meeting_attendances": "services/party",
	"meeting_corrections": "services/party",

	"union_forms":              "services/unions",
	"union_transfers":          "services/unions",
	"union_offers":             "services/unions",
	"union_appraisals":         "services/unions",
	"union_meeting_calls":      "services/unions",
	"union_meeting_signatures": "services/unions",

	"activities": "services/activities",
	"signups":    "services/activities",

	"polls":             "services/governance",
	"poll_options":      "services/governance",
	"poll_roll_entries": "services/governance",
	"ballots":           "services/governance",
	"ballots_counted":   "services/governance",

	"mediation_committees":   "services/mediation",
	"disputes":               "services/mediation",
	"committee_terms":        "services/mediation",
	"committee_filings":      "services/mediation",
	"dispute_parties":        "services/mediation",
	"dispute_mediators":      "services/mediation",
	"dispute_deadlines":      "services/mediation",
	"dispute_deadline_moves": "services/mediation",
	"working_days":           "services/regions",
	"dispute_events":         "services/mediation",
	"dispute_evidence":       "services/mediation",
	"dispute_documents":      "services/mediation",
	"dispute_agreements":     "services/mediation",
	"dispute_signatures":     "services/mediation",
	"dispute_items":          "services/mediation",
	"dispute_referrals":      "services/mediation",
	"dispute_invitations":    "services/mediation",

	"dispute_sessions":        "services/mediation",
	"dispute_session_slots":   "services/mediation",
	"dispute_session_records": "services/mediation",
	"dispute_extensions":      "services/mediation",
	"dispute_risks":           "services/mediation",
	"mediator_profiles":       "services/mediation",

	"files": "services/files",

	"desk_sessions":      "services/desk",
	"desk_objections":    "services/desk",
	"desk_registrations": "services/people",

	"moderation_cases": "services/moderation",
	"reports":          "services/moderation",
	"bans":             "services/moderation",

	"notices": "services/internal/inbox",

	"audit_events":      "services/internal/audit",
	"audit_leaves":      "services/audits",
	"audit_hashes":      "services/audits",
	"audit_checkpoints": "services/audits",
}

// guestWrites are the tables of others that a folder writes today. The list may
// only get shorter: an entry that no code needs any more fails. Not seen are the
// two that go by a table's name at run time: services/internal/rekey, which seals
// columns anew, and the register of personal data, which forgets a person.
var guestWrites = map[string][]string{
	"services/audits":              {"audit_events", "counters"},
	"services/internal/attach":     {"files"},
	"services/internal/membership": {"organizations"},
	"services/internal/store": {"bans", "consents", "files", "memberships", "organizations", "party_registrations",
		"party_transfers", "persons", "profile_skills", "role_grants", "signups", "wechat_identities"},
	"services/matching":      {"persons"},
	"services/moderation":    {"activities", "announcements", "organizations", "persons", "polls"},
	"services/notices":       {"notices"},
	"services/organizations": {"activities", "polls", "role_grants"},
	"services/people":        {"desk_sessions", "profiles"},
	"services/privacy": {"approvals", "bans", "idempotency_keys", "jobs", "notices", "pairings", "persons",
		"refresh_tokens", "role_offers", "roster_entries", "sessions"},
	"services/regions": {"settings"},
	"services/seeding": {"memberships"},
	"services/unions":  {"memberships", "organizations", "role_grants"},
}
