package apptest

import (
	"encoding/json"
	"regexp"
	"strings"
)

// latinWord finds what a person who reads Chinese cannot read: a word in Latin letters.
var latinWord = regexp.MustCompile(`[A-Za-z][A-Za-z_./-]+`)

// latinNames are names and units that people know as they are.
var latinNames = map[string]bool{
	"PDF": true, "MB": true, "GB": true, "JPG": true, "JPEG": true, "PNG": true, "WebP": true, "GIF": true, "MP3": true,
	"M4A": true, "AAC": true, "AMR": true, "WAV": true, "CSV": true, "xlsx": true, "UTF-8": true, "Excel": true,
	"WPS": true, "HEIC": true, "xls": true, "xlsb": true,
}

// ProgramWords gives the words of the program that stand in the Chinese sentences of a
// refusal: a key, the name of a field or of an enumeration. A person who reads them does
// not know what to do.
func ProgramWords(problem []byte) []string {
	var p struct {
		Detail string
		Errors []struct{ Message string }
	}
	if json.Unmarshal(problem, &p) != nil {
		return nil
	}
	said := []string{p.Detail}
	for _, e := range p.Errors {
		said = append(said, e.Message)
	}
	var found []string
	for _, sentence := range said {
		for _, word := range latinWord.FindAllString(sentence, -1) {
			if word = strings.Trim(word, "./-"); !latinNames[word] && !latinNames[strings.TrimPrefix(word, ".")] {
				found = append(found, word)
			}
		}
	}
	return found
}

// readable fails the test when a refusal, in Chinese, says a word of the program. Every
// refusal that any test gets is looked at, so that what only a running program puts
// together is seen, too.
func (r *Response) readable(header map[string]string) {
	if r.Status < 400 || header["Accept-Language"] != "" ||
		!strings.Contains(r.Header.Get("Content-Type"), "problem+json") {
		return
	}
	if words := ProgramWords(r.Body); len(words) > 0 {
		r.t.Errorf("%s: a sentence for people says %q: %s", r.call, words, r.Body)
	}
}
