package rekey

// sealedInParty goes on with sealedPlace for what Party branches seal.
func sealedInParty(column string) (table, name string) {
	switch column {
	case "party_registrations.branch_sealed":
		return "party_registrations", "branch_sealed"
	case "party_registrations.contact_sealed":
		return "party_registrations", "contact_sealed"
	case "party_registrations.certificate_sealed":
		return "party_registrations", "certificate_sealed"
	case "party_transfers.name_sealed":
		return "party_transfers", "name_sealed"
	case "party_transfers.note_sealed":
		return "party_transfers", "note_sealed"
	case "party_transfers.letter_sealed":
		return "party_transfers", "letter_sealed"
	case "meetings.agenda_sealed":
		return "meetings", "agenda_sealed"
	case "meetings.minutes_sealed":
		return "meetings", "minutes_sealed"
	case "meetings.resolution_sealed":
		return "meetings", "resolution_sealed"
	case "meeting_corrections.minutes_sealed":
		return "meeting_corrections", "minutes_sealed"
	case "meeting_corrections.resolution_sealed":
		return "meeting_corrections", "resolution_sealed"
	case "meeting_corrections.reason_sealed":
		return "meeting_corrections", "reason_sealed"
	}
	return sealedInSession(column)
}
