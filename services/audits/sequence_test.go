package audits_test

import (
	"bytes"
	"context"
	"encoding/binary"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"

	"xinjumin/models"
)

// A second implementation of leaves, tree and proofs says the same.
func TestLeavesAndProofsByASecondHand(t *testing.T) {
	each(t, func(t *testing.T, w *trailFixture) {
		size := w.grown()
		w.holds(size)
		lines, acting := w.lines(), 0
		hashes := make([][32]byte, len(lines))
		for i, l := range lines {
			commitments := l.commit()
			if l.desk != nil {
				acting++
			}
			if l.seq != int64(i) || !bytes.Equal(commitments, l.commitments) {
				t.Fatalf("leaf %d at place %d: %x, want %x", l.seq, i, l.commitments, commitments)
			}
			hashes[i] = l.leafHash(commitments)
			if !bytes.Equal(hashes[i][:], l.hash) {
				t.Fatalf("leaf %d: %s", i, short(l.hash))
			}
		}
		if acting == 0 {
			t.Fatal("no event is of a desk")
		}
		ctx := context.Background()
		for to := int64(1); to <= size; to += 3 {
			root := tlog.Hash(merkle(hashes[:to]))
			for seq := range to {
				proof, err := w.log().LeafProof(ctx, seq, to)
				if err != nil || tlog.CheckRecord(proof, to, root, seq, tlog.Hash(hashes[seq])) != nil {
					t.Fatalf("leaf %d of %d: %v", seq, to, err)
				}
				if seq > 0 && tlog.CheckRecord(proof, to, root, seq, tlog.Hash(hashes[seq-1])) == nil {
					t.Fatalf("the proof of leaf %d holds for another", seq)
				}
			}
			for from := int64(1); from < to; from++ {
				proof, err := w.log().GrowthProof(ctx, from, to)
				if err != nil || tlog.CheckTree(proof, to, root, from, tlog.Hash(merkle(hashes[:from]))) != nil {
					t.Fatalf("from %d to %d: %v", from, to, err)
				}
			}
		}
		checkNotes(t, w, hashes)
	})
}

func frames(values ...[]byte) []byte {
	var out []byte
	for _, v := range values {
		out = append(binary.BigEndian.AppendUint32(out, uint32(len(v))), v...)
	}
	return out
}

// checkNotes: every checkpoint is signed, and its root is that of the second
// implementation.
func checkNotes(t *testing.T, w *trailFixture, hashes [][32]byte) {
	t.Helper()
	verifier, err := note.NewVerifier(w.log().VerifierKeys()[0])
	if err != nil {
		t.Fatal(err)
	}
	rows, err := w.db.Query("SELECT size, note FROM audit_checkpoints ORDER BY number")
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	seen := 0
	for rows.Next() {
		var size int64
		var text string
		if err := rows.Scan(&size, &text); err != nil {
			t.Fatal(err)
		}
		n, err := note.Open([]byte(text), note.VerifierList(verifier))
		if err != nil {
			t.Fatal(err)
		}
		if root := tlog.Hash(merkle(hashes[:size])); strings.Split(n.Text, "\n")[2] != root.String() {
			t.Errorf("the root for %d leaves: %s, want %s", size, n.Text, root)
		}
		seen++
	}
	if rows.Err() != nil || seen < 6 {
		t.Errorf("%d checkpoints: %v", seen, rows.Err())
	}
	c, err := w.log().Latest(context.Background())
	if err != nil || c.Size != int64(len(hashes)) || c.Root != tlog.Hash(merkle(hashes)) {
		t.Errorf("the latest: %+v %v", c, err)
	}
}

// Ballots come into the log when their hour is over and settled, all of them
// together, in the order of their random ids: not a number, not the size of any
// checkpoint follows the casting.
func TestBallotsHaveNoOrderInTheLog(t *testing.T) {
	each(t, func(t *testing.T, w *trailFixture) {
		const votes = 40
		w.act(3)
		w.sequence() // nine o'clock
		for range votes {
			w.Clock.Add(time.Minute)
			w.vote()
			if n := w.sequence(); n != 0 {
				t.Fatalf("a vote got a number in its minute")
			}
		}
		// at nine, and at ten past, when the hour before was settled
		if n := w.Count("SELECT COUNT(*) FROM audit_checkpoints"); n != 2 {
			t.Errorf("%d checkpoints while people voted", n)
		}
		w.Clock.Add(30*time.Minute - time.Millisecond) // 10:10 but for a moment
		w.act(2)
		if n := w.sequence(); n != 2 {
			t.Fatalf("%d events before the hour had settled", n)
		}
		w.Clock.Add(time.Millisecond)
		if n := w.sequence(); n != votes {
			t.Fatalf("%d of %d votes when the hour had settled", n, votes)
		}
		var ids []string
		for _, l := range w.lines()[5:] {
			if l.action != "ballot.cast" || l.session != nil || l.request != "" {
				t.Errorf("leaf %d is of %s", l.seq, l.action)
			}
			ids = append(ids, short(l.id))
		}
		if len(ids) != votes || !slices.IsSorted(ids) {
			t.Errorf("the votes lie in another order than that of their ids: %v", ids)
		}
		w.holds(votes + 5)
	})
}

// Two processes sequence while others write: every event has one number, and
// none is left out.
func TestTwoProcessesSequenceAtOnce(t *testing.T) {
	each(t, func(t *testing.T, w *trailFixture) {
		twin := w.Second()
		var work sync.WaitGroup
		for range 3 {
			work.Go(func() {
				for range 15 {
					w.act(3)
				}
			})
		}
		for _, env := range []*trailFixture{w, {Env: twin}} {
			work.Go(func() {
				for range 25 {
					env.Clock.Add(8 * time.Second) // leases end in between
					env.sequence()
				}
			})
		}
		work.Wait()
		w.Clock.Add(time.Minute)
		w.sequence()
		for i, l := range w.lines() {
			if l.seq != int64(i) {
				t.Fatalf("place %d has number %d", i, l.seq)
			}
		}
		if r := w.holds(135); r.Waiting != 0 {
			t.Errorf("%d wait", r.Waiting)
		}
	})
}

// Whatever ends a round in the middle leaves nothing of it, and the next goes
// on from the last checkpoint.
func TestSequencingResumes(t *testing.T) {
	each(t, func(t *testing.T, w *trailFixture) {
		w.act(10)
		w.sequence()
		w.act(10)
		for _, block := range []string{
			// in the middle of the leaves
			"INSERT INTO audit_leaves (seq, event_id, leaf_hash, commitments, salt) VALUES (15, ?, ?, ?, ?)",
			"INSERT INTO audit_hashes (position, hash) VALUES (30, ?)",                             // of the nodes
			"INSERT INTO audit_checkpoints (number, size, published_at, note) VALUES (2, 1, 1, ?)", // at the very end
		} {
			args := []any{poll[:], make([]byte, 32), make([]byte, 128), make([]byte, 16)}
			switch strings.Count(block, "?") {
			case 1:
				args = []any{make([]byte, 32)}
				if strings.Contains(block, "note") {
					args = []any{"x"}
				}
			}
			w.Exec(block, args...)
			twin := &trailFixture{Env: w.Second()}
			w.Clock.Add(time.Minute)
			if _, err := twin.log().Sequence(context.Background()); err == nil &&
				!strings.Contains(block, "checkpoints") {
				t.Fatalf("went past: %s", block)
			}
			w.Exec("DELETE FROM audit_leaves WHERE seq = 15 AND event_id = ?", poll[:])
			w.Exec("DELETE FROM audit_hashes WHERE position = 30")
			w.Exec("DELETE FROM audit_checkpoints WHERE note = 'x'")
			if n := w.Count("SELECT COUNT(*) FROM audit_leaves"); n != 10 {
				t.Fatalf("%d leaves stayed of a round that failed", n)
			}
		}
		ctx, cancel := context.WithCancel(context.Background())
		cancel()
		if _, err := w.log().Sequence(ctx); err == nil {
			t.Fatal("went on after its end")
		}
		w.Clock.Add(time.Minute)
		if n := w.sequence(); n != 10 {
			t.Fatalf("%d events after the resumption", n)
		}
		w.holds(20)
	})
}

// A crash after the commit, or in the middle of a line, is made good in the
// witness file.
func TestWitnessResumes(t *testing.T) {
	each(t, func(t *testing.T, w *trailFixture) {
		size := w.grown()
		whole, err := os.ReadFile(w.file)
		if err != nil {
			t.Fatal(err)
		}
		for _, keep := range []int{0, bytes.IndexByte(whole, '\n') + 1, bytes.IndexByte(whole, '\n') + 40,
			len(whole) - 1, len(whole) - 30} {
			if err := os.WriteFile(w.file, whole[:keep], 0o600); err != nil {
				t.Fatal(err)
			}
			w.Clock.Add(time.Minute)
			twin := &trailFixture{Env: w.Second()}
			twin.sequence()
			if r := w.holds(size); r.Witnessed < r.Checkpoints {
				t.Errorf("kept %d bytes: %d of %d checkpoints are in the file", keep, r.Witnessed, r.Checkpoints)
			}
		}
	})
}

// A database that is older than the file is noticed at once, and the file does
// not follow it.
func TestRolledBackDatabase(t *testing.T) {
	each(t, func(t *testing.T, w *trailFixture) {
		w.act(4)
		w.sequence()
		w.act(4)
		w.sequence()
		w.Exec("DELETE FROM audit_leaves WHERE seq >= 4")
		w.Exec("DELETE FROM audit_hashes WHERE position >= ?", tlog.StoredHashCount(4))
		w.Exec("DELETE FROM audit_checkpoints WHERE number >= 2")
		before, _ := os.ReadFile(w.file)
		if r := w.verify(); len(r.Faults) == 0 || r.Faults[0].Seq != 4 {
			t.Errorf("faults: %v", r.Faults)
		}
		w.Clock.Add(time.Minute)
		w.act(1)
		if _, err := w.log().Sequence(context.Background()); err == nil { // the same numbers for other leaves
			w.act(1)
			_, _ = w.log().Sequence(context.Background())
		}
		if r := w.verify(); len(r.Faults) == 0 {
			t.Error("a log that was begun anew passes")
		}
		if after, _ := os.ReadFile(w.file); !bytes.HasPrefix(after, before) {
			t.Error("the file was rewritten")
		}
	})
}

// What the product erases of a person takes nothing from the proofs, nor do events
// that it empties when their time is over.
func TestErasureKeepsProofs(t *testing.T) {
	each(t, func(t *testing.T, w *trailFixture) {
		someone := w.SignIn("leaving")
		w.act(6)
		w.sequence()
		size := int64(w.Count("SELECT COUNT(*) FROM audit_leaves"))
		w.Exec(`UPDATE persons
			SET nickname = '', name_sealed = NULL, id_number_sealed = NULL WHERE id = ?`, someone.PersonID[:])
		w.holds(size)

		at := size - 5 // done in somebody's name
		target := w.lines()[at]
		w.wipe(target)
		if r := w.verify(); target.behalf == nil || len(r.Faults) == 0 || r.Faults[0].Seq != at {
			t.Fatalf("emptied by a hand: %v", r.Faults)
		}
		w.restore(target)
		w.holds(size)
		w.Clock.Add(37 * 31 * 24 * time.Hour)
		if n, err := w.log().Empty(context.Background()); err != nil || n != size {
			t.Fatal(n, err)
		}
		w.sequence()
		if r := w.holds(size + 2); r.Erased != size { // a range of each kind
			t.Errorf("%d erased", r.Erased)
		}
		for _, left := range []string{"on_behalf_of", "desk_session_id"} { // an erasure leaves neither
			w.Exec("UPDATE audit_events SET "+left+" = ? WHERE id = ?", target.desk, target.id)
			if r := w.verify(); len(r.Faults) == 0 || r.Faults[0].Seq != at {
				t.Errorf("emptied but for %s: %v", left, r.Faults)
			}
			w.Exec("UPDATE audit_events SET "+left+" = NULL WHERE id = ?", target.id)
		}
		hash := target.leafHash(target.commitments) // all that is left of it
		proof, err := w.log().LeafProof(context.Background(), at, size)
		if err != nil {
			t.Fatal(err)
		}
		var hashes [][32]byte
		for _, l := range w.lines()[:size] {
			hashes = append(hashes, [32]byte(l.hash))
		}
		if err := tlog.CheckRecord(proof, size, tlog.Hash(merkle(hashes)), at, tlog.Hash(hash)); err != nil {
			t.Error(err)
		}
	})
}

func idOf(id models.ID) []byte { return id[:] }
