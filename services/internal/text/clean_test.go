package text

import (
	"strings"
	"testing"
	"unicode"

	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"

	"xinjumin/models"
)

func TestCleanDropsWhatCannotBeSeen(t *testing.T) {
	for in, want := range map[string]string{
		"e\u200b\u0301":                      "é",
		"李\u3164雷\u115f\ufe0f\U000E0100":     "李雷",
		"\U000E0041\u00ad\u2060\ufeff\u2066": "",
		"李\ue000雷\U000F0000a\u0301\ufffe":    "李\ue000雷\U000F0000á\ufffe", // for models.Kept to refuse
		"𬱖 𬸪 👍🏽 👨\u200d👩\u200d👧":             "𬱖 𬸪 👍🏽 👨👩👧",
		"Ａ⼈":     "Ａ⼈", // Clean changes no letter
		"\u2800": "",
	} {
		if got := Clean(in); got != want {
			t.Errorf("Clean(%+q) = %+q, want %+q", in, got, want)
		}
	}
	if got := CleanLines("\n\u202e一\r\n\u200b\r二\u2028三  \n"); got != "一\n\n二\n三" {
		t.Errorf("CleanLines gives %q", got)
	}
}

func TestLegalName(t *testing.T) {
	for in, want := range map[string]string{
		"Ａｎｎａ": "Anna", "Jose\u0301": "José", "\u202e张\u200b三\ufeff\u00ad": "张三", "﨑": "﨑", "𬱖𬸪": "𬱖𬸪",
		"王　芳": "王芳", "王 芳": "王芳", " 欧 阳\u00a0娜 ": "欧阳娜", "\U000323B0 芳": "\U000323B0芳", "Anna  Maria": "Anna Maria",
		"张 Anna": "张 Anna", "O’Neil‐Li": "O'Neil-Li", "张三。": "张三。", "·张三": "·张三", "王\ue863芳": "王\ue863芳",
		"王\u0301 芳": "王\u0301 芳", "e\u0301Ｌ": "éL",
	} {
		if got := LegalName(in); got != want {
			t.Errorf("LegalName(%+q) = %+q, want %+q", in, got, want)
		}
	}
	for _, dot := range []string{"·", "•", "‧", "∙", "⋅", "・", "･", "．", "●", "․", ".", "。", "｡", "﹒", " · ", "··",
		" . ", "・ ・", "\u200b·\u200b"} {
		for in, want := range map[string]string{
			"阿依努尔" + dot + "买买提": "阿依努尔·买买提", "艾山" + dot + "Ali": "艾山·Ali",
			"Anna" + dot + "Li" + dot + "Wu": "Anna·Li·Wu",
		} {
			if got := LegalName(in); got != want || !models.ValidName(got) {
				t.Errorf("LegalName(%+q) = %+q", in, got)
			}
		}
	}
	for in, want := range map[string]string{"王　芳": "王芳", "老王（砖厂）": "老王(砖厂)", "Smith Co. Ltd": "Smith Co. Ltd",
		"王\ue863芳": "王\ue863芳"} {
		if got := PartyName(in); got != want {
			t.Errorf("PartyName(%+q) = %+q", in, got)
		}
	}
	if !SameName("Smith John", "ＳＭＩＴＨ　JOHN") || SameName("Smith John", "John Smith") || !SameName("王 芳", "王芳") ||
		SameName("王芳", "王\ue863芳") || SameName("王芳", "王方") {
		t.Error("SameName")
	}
}

// lettersOf gives what may never be lost of a name.
func lettersOf(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= '！' && r <= '～':
			return r - '！' + '!'
		case models.Invisible(r), unicode.IsSpace(r), strings.ContainsRune(middleDots+"’‘ʼ`'‐‑‒–-", r):
			return -1
		}
		return r
	}, norm.NFC.String(plainWidth(s)))
}

// TestNoNameBecomesAnother: the form is reached in one step, and keeps every
// letter; so names that differ in one stay two, in whatever is put between.
func TestNoNameBecomesAnother(t *testing.T) {
	piece := rapid.OneOf(rapid.SampledFrom([]string{"王", "芳", "王", "\ue863", "\U000323B0", " ", "　", "·", ".", "。",
		"\u200b", "\ufeff", "Ａ", "a", "e", "\u0301", "-", "’", "1", "\u0335", "𬱖", "\ufe0f", "／", "。",
		"豈"}), rapid.StringN(0, 1, -1))
	name := rapid.Map(rapid.SliceOfN(piece, 0, 8), func(p []string) string { return strings.Join(p, "") })
	rapid.Check(t, func(t *rapid.T) {
		a, b := name.Draw(t, "a"), name.Draw(t, "b")
		form := LegalName(a)
		if LegalName(form) != form {
			t.Fatalf("%+q is %+q is %+q", a, form, LegalName(form))
		}
		if norm.NFC.String(lettersOf(form)) != norm.NFC.String(lettersOf(a)) {
			t.Fatalf("%+q loses a letter as %+q", a, form)
		}
		if form == LegalName(b) && norm.NFC.String(lettersOf(a)) != norm.NFC.String(lettersOf(b)) {
			t.Fatalf("%+q and %+q are both %+q", a, b, form)
		}
		if models.ValidName(form) && !models.Kept(a) {
			t.Fatalf("%+q is taken as %+q", a, form)
		}
	})
}

func TestReserved(t *testing.T) {
	for name, want := range map[string]bool{
		"官方客服": true, "官·方": true, "管 理 员": true, "ADMIN": true, "аdmin": true, "Αdmin01": true, "sys-аdmin": true,
		"adm1n": true, "ａｄｍｉｎ": true,
		"WeChat官方": true, "系统": true, "s y s t e m": true, "p0lice小王": true, "𝐚𝐝𝐦𝐢𝐧": true,
		"小方": false, "badminton": false, "平台小哥": false, "系统工程师老李": false, "Иван": false, "李官": false, "": false,
		"👍": false, "政务": false,
	} {
		if got := Reserved(name); got != want {
			t.Errorf("Reserved(%q) = %v", name, got)
		}
	}
}
