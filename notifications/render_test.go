package notifications

import (
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"xinjumin/models"
)

// kinds reads every constant of type NoticeKind out of the source of models.
func kinds(t *testing.T) []models.NoticeKind {
	t.Helper()
	files, err := filepath.Glob("../models/*.go")
	if err != nil {
		t.Fatal(err)
	}
	rooms, err := filepath.Glob("../models/*/*.go")
	if err != nil {
		t.Fatal(err)
	}
	files = append(files, rooms...)
	var out []models.NoticeKind
	for _, name := range files {
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			spec, ok := n.(*ast.ValueSpec)
			if !ok {
				return true
			}
			switch of := spec.Type.(type) {
			case *ast.Ident:
				ok = of.Name == "NoticeKind"
			case *ast.SelectorExpr:
				ok = of.Sel.Name == "NoticeKind"
			default:
				ok = false
			}
			if !ok {
				return true
			}
			for _, v := range spec.Values {
				lit, ok := v.(*ast.BasicLit)
				if !ok {
					t.Fatalf("%s: a NoticeKind must be a literal", name)
				}
				s, err := strconv.Unquote(lit.Value)
				if err != nil {
					t.Fatal(err)
				}
				out = append(out, models.NoticeKind(s))
			}
			return true
		})
	}
	return out
}

func TestEveryKindHasWordsInBothLanguages(t *testing.T) {
	all := kinds(t)
	if len(all) < 60 {
		t.Fatalf("found only %d kinds in models", len(all))
	}
	for _, kind := range all {
		tpl, ok := catalogue[kind]
		if !ok {
			t.Errorf("%s has no template", kind)
			continue
		}
		for _, s := range []string{tpl.ZH.Title, tpl.ZH.Body, tpl.EN.Title, tpl.EN.Body} {
			if strings.TrimSpace(s) == "" {
				t.Errorf("%s: an empty text", kind)
			}
		}
		if len(kind) > 48 {
			t.Errorf("%s is longer than its column", kind)
		}
	}
	for kind := range catalogue {
		if !slices.Contains(all, kind) {
			t.Errorf("%s has words but is no kind of models", kind)
		}
	}
}

var place = regexp.MustCompile(`\{([^}]*)\}`)

func TestEnglishSaysNoMoreThanChinese(t *testing.T) {
	for kind, tpl := range catalogue {
		names := func(x Text) map[string]bool {
			found := map[string]bool{}
			for _, m := range place.FindAllStringSubmatch(x.Title+x.Body, -1) {
				found[strings.TrimSuffix(m[1], "_en")] = true
			}
			return found
		}
		if zh, en := names(tpl.ZH), names(tpl.EN); !maps.Equal(zh, en) {
			t.Errorf("%s: Chinese shows %v, English %v", kind, zh, en)
		}
		if strings.Contains(tpl.ZH.Title+tpl.ZH.Body, "外来人口") {
			t.Errorf("%s: nobody is called that here", kind)
		}
	}
}

func TestRender(t *testing.T) {
	params := map[string]string{"organization": "外山村{office}联谊会"}
	got := Render(models.NoticeMembershipApproved, params, Chinese)
	if want := (Text{"欢迎加入外山村{office}联谊会", "您的入会申请已通过。"}); got != want {
		t.Errorf("got %+v", got)
	}
	if got := Render(models.NoticeMembershipApproved, nil, English).Title; got != "Welcome to " {
		t.Errorf("missing param: %q", got)
	}
	if got := Render("noun.of_tomorrow", params, Chinese); got.Title == "" || got.Body == "" {
		t.Errorf("unknown kind: %+v", got)
	}
	for lang, want := range map[Lang]string{Chinese: "到2027年3月5日", English: "到5 March 2027"} {
		if got := fill("到{day}", map[string]string{"day": "2027-03-05"}, lang); got != want {
			t.Errorf("a day: %q, want %q", got, want)
		}
	}
	if got := fill("a {b", nil, Chinese); got != "a {b" {
		t.Errorf("open brace: %q", got)
	}
}
