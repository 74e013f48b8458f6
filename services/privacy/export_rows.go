package privacy

import (
	"context"
	"reflect"
	"regexp"
	"slices"
	"strings"

	"xinjumin/models"
	"xinjumin/models/dispute"
	"xinjumin/services/internal/keyring"
	"xinjumin/services/internal/store"
)

const sealedSuffix = "_sealed"

// section turns rows of the database into values: pointers into what they point
// at, what is sealed into text.
func (s *Service) section(rows store.PersonalRows) (ExportSection, error) {
	out := ExportSection{Table: rows.Table, Fields: slices.Clone(rows.Fields), Rows: rows.Rows, More: rows.More}
	id := slices.IndexFunc(rows.Fields, func(f store.PersonalField) bool { return f.Column == "id" })
	for i, f := range rows.Fields {
		name, sealed := strings.CutSuffix(f.Column, sealedSuffix)
		out.Fields[i].Column = name
		column := keyring.Column{Table: rows.Table.Table, Name: f.Column}
		for _, row := range out.Rows {
			value, err := row[i], error(nil)
			if sealed {
				own, _ := row[id].(models.ID)
				value, err = s.unseal(column, own, row[i])
			}
			if err != nil {
				return out, err
			}
			row[i] = plainValue(value)
		}
	}
	return out, nil
}

// unseal opens the value of a row. A sealed column belongs to a row with an id.
func (s *Service) unseal(column keyring.Column, row models.ID, value any) (any, error) {
	sealed, _ := value.([]byte)
	if len(sealed) == 0 {
		return nil, nil
	}
	plain, err := s.ring.Open(column, row[:], sealed)
	return string(plain), err
}

// plainValue follows pointers; nil stays nil.
func plainValue(v any) any {
	r := reflect.ValueOf(v)
	if r.Kind() != reflect.Pointer {
		return v
	}
	if r.IsNil() {
		return nil
	}
	return r.Elem().Interface()
}

// settle looks up what the rows point at, and takes out other people.
func (e *Export) settle(ctx context.Context, r store.Moment) error {
	ids, places := e.references()
	all := make([]models.ID, 0, len(ids))
	for id := range ids {
		all = append(all, id)
	}
	others, err := listOtherPeople(ctx, r, e.PersonID, all)
	if err != nil {
		return err
	}
	e.mask(others)
	e.keepApplicantsWords()
	if e.Places, err = listPlacesOf(ctx, r, places); err != nil {
		return err
	}
	e.Names = map[models.ID]string{}
	byColumn := map[string][]models.ID{}
	for id, column := range ids {
		byColumn[column] = append(byColumn[column], id)
	}
	for column, ids := range byColumn {
		names, err := listNamesOf(ctx, r, column, ids)
		if err != nil {
			return err
		}
		for id, name := range names {
			e.Names[id] = name
		}
	}
	return nil
}

var uuidText = regexp.MustCompile(`[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}`)

// references lists every id that stands in a row, also inside a text, with a
// column that holds it, and every place.
func (e *Export) references() (map[models.ID]string, []models.RegionCode) {
	ids, codes := map[models.ID]string{}, map[models.RegionCode]bool{}
	e.eachValue(func(f store.PersonalField, v any) any {
		switch v := v.(type) {
		case models.ID:
			if !strings.HasSuffix(ids[v], "_id") {
				ids[v] = f.Column
			}
		case models.RegionCode:
			codes[v] = true
		case string:
			for _, text := range uuidText.FindAllString(v, -1) {
				var id models.ID
				if id.UnmarshalText([]byte(text)) == nil && ids[id] == "" {
					ids[id] = f.Column
				}
			}
		}
		return v
	})
	places := make([]models.RegionCode, 0, len(codes))
	for code := range codes {
		places = append(places, code)
	}
	return ids, places
}

// mask takes the ids of other people out, wherever they stand.
func (e *Export) mask(others map[models.ID]bool) {
	e.eachValue(func(_ store.PersonalField, v any) any {
		switch v := v.(type) {
		case models.ID:
			if others[v] {
				return SomebodyElse{}
			}
		case string:
			return uuidText.ReplaceAllStringFunc(v, func(text string) string {
				var id models.ID
				if id.UnmarshalText([]byte(text)) == nil && others[id] {
					return "*"
				}
				return text
			})
		}
		return v
	})
}

// keepApplicantsWords empties the statement of cases in which the person is not
// on the applicant's side: only the applicant and the committee read it.
func (e *Export) keepApplicantsWords() {
	applied := map[any]bool{}
	for _, row := range e.column("dispute_parties", "side", "dispute_id") {
		if row[0] == dispute.SideApplicant {
			applied[row[1]] = true
		}
	}
	for _, s := range e.Sections {
		if s.Table.Table != "disputes" {
			continue
		}
		statement, id := s.at("statement"), s.at("id")
		for _, row := range s.Rows {
			if !applied[row[id]] {
				row[statement] = nil
			}
		}
	}
}

// eachValue replaces every value of every row.
func (e *Export) eachValue(fn func(store.PersonalField, any) any) {
	for _, s := range e.Sections {
		for _, row := range s.Rows {
			for i := range row {
				if row[i] != nil {
					row[i] = fn(s.Fields[i], row[i])
				}
			}
		}
	}
}

// column gives some columns of a table.
func (e *Export) column(table string, columns ...string) [][]any {
	var out [][]any
	for _, s := range e.Sections {
		if s.Table.Table != table {
			continue
		}
		for _, row := range s.Rows {
			values := make([]any, len(columns))
			for i, name := range columns {
				values[i] = row[s.at(name)]
			}
			out = append(out, values)
		}
	}
	return out
}

func (s ExportSection) at(column string) int {
	return slices.IndexFunc(s.Fields, func(f store.PersonalField) bool { return f.Column == column })
}
