package text

import "testing"

func TestCleanDropsWhatCannotBeSeen(t *testing.T) {
	for in, want := range map[string]string{
		"\u0301a":                            "a", // a mark without a letter
		"a \u0301b":                          "a b",
		"e\u200b\u0301":                      "é",
		"z\u0335\u0336\u0337\u0338\u0321":    "z\u0335\u0336\u0337",
		"李\ue000雷\U000F0000":                 "李雷",
		"李\u3164雷\u115f\ufe0f\U000E0100":     "李雷",
		"\U000E0041\u00ad\u2060\ufeff\u2066": "",
		"a\ufffe\U0001FFFF\ufdd0":            "a",
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
		"买买提•吐尔逊": "买买提·吐尔逊", "买买提・吐尔逊": "买买提·吐尔逊", "买买提･吐尔逊": "买买提·吐尔逊", "买买提．吐尔逊": "买买提·吐尔逊", "买买提‧吐尔逊": "买买提·吐尔逊",
		"Ａｎｎａ": "Anna", "Jose\u0301": "José", "\u202e张\u200b三": "张三", "﨑": "﨑", "𬱖𬸪": "𬱖𬸪",
	} {
		if got := LegalName(in); got != want {
			t.Errorf("LegalName(%+q) = %+q, want %+q", in, got, want)
		}
	}
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
