package audits

import (
	"context"
	"fmt"
	"slices"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"

	"xinjumin/models"
)

// Check says what to verify against besides the database.
type Check struct {
	File string   // witness file; empty: that of the configuration, if any
	Head string   // file with one signed checkpoint that somebody has kept; empty: none
	Keys []string // verifier keys that have left the key ring
}

// Fault is something that is not as it was signed. Seq is the first leaf it
// concerns, or -1 for an event that is in no leaf.
type Fault struct {
	Seq  int64
	What string
	// Diverged: both statements are signed, but neither history goes on from the
	// other. Otherwise something is not signed, or not as it was signed.
	Diverged bool
	ofRow    bool // Seq is the very leaf
}

func (f Fault) String() string {
	if f.Seq < 0 {
		return f.What
	}
	return fmt.Sprintf("seq %d: %s", f.Seq, f.What)
}

// Report is what a verification found. Without faults, every event with a leaf
// is as it was when its checkpoint was signed, in its place, and none is missing.
type Report struct {
	Size        int64 // leaves
	Checkpoints int
	Witnessed   int   // checkpoints in the file
	Waiting     int64 // events that are to get their leaf yet
	Erased      int64 // events without references and detail
	Refused     int64 // events without a leaf that the product did not write
	Older       int64 // leaves of events from before there were codes
	Faults      []Fault
}

const (
	verifyPage = 1000
	mostFaults = 100
	mostStrays = 20
)

// verification is one run of Verify.
type verification struct {
	*Service
	ctx    context.Context
	report Report

	signed []Checkpoint // of the database, in order
	claims []claim      // every root that was signed for a size, by size
	gone   map[models.ID]int64

	erasures []erasure // ranges that may be empty because of their age
}

// claim is a root that somebody has signed for a size.
type claim struct {
	size  int64
	root  tlog.Hash
	where string
	kept  bool // outside of the database
}

// Verify recomputes every leaf from its event and every root from the leaves,
// and compares them with what was signed, in the database and in the file. It
// believes no stored hash. The error is of reading; faults are in the report,
// the first leaf first.
func (s *Service) Verify(ctx context.Context, c Check) (Report, error) {
	keys, err := s.verifiers(c.Keys)
	if err != nil {
		return Report{}, err
	}
	if c.File == "" {
		c.File = s.file
	}
	v := &verification{Service: s, ctx: ctx, gone: map[models.ID]int64{}}
	// The file first: it is written after the database.
	var witness witnessFile
	var head string
	if c.Head != "" {
		if head, err = readHead(c.Head); err != nil {
			return Report{}, err
		}
	}
	if c.File != "" {
		if witness, err = readWitness(c.File); err != nil {
			return Report{}, err
		}
	}
	for _, step := range []func() error{
		func() error { return v.readSigned(keys) }, v.readErasures,
		func() error { v.readWitness(witness, c.File, keys); v.readKept(head, c.Head, keys); return nil },
		v.walk, v.beyond, v.strays,
	} {
		if err := step(); err != nil {
			return v.report, err
		}
	}
	slices.SortStableFunc(v.report.Faults, func(a, b Fault) int {
		switch {
		case a.Seq == b.Seq:
			return 0
		case b.Seq < 0 || a.Seq >= 0 && a.Seq < b.Seq:
			return -1
		}
		return 1
	})
	return v.report, nil
}

func (v *verification) fault(seq int64, format string, args ...any) {
	v.add(Fault{Seq: seq, What: fmt.Sprintf(format, args...)})
}

// diverged is fault for two signed statements that contradict each other.
func (v *verification) diverged(seq int64, format string, args ...any) {
	v.add(Fault{Seq: seq, What: fmt.Sprintf(format, args...), Diverged: true})
}

func (v *verification) add(f Fault) {
	if len(v.report.Faults) < mostFaults {
		v.report.Faults = append(v.report.Faults, f)
	}
}

// row is fault for what concerns the very leaf.
func (v *verification) row(seq int64, format string, args ...any) {
	v.add(Fault{Seq: seq, What: fmt.Sprintf(format, args...), ofRow: true})
}

// readSigned reads the checkpoints of the database: one after another, each
// signed, none going back.
func (v *verification) readSigned(keys note.Verifiers) error {
	var last Checkpoint
	for number := int64(0); ; {
		rows, err := listAuditCheckpoints(v.ctx, v.st, number, verifyPage)
		if err != nil {
			return err
		}
		for _, row := range rows {
			if row.Number != number+1 {
				v.fault(last.Size, "checkpoint %d is missing", number+1)
			}
			number = row.Number
			c, err := openCheckpoint(row.Note, keys)
			if err != nil {
				v.fault(last.Size, "checkpoint %d: %v", row.Number, err)
				continue
			}
			if c.row() != row {
				v.fault(last.Size, "checkpoint %d is not what its note says", row.Number)
			}
			if c.Size < last.Size || c.Settled < last.Settled || c.Hours < last.Hours {
				v.fault(last.Size, "checkpoint %d goes back behind checkpoint %d", c.Number, last.Number)
			}
			last = c
			v.signed = append(v.signed, c)
			v.claims = append(v.claims, claim{c.Size, c.Root, fmt.Sprintf("checkpoint %d", c.Number), false})
		}
		if len(rows) < verifyPage {
			break
		}
	}
	v.report.Checkpoints, v.report.Size = len(v.signed), last.Size
	return nil
}

// readWitness compares the file with the checkpoints of the database.
func (v *verification) readWitness(w witnessFile, file string, keys note.Verifiers) {
	have := make(map[int64]Checkpoint, len(v.signed))
	for _, c := range v.signed {
		have[c.Number] = c
	}
	for _, line := range w.bad {
		v.fault(0, "line %d of %s holds no checkpoint", line, file)
	}
	for _, text := range w.lines {
		c, err := openCheckpoint(text, keys)
		if err != nil {
			v.fault(c.Size, "%s, checkpoint %d: %v", file, c.Number, err)
			continue
		}
		v.report.Witnessed++
		ours, ok := have[c.Number]
		if ok && ours.Note == c.Note {
			continue
		}
		if ok {
			v.diverged(min(c.Size, ours.Size), "checkpoint %d is another than in %s", c.Number, file)
		} else {
			v.diverged(min(c.Size, v.report.Size), "checkpoint %d is in %s, not in the database", c.Number, file)
		}
		v.claims = append(v.claims, claim{c.Size, c.Root, fmt.Sprintf("checkpoint %d of %s", c.Number, file), true})
	}
}

// readKept takes a checkpoint that somebody has kept as one more claim.
func (v *verification) readKept(text, file string, keys note.Verifiers) {
	if file == "" {
		return
	}
	c, err := openCheckpoint(text, keys)
	if err != nil {
		v.fault(0, "%s: %v", file, err)
		return
	}
	v.claims = append(v.claims, claim{c.Size, c.Root, fmt.Sprintf("checkpoint %d of %s", c.Number, file), true})
}

// beyond looks for what lies behind the last checkpoint: leaves and nodes are
// written together with the checkpoint that covers them.
func (v *verification) beyond() error {
	leaves, err := listAuditLeaves(v.ctx, v.st, v.report.Size-1, 1)
	if err != nil {
		return err
	}
	nodes, err := listAuditHashes(v.ctx, v.st, tlog.StoredHashCount(v.report.Size)-1, 1)
	if err != nil || len(leaves)+len(nodes) == 0 {
		return err
	}
	// A server may have gone on meanwhile.
	now, err := listAuditCheckpoints(v.ctx, v.st, v.lastNumber(), 1)
	if err == nil && len(now) == 0 {
		v.fault(v.report.Size, "leaves or nodes follow that no checkpoint covers")
	}
	return err
}

func (v *verification) lastNumber() int64 {
	if len(v.signed) == 0 {
		return 0
	}
	return v.signed[len(v.signed)-1].Number
}

// strays looks for events that came into the trail behind the log's back.
func (v *verification) strays() error {
	for id, seq := range v.gone {
		v.fault(seq, "event %s was emptied without an event %s of the product", id, models.ActionAuditErase)
	}
	events, leaves, err := countAuditEvents(v.ctx, v.st)
	if err != nil {
		return err
	}
	v.report.Waiting = max(0, events-leaves)
	if v.report.Waiting == 0 && len(v.report.Faults) == 0 {
		return nil
	}
	return v.waiting()
}
