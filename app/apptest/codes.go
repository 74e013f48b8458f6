package apptest

import (
	"xinjumin/services"
)

// CodeType is a code type of models as tests compare it with what else lists its
// values: the tags of routes and the CHECKs of both dialects.
type CodeType struct {
	Type   string   // such as models.PollState
	Values []string // in order
	Words  [][2]string
}

// Codes gives every code type.
func Codes() []CodeType {
	var out []CodeType
	for _, e := range services.Enumerations() {
		c := CodeType{Type: e.Type}
		for _, entry := range e.Entries {
			c.Values, c.Words = append(c.Values, entry.Code), append(c.Words, [2]string{entry.ZH, entry.EN})
		}
		out = append(out, c)
	}
	return out
}
