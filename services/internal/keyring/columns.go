package keyring

// The sealed columns, by their names in the schema. A name here is part of the
// key and of the associated data: changing it makes what is stored unreadable.
var (
	PersonName       = Column{Table: "persons", Name: "name_sealed"}
	PersonIDNumber   = Column{Table: "persons", Name: "id_number_sealed"}
	PersonPhone      = Column{Table: "persons", Name: "phone_sealed"}
	DisputeStatement = Column{Table: "disputes", Name: "statement_sealed"}
	PartyName        = Column{Table: "dispute_parties", Name: "name_sealed"}
	PartyContact     = Column{Table: "dispute_parties", Name: "contact_sealed"}
	PartyWitness     = Column{Table: "dispute_parties", Name: "witness_sealed"}
	AgreementContent = Column{Table: "dispute_agreements", Name: "content_sealed"}
	SessionPlace     = Column{Table: "dispute_sessions", Name: "place_sealed"}
	SessionRecord    = Column{Table: "dispute_session_records", Name: "record_sealed"}
	ExtensionWitness = Column{Table: "dispute_extensions", Name: "witness_sealed"}
	DisputeNote      = Column{Table: "dispute_events", Name: "note_sealed"}
	EvidenceTitle    = Column{Table: "dispute_evidence", Name: "title_sealed"}
	RiskNote         = Column{Table: "dispute_risks", Name: "note_sealed"}
	RiskReason       = Column{Table: "dispute_risks", Name: "reason_sealed"}
	ReportWords      = Column{Table: "reports", Name: "words_sealed"}
	CaseAppeal       = Column{Table: "moderation_cases", Name: "appeal_sealed"}
	BanIDNumber      = Column{Table: "bans", Name: "id_number_sealed"}
	FileName         = Column{Table: "files", Name: "name_sealed"}
	FileKey          = Column{Table: "files", Name: "key_sealed"}
	FileTranscript   = Column{Table: "files", Name: "transcript_sealed"}
	ProfileAddress   = Column{Table: "profiles", Name: "address_sealed"}
	ProfilePolitical = Column{Table: "profiles", Name: "political_status_sealed"}
	ProfileEthnicity = Column{Table: "profiles", Name: "ethnicity_sealed"}
	RosterName       = Column{Table: "roster_entries", Name: "name_sealed"}
	RosterIDNumber   = Column{Table: "roster_entries", Name: "id_number_sealed"}
	UnionStatement   = Column{Table: "union_forms", Name: "statement_sealed"}
	RemovalObjection = Column{Table: "removals", Name: "objection_sealed"}

	RegistrationBranch      = Column{Table: "party_registrations", Name: "branch_sealed"}
	RegistrationContact     = Column{Table: "party_registrations", Name: "contact_sealed"}
	RegistrationCertificate = Column{Table: "party_registrations", Name: "certificate_sealed"}
	TransferName            = Column{Table: "party_transfers", Name: "name_sealed"}
	TransferNote            = Column{Table: "party_transfers", Name: "note_sealed"}
	TransferLetter          = Column{Table: "party_transfers", Name: "letter_sealed"}
	MeetingAgenda           = Column{Table: "meetings", Name: "agenda_sealed"}
	MeetingMinutes          = Column{Table: "meetings", Name: "minutes_sealed"}
	MeetingResolution       = Column{Table: "meetings", Name: "resolution_sealed"}
	CorrectedMinutes        = Column{Table: "meeting_corrections", Name: "minutes_sealed"}
	CorrectedResolution     = Column{Table: "meeting_corrections", Name: "resolution_sealed"}
	CorrectionReason        = Column{Table: "meeting_corrections", Name: "reason_sealed"}
)

// Columns lists every column whose name ends in _sealed, for what walks them
// all. Each is bound to the id of its row. A test compares it with the schema.
func Columns() []Column {
	return []Column{PersonName, PersonIDNumber, PersonPhone, DisputeStatement, PartyName, PartyContact, PartyWitness,
		AgreementContent, DisputeNote, EvidenceTitle, SessionPlace, SessionRecord, ExtensionWitness, RiskNote, RiskReason,
		FileName, FileKey, FileTranscript,
		ProfileAddress, ProfilePolitical, ProfileEthnicity, ReportWords, CaseAppeal, BanIDNumber, UnionStatement,
		RemovalObjection, RosterName, RosterIDNumber,
		RegistrationBranch, RegistrationContact, RegistrationCertificate, TransferName, TransferNote, TransferLetter,
		MeetingAgenda, MeetingMinutes, MeetingResolution, CorrectedMinutes, CorrectedResolution, CorrectionReason}
}

// Indexed lists the sealed columns whose values have blind indexes.
func Indexed() []Column { return []Column{PersonIDNumber, PersonPhone, BanIDNumber, RosterIDNumber} }

// Vault is what the store needs of the keys. It seals the remembered answers of
// repeated requests: they may hold what their receiver may see and a reader of the
// database may not. And it makes the codes of events of the trail.
type Vault struct{ Ring *Ring }

var idempotentAnswer = Column{Table: "idempotency_keys", Name: "body"}

// SealAnswer and OpenAnswer bind an answer to its row.
func (v Vault) SealAnswer(row, plain []byte) ([]byte, error) {
	return v.Ring.Seal(idempotentAnswer, row, plain)
}

// OpenAnswer gives back what SealAnswer took.
func (v Vault) OpenAnswer(row, sealed []byte) ([]byte, error) {
	return v.Ring.Open(idempotentAnswer, row, sealed)
}

// EventCode gives the code of an event of the trail.
func (v Vault) EventCode(text []byte) []byte { return v.Ring.Code(PurposeEvent, text) }
