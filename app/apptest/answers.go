package apptest

import (
	"os"
	"path/filepath"
	"sync"
)

// answersKept holds the operations of which this process has kept an answer.
var answersKept sync.Map

// keepAnswers gives what keeps the first answer of each operation as a file in the folder
// that TEST_ANSWERS names, for the examples of the document (routes/matrix, TestExamples);
// nil when it names none.
func keepAnswers() func(operation string, status int, body []byte) {
	folder := os.Getenv("TEST_ANSWERS")
	if folder == "" {
		return nil
	}
	return func(operation string, status int, body []byte) {
		if status >= 300 || len(body) == 0 || len(body) > 1<<20 {
			return
		}
		if _, kept := answersKept.LoadOrStore(operation, true); kept {
			return
		}
		// A file that is there already is another package's, and as good.
		f, err := os.OpenFile(filepath.Join(folder, operation+".json"), os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
		if err != nil {
			return
		}
		_, _ = f.Write(body)
		_ = f.Close()
	}
}
