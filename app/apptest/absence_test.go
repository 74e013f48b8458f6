package apptest_test

import (
	"fmt"
	"testing"

	"github.com/google/uuid"

	"xinjumin/app/apptest"
)

// What is drawn at random holds every short needle one day; it is never found
// there, and always beside it.
func TestHolds(t *testing.T) {
	const id = "01a20573-745f-709c-a0c1-d936d4b7f7c8"
	const digest = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
	const cursor = "AbC123-feeXyZ_0123456789qrst"
	for i, c := range []struct {
		text, needle string
		want         bool
	}{
		{`{"id":"` + id + `"}`, "745f", false},
		{`{"id":"` + id + `"}`, "d936-4", false},
		{`{"id":"` + id + `"}`, id, true},
		{`{"id":"` + id + `"}`, id[:8], true},
		{`{"id":"` + id + `","number":"745f"}`, "745f", true},
		{`{"digest":"` + digest + `"}`, "081", false},
		{`{"next_cursor":"` + cursor + `"}`, "123", false},
		{`{"next_cursor":"` + cursor + `"}`, "fee", false},
		{`{"next_cursor":"` + cursor + `","fee":12}`, "fee", true},
		{"dispute01canaryStatement0x", "canary", true}, // columns that touch in a file
		{`{"what_is_left_of_the_fee_of_members":1}`, "fee", true},
		{`{"id_number":"330602199001011234"}`, "1990", true},
		{`{"code":"91330602MA0000015L"}`, "MA000", true},
		{`persons: id="\x12\xfe\xee3" name="123"`, "123", true},
		{`persons: id="\x123\xfe\xeeq"`, "123", false},
		{`persons: id="\x123\xfe\xeeq"`, "fee", false},
		{`{"name":"安娜"}`, "安", true},
		{`{"state":"active"}`, `"state":"active"`, true},
	} {
		if got := apptest.Holds(c.text, c.needle); got != c.want {
			t.Errorf("%d: %q in %s: %v", i, c.needle, c.text, got)
		}
	}
}

// A number that is drawn at random may stand inside of others.
func TestHoldsNumber(t *testing.T) {
	for i, c := range []struct {
		text string
		want bool
	}{
		{`{"code":"060200"}`, true},
		{"请出示060200。", true},
		{`{"region_code":"330602005206"}`, false},
		{`{"id":"01a20573-0602-7060-a0c1-060200b7f7c8"}`, false},
	} {
		if got := apptest.HoldsNumber(c.text, "060200"); got != c.want {
			t.Errorf("%d: %s: %v", i, c.text, got)
		}
	}
}

// A thousand pages of ids hold no needle of three digits, where a plain search
// finds one on every page.
func TestHoldsNothingByChance(t *testing.T) {
	for range 1000 {
		page := ""
		for range 20 {
			page += fmt.Sprintf(`{"id":"%s"},`, uuid.New())
		}
		if apptest.Holds(page, "123") || apptest.HoldsNumber(page, "1") {
			t.Fatal(page)
		}
	}
}
