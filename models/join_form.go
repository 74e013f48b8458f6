package models

import (
	"database/sql/driver"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"
)

// Admission is how an organization takes people in.
type Admission string

// The ways. Open means that whoever may belong is a member at once, while there
// is room, and waits in the order of arrival when there is none.
const (
	AdmissionReview Admission = "review"
	AdmissionOpen   Admission = "open"
)

// Value implements driver.Valuer: a new organization decides about each application.
func (a Admission) Value() (driver.Value, error) { return a.Code(), nil }

// Code gives the way on the wire.
func (a Admission) Code() string {
	if a == "" {
		return string(AdmissionReview)
	}
	return string(a)
}

var admissionWords = Words[Admission]{
	{AdmissionReview, "申请后由负责人审核", "Somebody decides about each application"},
	{AdmissionOpen, "符合条件即可加入", "Whoever may belong is a member at once"},
}

// Text gives the plain words of a way.
func (a Admission) Text() (zh, en string) { return admissionWords.Or(a, AdmissionReview) }

// All gives every value in order.
func (Admission) All() []Admission { return admissionWords.All() }

// QuestionKind is how an applicant answers a question.
type QuestionKind string

// The kinds.
const (
	QuestionText   QuestionKind = "text"
	QuestionChoice QuestionKind = "choice"
	QuestionYesNo  QuestionKind = "yes_no"
)

var questionWords = Words[QuestionKind]{
	{QuestionText, "填写文字", "Words of one's own"},
	{QuestionChoice, "选一项", "One of several answers"},
	{QuestionYesNo, "回答是或否", "Yes or no"},
}

// Text gives the plain words of a kind of question.
func (k QuestionKind) Text() (zh, en string) { return questionWords.Or(k, QuestionText) }

// All gives every value in order.
func (QuestionKind) All() []QuestionKind { return questionWords.All() }

// JoinQuestion is one question that an organization asks its applicants.
type JoinQuestion struct {
	Text     string       `json:"text"`
	Kind     QuestionKind `json:"kind"`
	Options  []string     `json:"options,omitempty"` // of a choice
	Required bool         `json:"required"`
}

// JoinForm is what an organization asks its applicants, in order.
type JoinForm []JoinQuestion

// JoinAnswer is an answer with the question as it stood then, so that it can
// still be read when the organization asks something else.
type JoinAnswer struct {
	Question string `json:"question"`
	Answer   string `json:"answer"`
}

// Limits of a form, in number and characters.
const (
	JoinQuestionsMax   = 5
	JoinQuestionMax    = 100
	JoinOptionsMin     = 2
	JoinOptionsMax     = 8
	JoinOptionMax      = 30
	JoinAnswerMax      = 300
	joinYes, joinNo    = "yes", "no"
	joinYesZH, joinNZH = "是", "否"
)

// ParseJoinForm reads what an organization has stored.
func ParseJoinForm(stored string) (JoinForm, error) {
	var f JoinForm
	if stored == "" {
		return f, nil
	}
	err := json.Unmarshal([]byte(stored), &f)
	return f, err
}

// String gives the form as it is stored.
func (f JoinForm) String() string {
	if f == nil {
		f = JoinForm{}
	}
	return plainJSON(f)
}

// plainJSON is JSON that is as long as its text: escaped for HTML, a column
// could burst.
func plainJSON(v any) string {
	var b strings.Builder
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	_ = enc.Encode(v) // texts and lists of texts always encode
	return strings.TrimSuffix(b.String(), "\n")
}

// Check tells what is wrong with a form. Texts are cleaned before.
func (f JoinForm) Check() []FieldError {
	var bad []FieldError
	if len(f) > JoinQuestionsMax {
		return append(bad, BodyField("/questions", "max_items", "最多设5个问题", "At most 5 questions"))
	}
	for i, q := range f {
		at := fmt.Sprintf("/questions/%d", i)
		if n := utf8.RuneCountInString(q.Text); n < 1 || n > JoinQuestionMax {
			bad = append(bad, BodyField(at+"/text", "length", "请填写问题，不超过100个字",
				"Write a question of at most 100 characters"))
		}
		if q.Kind != QuestionText && q.Kind != QuestionChoice && q.Kind != QuestionYesNo {
			bad = append(bad, BodyField(at+"/kind", "enum", "请选择回答方式", "Unknown kind of question"))
		}
		bad = append(bad, q.checkOptions(at+"/options")...)
	}
	return bad
}

func (q JoinQuestion) checkOptions(at string) []FieldError {
	if q.Kind != QuestionChoice {
		if len(q.Options) > 0 {
			return []FieldError{BodyField(at, "forbidden", "只有选择题才有选项", "Only a choice has options")}
		}
		return nil
	}
	if n := len(q.Options); n < JoinOptionsMin || n > JoinOptionsMax {
		return []FieldError{BodyField(at, "items", "选择题应有2至8个选项", "A choice has 2 to 8 options")}
	}
	for i, o := range q.Options {
		if n := utf8.RuneCountInString(o); n < 1 || n > JoinOptionMax || slices.Contains(q.Options[:i], o) {
			return []FieldError{BodyField(fmt.Sprintf("%s/%d", at, i), "option", "选项不能为空、重复或超过30个字",
				"An option is neither empty nor repeated, and has at most 30 characters")}
		}
	}
	return nil
}

// Answers checks what an applicant answered, question by question, and gives it
// as it is stored. Missing answers at the end are empty ones. Texts are cleaned
// before.
func (f JoinForm) Answers(given []string) (string, []FieldError) {
	if len(given) > len(f) {
		return "", []FieldError{BodyField("/answers", "max_items", "回答比问题多，请刷新后重新填写",
			"There are more answers than questions: read the form again")}
	}
	var bad []FieldError
	answers := make([]JoinAnswer, 0, len(f))
	for i, q := range f {
		answer := ""
		if i < len(given) {
			answer = given[i]
		}
		words, fault := q.answer(fmt.Sprintf("/answers/%d", i), answer)
		if fault != nil {
			bad = append(bad, *fault)
		}
		answers = append(answers, JoinAnswer{Question: q.Text, Answer: words})
	}
	return plainJSON(answers), bad
}

// answer gives the words of an answer to a question, or what is wrong with it.
func (q JoinQuestion) answer(at, given string) (string, *FieldError) {
	fault := func(code, zh, en string) (string, *FieldError) {
		f := BodyField(at, code, zh, en)
		return "", &f
	}
	switch {
	case given == "" && q.Required:
		return fault("required", "请回答这个问题", "This question wants an answer")
	case given == "":
		return "", nil
	case utf8.RuneCountInString(given) > JoinAnswerMax:
		return fault("length", "回答不能超过300个字", "An answer has at most 300 characters")
	case q.Kind == QuestionChoice && !slices.Contains(q.Options, given):
		return fault("option", "请从选项中选择", "Choose one of the options")
	case q.Kind != QuestionYesNo:
		return given, nil
	case given == joinYes:
		return joinYesZH, nil
	case given == joinNo:
		return joinNZH, nil
	}
	return fault("option", "请回答“是”或“否”", "Answer yes or no")
}

// ParseJoinAnswers reads what a membership has stored.
func ParseJoinAnswers(stored string) ([]JoinAnswer, error) {
	var a []JoinAnswer
	if stored == "" {
		return a, nil
	}
	err := json.Unmarshal([]byte(stored), &a)
	return a, err
}

// MayBeOpen refuses to take people in without a review where a law or statute
// wants somebody to decide: the Party, the League, a union (工会会员会籍管理办法 5).
func (o Organization) MayBeOpen() error {
	if o.Is(KindPartyBranch) || o.Is(KindUnion) || o.Is(KindYouthLeague) {
		return ErrAdmissionReview
	}
	return nil
}

// TakesAtOnce reports whether somebody of a side needs no review: in an organization that
// is open, and in a sub-group, whose people its parent has let in. Whoever comes for
// the village is always looked at.
func (o Organization) TakesAtOnce(s MemberSide) bool {
	return o.IsSubGroup() || o.Admission == AdmissionOpen && s == SideMigrant
}

// Refusals around the way in.
var (
	ErrAdmissionReview = NewError(CodeConflict, "organization.review_required", "这类组织吸收成员须经审核，不能设为自动加入",
		"Organizations of this kind decide about each application")
)
