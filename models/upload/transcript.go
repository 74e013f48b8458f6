package upload

import (
	"regexp"

	"xinjumin/models"
)

// TranscriptMax bounds a transcript, in characters; TranscriptLangMax the tag of
// its language.
const (
	TranscriptMax     = 5000
	TranscriptLangMax = 35
)

// Transcript names a recording and says in writing what was said in it. A transcript
// may be missing; it counts as the speaker's words only once it is confirmed.
type Transcript struct {
	ID        models.ID
	Words     string
	Lang      string // BCP 47, such as zh-CN, wuu (吴语) or yue (粤语); empty without words
	Confirmed bool   // by the speaker
}

// langTag is the form of the tags that name a language with its script, region
// or dialect (RFC 5646 without its extensions).
var langTag = regexp.MustCompile(`^[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,4}$`)

// Check lists what is wrong about a transcript whose words are clean: words
// without a language, a language or a confirmation without words. The fields are
// transcript, transcript_lang and transcript_confirmed of the body.
func (v Transcript) Check() []models.FieldError {
	var bad []models.FieldError
	add := func(field, code, zh, en string) { bad = append(bad, models.BodyField(field, code, zh, en)) }
	switch {
	case v.Words == "" && v.Lang != "", v.Words == "" && v.Confirmed:
		add("/transcript", "required", "请填写语音的文字内容", "There is no transcript that this could be about")
	case v.Words != "" && v.Lang == "":
		add("/transcript_lang", "required", "请选择语音用的是哪种话", "Say in which language the transcript is")
	case v.Lang != "" && (len(v.Lang) > TranscriptLangMax || !langTag.MatchString(v.Lang)):
		add("/transcript_lang", "format", "没有这种话，请重新选择", "No tag of a language")
	}
	if len([]rune(v.Words)) > TranscriptMax {
		add("/transcript", "max_length", "内容太长了", "The text is too long")
	}
	return bad
}
