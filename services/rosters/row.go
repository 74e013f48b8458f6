package rosters

import (
	"strings"

	"xinjumin/models"
	"xinjumin/models/roster"
	"xinjumin/services/internal/keyring"
	"xinjumin/services/internal/rostermatch"
	"xinjumin/services/internal/spreadsheet"
	"xinjumin/services/internal/store"
	"xinjumin/services/internal/text"
)

// listedPerson is what a good row says.
type listedPerson struct {
	row     int64
	name    string
	number  models.IDNumber
	side    models.MemberSide
	indexes store.Indexes // of the number on lists
}

// reader judges the rows of one list, in their order. Of all the people it has
// seen it keeps 16 bytes each.
type reader struct {
	ring    *keyring.Ring
	columns roster.Mapping
	header  int
	minAge  int
	today   models.Day
	seen    map[[16]byte]struct{}
}

func newReader(ring *keyring.Ring, r roster.Roster, o models.Organization, today models.Day) *reader {
	return &reader{ring: ring, columns: Mapping(r), header: int(r.HeaderRow), minAge: o.Kind.MinAge(), today: today,
		seen: map[[16]byte]struct{}{}}
}

// read gives the person of a row, or what is wrong with it. ok is false for what
// is no row of the list: the head, and a row in which neither name nor number
// stands.
func (k *reader) read(row spreadsheet.Row) (p listedPerson, faults []roster.CellFault, ok bool) {
	name, number := k.cell(row, roster.Name), k.cell(row, roster.Number)
	if row.No <= k.header || blank(name) && blank(number) {
		return p, nil, false
	}
	p.row = int64(row.No)
	add := func(f roster.Field, fault roster.Fault) {
		if fault != "" {
			faults = append(faults, roster.CellFault{Field: f, Fault: fault})
		}
	}
	var fault roster.Fault
	p.name, fault = readName(name)
	add(roster.Name, fault)
	p.number, fault = readNumber(number)
	if fault == "" {
		fault = k.person(&p)
	}
	add(roster.Number, fault)
	p.side, fault = readSide(k.cell(row, roster.Side))
	add(roster.Side, fault)
	return p, faults, true
}

func (k *reader) cell(row spreadsheet.Row, f roster.Field) spreadsheet.Cell {
	column, there := k.columns[f]
	if !there {
		return spreadsheet.Cell{}
	}
	return row.Cell(column)
}

func blank(c spreadsheet.Cell) bool { return c.Kind != spreadsheet.Formula && plain(c) == "" }

// plain takes off the mark by which people keep a spreadsheet from calculating.
func plain(c spreadsheet.Cell) string {
	return strings.TrimSpace(strings.TrimLeft(c.Text, "'‘’`"))
}

// spoilt refuses what nobody has written.
func spoilt(c spreadsheet.Cell) roster.Fault {
	switch c.Kind {
	case spreadsheet.Formula:
		return roster.FaultFormula
	case spreadsheet.Fault:
		return roster.FaultCellError
	case spreadsheet.Text, spreadsheet.Number:
	}
	return ""
}

// readName reads a name in its one form.
func readName(c spreadsheet.Cell) (string, roster.Fault) {
	if fault := spoilt(c); fault != "" {
		return "", fault
	}
	name := text.LegalName(plain(c))
	switch {
	case name == "":
		return "", roster.FaultNameMissing
	case !models.ValidName(name):
		return "", roster.FaultNameInvalid
	}
	return name, ""
}

// readNumber reads an identity number. What a spreadsheet has made a number of
// keeps 15 digits; the rest is lost, also when zeros stand in their place.
func readNumber(c spreadsheet.Cell) (models.IDNumber, roster.Fault) {
	if fault := spoilt(c); fault != "" {
		return models.IDNumber{}, fault
	}
	digits := models.CodeForm(plain(c))
	switch {
	case digits == "":
		return models.IDNumber{}, roster.FaultNumMissing
	case c.Kind == spreadsheet.Number && (strings.Contains(digits, "E") || len(digits) > 15):
		return models.IDNumber{}, roster.FaultNumMangled
	case c.Kind == spreadsheet.Number && len(digits) < 15:
		return models.IDNumber{}, roster.FaultNumPlain
	}
	number, err := models.ParseIDNumber(digits)
	if err != nil {
		return number, roster.NumberFault(digits, err)
	}
	return number, ""
}

// person judges a well-formed number: who is meant must be old enough, and not
// stand above already.
func (k *reader) person(p *listedPerson) roster.Fault {
	switch age := models.AgeOn(p.number.BirthDay(), k.today); {
	case age < 0 || age > models.MaxAge:
		return roster.FaultNumInvalid
	case age < k.minAge:
		return roster.FaultNumYoung
	}
	p.indexes = rostermatch.Indexes(k.ring, p.number)
	key := [16]byte(either(p.indexes)[:16])
	if _, twice := k.seen[key]; twice {
		return roster.FaultNumTwice
	}
	k.seen[key] = struct{}{}
	return ""
}

// either gives the index of a slot that the ring has a key for.
func either(i store.Indexes) []byte {
	if i.Main != nil {
		return i.Main
	}
	return i.Alt
}

func readSide(c spreadsheet.Cell) (models.MemberSide, roster.Fault) {
	if fault := spoilt(c); fault != "" {
		return "", fault
	}
	side, ok := roster.ParseMemberSide(folded(plain(c)))
	if !ok {
		return "", roster.FaultSideUnknown
	}
	return side, ""
}
