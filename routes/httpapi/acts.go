package httpapi

import "xinjumin/models"

// Acts is embedded in the shape of a noun that people act on: what the caller may do
// to it now, for buttons, and what is theirs to do and not possible yet.
type Acts struct {
	Acts   []string `json:"acts" maxItems:"20" doc:"What the caller may do now"`
	NotYet []NotYet `json:"not_yet" maxItems:"20" doc:"What is the caller's to do and cannot be done now"`
}

// NotYet is an act with what is in its way.
type NotYet struct {
	Act    string        `json:"act" maxLength:"32" example:"submit"`
	Reason string        `json:"reason" maxLength:"64" doc:"The code that a refusal would have" example:"organization.founders_missing"`
	Text   string        `json:"text" maxLength:"200" example:"签名的发起人还不够，请邀请更多人签名"`
	TextEN string        `json:"text_en" maxLength:"300"`
	Fields []NotYetField `json:"fields" maxItems:"50" doc:"Which parts are missing, where the act asks for several"`
}

// NotYetField is a part that is missing.
type NotYetField struct {
	Field  string `json:"field" maxLength:"64" doc:"JSON pointer of what is to be written"`
	Text   string `json:"text" maxLength:"200"`
	TextEN string `json:"text_en" maxLength:"300"`
}

// ActsOf sorts choices into what is possible now and what is not yet.
func ActsOf(choices models.Choices) Acts {
	out := Acts{Acts: []string{}, NotYet: []NotYet{}}
	for _, c := range choices {
		if c.Why == nil {
			out.Acts = append(out.Acts, c.Act)
			continue
		}
		n := NotYet{Act: c.Act, Reason: c.Why.Reason, Text: c.Why.ZH, TextEN: c.Why.EN, Fields: []NotYetField{}}
		for _, f := range c.Why.Fields {
			n.Fields = append(n.Fields, NotYetField{Field: f.Field, Text: f.ZH, TextEN: f.EN})
		}
		out.NotYet = append(out.NotYet, n)
	}
	return out
}
