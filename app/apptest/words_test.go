package apptest_test

import (
	"fmt"
	"testing"

	"xinjumin/app/apptest"
)

func TestProgramWords(t *testing.T) {
	for problem, want := range map[string]string{
		`{"detail":"请上传 PDF 或 .xlsx 文件，最大10MB","errors":[{"message":"请选择一项"}]}`: "[]",
		`{"detail":"只能是 draft 或 open","errors":[]}`:                             "[draft open]",
		`{"detail":"提交的内容有误","errors":[{"message":"未知的字段 foo_bar"}]}`:           "[foo_bar]",
	} {
		if got := fmt.Sprint(apptest.ProgramWords([]byte(problem))); got != want {
			t.Errorf("%s: %s, want %s", problem, got, want)
		}
	}
}
