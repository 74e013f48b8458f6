package models

import (
	"reflect"
	"slices"
	"strings"
	"testing"
)

func day(s Day) *Day { return &s }

func fullProfile() ProfileData {
	return ProfileData{Address: "3幢501室", EmploymentStatus: Employed, WorkKind: "601",
		EmployerCode: "91350100M000100Y43", EmployerName: "纺织厂", Skills: []string{"cooking", "welding"},
		PoliticalStatus: "03", Ethnicity: "02", PermitState: PermitNone, RegisteredOn: day("2026-05-23")}
}

func ledgerOf(keys ...Purpose) Ledger {
	var l Ledger
	for _, k := range keys {
		l = append(l, Consent{Purpose: k, Number: 1, Version: 1})
	}
	return l
}

// Each field rests on one purpose, and clearing the fields of all purposes
// leaves nothing.
func TestEveryFieldRestsOnOnePurpose(t *testing.T) {
	full, seen := fullProfile(), map[ProfileField]int{}
	for _, p := range Purposes() {
		for _, f := range p.Fields {
			seen[f]++
			if !full.Has(f) || full.Without([]ProfileField{f}).Has(f) {
				t.Errorf("%s cannot be told or cleared", f)
			}
		}
		full = full.Without(p.Fields)
	}
	if len(seen) != reflect.TypeFor[ProfileData]().NumField() || !reflect.DeepEqual(full, ProfileData{}) {
		t.Errorf("%d fields, left: %+v", len(seen), full)
	}
	for f, n := range seen {
		if n != 1 {
			t.Errorf("%s rests on %d purposes", f, n)
		}
	}
}

// What an actor may conclude is what the ledger allows now, purpose by purpose.
func TestFactsKeepToTheConsents(t *testing.T) {
	origin, birth := RegionCode("520000000000"), Day("1990-05-01")
	p := Person{Verification: VerificationVerified, BirthDay: &birth, OriginCode: &origin}
	full, today := fullProfile(), Day("2026-11-23")
	bare := FactsOf(p, full, nil, today)
	if want := (ProfileFacts{Verified: true, Age: 36, OriginCode: &origin}); !reflect.DeepEqual(bare, want) {
		t.Errorf("without consents: %+v", bare)
	}
	f := FactsOf(p, full, ledgerOf(PurposeEmployment, PurposePoliticalStatus, PurposePublishHonours), today)
	if f.EmployerCode == "" || f.Employment != Employed || f.PoliticalStatus != "03" || f.Skills != nil || f.BeFound ||
		!f.Publish || f.PartyMember() {
		t.Errorf("%+v", f)
	}
	ended, ms := ledgerOf(PurposeEmployment), Instant(1)
	ended[0].EndedAt = &ms
	old := ledgerOf(PurposeEmployment)
	old[0].Version = 2
	for name, l := range map[string]Ledger{"withdrawn": ended, "outdated": old} {
		if f := FactsOf(p, full, l, today); f.Employment != "" || f.EmployerName != "" {
			t.Errorf("%s: %+v", name, f)
		}
	}
	doubtful := full
	doubtful.EmployerCode = "91350100M000100Y44"
	jobless := full
	jobless.EmploymentStatus = JobSeeker
	for name, d := range map[string]ProfileData{"doubtful": doubtful, "jobless": jobless} {
		if f := FactsOf(p, d, ledgerOf(PurposeEmployment), today); f.EmployerCode != "" {
			t.Errorf("%s: %+v", name, f)
		}
	}
	young := Day("2008-11-24")
	p.BirthDay = &young
	if FactsOf(p, full, ledgerOf(PurposePublishHonours), today).Publish {
		t.Error("a minor is published")
	}
}

func TestCodeLists(t *testing.T) {
	for _, l := range CodeLists() {
		codes := make([]string, len(l.Entries))
		for i, e := range l.Entries {
			codes[i] = e.Code
			if e.ZH == "" || e.EN == "" || e.Code == "" || len(e.Code) > 16 || strings.ContainsAny(e.Code, " /") {
				t.Errorf("%s: %+v", l.Key, e)
			}
		}
		if !slices.IsSorted(codes) || len(slices.Compact(slices.Clone(codes))) != len(codes) {
			t.Errorf("%s is not sorted, or repeats a code: %v", l.Key, codes)
		}
		if again, ok := CodeListOf(l.Key); !ok || len(again.Entries) != len(l.Entries) {
			t.Errorf("%s is not found", l.Key)
		}
	}
	if n := len(ethnicityEntries); n != 58 {
		t.Errorf("%d peoples", n)
	}
}

// Half a year after the registration, to the day.
func TestPermitHint(t *testing.T) {
	for _, c := range []struct {
		state      PermitState
		registered *Day
		on         Day
		want       string
		from       Day
	}{
		{"", nil, "2026-11-23", "unknown", ""},
		{PermitNone, day("2026-05-23"), "2026-11-22", "waiting", "2026-11-23"},
		{PermitNone, day("2026-05-23"), "2026-11-23", "may_apply", "2026-11-23"},
		{PermitEnded, day("2025-08-31"), "2026-02-27", "waiting", "2026-02-28"},
		{PermitEnded, day("2025-08-31"), "2026-02-28", "may_apply", "2026-02-28"},
		{PermitValid, nil, "2026-11-23", "sign_yearly", ""},
		{PermitSuspended, day("2020-01-01"), "2026-11-23", "renew", ""},
	} {
		if h := HintOf(c.state, c.registered, c.on); h.State != c.want || h.From != c.from || h.ZH == "" || h.EN == "" {
			t.Errorf("%+v: %+v", c, h)
		}
	}
}

func TestCompleteness(t *testing.T) {
	village, origin := RegionCode("330602005206"), RegionCode("520000000000")
	p := Person{Nickname: "小方", RegionCode: &village, OriginCode: &origin, Education: "71"}
	if c := CompletenessOf(Person{}, ProfileData{}, nil); c.Score != 0 || len(c.Missing) != 7 {
		t.Errorf("nothing told: %+v", c)
	}
	if c := CompletenessOf(p, fullProfile(), nil); c.Score != 100 || len(c.Missing) != 0 {
		t.Errorf("all told: %+v", c)
	}
	plain := ProfileData{EmploymentStatus: Employed, WorkKind: "601", Skills: []string{"welding"}}
	if c := CompletenessOf(p, plain, nil); c.Score != 100 {
		t.Errorf("what is sensitive counts: %+v", c)
	}
	if c := CompletenessOf(p, ProfileData{}, nil); c.Score != 65 || len(c.Missing) != 3 {
		t.Errorf("%+v", c)
	}
	refused, ms := ledgerOf(PurposeEmployment, PurposeSkills), Instant(1)
	for i := range refused {
		refused[i].EndedAt = &ms
	}
	if c := CompletenessOf(p, ProfileData{}, refused); c.Score != 100 || len(c.Missing) != 0 {
		t.Errorf("who has withdrawn is asked again: %+v", c)
	}
	for _, item := range completenessItems {
		if purpose, ok := PurposeOf(item.Purpose); ok && purpose.Sensitive {
			t.Errorf("%s is sensitive and counts", item.Field)
		}
	}
}
