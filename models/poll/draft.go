package poll

import (
	"fmt"
	"time"
	"unicode/utf8"

	"xinjumin/models"
)

// Bounds of a poll. Under RollMin people a secret ballot means nothing: too few
// answers can be told apart.
const (
	RollMin    = 10
	OptionsMin = 2
	OptionsMax = 20
	TitleMax   = 60
	TextMax    = 1000
	LabelMax   = 60
	MaxWindow  = 90 * 24 * time.Hour
)

// DraftInput is what the office writes; texts are cleaned already.
type DraftInput struct {
	OrganizationID models.ID
	Title          string
	Question       string
	Options        []string
	OpensAt        models.Instant
	ClosesAt       models.Instant
	Mode           Mode
	Purpose        Purpose
}

// Check names everything that is wrong with a draft. readAs gives the form in which a
// label is read: no two options may have the same.
func (in DraftInput) Check(now models.Instant, readAs func(label string) string) []models.FieldError {
	var bad []models.FieldError
	add := func(pointer, code, zh, en string) { bad = append(bad, models.BodyField(pointer, code, zh, en)) }
	if n := utf8.RuneCountInString(in.Title); n < 2 || n > TitleMax {
		add("/title", "length", "标题应为2至60个字", "2 to 60 characters")
	}
	if n := utf8.RuneCountInString(in.Question); n < 2 || n > TextMax {
		add("/question", "length", "投票内容应为2至1000个字", "2 to 1000 characters")
	}
	if n := len(in.Options); n < OptionsMin || n > OptionsMax {
		add("/options", "items", "选项应为2至20个", "2 to 20 options")
	}
	seen := map[string]bool{}
	for i, label := range in.Options {
		pointer := fmt.Sprintf("/options/%d", i)
		read := readAs(label)
		switch n := utf8.RuneCountInString(label); {
		case n < 1 || n > LabelMax:
			add(pointer, "length", "选项应为1至60个字", "1 to 60 characters")
		case seen[read]:
			add(pointer, "unique", "选项不能重复，读起来一样也不行", "Options must differ, also when they are read")
		}
		seen[read] = true
	}
	switch {
	case in.ClosesAt <= in.OpensAt:
		add("/closes_at", "order", "结束时间必须晚于开始时间", "Must be after the start")
	case in.ClosesAt <= now:
		add("/closes_at", "past", "结束时间必须晚于现在", "Must be in the future")
	case in.ClosesAt.Sub(in.OpensAt) > MaxWindow:
		add("/closes_at", "window", "投票时间最长90天", "At most 90 days")
	}
	return bad
}

// New gives the draft that the input says, once it is checked.
func New(id models.ID, in DraftInput, by models.ID, now models.Instant) Poll {
	return Poll{
		ID: id, OrganizationID: in.OrganizationID, Title: in.Title, Question: in.Question, Mode: in.Mode,
		Purpose: in.Purpose, State: Draft, OpensAt: in.OpensAt, ClosesAt: in.ClosesAt, CreatedBy: by, Version: 1,
		CreatedAt: now, UpdatedAt: now,
	}
}

// Edits is a partial change of a draft; nil leaves a field as it is.
type Edits struct {
	Title    *string
	Question *string
	Options  []string
	OpensAt  *models.Instant
	ClosesAt *models.Instant
	Purpose  *Purpose
}

// Apply gives the draft with the edits.
func (e Edits) Apply(p Poll, options []Option) DraftInput {
	in := DraftInput{OrganizationID: p.OrganizationID, Title: p.Title, Question: p.Question, OpensAt: p.OpensAt,
		ClosesAt: p.ClosesAt, Mode: p.Mode, Purpose: p.Purpose}
	for _, o := range options {
		in.Options = append(in.Options, o.Label)
	}
	set(&in.Title, e.Title)
	set(&in.Question, e.Question)
	set(&in.OpensAt, e.OpensAt)
	set(&in.ClosesAt, e.ClosesAt)
	set(&in.Purpose, e.Purpose)
	if e.Options != nil {
		in.Options = e.Options
	}
	return in
}

func set[T any](p *T, v *T) {
	if v != nil {
		*p = *v
	}
}

// NumberOptions gives the rows of a list of labels.
func NumberOptions(poll models.ID, labels []string) []Option {
	rows := make([]Option, len(labels))
	for i, label := range labels {
		rows[i] = Option{PollID: poll, No: int64(i + 1), Label: label}
	}
	return rows
}
