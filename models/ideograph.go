package models

import "unicode"

// ideographs are the characters with the property Unified_Ideograph of Unicode
// 18.0.0 (PropList.txt, 2026): all that a card can bear, also the extensions I
// and J, which unicode.Han of the standard library (15.0.0) does not know. The
// twelve of the compatibility block are unified ones; the others there become
// one of these in NFC.
var ideographs = &unicode.RangeTable{
	R16: []unicode.Range16{
		{Lo: 0x3400, Hi: 0x4DBF, Stride: 1}, // extension A
		{Lo: 0x4E00, Hi: 0x9FFF, Stride: 1},
		{Lo: 0xFA0E, Hi: 0xFA0F, Stride: 1},
		{Lo: 0xFA11, Hi: 0xFA11, Stride: 1},
		{Lo: 0xFA13, Hi: 0xFA14, Stride: 1},
		{Lo: 0xFA1F, Hi: 0xFA1F, Stride: 1},
		{Lo: 0xFA21, Hi: 0xFA21, Stride: 1},
		{Lo: 0xFA23, Hi: 0xFA24, Stride: 1},
		{Lo: 0xFA27, Hi: 0xFA29, Stride: 1},
	},
	R32: []unicode.Range32{
		{Lo: 0x20000, Hi: 0x2A6DF, Stride: 1}, // B
		{Lo: 0x2A700, Hi: 0x2B81E, Stride: 1}, // C, D
		{Lo: 0x2B820, Hi: 0x2CEAD, Stride: 1}, // E
		{Lo: 0x2CEB0, Hi: 0x2EBE0, Stride: 1}, // F
		{Lo: 0x2EBF0, Hi: 0x2EE5D, Stride: 1}, // I
		{Lo: 0x30000, Hi: 0x3134A, Stride: 1}, // G
		{Lo: 0x31350, Hi: 0x33479, Stride: 1}, // H, J
	},
}

// Ideograph reports a Han character that stands in names: no radical, no
// iteration mark, nothing that is not assigned. 〇 is one, as in 〇一.
func Ideograph(r rune) bool { return r == '〇' || unicode.Is(ideographs, r) }

// marksMax is how many marks may be piled on one letter. Tibetan and Burmese
// need four; more of them cover the lines around.
const marksMax = 4

// Kept reports whether a text can be stored with everything in it that can be
// seen. It cannot when it holds a character of somebody's own (private use), of
// which nobody else knows what it is; one that Unicode will never assign; or
// marks without a letter or piled up. Such a text is refused, never shortened:
// 王 and 芳 around a character of one's own is not the name 王芳.
func Kept(s string) bool {
	base, marks := false, 0
	for _, r := range s {
		switch {
		case unicode.Is(unicode.Co, r), r&0xFFFE == 0xFFFE, r >= 0xFDD0 && r <= 0xFDEF:
			return false
		case unicode.Is(unicode.M, r) && !unicode.Is(unicode.Variation_Selector, r) &&
			!unicode.Is(unicode.Other_Default_Ignorable_Code_Point, r):
			if unicode.In(r, unicode.Mn, unicode.Me) {
				marks++
			}
			if !base || marks > marksMax {
				return false
			}
		case unicode.IsSpace(r):
			base = false
		case !Invisible(r):
			base, marks = true, 0
		}
	}
	return true
}

// Invisible reports what carries nothing and may be left out of any text:
// controls, marks of direction and of width zero, selectors of a variant, fillers. A
// line feed is one; who keeps lines looks for it before.
func Invisible(r rune) bool {
	return r == '\u2800' || unicode.In(r, unicode.Cc, unicode.Cf, unicode.Cs, unicode.Variation_Selector,
		unicode.Other_Default_Ignorable_Code_Point)
}
