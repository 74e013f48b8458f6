package rekey

// sealedInSession goes on with sealedPlace for what is sealed besides in a case.
func sealedInSession(column string) (table, name string) {
	switch column {
	case "dispute_evidence.title_sealed":
		return "dispute_evidence", "title_sealed"
	case "dispute_sessions.place_sealed":
		return "dispute_sessions", "place_sealed"
	case "dispute_session_records.record_sealed":
		return "dispute_session_records", "record_sealed"
	case "dispute_extensions.witness_sealed":
		return "dispute_extensions", "witness_sealed"
	}
	return "", ""
}
