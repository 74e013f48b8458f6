package papers_test

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"xinjumin/services/mediation/papers"
)

func TestAmounts(t *testing.T) {
	for _, c := range []struct {
		fen              int64
		figures, capital string
	}{
		{0, "0.00", "零元整"},
		{1, "0.01", "壹分"},
		{10, "0.10", "壹角整"},
		{15, "0.15", "壹角伍分"},
		{100, "1.00", "壹元整"},
		{101, "1.01", "壹元零壹分"},
		{110, "1.10", "壹元壹角整"},
		{1000, "10.00", "壹拾元整"},
		{10010, "100.10", "壹佰元壹角整"},
		{100100, "1,001.00", "壹仟零壹元整"},
		{140950, "1,409.50", "壹仟肆佰零玖元伍角整"},
		{600714, "6,007.14", "陆仟零柒元壹角肆分"},
		{1234500, "12,345.00", "壹万贰仟叁佰肆拾伍元整"},
		{1000100, "10,001.00", "壹万零壹元整"},
		{10000000, "100,000.00", "壹拾万元整"},
		{10700053, "107,000.53", "壹拾万零柒仟元伍角叁分"},
		{100000000 * 100, "100,000,000.00", "壹亿元整"},
		{100000001 * 100, "100,000,001.00", "壹亿零壹元整"},
		{100010000 * 100, "100,010,000.00", "壹亿零壹万元整"},
		{10_000_000_000_00, "10,000,000,000.00", "壹佰亿元整"},
	} {
		if got := papers.Figures(c.fen); got != c.figures {
			t.Errorf("%d in figures: %s", c.fen, got)
		}
		if got := papers.Capital(c.fen); got != c.capital {
			t.Errorf("%d in capitals: %s", c.fen, got)
		}
	}
}

// Read back as one reads numerals aloud, the words are the amount.
func TestCapital_readsBack(t *testing.T) {
	places := map[rune]int64{'拾': 10, '佰': 100, '仟': 1000}
	rapid.Check(t, func(t *rapid.T) {
		fen := rapid.Int64Range(1, 10_000_000_000_00).Draw(t, "fen")
		words := papers.Capital(fen)
		if strings.Contains(words, "零零") {
			t.Fatal(words)
		}
		var total, group, digit int64
		for _, r := range words {
			switch i := strings.IndexRune("零壹贰叁肆伍陆柒捌玖", r); {
			case i >= 0:
				digit = int64(i / len("零"))
			case places[r] > 0:
				group += digit * places[r]
				digit = 0
			case r == '亿':
				total, group, digit = (group+digit)*100_000_000, 0, 0
			case r == '万':
				total, group, digit = total+(group+digit)*10_000, 0, 0
			case r == '元':
				total, group, digit = (total+group+digit)*100, 0, 0
			case r == '角':
				total, digit = total+digit*10, 0
			case r == '分':
				total, digit = total+digit, 0
			}
		}
		if total != fen {
			t.Fatalf("%d is written %s, which reads %d", fen, words, total)
		}
	})
}
