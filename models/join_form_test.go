package models

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestJoinFormCheck(t *testing.T) {
	long := func(n int) string { return strings.Repeat("长", n) }
	options := func(n int) []string {
		out := make([]string, n)
		for i := range out {
			out[i] = long(i + 1)
		}
		return out
	}
	for name, c := range map[string]struct {
		form  JoinForm
		field string
	}{
		"nothing is asked": {nil, ""},
		"one of each": {JoinForm{{"老家在哪里？", QuestionText, nil, true},
			{"做什么工作？", QuestionChoice, options(8), false}, {"住满半年了吗？", QuestionYesNo, nil, true}}, ""},
		"six questions": {make(JoinForm, 6), "/questions"},
		"no words":      {JoinForm{{"", QuestionText, nil, false}}, "/questions/0/text"},
		"too many words": {JoinForm{{"好", QuestionText, nil, false}, {long(101), QuestionText, nil, false}},
			"/questions/1/text"},
		"unknown kind":        {JoinForm{{"好", "essay", nil, false}}, "/questions/0/kind"},
		"a text with options": {JoinForm{{"好", QuestionText, options(2), false}}, "/questions/0/options"},
		"a choice of one":     {JoinForm{{"好", QuestionChoice, options(1), false}}, "/questions/0/options"},
		"a choice of nine":    {JoinForm{{"好", QuestionChoice, options(9), false}}, "/questions/0/options"},
		"an option that is empty": {JoinForm{{"好", QuestionChoice, []string{"一", ""}, false}},
			"/questions/0/options/1"},
		"an option twice": {JoinForm{{"好", QuestionChoice, []string{"一", "一"}, false}}, "/questions/0/options/1"},
		"an option too long": {JoinForm{{"好", QuestionChoice, []string{"一", long(31)}, false}},
			"/questions/0/options/1"},
	} {
		bad := c.form.Check()
		if c.field == "" && len(bad) > 0 || c.field != "" && (len(bad) == 0 || bad[0].Field != c.field) {
			t.Errorf("%s: %+v, want %q", name, bad, c.field)
		}
	}
}

func TestJoinFormAnswers(t *testing.T) {
	form := JoinForm{{"老家在哪里？", QuestionText, nil, true}, {"做什么工作？", QuestionChoice, []string{"制衣", "建筑"}, false},
		{"住满半年了吗？", QuestionYesNo, nil, false}}
	for name, c := range map[string]struct {
		given []string
		want  string // stored, or the field that is wrong
	}{
		"all": {[]string{"安徽", "建筑", "yes"},
			`[{"question":"老家在哪里？","answer":"安徽"},{"question":"做什么工作？","answer":"建筑"},{"question":"住满半年了吗？","answer":"是"}]`},
		"only the first": {[]string{"<安徽>"},
			`[{"question":"老家在哪里？","answer":"<安徽>"},{"question":"做什么工作？","answer":""},{"question":"住满半年了吗？","answer":""}]`},
		"none":            {nil, "/answers/0"},
		"too many":        {[]string{"安徽", "", "", ""}, "/answers"},
		"no such option":  {[]string{"安徽", "种田"}, "/answers/1"},
		"neither":         {[]string{"安徽", "", "maybe"}, "/answers/2"},
		"longer than 300": {[]string{strings.Repeat("长", 301)}, "/answers/0"},
	} {
		stored, bad := form.Answers(c.given)
		got := stored
		if len(bad) > 0 {
			got = bad[0].Field
		}
		if got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
	}
	if stored, bad := JoinForm(nil).Answers(nil); stored != "[]" || len(bad) > 0 {
		t.Errorf("nothing asked: %s", stored)
	}
}

// What is longest still fits its column, and comes back as it was.
func TestJoinFormFits(t *testing.T) {
	worst := func(n int) string { return strings.Repeat(`"`, n) }
	form, given := JoinForm{}, []string{}
	for i := range JoinQuestionsMax {
		q := JoinQuestion{Text: worst(JoinQuestionMax), Kind: QuestionChoice, Required: true}
		for range JoinOptionsMax {
			q.Options = append(q.Options, worst(JoinOptionMax))
		}
		form = append(form, q)
		form[i].Kind = QuestionText
		given = append(given, worst(JoinAnswerMax))
	}
	if n := utf8.RuneCountInString(form.String()); n > 4000 {
		t.Errorf("a form has %d characters of 4000", n)
	}
	stored, _ := form.Answers(given)
	if n := utf8.RuneCountInString(stored); n > 8000 {
		t.Errorf("answers have %d characters of 8000", n)
	}
	if back, err := ParseJoinForm(form.String()); err != nil || len(back) != JoinQuestionsMax ||
		back[4].Text != form[4].Text {
		t.Errorf("form: %v", err)
	}
	if back, err := ParseJoinAnswers(stored); err != nil || back[4].Answer != given[4] {
		t.Errorf("answers: %v", err)
	}
}

func TestWhoIsTakenAtOnce(t *testing.T) {
	parent := ID{1}
	for name, c := range map[string]struct {
		o    Organization
		side MemberSide
		want bool
	}{
		"review":                 {Organization{Kind: KindFellowship}, SideMigrant, false},
		"open":                   {Organization{Kind: KindFellowship, Admission: AdmissionOpen}, SideMigrant, true},
		"open, from the village": {Organization{Kind: KindFellowship, Admission: AdmissionOpen}, SideLocalCadre, false},
		"sub-group":              {Organization{Kind: KindHometownGroup, ParentID: &parent}, SideLocalCadre, true},
		"union in a federation":  {Organization{Kind: KindUnion, ParentID: &parent}, SideMigrant, false},
	} {
		if got := c.o.TakesAtOnce(c.side); got != c.want {
			t.Errorf("%s: %v", name, got)
		}
	}
	for _, k := range OrganizationKinds() {
		closed := k == KindPartyBranch || k == KindUnion || k == KindYouthLeague
		if err := (Organization{Kind: k}).MayBeOpen(); (err != nil) != closed {
			t.Errorf("%s: %v", k, err)
		}
	}
}
