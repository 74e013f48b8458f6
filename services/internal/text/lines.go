package text

import "strings"

var lineEnds = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\u2028", "\n", "\u2029", "\n")

// CleanLines is Clean for what people write in several lines.
func CleanLines(s string) string {
	lines := strings.Split(lineEnds.Replace(s), "\n")
	for i, l := range lines {
		lines[i] = Clean(l)
	}
	return strings.Trim(strings.Join(lines, "\n"), "\n")
}
