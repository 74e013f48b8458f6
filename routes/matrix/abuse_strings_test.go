package matrix_test

import (
	"strings"
)

// nasty are sixty strings that have broken something somewhere: queries,
// patterns, full-text search, paths, logs, spreadsheets, terminals, templates.
var nasty = []string{
	"'", "''", `"`, "`", `\`, `\'`, ";", "--", "/*", "*/", "#", "' OR '1'='1", "' OR 1=1 --", `" OR ""="`,
	"1; DROP TABLE persons", "'); DELETE FROM role_grants; --", "' UNION SELECT token_hash FROM sessions --",
	"1 AND SLEEP(5)", "' || (SELECT 1/0) || '", "CHAR(0x41)", "0x27", "%", "%%", "_", "__", `\%`, `\_`, "%' ESCAPE '",
	"[a-z]%", "*", "NEAR(a b)", `"a" NEAR "b"`, "a AND", "OR", "NOT", "title:*", "^x", "../../etc/passwd",
	`..\..\windows`, "/dev/null", "CON", "file:///etc/passwd", "http://169.254.169.254/latest/meta-data",
	"http://[::ffff:127.0.0.1]/", "%s%s%n%d", "{{7*7}}", "${jndi:ldap://x}", "<script>alert(1)</script>", "=1+1",
	"@SUM(A1)", "\r\nSet-Cookie: a=b", "\x1b[31mred\x1b[0m", "\u202egpj.exe", "a\u200bb", "\ufeff",
	"\U00020000\U0002CE31", "e\u0301\u0301\u0301", "Ａｄｍｉｎ", "null", "-1", "1e400", "9999-12-31T23:59:60Z",
	strings.Repeat("长", 300), strings.Repeat("a", 9000),
}
