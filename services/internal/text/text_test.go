package text

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestPlacePinyin(t *testing.T) {
	for name, want := range map[string][2]string{
		"外山村":   {"waishancun", "wsc"},
		"绍兴市":   {"shaoxingshi", "sxs"},
		"柯桥区":   {"keqiaoqu", "kqq"},
		"嵊州市":   {"shengzhoushi", "szs"},
		"浬浦镇":   {"lipuzhen", "lpz"},
		"重庆市":   {"chongqingshi", "cqs"},
		"长兴县":   {"changxingxian", "cxx"},
		"长子县":   {"zhangzixian", "zzx"},
		"乐清市":   {"yueqingshi", "yqs"},
		"西藏自治区": {"xizangzizhiqu", "xzzzq"},
		"成都市":   {"chengdushi", "cds"},
		"佛山市":   {"foshanshi", "fss"},
		"六安市":   {"luanshi", "las"},
		"蚌埠市":   {"bengbushi", "bbs"},
		"台州市":   {"taizhoushi", "tzs"},
		"喀什地区":  {"kashidiqu", "ksdq"},
		"吐鲁番市":  {"tulufanshi", "tlfs"}, "番禺区": {"panyuqu", "pyq"}, "崧厦街道": {"songxiajiedao", "sxjd"},
		"Ａ8村": {"a8cun", "a8c"},
		"":    {"", ""},
	} {
		full, initials := PlacePinyin(name)
		if full != want[0] || initials != want[1] {
			t.Errorf("%s: got %s %s, want %v", name, full, initials, want)
		}
	}
}

func TestPersonPinyin(t *testing.T) {
	for name, want := range map[string]string{
		"单雄信": "shanxiongxin", "曾国藩": "zengguofan", "仇英": "qiuying", "解缙": "xiejin",
		"区大相": "oudaxiang", "查良镛": "zhaliangyong", "朴正洙": "piaozhengzhu", "任盈盈": "renyingying",
		"华罗庚": "hualuogeng", "尉迟恭": "yuchigong", "单于": "chanyu", "李单": "lidan",
		"阿布都·热合曼": "abudureheman", "王": "wang", "": "",
		"王晟": "wangsheng", "李钥": "liyue", "曾参": "zengshen", "陈调": "chentiao", "朱畜": "zhuxu", "朱还": "zhuhuan",
		"还珠": "huanzhu", "小钥匙": "xiaoyaoshi", "低调": "didiao", "调皮": "tiaopi",
	} {
		if full, _ := PersonPinyin(name); full != want {
			t.Errorf("%s: got %s, want %s", name, full, want)
		}
	}
}

func TestPinyinQuery(t *testing.T) {
	for q, want := range map[string]string{
		"WaiShan": "waishan", "wai shan": "waishan", "xi'an": "xian", "lü": "lv", "ｗｓｃ": "wsc",
		"外山": "", "wai山": "", "": "", "%": "", " ": "", "w_": "",
	} {
		if got, ok := PinyinQuery(q); got != want || ok != (want != "") {
			t.Errorf("%q: got %q %v, want %q", q, got, ok, want)
		}
	}
}

func TestCleanAndFold(t *testing.T) {
	for in, want := range map[string]string{
		"  外山\t\n 村 ":     "外山 村",
		"外\u200b山\u202e村": "外山村",
		"e\u0301cole":     "école",
		"\u00a0":          "",
		"a\x00b":          "ab",
	} {
		if got := Clean(in); got != want {
			t.Errorf("Clean(%q) = %q, want %q", in, got, want)
		}
	}
	for in, want := range map[string]string{
		"ＡＢｃ１２３": "abc123", "Straße": "strasse", "外山村": "外山村", "﨑": "﨑",
	} {
		if got := Fold(in); got != want {
			t.Errorf("Fold(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestFormsAreStable(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.String().Draw(t, "s")
		if c := Clean(s); Clean(c) != c {
			t.Fatalf("Clean is not stable on %q", s)
		}
		f := Fold(s)
		if Fold(f) != f {
			t.Fatalf("Fold is not stable on %q", s)
		}
		if Clean(f) != f {
			t.Fatalf("Fold(%q) is not clean", s)
		}
		full, initials := PlacePinyin(s)
		if strings.Trim(full+initials, "abcdefghijklmnopqrstuvwxyz0123456789") != "" {
			t.Fatalf("pinyin of %q: %q %q", s, full, initials)
		}
	})
}

func TestLikeContains(t *testing.T) {
	if got := LikeContains("50%_!a"); got != "%50!%!_!!a%" {
		t.Errorf("got %q", got)
	}
}

func TestWordsFit(t *testing.T) {
	for _, w := range slices.Concat(slices.Collect(maps.Keys(placeWords)), slices.Collect(maps.Keys(personWords))) {
		if n := len([]rune(w)); n > maxWord || n < 2 {
			t.Errorf("%s: %d characters", w, n)
		}
	}
}
