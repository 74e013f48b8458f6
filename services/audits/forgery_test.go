package audits_test

import (
	"context"
	"crypto/ed25519"
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"

	"xinjumin/models"
	"xinjumin/services/audits"
	"xinjumin/services/internal/audit"
	"xinjumin/services/internal/keyring"
	"xinjumin/services/internal/store"
)

// wipe empties an event and its leaf by hand, as completely as the product does.
func (w *trailFixture) wipe(l line) {
	w.Helper()
	w.Exec(`UPDATE audit_events SET actor_id = NULL, session_id = NULL, object_id = NULL, on_behalf_of = NULL,
		desk_session_id = NULL, request_id = '', detail = '', mac = NULL WHERE id = ?`, l.id)
	w.Exec("UPDATE audit_leaves SET salt = ? WHERE seq = ?", make([]byte, 16), l.seq)
}

// restore puts back what wipe took.
func (w *trailFixture) restore(l line) {
	w.Helper()
	w.Exec(`UPDATE audit_events SET actor_id = ?, session_id = ?, object_id = ?, on_behalf_of = ?,
		desk_session_id = ?, request_id = ?, detail = ?, mac = ? WHERE id = ?`, l.actor, l.session, l.object, l.behalf,
		l.desk, l.request, l.detail, l.mac, l.id)
	w.Exec("UPDATE audit_leaves SET salt = ? WHERE seq = ?", l.salt, l.seq)
}

// forge writes an event past the product.
func (w *trailFixture) forge(action, object string, objectID []byte, detail map[string]string, mac []byte) []byte {
	w.Helper()
	id, said := w.ids.New(), "{}"
	if detail != nil {
		text, err := json.Marshal(detail)
		if err != nil {
			w.Fatal(err)
		}
		said = string(text)
	}
	w.Exec(`INSERT INTO audit_events (id, at, action, object, object_id, outcome, reason, request_id, detail, mac)
		VALUES (?, ?, ?, ?, ?, 'done', '', '', ?, ?)`, id[:], int64(w.Clock.Now()), action, object, objectID, said, mac)
	return id[:]
}

// over says of an erasure that it is over a range of the log.
func over(from, to int64) map[string]string {
	return map[string]string{"kind": "record", "from": fmt.Sprint(from), "to": fmt.Sprint(to), "events": "1"}
}

// Somebody who may write every table, but has no key, wants to wipe an event: they
// write an erasure beside the log, wait until the server has been by, and empty
// the victim. It is old enough for any rule. None of it gets a place in the log,
// and the victim is named.
func TestErasureCannotBeForged(t *testing.T) {
	for name, attack := range map[string]func(w *trailFixture, victim, other line){
		"of the event": func(w *trailFixture, v, _ line) {
			w.forge("audit.erase", "audit_event", v.id, nil, nil)
		},
		"of a range": func(w *trailFixture, v, _ line) {
			w.forge("audit.erase", "audit_log", nil, over(0, v.seq), nil)
		},
		"with the code of another event": func(w *trailFixture, v, other line) {
			w.forge("audit.erase", "audit_log", nil, over(0, v.seq), other.mac)
		},
		"with the code of the victim": func(w *trailFixture, v, _ line) {
			w.forge("audit.erase", "audit_event", v.id, nil, v.mac)
		},
		"with a code of nothing": func(w *trailFixture, v, other line) {
			w.forge("audit.erase", "audit_log", nil, over(0, v.seq), append(other.mac[:4:4], make([]byte, 32)...))
		},
		"under a key that nobody has": func(w *trailFixture, v, other line) {
			w.forge("audit.erase", "audit_log", nil, over(0, v.seq), append([]byte("none"), other.mac[4:]...))
		},
		"for another event": func(w *trailFixture, _, other line) {
			w.forge("audit.erase", "audit_event", other.id, nil, nil)
		},
		"made of an act that waits": func(w *trailFixture, v, _ line) { // its code is right for what it was
			w.act(1)
			w.Exec(`UPDATE audit_events SET action = 'audit.erase', object = 'audit_log', object_id = NULL,
				actor_id = NULL, session_id = NULL, region_code = NULL, organization_id = NULL, request_id = '',
				detail = ? WHERE NOT EXISTS (SELECT 1 FROM audit_leaves l WHERE l.event_id = audit_events.id)`,
				fmt.Sprintf(`{"events":"1","from":"0","kind":"record","to":"%d"}`, v.seq))
		},
	} {
		t.Run(name, func(t *testing.T) {
			each(t, func(t *testing.T, w *trailFixture) {
				w.act(9)
				w.sequence()
				victim, other := w.lines()[4], w.lines()[7]
				w.Clock.Add(37 * 31 * 24 * time.Hour)
				w.act(1)
				w.sequence()
				attack(w, victim, other)
				if n := w.sequence(); n != 0 {
					t.Errorf("%d events got a place in the log", n)
				}
				w.Clock.Add(time.Hour)
				w.sequence()
				w.wipe(victim)
				r := w.verify()
				if r.Refused != 1 || r.Size != 10 {
					t.Errorf("%d events are told to be forged, %d have a place", r.Refused, r.Size)
				}
				if !slices.ContainsFunc(r.Faults, func(f audits.Fault) bool { return f.Seq == victim.seq }) {
					t.Errorf("the victim is not named: %v", r.Faults)
				}
				if !strings.Contains(w.Logs(), "THE PRODUCT DID NOT WRITE") {
					t.Error("the server says nothing")
				}
			})
		})
	}
}

// An erasure with a right code and a place in the log, but of a form that the
// product does not give, allows nothing.
func TestErasureHasOneForm(t *testing.T) {
	each(t, func(t *testing.T, w *trailFixture) {
		w.act(9)
		w.sequence()
		victim := w.lines()[4]
		w.Clock.Add(37 * 31 * 24 * time.Hour)
		with := func(name, value string) map[string]string {
			d := over(0, victim.seq)
			d[name] = value
			return d
		}
		erase := audit.Event{Action: models.ActionAuditErase, Object: models.AuditLogObject}
		for i, e := range []audit.Event{
			{Action: erase.Action, Object: "audit_event", ObjectID: models.ID(victim.id)},
			{Action: erase.Action, Object: erase.Object, ObjectID: models.ID(victim.id), Detail: over(0, 4)},
			{Action: erase.Action, Object: erase.Object, OrganizationID: models.ID{1}, Detail: over(0, 4)},
			erase.With(with("kind", "all")), erase.With(with("events", "0")), erase.With(with("events", "6")),
			erase.With(with("from", "5")), erase.With(with("from", "-0")), erase.With(with("more", "")),
			erase.With(with("to", "999")), // the erasure itself
		} {
			w.record(models.System, e)
			w.sequence()
			w.wipe(victim)
			if r := w.verify(); len(r.Faults) != 2+i || r.Refused != 0 {
				t.Errorf("%d: %v", i, r.Faults)
			}
			w.restore(victim)
		}
		w.record(models.Actor{PersonID: models.ID{1}}, erase.With(over(0, victim.seq)))
		w.sequence()
		w.wipe(victim)
		if r := w.verify(); len(r.Faults) != 12 {
			t.Errorf("a person's: %v", r.Faults)
		}
		w.record(models.System, erase.With(over(0, victim.seq))) // the product's own
		if r := w.verify(); len(r.Faults) != 11 || r.Erased != 1 {
			t.Errorf("that of the product: %v", r.Faults)
		}
	})
}

func (w *trailFixture) record(actor models.Actor, e audit.Event) {
	w.Helper()
	if err := w.st.InTx(context.Background(), func(tx *store.Tx) error {
		return audit.Record(context.Background(), tx, actor, e)
	}); err != nil {
		w.Fatal(err)
	}
}

// An event is what it was from the moment of the act, not from its place in the
// log on: what is changed in between gets none, and neither does one whose code
// was taken away. Others get theirs all the same.
func TestEventsThatWaitCannotBeChanged(t *testing.T) {
	each(t, func(t *testing.T, w *trailFixture) {
		for i, change := range []string{
			"mac = NULL", "mac = x'00'", "at = at + 1", "action = 'membership.forged'", "object = 'poll'",
			"outcome = 'refused'", "reason = 'x'", "request_id = 'x'", "detail = '{}'", "region_code = NULL",
			"actor_id = object_id", "session_id = NULL", "object_id = actor_id", "organization_id = NULL",
			"on_behalf_of = actor_id", "desk_session_id = actor_id",
		} {
			w.act(3)
			rows := w.table("audit_events", "id").rows
			id := rows[len(rows)-1][0]
			w.Exec("UPDATE audit_events SET "+change+" WHERE id = ?", id)
			if n := w.sequence(); n != 2 {
				t.Errorf("%s: %d of 2 untouched events got a place", change, n)
			}
			if r := w.verify(); r.Refused != int64(i+1) || len(r.Faults) != min(i+1, 20) || r.Size != int64(2*i+2) {
				t.Errorf("%s: %d are told: %v", change, r.Refused, r.Faults)
			}
		}
		w.vote() // a secret one, too
		w.Exec("UPDATE audit_events SET actor_id = session_id WHERE action = 'ballot.cast'")
		w.Clock.Add(3 * time.Hour)
		if n := w.sequence(); n != 0 || w.verify().Refused != 17 {
			t.Errorf("a forged vote got a place: %d", n)
		}
	})
}

// More forged events than a round reads keep nobody else out.
func TestForgedEventsKeepNobodyOut(t *testing.T) {
	each(t, func(t *testing.T, w *trailFixture) {
		db := w.DB()
		tx, err := db.Begin()
		if err != nil {
			t.Fatal(err)
		}
		for range 1100 {
			id := w.ids.New()
			if _, err := tx.Exec(`INSERT INTO audit_events (id, at, action, object, outcome, reason, request_id, detail)
				VALUES (?, ?, 'x', 'x', 'done', '', '', '{}')`, id[:], int64(w.Clock.Now())); err != nil {
				t.Fatal(err)
			}
		}
		if err := tx.Commit(); err != nil {
			t.Fatal(err)
		}
		w.Clock.Add(time.Second)
		w.act(5)
		if n := w.sequence(); n != 5 {
			t.Errorf("%d of 5", n)
		}
		if r := w.verify(); r.Refused != 1100 || len(r.Faults) != 20 || r.Size != 5 {
			t.Errorf("%d refused, %d named, %d leaves", r.Refused, len(r.Faults), r.Size)
		}
	})
}

// The leaf covers the code: taking it away is named. A leaf that was made and signed
// before there were codes holds and is counted; such an event without a leaf is told
// (see above).
func TestEventsFromBeforeThereWereCodes(t *testing.T) {
	each(t, func(t *testing.T, w *trailFixture) {
		w.act(1)
		w.sequence()
		l := w.lines()[0]
		w.Exec("UPDATE audit_events SET mac = NULL WHERE id = ?", l.id)
		if r := w.verify(); len(r.Faults) == 0 || r.Faults[0].Seq != 0 {
			t.Errorf("a code was taken away: %v", r.Faults)
		}
		l.mac = nil // what the server of then has written and signed
		commitments := l.commit()
		leaf := l.leafHash(commitments)
		w.Exec("UPDATE audit_leaves SET leaf_hash = ?, commitments = ?", leaf[:], commitments)
		w.Exec("UPDATE audit_hashes SET hash = ?", leaf[:])
		c, err := w.log().Latest(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		text, _, _ := strings.Cut(c.Note, "\n\n")
		text = strings.Replace(text, c.Root.String(), tlog.Hash(leaf).String(), 1) + "\n"
		signed, err := note.Sign(&note.Note{Text: text}, serverOfThen(t, w))
		if err != nil {
			t.Fatal(err)
		}
		w.Exec("UPDATE audit_checkpoints SET note = ?", string(signed))
		if err := os.Remove(w.file); err != nil {
			t.Fatal(err)
		}
		if r := w.holds(1); r.Older != 1 {
			t.Errorf("%d are older", r.Older)
		}
	})
}

// serverOfThen signs with the key of the server.
func serverOfThen(t *testing.T, w *trailFixture) note.Signer {
	t.Helper()
	ring, err := keyring.Parse(keyring.DemoText(), false)
	if err != nil {
		t.Fatal(err)
	}
	verifier, err := note.NewVerifier(w.log().VerifierKeys()[0])
	if err != nil {
		t.Fatal(err)
	}
	return thenSigner{verifier, ed25519.NewKeyFromSeed(ring.Derive("audit/checkpoint"))}
}

type thenSigner struct {
	note.Verifier
	key ed25519.PrivateKey
}

func (s thenSigner) Sign(msg []byte) ([]byte, error) { return ed25519.Sign(s.key, msg), nil }
