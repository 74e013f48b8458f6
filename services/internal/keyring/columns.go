package keyring

// The sealed columns, by their names in the schema. A name here is part of the
// key and of the associated data: changing it makes what is stored unreadable.
var (
	PersonName       = Column{Table: "persons", Name: "name_sealed"}
	PersonIDNumber   = Column{Table: "persons", Name: "id_number_sealed"}
	DisputeStatement = Column{Table: "disputes", Name: "statement_sealed"}
	PartyName        = Column{Table: "dispute_parties", Name: "name_sealed"}
	PartyContact     = Column{Table: "dispute_parties", Name: "contact_sealed"}
	DisputeNote      = Column{Table: "dispute_events", Name: "note_sealed"}
)
