package models

import "context"

// NamesAsked are the ids of one answer beside which words stand. It may hold an
// id more than once.
type NamesAsked struct {
	Organizations, People, Committees []ID
	Regions                           []RegionCode
}

// Names are the words for ids; what the viewer may not see, or what is not there,
// has none.
type Names struct {
	Organizations, Committees map[ID]string
	People                    map[ID]string         // nicknames, which everybody may read
	Regions                   map[RegionCode]string // full names
	Places                    map[RegionCode]string // the place alone
}

// Of lists the ids of a noun: "organization", "person" or "committee".
func (a *NamesAsked) Of(noun string) *[]ID {
	switch noun {
	case "organization":
		return &a.Organizations
	case "committee":
		return &a.Committees
	}
	return &a.People
}

// Of gives the words for the ids of a noun, as NamesAsked.Of lists them.
func (n Names) Of(noun string) map[ID]string {
	switch noun {
	case "organization":
		return n.Organizations
	case "committee":
		return n.Committees
	}
	return n.People
}

// Namer finds the words for ids, with one keyed query for each noun that is asked.
type Namer func(ctx context.Context, viewer Actor, asked NamesAsked) (Names, error)
