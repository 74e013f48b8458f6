package models

import (
	"fmt"
	"time"
	"unicode/utf8"
)

// Bounds of a poll. Under RollMin people a secret ballot means nothing: too few
// answers can be told apart.
const (
	RollMin        = 10
	PollOptionsMin = 2
	PollOptionsMax = 20
	PollTitleMax   = 60
	PollTextMax    = 1000
	PollLabelMax   = 60
	PollMaxWindow  = 90 * 24 * time.Hour
)

// PollDraftInput is what the office writes; texts are cleaned already.
type PollDraftInput struct {
	OrganizationID ID
	Title          string
	Question       string
	Options        []string
	OpensAt        Instant
	ClosesAt       Instant
	Mode           PollMode
	Purpose        PollPurpose
}

// Check names everything that is wrong with a draft.
func (in PollDraftInput) Check(now Instant) []FieldError {
	var bad []FieldError
	add := func(pointer, code, zh, en string) { bad = append(bad, BodyField(pointer, code, zh, en)) }
	if n := utf8.RuneCountInString(in.Title); n < 2 || n > PollTitleMax {
		add("/title", "length", "标题应为2至60个字", "2 to 60 characters")
	}
	if n := utf8.RuneCountInString(in.Question); n < 2 || n > PollTextMax {
		add("/question", "length", "投票内容应为2至1000个字", "2 to 1000 characters")
	}
	if n := len(in.Options); n < PollOptionsMin || n > PollOptionsMax {
		add("/options", "items", "选项应为2至20个", "2 to 20 options")
	}
	seen := map[string]bool{}
	for i, label := range in.Options {
		pointer := fmt.Sprintf("/options/%d", i)
		switch n := utf8.RuneCountInString(label); {
		case n < 1 || n > PollLabelMax:
			add(pointer, "length", "选项应为1至60个字", "1 to 60 characters")
		case seen[label]:
			add(pointer, "unique", "选项不能重复", "Options must differ")
		}
		seen[label] = true
	}
	switch {
	case in.ClosesAt <= in.OpensAt:
		add("/closes_at", "order", "结束时间必须晚于开始时间", "Must be after the start")
	case in.ClosesAt <= now:
		add("/closes_at", "past", "结束时间必须晚于现在", "Must be in the future")
	case in.ClosesAt.Sub(in.OpensAt) > PollMaxWindow:
		add("/closes_at", "window", "投票时间最长90天", "At most 90 days")
	}
	return bad
}

// NewPoll gives the draft that the input says, once it is checked.
func NewPoll(id ID, in PollDraftInput, by ID, now Instant) Poll {
	return Poll{
		ID: id, OrganizationID: in.OrganizationID, Title: in.Title, Question: in.Question, Mode: in.Mode,
		Purpose: in.Purpose, State: PollDraft, OpensAt: in.OpensAt, ClosesAt: in.ClosesAt, CreatedBy: by, Version: 1,
		CreatedAt: now, UpdatedAt: now,
	}
}

// PollEdits is a partial change of a draft; nil leaves a field as it is.
type PollEdits struct {
	Title    *string
	Question *string
	Options  []string
	OpensAt  *Instant
	ClosesAt *Instant
	Purpose  *PollPurpose
}

// Apply gives the draft with the edits.
func (e PollEdits) Apply(p Poll, options []PollOption) PollDraftInput {
	in := PollDraftInput{OrganizationID: p.OrganizationID, Title: p.Title, Question: p.Question, OpensAt: p.OpensAt,
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
func NumberOptions(poll ID, labels []string) []PollOption {
	rows := make([]PollOption, len(labels))
	for i, label := range labels {
		rows[i] = PollOption{PollID: poll, No: int64(i + 1), Label: label}
	}
	return rows
}
