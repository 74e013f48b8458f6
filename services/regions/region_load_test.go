package regions_test

import (
	"context"
	"crypto/rand"
	"database/sql"
	"encoding/hex"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/go-sql-driver/mysql"
	"github.com/google/uuid"

	"xinjumin/migrations"
	"xinjumin/models"
	"xinjumin/services/internal/store"
	"xinjumin/services/regions"
)

var start = models.InstantOf(time.Date(2026, 6, 1, 1, 0, 0, 0, time.UTC))

// onEngines runs the test on a fresh, migrated, empty database of each engine
// that the environment offers. open gives another process on the same database.
func onEngines(t *testing.T, test func(t *testing.T, open func() *store.Store)) {
	t.Run("sqlite", func(t *testing.T) {
		test(t, opener(t, store.Config{Dialect: store.SQLite, DSN: filepath.Join(t.TempDir(), "x.db")}))
	})
	dsn := os.Getenv("TEST_MYSQL_DSN")
	if dsn == "" {
		if os.Getenv("TEST_REQUIRE_ENGINES") != "" {
			t.Fatal("TEST_MYSQL_DSN is not set")
		}
		return
	}
	t.Run("mysql", func(t *testing.T) {
		test(t, opener(t, store.Config{Dialect: store.MySQL, DSN: database(t, dsn)}))
	})
}

func database(t *testing.T, dsn string) string {
	t.Helper()
	cfg, err := mysql.ParseDSN(dsn)
	if err != nil {
		t.Fatal(err)
	}
	root, err := sql.Open("mysql", dsn)
	if err != nil {
		t.Fatal(err)
	}
	random := make([]byte, 6)
	_, _ = rand.Read(random)
	cfg.DBName = "regions_" + hex.EncodeToString(random)
	if _, err := root.Exec("CREATE DATABASE " + cfg.DBName + " CHARACTER SET utf8mb4 COLLATE utf8mb4_bin"); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_, _ = root.Exec("DROP DATABASE " + cfg.DBName)
		root.Close()
	})
	return cfg.FormatDSN()
}

func opener(t *testing.T, c store.Config) func() *store.Store {
	c.Clock = func() models.Instant { return start }
	c.IDs = models.IDSource{
		New:       func() models.ID { return models.ID(uuid.Must(uuid.NewV7())) },
		NewSecret: func() models.ID { return models.ID(uuid.New()) },
	}
	open := func() *store.Store {
		st, err := store.Open(t.Context(), c)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { st.Close() })
		return st
	}
	st := open()
	if _, err := migrations.Up(t.Context(), st.SQL(), string(st.Dialect())); err != nil {
		t.Fatal(err)
	}
	return open
}

func counts(t *testing.T, st *store.Store) (n [3]int) {
	t.Helper()
	for i, table := range []string{"regions", "zones", "zone_members"} {
		if err := st.SQL().QueryRow("SELECT COUNT(*) FROM " + table).Scan(&n[i]); err != nil {
			t.Fatal(err)
		}
	}
	return n
}

var whole = [3]int{9554, 3, 5}

func TestProcessesThatStartTogetherLoadOnce(t *testing.T) {
	onEngines(t, func(t *testing.T, open func() *store.Store) {
		var wg sync.WaitGroup
		var loaded atomic.Int32
		for range 4 {
			st := open()
			wg.Go(func() {
				did, err := regions.Load(context.WithoutCancel(t.Context()), st)
				if err != nil {
					t.Error(err)
				}
				if did {
					loaded.Add(1)
				}
			})
		}
		wg.Wait()
		if loaded.Load() != 1 {
			t.Errorf("%d processes loaded", loaded.Load())
		}
		st := open()
		if got := counts(t, st); got != whole {
			t.Errorf("got %v, want %v", got, whole)
		}
		if did, err := regions.Load(t.Context(), st); did || err != nil {
			t.Errorf("a second start loaded again: %v %v", did, err)
		}
	})
}

func TestAFailedLoadLeavesNothingAndCanBeRepeated(t *testing.T) {
	onEngines(t, func(t *testing.T, open func() *store.Store) {
		st := open()
		// A foreign row on the way of the insert makes the load fail at its end.
		if _, err := st.SQL().Exec(`INSERT INTO zone_members (zone_code, region_code)
			VALUES ('binhai', '330602017000')`); err == nil {
			t.Fatal("a member without its zone")
		}
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		if did, err := regions.Load(ctx, st); did || err == nil {
			t.Fatalf("loaded with a dead context: %v", err)
		}
		if got := counts(t, st); got != [3]int{} {
			t.Fatalf("left %v", got)
		}
		if did, err := regions.Load(t.Context(), st); !did || err != nil {
			t.Fatalf("%v %v", did, err)
		}
		if got := counts(t, st); got != whole {
			t.Errorf("got %v", got)
		}
	})
}

func TestANewEditionKeepsWhatAnAdministratorChanged(t *testing.T) {
	onEngines(t, func(t *testing.T, open func() *store.Store) {
		st := open()
		if _, err := regions.Load(t.Context(), st); err != nil {
			t.Fatal(err)
		}
		for _, q := range []string{
			"UPDATE settings SET value = '0' WHERE name = 'seed.regions'", // as if an older edition were loaded
			"UPDATE regions SET name = '旧名' WHERE code = '330602005206'",
			"UPDATE regions SET name = '改名', version = 1001 WHERE code = '330604112000'",
			"DELETE FROM regions WHERE code = '330681005000'",
			"DELETE FROM zone_members WHERE zone_code = 'jinghu'",
		} {
			if _, err := st.SQL().Exec(q); err != nil {
				t.Fatal(err)
			}
		}
		if did, err := regions.Load(t.Context(), st); !did || err != nil {
			t.Fatalf("%v %v", did, err)
		}
		for code, want := range map[models.RegionCode]string{
			"330602005206": "外山村", "330604112000": "改名", "330681005000": "大唐街道",
		} {
			if r, err := st.Region(t.Context(), code); err != nil || r.Name != want {
				t.Errorf("%s: %s %v, want %s", code, r.Name, err, want)
			}
		}
		if m, err := regions.ListZoneMembers(t.Context(), st, "jinghu"); err != nil || len(m) != 0 {
			t.Errorf("the zone was filled again: %v %v", m, err)
		}
	})
}

// Every identity number begins with a code of this table.
func TestEveryPrefixOfAnIdentityNumberResolves(t *testing.T) {
	onEngines(t, func(t *testing.T, open func() *store.Store) {
		st := open()
		if _, err := regions.Load(t.Context(), st); err != nil {
			t.Fatal(err)
		}
		area := regions.New(st)
		for prefix, want := range map[string]string{
			"330621": "浙江省绍兴市绍兴县", "330682": "浙江省绍兴市上虞市", "110103": "北京市崇文区",
			"440524": "广东省汕头市潮阳县", "441900": "广东省东莞市", "810000": "香港特别行政区", "830000": "台湾省",
		} {
			d, err := area.Get(t.Context(), models.Actor{}, models.RegionCode(prefix+"000000"))
			if err != nil || d.FullName != want {
				t.Errorf("%s: %s %v, want %s", prefix, d.FullName, err, want)
			}
		}
	})
}
