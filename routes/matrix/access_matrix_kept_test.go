package matrix_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"xinjumin/app/apptest"
	"xinjumin/app/server"
	"xinjumin/models"
)

// Filling a database with the fixture of the access matrix takes some five
// hundred requests, and it is the same for every walk. So it is filled once in
// a run of the tests, and each walk on SQLite starts its application on a copy
// of that database: no walk sees what another one did. One walk alone runs on
// MariaDB, and fills its own.

// keptFixture is what a copy is made of.
type keptFixture struct {
	database []byte
	uploads  map[string][]byte // by the path below the directory of uploads
	at       models.Instant    // what the clock said when all was there
	fixture  *accessFixture    // whose clients speak to an application that has ended
}

// keep guards the one kept fixture.
var keep struct {
	sync.Mutex
	tried bool
	kept  *keptFixture
}

// theKeptFixture gives the fixture, and makes it for whichever test asks first.
func theKeptFixture(t *testing.T) *keptFixture {
	t.Helper()
	keep.Lock()
	defer keep.Unlock()
	if !keep.tried {
		keep.tried = true // a failure ends this test here, and is told to the others below
		keep.kept = keepFixture(t)
	}
	if keep.kept == nil {
		t.Fatal("the fixture of the access matrix could not be made; an earlier test says why")
	}
	return keep.kept
}

func keepFixture(t *testing.T) *keptFixture {
	t.Helper()
	env := apptest.New(t, apptest.SQLite)
	kept := &keptFixture{fixture: newAccessFixture(t, env), at: env.Clock.Now(), uploads: map[string][]byte{}}
	db := env.DB()
	defer db.Close()
	var busy, written, moved int
	if err := db.QueryRow("PRAGMA wal_checkpoint(TRUNCATE)").Scan(&busy, &written, &moved); err != nil || busy != 0 {
		t.Fatalf("the journal is not in the file: busy %d, %v", busy, err)
	}
	var err error
	if kept.database, err = os.ReadFile(env.DSN); err != nil {
		t.Fatal(err)
	}
	err = filepath.WalkDir(env.Files(), func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		below, err := filepath.Rel(env.Files(), path)
		if err != nil {
			return err
		}
		kept.uploads[below], err = os.ReadFile(path)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return kept
}

// option puts the copy under an application on SQLite before it starts; change
// may be nil, and changes the assembly further.
func (k *keptFixture) option(t *testing.T, change func(*server.Options)) apptest.Option {
	return apptest.With(func(o *server.Options) {
		if change != nil {
			change(o)
		}
		if o.Dialect != "sqlite" {
			return
		}
		if err := k.copyTo(o.DSN, o.Files.Dir); err != nil {
			t.Errorf("copy the fixture: %v", err)
		}
	})
}

func (k *keptFixture) copyTo(database, uploads string) error {
	if err := os.WriteFile(database, k.database, 0o600); err != nil {
		return err
	}
	for below, content := range k.uploads {
		path := filepath.Join(uploads, below)
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			return err
		}
		if err := os.WriteFile(path, content, 0o600); err != nil {
			return err
		}
	}
	return nil
}

// in gives the fixture in an application that was started with the option: the
// same people and places, who speak to that application. MariaDB has no copy,
// and is filled.
func (k *keptFixture) in(t *testing.T, env *apptest.Env) *accessFixture {
	t.Helper()
	if env.Engine != apptest.SQLite {
		return newAccessFixture(t, env)
	}
	env.Clock.Set(k.at)
	m := mover{env: env, clients: map[*apptest.Client]*apptest.Client{}, places: map[*place]*place{}}
	f := &accessFixture{Env: env, extra: m.client(k.fixture.extra)}
	f.here, f.there, f.nowhere = m.place(k.fixture.here), m.place(k.fixture.there), m.place(k.fixture.nowhere)
	for _, s := range k.fixture.subjects {
		s.client, s.place = m.client(s.client), m.place(s.place)
		f.add(s)
	}
	return f
}

// startWithFixture starts an application on SQLite with the fixture in it, and
// lets the walk run beside others: each has its database. change may be nil.
func startWithFixture(t *testing.T, change func(*server.Options)) *accessFixture {
	t.Helper()
	t.Parallel()
	kept := theKeptFixture(t)
	return kept.in(t, apptest.New(t, apptest.SQLite, kept.option(t, change)))
}

// mover takes people and places over to another application.
type mover struct {
	env     *apptest.Env
	clients map[*apptest.Client]*apptest.Client
	places  map[*place]*place
}

func (m mover) client(c *apptest.Client) *apptest.Client {
	if _, known := m.clients[c]; !known {
		m.clients[c] = c.On(m.env)
	}
	return m.clients[c]
}

func (m mover) place(p *place) *place {
	if p == nil {
		return nil
	}
	if _, known := m.places[p]; !known {
		twin := *p
		for _, c := range []**apptest.Client{&twin.chair, &twin.head, &twin.mediator, &twin.admin,
			&twin.applicant, &twin.candidate, &twin.pending} {
			*c = m.client(*c)
		}
		m.places[p] = &twin
	}
	return m.places[p]
}
