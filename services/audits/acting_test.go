package audits_test

import (
	"bytes"
	"testing"
)

// In whose name an officer acted, and in which session, cannot be changed, taken
// away, exchanged or made up afterwards, nor who of the two did it.
func TestActingCannotBeRewritten(t *testing.T) {
	each(t, func(t *testing.T, w *trailFixture) {
		w.act(9)
		w.sequence()
		size := int64(w.Count("SELECT COUNT(*) FROM audit_events"))
		var acting, plain []line
		for _, l := range w.lines() {
			if l.behalf != nil {
				acting = append(acting, l)
			} else if l.body != nil {
				plain = append(plain, l)
			}
		}
		if len(acting) != 3 || len(plain) != 6 {
			t.Fatalf("%d in somebody's name, %d others", len(acting), len(plain))
		}
		put := func(l line) {
			w.Exec(`UPDATE audit_events SET actor_id = ?, on_behalf_of = ?, desk_session_id = ?
				WHERE id = ?`, l.actor, l.behalf, l.desk, l.id)
		}
		a, b, p, other := acting[0], acting[1], plain[0], idOf(w.ids.New())
		for name, forged := range map[string][]line{
			"another person":     {{id: a.id, actor: a.actor, behalf: other, desk: a.desk}},
			"another session":    {{id: a.id, actor: a.actor, behalf: a.behalf, desk: other}},
			"no person":          {{id: a.id, actor: a.actor, desk: a.desk}},
			"no session":         {{id: a.id, actor: a.actor, behalf: a.behalf}},
			"neither":            {{id: a.id, actor: a.actor}},
			"nor an officer":     {{id: a.id}},
			"no officer":         {{id: a.id, behalf: a.behalf, desk: a.desk}},
			"the person herself": {{id: a.id, actor: a.behalf}},
			"the two exchanged":  {{id: a.id, actor: a.behalf, behalf: a.actor, desk: a.desk}},
			"the two columns":    {{id: a.id, actor: a.actor, behalf: a.desk, desk: a.behalf}},
			"those of another act": {{id: a.id, actor: a.actor, behalf: b.behalf, desk: b.desk},
				{id: b.id, actor: b.actor, behalf: a.behalf, desk: a.desk}},
			"moved to a plain act": {{id: a.id, actor: a.actor},
				{id: p.id, actor: p.actor, behalf: a.behalf, desk: a.desk}},
			"made up":           {{id: p.id, actor: p.actor, behalf: other, desk: other}},
			"a session made up": {{id: p.id, actor: p.actor, desk: other}},
		} {
			first := size
			for _, f := range forged {
				put(f)
				for _, l := range []line{a, b, p} {
					if string(l.id) == string(f.id) {
						first = min(first, l.seq)
					}
				}
			}
			if r := w.verify(); len(r.Faults) == 0 || r.Faults[0].Seq != first {
				t.Errorf("%s: want leaf %d named: %v", name, first, r.Faults)
			}
			for _, l := range []line{a, b, p} {
				put(l)
			}
		}
		w.holds(size)

		// Not even with commitments and a leaf that fit: the root was signed.
		for _, forged := range []line{a.asPlain(), p.inTheNameOf(other)} {
			commitments := forged.commit()
			leaf := forged.leafHash(commitments)
			put(forged)
			w.Exec("UPDATE audit_leaves SET commitments = ?, leaf_hash = ? WHERE seq = ?", commitments, leaf[:],
				forged.seq)
			if r := w.verify(); len(r.Faults) == 0 {
				t.Errorf("leaf %d was written anew unseen", forged.seq)
			}
			for _, l := range []line{a, p} {
				put(l)
				w.Exec("UPDATE audit_leaves SET commitments = ?, leaf_hash = ? WHERE seq = ?", l.commitments, l.hash,
					l.seq)
			}
		}
		w.holds(size)
		if bytes.Equal(a.commit(), a.asPlain().commit()) {
			t.Error("the commitments do not tell the name")
		}
	})
}

func (l line) asPlain() line { l.behalf, l.desk = nil, nil; return l }

func (l line) inTheNameOf(other []byte) line { l.behalf, l.desk = other, other; return l }
