package models

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
)

// complete appends the right check character to 17 digits.
func complete(first17 string) string { return first17 + string(idCheck(first17)) }

func TestParseIDNumber(t *testing.T) {
	cases := []struct {
		name, in, digits string
		kind             IDKind
		birth            Day
		sex              Sex
		area             string
	}{
		{"vector of the standard", "11010519491231002X", "11010519491231002X", IDResident, "1949-12-31", SexFemale,
			"110105"},
		{"second vector", "440524188001010014", "440524188001010014", IDResident, "1880-01-01", SexMale, "440524"},
		{"15 digits of a centenarian", "440524800101999", complete("44052418800101999"), IDResident, "1880-01-01",
			SexMale, "440524"},
		{"born in 1799", complete("44052417990101001"), "", "", "", 0, ""},
		{"small x and blanks", " 11010519491231002x\n", "11010519491231002X", IDResident, "1949-12-31", SexFemale,
			"110105"},
		{"15 digits", "110105491231002", "11010519491231002X", IDResident, "1949-12-31", SexFemale, "110105"},
		{"leap day", complete("33060219920229001"), complete("33060219920229001"), IDResident, "1992-02-29", SexMale,
			"330602"},
		{"no leap day", complete("33060219900229001"), "", "", "", 0, ""},
		{"1900 is no leap year", complete("33060219000229001"), "", "", "", 0, ""},
		{"month 13", complete("33060219901301001"), "", "", "", 0, ""},
		{"day 0", complete("33060219900100001"), "", "", "", 0, ""},
		{"Hong Kong permit", complete("81000019900101001"), complete("81000019900101001"), IDPermit, "1990-01-01",
			SexMale, "810000"},
		{"Macao permit", complete("82000019900101002"), complete("82000019900101002"), IDPermit, "1990-01-01",
			SexFemale, "820000"},
		{"Taiwan permit", complete("83000019900101002"), complete("83000019900101002"), IDPermit, "1990-01-01",
			SexFemale, "830000"},
		{"84 does not exist", complete("84000019900101002"), "", "", "", 0, ""},
		{"foreigner", complete("93384019900101002"), complete("93384019900101002"), IDForeigner, "1990-01-01",
			SexFemale, ""},
		{"foreigner in no province", complete("99984019900101002"), "", "", "", 0, ""},
		{"unallocated county", complete("33009919900101002"), complete("33009919900101002"), IDResident, "1990-01-01",
			SexFemale, "330099"},
		{"province 00", complete("00000019900101002"), "", "", "", 0, ""},
		{"province 16", complete("16010519900101002"), "", "", "", 0, ""},
		{"wrong check", "110105194912310021", "", "", "", 0, ""},
		{"X inside", "1101051949123100X2", "", "", "", 0, ""},
		{"17", "11010519491231002", "", "", "", 0, ""},
		{"19", "11010519491231002XX", "", "", "", 0, ""},
		{"empty", "", "", "", "", 0, ""},
		{"full-width", "１１０１０５１９４９１２３１００２Ｘ", "11010519491231002X", IDResident, "1949-12-31", SexFemale, "110105"},
		{"private character", "11010519491231002\ue863X", "", "", "", 0, ""},
		{"15 with a letter", "11010549123100X", "", "", "", 0, ""},
		{"15 with no day", "110105491331002", "", "", "", 0, ""},
		{"letters", "ABCDEFGHIJKLMNOPQR", "", "", "", 0, ""},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			n, err := ParseIDNumber(c.in)
			if (err == nil) != (c.digits != "") {
				t.Fatalf("err = %v", err)
			}
			if err != nil {
				if len(c.in) > 6 && strings.Contains(err.Error(), c.in[2:8]) {
					t.Fatal("the error repeats the number")
				}
				return
			}
			if n.Digits() != c.digits || n.Kind() != c.kind || n.BirthDay() != c.birth || n.Sex() != c.sex ||
				n.Area() != c.area {
				t.Fatalf("got %s %s %s %d %s", n.Digits(), n.Kind(), n.BirthDay(), n.Sex(), n.Area())
			}
		})
	}
}

func TestIDCheckVectors(t *testing.T) {
	for _, v := range []string{"11010519491231002X", "440524188001010014"} {
		if complete(v[:17]) != v {
			t.Errorf("check of %s", v)
		}
	}
}

func TestIDNumberPrintsMasked(t *testing.T) {
	n, err := ParseIDNumber("11010519491231002X")
	if err != nil {
		t.Fatal(err)
	}
	js, _ := json.Marshal(map[string]any{"n": n})
	out := fmt.Sprintf("%v %s %+v %#v %q", n, n, n, n, n) + string(js)
	if strings.Contains(out, "1949") || !strings.Contains(out, "11**************2X") {
		t.Fatal(out)
	}
}

func FuzzParseIDNumber(f *testing.F) {
	for _, s := range []string{"11010519491231002X", "110105491231002", "440524188001010014", "", "93384019900101002X",
		"１"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		n, err := ParseIDNumber(s)
		if err != nil {
			if !n.IsZero() {
				t.Fatal("a refused number is kept")
			}
			return
		}
		again, err := ParseIDNumber(n.Digits())
		if err != nil || again != n {
			t.Fatalf("not stable: %v", err)
		}
		if d := n.BirthDay(); d.AddDays(0) != d {
			t.Fatalf("birth day %q", d)
		}
		if n.Sex() == SexUnknown || len(n.Masked()) != 18 {
			t.Fatal("sex or mask")
		}
	})
}
