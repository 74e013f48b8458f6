package text

import "strings"

// alike maps letters and digits that pass for Latin ones; capitals are folded
// before.
var alike = strings.NewReplacer(
	"а", "a", "в", "b", "с", "c", "ԁ", "d", "е", "e", "ё", "e", "һ", "h", "і", "i", "ї", "i", "ј", "j", "к", "k", "ӏ",
	"l", "м", "m", "н", "h",
	"о", "o", "р", "p", "ѕ", "s", "т", "t", "у", "y", "х", "x", "п", "n", "г", "r",
	"α", "a", "β", "b", "ε", "e", "ι", "i", "κ", "k", "ν", "v", "ο", "o", "ρ", "p", "σ", "s", "τ", "t", "υ", "u", "χ",
	"x", "γ", "y", "η", "n",
	"ɑ", "a", "ı", "i", "ɩ", "i", "ɡ", "g", "0", "o", "1", "i", "3", "e", "4", "a", "5", "s", "@", "a", "$", "s", "!",
	"i", "|", "i",
)

var (
	// offices are words that nobody may have in a nickname.
	offices = []string{"官方", "官號", "管理员", "管理員", "政府", "客服", "公安", "派出所", "警察", "民警", "法院", "检察", "檢察", "居委会", "村委会",
		"协管员", "協管員", "调解员", "調解員", "工作人员", "工作人員", "微信团队"}
	// staff are words with which a nickname may not begin or end.
	staff = []string{"admin", "administrator", "official", "police", "wechat", "moderator", "sysop"}
	// bare are words that may not be a nickname by themselves.
	bare = []string{"系统", "系統", "平台", "system", "root", "support", "service", "gov"}
)

// Reserved reports a nickname that passes for an office or for staff, also in
// letters that only look like it.
func Reserved(nickname string) bool {
	folded := Fold(nickname)
	han := strings.Join(strings.FieldsFunc(folded, separates), "")
	latin := strings.Join(strings.FieldsFunc(alike.Replace(folded), separates), "")
	for _, w := range offices {
		if strings.Contains(han, w) {
			return true
		}
	}
	for _, w := range staff {
		if strings.HasPrefix(latin, w) || strings.HasSuffix(latin, w) {
			return true
		}
	}
	for _, w := range bare {
		if han == w || latin == w {
			return true
		}
	}
	return false
}

// separates reports what people put between the letters of a word that is
// looked for.
func separates(r rune) bool {
	return strings.ContainsRune(" ·.-_*~'\",，。、|/\\+:：()（）[]【】", r)
}
