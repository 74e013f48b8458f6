package paper

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func testGlyphs(t testing.TB) *glyphs {
	t.Helper()
	f, err := unpack()
	if err != nil {
		t.Fatal(err)
	}
	return &glyphs{face: f, known: map[rune]glyph{}}
}

func TestWrap(t *testing.T) {
	g := testGlyphs(t)
	for _, c := range []struct {
		name, text string
		ems        float64 // so many ideographs fit on a line
		want       []string
	}{
		{"exactly full", "甲乙丙丁", 4, []string{"甲乙丙丁"}},
		{"one more", "甲乙丙丁戊", 4, []string{"甲乙丙丁", "戊"}},
		{"a full stop begins no line", "甲乙丙丁。戊", 4, []string{"甲乙丙", "丁。戊"}},
		{"nor do two signs", "甲乙丙丁”。戊", 4, []string{"甲乙丙", "丁”。戊"}},
		{"a bracket ends no line", "甲乙丙（丁）", 4, []string{"甲乙丙", "（丁）"}},
		{"a number stays whole", "甲乙2026年", 4, []string{"甲乙", "2026年"}},
		{"an amount stays whole", "付款￥12,345.00元", 7, []string{"付款", "￥12,345.00元"}},
		{"words part at a space", "Hai Yan Ltd", 4, []string{"Hai Yan", "Ltd"}},
		{"a word longer than a line", "甲aaaaaaaaaaa", 3, []string{"甲", "aaaaa", "aaaaa", "a"}},
		{"a long dash is one sign", "甲乙——丙", 3, []string{"甲", "乙——", "丙"}},
		{"more stops than a line holds", "。。。。。", 2, []string{"。。", "。。", "。"}},
		{"beyond the first plane", "𬱖㼆𬱖㼆", 2, []string{"𬱖㼆", "𬱖㼆"}},
		{"nothing", "", 3, nil},
	} {
		if got := g.wrap(c.text, 10, c.ems*10+0.01, 0); !slices.Equal(got, c.want) {
			t.Errorf("%s: %q", c.name, got)
		}
	}
	if got := g.wrap("甲乙丙丁戊", 10, 40, 20); !slices.Equal(got, []string{"甲乙", "丙丁戊"}) {
		t.Errorf("indented: %q", got)
	}
}

// Whatever is written, no line is too wide, and nothing is lost but spaces.
func TestWrap_keepsAll(t *testing.T) {
	g := testGlyphs(t)
	letters := []rune("甲乙。，（）“”《—…𬱖䲜aZ9.,- ￥")
	rapid.Check(t, func(t *rapid.T) {
		text := string(rapid.SliceOf(rapid.SampledFrom(letters)).Draw(t, "text"))
		width := rapid.Float64Range(25, 200).Draw(t, "width")
		lines := g.wrap(text, 10, width, 0)
		for _, line := range lines {
			if w := g.width(line, 10); w > width+0.01 {
				t.Fatalf("%q is %f wide, of %f", line, w, width)
			}
		}
		without := func(s string) string { return strings.ReplaceAll(s, " ", "") }
		if got := without(strings.Join(lines, "")); got != without(text) {
			t.Fatalf("%q became %q", text, lines)
		}
	})
}

func TestParagraphs(t *testing.T) {
	got := paragraphs(" 甲\t乙\r\n\n\u2028丙\u200b丁\ufe00\u0007\n　　 \n　戊　己")
	if want := []string{"甲 乙", "丙丁", "戊　己"}; !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
}

// What the library writes in another form is not mended by guess.
func TestMend_refusesAnotherForm(t *testing.T) {
	p := &Paper{glyphs: testGlyphs(t)}
	for _, b := range []string{"", "%PDF-1.7\ntrailer\n<<\n/Size 3\n>>\nstartxref\n9\n%%EOF\n"} {
		if out, err := p.mend([]byte(b)); err == nil {
			t.Errorf("%q became %q", b, out)
		}
	}
}
