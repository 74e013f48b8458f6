package models

// ClientFacts is what a client needs to know before it asks for anything else. None of
// it depends on who asks.
type ClientFacts struct {
	Uploads []UploadLimit
	Texts   []TextLimit
}

// UploadLimit bounds the files of a purpose.
type UploadLimit struct {
	Purpose  string
	ZH, EN   string
	Classes  []string // image, paper, sound, sheet
	MaxBytes int64    // of one file
	DayCount int64    // of one person on one day
}

// TextLimit bounds a text that people write, in characters.
type TextLimit struct {
	Field string // noun.field
	Max   int
}
