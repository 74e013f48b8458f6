package models

import (
	"slices"
	"strings"
	"testing"
)

func TestComposition_missing(t *testing.T) {
	for _, c := range []struct {
		is   Composition
		want []CommitteeLack
	}{
		{Composition{Heads: 1, Members: 3, Women: 1}, nil},
		{Composition{Heads: 1, Members: 9, Women: 9}, nil},
		{Composition{Heads: 1, Members: 3}, []CommitteeLack{LackWoman}},
		{Composition{Members: 3, Women: 1}, []CommitteeLack{LackHead}},
		{Composition{Heads: 1, Members: 2, Women: 1}, []CommitteeLack{LackMembers}},
		{Composition{Heads: 1, Members: 10, Women: 1}, []CommitteeLack{LackTooMany}},
		{Composition{}, []CommitteeLack{LackHead, LackMembers, LackWoman}},
	} {
		if got := c.is.Missing(); !slices.Equal(got, c.want) {
			t.Errorf("%+v misses %v, want %v", c.is, got, c.want)
		}
	}
	whole, owner := Composition{Heads: 1, Members: 3, Women: 1}, ID{1}
	own := MediationCommittee{OrganizationID: &owner}
	if got := own.Lacks(whole, false); !slices.Equal(got, []CommitteeLack{LackNotFiled}) || !OwesFiling(got) {
		t.Errorf("an organization's committee misses %v before its filing", got)
	}
	if got := own.Lacks(whole, true); len(got) > 0 {
		t.Errorf("an organization's committee misses %v after its filing", got)
	}
	if got := (MediationCommittee{}).Lacks(Composition{Heads: 1}, false); OwesFiling(got) {
		t.Errorf("a committee that misses %v owes a filing", got)
	}
}

func TestCommittee_nextTerm(t *testing.T) {
	c := MediationCommittee{ID: ID{1}, TermEndsOn: "2029-11-23"}
	for _, x := range []struct {
		today, starts, ends Day
		why                 error
	}{
		{"2029-08-24", "", "", ErrCommitteeEarly},
		{"2029-08-25", "2029-11-24", "2032-11-23", nil},
		{"2029-11-23", "2029-11-24", "2032-11-23", nil},
		{"2029-11-24", "2029-11-24", "2032-11-24", nil},
		{"2031-02-28", "2031-02-28", "2034-02-28", nil},
	} {
		got, err := c.NextTerm(x.today, ID{2})
		if err != x.why || got.StartsOn != x.starts || got.EndsOn != x.ends { //nolint:errorlint // the very value
			t.Errorf("on %s: %s to %s (%v)", x.today, got.StartsOn, got.EndsOn, err)
		}
	}
}

func TestCommitteeFiling(t *testing.T) {
	f := NewFiling(Calendar{}, ID{1}, FilingSeats, "2026-11-02")
	if f.DueOn != "2026-12-14" || f.OpenKey == nil || f.Overdue("2026-12-14") || !f.Overdue("2026-12-15") {
		t.Errorf("%+v", f)
	}
	for name, bad := range map[string]func(f *CommitteeFiling) error{
		"before the change": func(f *CommitteeFiling) error {
			return f.File("2026-11-01", "司法局", "", "",
				"2026-11-20")
		},
		"in the future": func(f *CommitteeFiling) error { return f.File("2026-11-21", "司法局", "", "", "2026-11-20") },
		"nowhere":       func(f *CommitteeFiling) error { return f.File("2026-11-03", "局", "", "", "2026-11-20") },
		"too long": func(f *CommitteeFiling) error {
			return f.File("2026-11-03", "司法局", strings.Repeat("号", 61), "", "2026-11-20")
		},
	} {
		x := f
		if err := bad(&x); err == nil || x.FiledOn != nil {
			t.Errorf("%s: %v %+v", name, err, x)
		}
	}
	if err := f.File("2026-11-20", "越城区司法局", "备2026-7", "", "2026-11-20"); err != nil || f.OpenKey != nil ||
		f.Overdue("2027-01-01") {
		t.Errorf("%v %+v", err, f)
	}
	if err := f.File("2026-11-20", "越城区司法局", "", "",
		"2026-11-20"); err != ErrCommitteeFiled { //nolint:errorlint // the very value
		t.Errorf("filed twice: %v", err)
	}
}
