package audits

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"

	"xinjumin/models"
	"xinjumin/services/internal/store"
)

// The witness file has one checkpoint per line, as a JSON object, and is only
// ever appended to. It is kept where who can write the database cannot write.

const (
	witnessPage = 500
	witnessLine = 8 << 10
)

type witnessed struct {
	Note string `json:"note"`
}

// witness appends the checkpoints that the file lacks. It refuses one whose
// tree has not grown out of the tree before: the file must not follow a
// database that was rewritten.
func (s *Service) witness(ctx context.Context) error {
	if s.file == "" {
		return nil
	}
	head, err := s.Latest(ctx)
	if errors.Is(err, store.ErrNotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	if s.seen.Number == head.Number {
		return nil
	}
	known, err := readWitness(s.file)
	if err != nil {
		return err
	}
	last := known.last
	if head.Number < last.Number {
		// Another process may have committed and written since the head was
		// read: the database is asked once more, after the file.
		if head, err = s.Latest(ctx); err != nil {
			return err
		}
	}
	if head.Number < last.Number {
		return fmt.Errorf("the database has %d checkpoints, %s has %d", head.Number, s.file, last.Number)
	}
	for last.Number < head.Number {
		rows, err := listAuditCheckpoints(ctx, s.st, last.Number, witnessPage)
		if err != nil {
			return err
		}
		if len(rows) == 0 {
			return nil
		}
		var lines bytes.Buffer
		if known.torn {
			lines.WriteByte('\n')
			known.torn = false
		}
		for _, row := range rows {
			line, next, err := s.lineAfter(ctx, last, row)
			if err != nil {
				return err
			}
			lines.Write(line)
			last = next
		}
		if err := appendFile(s.file, lines.Bytes()); err != nil {
			return err
		}
	}
	s.seen = last
	return nil
}

// lineAfter gives the line of a checkpoint whose tree has grown out of the one
// before.
func (s *Service) lineAfter(
	ctx context.Context, last Checkpoint, row models.AuditCheckpoint,
) ([]byte, Checkpoint, error) {
	next, err := parseCheckpoint(row.Note)
	if err != nil {
		return nil, last, fmt.Errorf("checkpoint %d: %w", row.Number, err)
	}
	if last.Number > 0 {
		if err := s.grew(ctx, last, next); err != nil {
			return nil, last, err
		}
	}
	line, err := json.Marshal(witnessed{row.Note})
	return append(line, '\n'), next, err
}

func appendFile(path string, data []byte) error {
	f, err := os.OpenFile(path, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	return errors.Join(err, f.Sync(), f.Close())
}

// witnessFile is what a file says.
type witnessFile struct {
	lines []string // notes, in the order of the file
	bad   []int    // numbers of lines that hold no checkpoint
	last  Checkpoint
	torn  bool // the last line has no end
}

// readWitness reads a file; one that is not there is empty. A line that was
// torn by a crash is passed over: what it was to be is written after it.
func readWitness(path string) (witnessFile, error) {
	var w witnessFile
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return w, nil
	}
	if err != nil {
		return w, err
	}
	defer f.Close()
	in := bufio.NewScanner(f)
	in.Buffer(make([]byte, witnessLine), witnessLine)
	in.Split(func(data []byte, atEOF bool) (int, []byte, error) {
		advance, line, err := bufio.ScanLines(data, atEOF)
		if advance > 0 {
			w.torn = data[advance-1] != '\n'
		}
		return advance, line, err
	})
	var torn string // a line without sense, until the next shows what it was to be
	number := 0
	for in.Scan() {
		number++
		line := in.Text()
		if torn != "" && !bytes.HasPrefix([]byte(line), []byte(torn)) {
			w.bad = append(w.bad, number-1)
		}
		torn = ""
		if line == "" {
			continue
		}
		var entry witnessed
		if json.Unmarshal([]byte(line), &entry) != nil {
			torn = line
			continue
		}
		c, err := parseCheckpoint(entry.Note)
		if err != nil {
			w.bad = append(w.bad, number)
			continue
		}
		w.lines = append(w.lines, entry.Note)
		if c.Number > w.last.Number {
			w.last = c
		}
	}
	if torn != "" && !w.torn {
		w.bad = append(w.bad, number)
	}
	return w, in.Err()
}

var errNoHead = errors.New("is not one signed checkpoint, as text or as a JSON object with it in \"note\"")

// readHead reads the checkpoint that somebody has kept: the text of a note, or
// JSON as GET /audit/checkpoint and a line of the witness file give it.
func readHead(path string) (string, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return "", err
	}
	text := string(bytes.TrimSpace(data)) + "\n"
	if text[0] == '{' {
		var entry witnessed
		if err := json.Unmarshal(data, &entry); err != nil {
			return "", fmt.Errorf("%s %w", path, errNoHead)
		}
		text = entry.Note
	}
	return text, nil
}
