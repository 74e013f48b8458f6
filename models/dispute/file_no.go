package dispute

import (
	"fmt"
	"strings"
)

// FileNo writes the number of a case in the books of its committee, as the ministry's
// forms have it (人民调解文书格式, 2010): 「（2026）外山人调字第12号」. It counts each
// committee's accepted cases of a year without gaps.
func FileNo(year, short string, n int64) string {
	return fmt.Sprintf("（%s）%s人调字第%d号", year, short, n)
}

// ShortName is what stands for a committee in its file numbers when it has named
// nothing else: its name without what all committees are called.
func ShortName(name string) string {
	if before, _, has := strings.Cut(name, "（"); has && before != "" {
		name = before // what is added in brackets is no part of the name
	}
	for _, tails := range [][]string{{"人民调解委员会", "调解委员会", "调委会"}, {"村", "社区", "街道", "镇", "乡"}} {
		for _, tail := range tails {
			if short, has := strings.CutSuffix(name, tail); has && short != "" {
				name = short
				break
			} else if has {
				return name
			}
		}
	}
	return name
}
