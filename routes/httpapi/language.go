package httpapi

import (
	"context"
	"strconv"
	"strings"
)

// prefersEnglish reads Accept-Language: English must be asked for, and more
// than Chinese.
func prefersEnglish(header string) bool {
	if header == "" {
		return false
	}
	var en, zh float64
	tie := 0.0 // of equal wishes the first one counts
	for part := range strings.SplitSeq(header, ",") {
		tag, params, _ := strings.Cut(strings.TrimSpace(part), ";")
		q := 1.0
		if v, ok := strings.CutPrefix(strings.TrimSpace(params), "q="); ok {
			q, _ = strconv.ParseFloat(v, 64)
		}
		lang, _, _ := strings.Cut(strings.TrimSpace(tag), "-")
		switch strings.ToLower(lang) {
		case "en":
			en = max(en, q-tie)
		case "zh":
			zh = max(zh, q-tie)
		}
		tie += 1e-6
	}
	return en > zh
}

// English reports whether the caller prefers English; Chinese is the default.
func English(ctx context.Context) bool {
	cl := callOf(ctx)
	return cl != nil && cl.english()
}
