package privacy

import (
	"fmt"
	"reflect"

	"xinjumin/models"
)

// spoken is a code that knows its words.
type spoken interface{ Text() (zh, en string) }

// codeText puts a code of ours into words; a code without words, and what is no
// code, is shown as it is. The words are those of the type of the value, so that
// a type that is renamed or moved keeps them.
func codeText(column string, v any) string {
	if list := codeLists[column]; list != "" {
		if zh, _, known := models.CodeText(list, fmt.Sprint(v)); known {
			return zh
		}
	}
	if s, ok := v.(spoken); ok {
		if zh, _ := s.Text(); zh != "" {
			return zh
		}
	}
	r := reflect.ValueOf(v)
	switch r.Kind() {
	case reflect.String:
		if column == "action" {
			return models.ActionWords(r.String())
		}
		return r.String()
	case reflect.Bool, reflect.Slice, reflect.Map:
		return ""
	}
	return fmt.Sprint(v)
}

// codeLists are the lists of codes from which columns choose.
var codeLists = map[string]string{
	"education": models.CodesEducation, "political_status": models.CodesPoliticalStatus,
	"ethnicity": models.CodesEthnicity, "employment_status": models.CodesEmployment,
	"work_kind": models.CodesWorkKind, "permit_state": models.CodesPermit, "code": models.CodesSkill,
}
