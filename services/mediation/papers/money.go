package papers

import (
	"strconv"
	"strings"
)

// Figures writes an amount of fen in figures: 12,345.06.
func Figures(fen int64) string {
	yuan := strconv.FormatInt(fen/100, 10)
	var b strings.Builder
	for i, r := range yuan {
		if i > 0 && (len(yuan)-i)%3 == 0 {
			b.WriteByte(',')
		}
		b.WriteRune(r)
	}
	cents := fen % 100
	return b.String() + "." + strconv.FormatInt(cents/10, 10) + strconv.FormatInt(cents%10, 10)
}

var numerals = []rune("零壹贰叁肆伍陆柒捌玖")

// Capital writes an amount of 0 to 10^15 fen in the numerals of bills, which cannot be
// changed by a stroke: 壹万贰仟叁佰肆拾伍元零陆分 (正确填写票据和结算凭证的基本规定, 中国人民银行).
func Capital(fen int64) string {
	if fen == 0 {
		return "零元整"
	}
	yuan, jiao, cents := fen/100, fen/10%10, fen%10
	var b strings.Builder
	if yuan > 0 {
		b.WriteString(whole(yuan) + "元")
	}
	switch {
	case jiao == 0 && cents == 0:
		b.WriteString("整")
	case jiao == 0 && yuan > 0:
		b.WriteString("零")
	case jiao > 0:
		b.WriteRune(numerals[jiao])
		b.WriteString("角")
	}
	switch {
	case cents > 0:
		b.WriteRune(numerals[cents])
		b.WriteString("分")
	case jiao > 0:
		b.WriteString("整")
	}
	return b.String()
}

// whole writes a number from 1 on, four digits at a time.
func whole(n int64) string {
	var out strings.Builder
	zero := false // a zero is owed before the next digit
	for i, unit := range []string{"万亿", "亿", "万", ""} {
		group := n
		for range 3 - i {
			group /= 10000
		}
		group %= 10000
		if group == 0 {
			zero = out.Len() > 0
			continue
		}
		for place, name := range []string{"仟", "佰", "拾", ""} {
			digit := group
			for range 3 - place {
				digit /= 10
			}
			if digit %= 10; digit == 0 {
				zero = out.Len() > 0
				continue
			}
			if zero {
				out.WriteRune(numerals[0])
				zero = false
			}
			out.WriteRune(numerals[digit])
			out.WriteString(name)
		}
		out.WriteString(unit)
	}
	return out.String()
}
