package keyring

// The sealed columns that more than one area reads or writes. Their names are
// part of every sealed value and index: they never change.
var (
	PersonName     = Column{Table: "persons", Name: "name"}
	PersonIDNumber = Column{Table: "persons", Name: "id_number"}
)
