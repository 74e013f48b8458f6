package audits_test

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"database/sql"
	"encoding/binary"
	"encoding/hex"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"xinjumin/app/apptest"
	"xinjumin/app/server"
	"xinjumin/models"
	"xinjumin/services/audits"
	"xinjumin/services/governance"
	"xinjumin/services/internal/audit"
	"xinjumin/services/internal/store"
	"xinjumin/services/internal/storetest"
	"xinjumin/services/organizations"
)

// trailFixture is an application with a trail that the test writes.
type trailFixture struct {
	*apptest.Env
	st   *store.Store
	db   *sql.DB
	file string
	ids  models.IDSource
}

// each runs a test on both engines, with a witness file.
func each(t *testing.T, test func(t *testing.T, w *trailFixture)) {
	dir := t.TempDir()
	path := func(dialect string) string { return filepath.Join(dir, dialect+".checkpoints") }
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		w := &trailFixture{Env: env, st: storetest.Open(env), db: env.DB(), file: path("sqlite"), ids: apptest.IDs()}
		if env.Engine == apptest.MariaDB {
			w.file = path("mysql")
		}
		test(t, w)
	}, apptest.With(func(o *server.Options) { o.AuditCheckpointFile = path(o.Dialect) }))
}

// act records n acts, each with everything that an event may have; every third
// is an officer's at a desk, in somebody's name.
func (w *trailFixture) act(n int) {
	w.Helper()
	err := w.st.InTx(context.Background(), func(tx *store.Tx) error {
		acts := make([]audit.Act, n)
		for i := range acts {
			acts[i] = audit.Act{Ctx: models.WithRequestID(context.Background(), "r-1"),
				Actor: models.Actor{PersonID: tx.NewID(), SessionID: tx.NewID()},
				Event: audit.Event{Action: organizations.ActionAccept, Object: "membership", ObjectID: tx.NewID(),
					RegionCode:     "330602005206",
					OrganizationID: tx.NewID(), Detail: map[string]string{"state": "active"}}}
			if i%3 == 1 {
				acts[i].Actor.OnBehalf = &models.OnBehalf{OfficerID: tx.NewID(), DeskID: tx.NewID(),
					RegionCode: "330602005206"}
			}
		}
		return audit.RecordAll(context.Background(), tx, acts)
	})
	if err != nil {
		w.Fatal(err)
	}
}

// vote records that somebody took part in a secret poll.
func (w *trailFixture) vote() {
	w.Helper()
	err := w.st.InTx(context.Background(), func(tx *store.Tx) error {
		return audit.RecordSecret(context.Background(), tx, []models.ID{tx.NewID()},
			audit.Event{Action: governance.ActionCast, Object: "poll", ObjectID: poll})
	})
	if err != nil {
		w.Fatal(err)
	}
}

var poll = models.ID{15: 1}

func (w *trailFixture) log() *audits.Service { return w.Server.Services.Audits }

// sequence brings the log up to date.
func (w *trailFixture) sequence() int {
	w.Helper()
	n, err := w.log().Sequence(context.Background())
	if err != nil {
		w.Fatalf("sequence: %v", err)
	}
	return n
}

func (w *trailFixture) verify() audits.Report {
	w.Helper()
	r, err := w.log().Verify(context.Background(), audits.Check{})
	if err != nil {
		w.Fatalf("verify: %v", err)
	}
	return r
}

// holds demands that the log has so many leaves and no fault.
func (w *trailFixture) holds(size int64) audits.Report {
	w.Helper()
	r := w.verify()
	if len(r.Faults) > 0 || r.Size != size {
		w.Fatalf("%d leaves, want %d; %v", r.Size, size, r.Faults)
	}
	return r
}

// grown is a log of several rounds and hours, with ballots among other acts.
func (w *trailFixture) grown() (size int64) {
	w.Helper()
	for round := range 5 {
		w.act(1 + 7*round%13)
		w.vote()
		w.vote()
		w.sequence()
		w.Clock.Add(25 * time.Minute)
	}
	w.Clock.Add(3 * time.Hour)
	w.sequence()
	return int64(w.Count("SELECT COUNT(*) FROM audit_events"))
}

// line is a leaf with its event, as they are stored.
type line struct {
	seq                              int64
	id, actor, session, object, body []byte
	behalf, desk                     []byte
	at                               int64
	action, noun, outcome, reason    string
	region                           sql.NullString
	request, detail                  string
	hash, commitments, salt, mac     []byte
}

func (w *trailFixture) lines() []line {
	w.Helper()
	rows, err := w.db.Query(`SELECT l.seq, e.id, e.actor_id, e.session_id, e.object_id, e.organization_id,
		e.on_behalf_of, e.desk_session_id, e.at, e.action, e.object, e.outcome, e.reason, e.region_code,
		e.request_id, e.detail, l.leaf_hash, l.commitments, l.salt, e.mac
		FROM audit_leaves l JOIN audit_events e ON e.id = l.event_id ORDER BY l.seq`)
	if err != nil {
		w.Fatal(err)
	}
	defer rows.Close()
	var all []line
	for rows.Next() {
		var l line
		if err := rows.Scan(&l.seq, &l.id, &l.actor, &l.session, &l.object, &l.body, &l.behalf, &l.desk, &l.at,
			&l.action, &l.noun, &l.outcome, &l.reason,
			&l.region, &l.request, &l.detail, &l.hash, &l.commitments, &l.salt, &l.mac); err != nil {
			w.Fatal(err)
		}
		all = append(all, l)
	}
	if err := rows.Err(); err != nil {
		w.Fatal(err)
	}
	return all
}

// commit computes the commitments as docs/decisions/0020-audit-log.md describes them,
// without the code under test.
func (l line) commit() []byte {
	who, value := "actor", l.actor
	if l.behalf != nil || l.desk != nil {
		who, value = "acting", frames(l.actor, l.behalf, l.desk)
	}
	detail, said := "detail", frames([]byte(l.request), []byte(l.detail))
	if l.mac != nil {
		detail, said = "coded", frames([]byte(l.request), []byte(l.detail), l.mac)
	}
	out := make([]byte, 0, 128)
	for _, c := range []struct {
		name  string
		value []byte
	}{{who, value}, {"session", l.session}, {"object", l.object},
		{detail, said}} {
		if c.value == nil {
			out = append(out, make([]byte, 32)...)
			continue
		}
		mac := hmac.New(sha256.New, l.salt)
		mac.Write(frames([]byte(c.name), c.value))
		out = mac.Sum(out)
	}
	return out
}

// leafHash computes the leaf as docs/decisions/0020-audit-log.md describes it,
// without the code under test.
func (l line) leafHash(commitments []byte) [32]byte {
	data := []byte("xinjumin audit leaf v1\x00")
	put := func(b []byte) {
		data = append(binary.BigEndian.AppendUint32(data, uint32(len(b))), b...)
	}
	put(l.id)
	put(binary.BigEndian.AppendUint64(nil, uint64(l.at)))
	put([]byte(l.action))
	put([]byte(l.noun))
	put([]byte(l.outcome))
	put([]byte(l.reason))
	put([]byte(l.region.String))
	put(l.body)
	put(commitments)
	return sha256.Sum256(append([]byte{0}, data...))
}

// merkle is the root of RFC 6962, section 2.1, word for word.
func merkle(leaves [][32]byte) [32]byte {
	switch len(leaves) {
	case 0:
		return sha256.Sum256(nil)
	case 1:
		return leaves[0]
	}
	k := 1
	for k*2 < len(leaves) {
		k *= 2
	}
	left, right := merkle(leaves[:k]), merkle(leaves[k:])
	return sha256.Sum256(slices.Concat([]byte{1}, left[:], right[:]))
}

func short(b []byte) string { return hex.EncodeToString(b) }
