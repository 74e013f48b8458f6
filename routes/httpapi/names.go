package httpapi

import (
	"context"
	"fmt"
	"reflect"
	"strings"

	"xinjumin/models"
)

// namesTag stands on a text of an answer that is the name of an id beside it:
//
//	OrganizationID   models.ID `json:"organization_id"`
//	OrganizationName string    `json:"organization_name" names:"organization OrganizationID"`
//
// The first word is the noun, the second the field that holds the id. The text is
// filled here, for every answer alike, when all of it is known: a page costs one
// query for each noun, and no area asks another for its names.
const namesTag = "names"

// beside is a field with a name and the id that it names.
type beside struct {
	noun     string
	id, name []int
}

// shapeNames are the named fields of the structs inside an answer, found when its
// route is registered. A type that holds none is absent.
type shapeNames map[reflect.Type][]beside

// namesIn finds the named fields of t and of everything in it.
func namesIn(t reflect.Type) shapeNames {
	found := shapeNames{}
	namesInto(found, map[reflect.Type]bool{}, t)
	return found
}

// namesInto reports whether there is a name in t.
func namesInto(found shapeNames, seen map[reflect.Type]bool, t reflect.Type) bool {
	switch t.Kind() {
	case reflect.Pointer, reflect.Slice, reflect.Array:
		return namesInto(found, seen, t.Elem())
	case reflect.Struct:
	default:
		return false
	}
	if seen[t] {
		return found[t] != nil
	}
	seen[t] = true
	var own []beside
	inside := false
	for i := range t.NumField() {
		f := t.Field(i)
		if tag := f.Tag.Get(namesTag); tag != "" {
			own = append(own, besideOf(t, f, tag))
		}
		if f.IsExported() && namesInto(found, seen, f.Type) {
			inside = true
		}
	}
	if len(own) == 0 && !inside {
		return false
	}
	found[t] = append([]beside{}, own...)
	return true
}

func besideOf(t reflect.Type, f reflect.StructField, tag string) beside {
	noun, idField, _ := strings.Cut(tag, " ")
	id, ok := t.FieldByName(idField)
	want := reflect.TypeFor[models.ID]()
	switch noun {
	case "region", "place":
		want = reflect.TypeFor[models.RegionCode]()
	case "organization", "person", "committee":
	default:
		ok = false
	}
	if !ok || f.Type.Kind() != reflect.String || (id.Type != want && id.Type != reflect.PointerTo(want)) {
		panic(fmt.Sprintf("httpapi: %s.%s names what it cannot: %q", t, f.Name, tag))
	}
	return beside{noun: noun, id: id.Index, name: f.Index}
}

// visit calls f with each id of v and the text that is to name it.
func (s shapeNames) visit(v reflect.Value, f func(noun string, id any, name reflect.Value)) {
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			s.visit(v.Elem(), f)
		}
	case reflect.Slice, reflect.Array:
		for i := range v.Len() {
			s.visit(v.Index(i), f)
		}
	case reflect.Struct:
		own, ok := s[v.Type()]
		if !ok {
			return
		}
		for _, b := range own {
			id := v.FieldByIndex(b.id)
			if id.Kind() == reflect.Pointer {
				if id.IsNil() {
					continue
				}
				id = id.Elem()
			}
			if !id.IsZero() {
				f(b.noun, id.Interface(), v.FieldByIndex(b.name))
			}
		}
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				s.visit(v.Field(i), f)
			}
		}
	}
}

// fill puts the words beside the ids of an answer, as the viewer may read them.
func (s shapeNames) fill(ctx context.Context, viewer models.Actor, names models.Namer, out any) error {
	if len(s) == 0 || names == nil {
		return nil
	}
	v := reflect.ValueOf(out)
	asked := s.asked(v)
	if len(asked.Regions)+len(asked.Organizations)+len(asked.People)+len(asked.Committees) == 0 {
		return nil
	}
	found, err := names(ctx, viewer, asked)
	if err != nil {
		return err
	}
	s.visit(v, func(noun string, id any, name reflect.Value) {
		switch id := id.(type) {
		case models.RegionCode:
			if noun == "place" {
				name.SetString(found.Places[id])
				return
			}
			name.SetString(found.Regions[id])
		case models.ID:
			name.SetString(found.Of(noun)[id])
		}
	})
	return nil
}

// asked gathers what fill asks for.
func (s shapeNames) asked(v reflect.Value) models.NamesAsked {
	var asked models.NamesAsked
	s.visit(v, func(noun string, id any, _ reflect.Value) {
		switch id := id.(type) {
		case models.RegionCode:
			asked.Regions = append(asked.Regions, id)
		case models.ID:
			list := asked.Of(noun)
			*list = append(*list, id)
		}
	})
	return asked
}
