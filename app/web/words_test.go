package web_test

import (
	"io/fs"
	"os"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// avoided are words that a person who left school at fifteen stumbles over, that
// talk down to people, or that call them what they are not.
var avoided = []string{
	"外来人口", "外来工", "外来务工", "打工仔", "打工妹", "流动人口", "农民工", "暂住",
	"予以", "特此", "兹", "届时", "贵方", "敬请", "知悉", "上述", "本系统", "该用户", "鉴于", "按照有关规定", "相关部门",
	"参数", "字段", "后端", "服务端", "令牌", "缓存", "异常", "非法请求",
}

// latin are the words in Latin letters that people know.
var latin = []string{"PDF", "JPEG", "PNG", "Excel", "CSV", "WPS", "APP", "App", "Tab", "Enter", "Esc", "Ctrl", "xlsx", "html"}

var (
	spoken = regexp.MustCompile("[^<>{}\"'`\n]*[\u4e00-\u9fff][^<>{}\"'`\n]*")
	word   = regexp.MustCompile(`[A-Za-z]{2,}`)
	// Comments, and patterns that are handed to a function.
	aside = regexp.MustCompile(`(?s:/\*.*?\*/|<!--.*?-->)|(?m:(?:^|\s)//.*$|\(/[^\n]*?/[gimu]*[,)])`)
)

// badWords gives what is wrong with the words of a source. What a person reads
// stands between quotes or tags and has at least one Han character.
func badWords(source string) []string {
	var bad []string
	for _, text := range spoken.FindAllString(aside.ReplaceAllString(source, "\n"), -1) {
		for _, w := range avoided {
			if strings.Contains(text, w) {
				bad = append(bad, w+" in: "+strings.TrimSpace(text))
			}
		}
		for _, w := range word.FindAllString(text, -1) {
			if !slices.Contains(latin, w) {
				bad = append(bad, w+" in: "+strings.TrimSpace(text))
			}
		}
	}
	return bad
}

// Everything that the clients say is plain Chinese.
func TestWordsOfTheClients(t *testing.T) {
	said := 0
	for _, root := range []string{"../clients/miniprogram/src", "../clients/desk/src", "../clients/sdk/src", "home"} {
		err := fs.WalkDir(os.DirFS(root), ".", func(name string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || strings.HasSuffix(name, ".gen.ts") ||
				!slices.Contains([]string{".vue", ".ts", ".js", ".html", ".json"}, path.Ext(name)) {
				return err
			}
			content, err := fs.ReadFile(os.DirFS(root), name)
			if err != nil {
				return err
			}
			said += len(spoken.FindAllString(string(content), -1))
			for _, bad := range badWords(string(content)) {
				t.Errorf("%s/%s: %s", root, name, bad)
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if said < 100 {
		t.Errorf("only %d pieces of text were found", said)
	}
}

func TestBadWords_sees(t *testing.T) {
	for _, bad := range []string{
		`<view>外来人口登记</view>`, `<p>请上传identity材料</p>`, `const a = '请予以确认'`, "const b = `缺少参数`",
		`<button aria-label="关闭dialog">x</button>`,
	} {
		if badWords(bad) == nil {
			t.Errorf("nothing is found in %s", bad)
		}
	}
	for _, fine := range []string{
		`<view>上传PDF</view>`, `// 外来人口 is never said`, `<view class="card">新居民</view>`, `const kind = 'union' // 工会`,
	} {
		if found := badWords(fine); found != nil {
			t.Errorf("%s: %v", fine, found)
		}
	}
}
