package walks_test

import (
	"encoding/json"
	"log/slog"
	"reflect"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"xinjumin/app/apptest/contract"
	"xinjumin/models"
	"xinjumin/routes"
	"xinjumin/routes/httpapi"
	"xinjumin/services"
)

var han = regexp.MustCompile(`\p{Han}`)

// takeWords finds the texts of a document by their place and takes them away.
func takeWords(node any, place string, found map[string]string) {
	switch n := node.(type) {
	case []any:
		for i, below := range n {
			takeWords(below, place+"/"+strconv.Itoa(i), found)
		}
	case map[string]any:
		for key, below := range n {
			text, isText := below.(string)
			if isText && (key == "summary" || key == "description") {
				found[place+"/"+key] = text
				delete(n, key)
				continue
			}
			takeWords(below, place+"/"+key, found)
		}
	}
}

func wordless(t *testing.T, document []byte) (tree map[string]any, words map[string]string) {
	t.Helper()
	if err := json.Unmarshal(document, &tree); err != nil {
		t.Fatal(err)
	}
	words = map[string]string{}
	takeWords(tree, "", words)
	return tree, words
}

// The contract is one: without their summaries and descriptions the documents of
// the two languages are equal. Every text of the Chinese one is Chinese.
func TestChineseDocumentIsTheSameContract(t *testing.T) {
	asJSON := contract.Printed()
	english, englishWords := wordless(t, asJSON)
	chinese, chineseWords := wordless(t, contract.PrintedChinese())
	if !reflect.DeepEqual(english, chinese) {
		t.Error("the documents differ in more than their words")
	}
	if len(englishWords) < 1000 || len(englishWords) != len(chineseWords) {
		t.Errorf("%d English and %d Chinese texts", len(englishWords), len(chineseWords))
	}
	for place, text := range chineseWords {
		if !han.MatchString(text) {
			t.Errorf("%s has no Chinese: %q; a field's stands in words.go of its area", place, text)
		}
	}
}

// What a person reads in an operation is Chinese, in a short line without a
// period and in whole sentences, and so is what is said of each refusal.
func TestChineseDocumentExplainsEveryOperation(t *testing.T) {
	var doc contract.Document
	if err := json.Unmarshal(contract.PrintedChinese(), &doc); err != nil {
		t.Fatal(err)
	}
	operations := 0
	for path, methods := range doc.Paths {
		for method, op := range methods {
			operations++
			own, refusals, _ := strings.Cut(op.Description, "可能的拒绝：")
			own = strings.TrimSpace(own)
			if !han.MatchString(op.Summary) || strings.HasSuffix(op.Summary, "。") || len([]rune(op.Summary)) > 30 {
				t.Errorf("%s %s: the summary is no short Chinese line: %s", method, path, op.Summary)
			}
			if !han.MatchString(own) || !strings.HasSuffix(own, "。") || strings.Contains(own, "Refusals:") {
				t.Errorf("%s %s: the description says nothing in a sentence: %s", method, path, own)
			}
			for line := range strings.Lines(strings.TrimSpace(refusals)) {
				if !han.MatchString(line) {
					t.Errorf("%s %s: a refusal is not in Chinese: %s", method, path, line)
				}
			}
		}
	}
	if operations < 270 {
		t.Errorf("only %d operations were read", operations)
	}
}

// A Chinese text whose English one was changed or taken away is found.
func TestChineseWordsAreAllUsed(t *testing.T) {
	api := httpapi.New(httpapi.Options{Logger: slog.New(slog.DiscardHandler),
		NewID: func() models.ID { return models.ID{} }, CursorKey: make([]byte, 32)})
	routes.Register(api, &services.Services{})
	if left := api.UnusedWords(); len(left) > 0 {
		t.Errorf("Chinese texts of nothing in the document: %q", left)
	}
}
