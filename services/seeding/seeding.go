package seeding

import (
	"context"
	"strconv"
	"time"

	"xinjumin/models"
	"xinjumin/services/internal/audit"
	"xinjumin/services/internal/keyring"
	"xinjumin/services/internal/store"
)

// Bounds of a population.
const (
	MinPeople = 1_000
	MaxPeople = 2_000_000
)

// Options say what to make.
type Options struct {
	People int // MinPeople to MaxPeople
	// Progress, when set, hears of each batch: the kind of rows, how many so
	// far and how many there will be (about, where it depends on chance).
	Progress func(kind string, done, total int)
	// Cast, when set, adds the people of the demonstration and what they play
	// with; see Demo.
	Cast []Member
	// AppID is the mini-program of the cast.
	AppID string
}

// ErrPopulated refuses to seed a database that has people already.
var ErrPopulated = models.NewError(models.CodeConflict, "seed.populated", "数据库里已经有人员数据",
	"The database already has people")

// ErrPeople refuses a population out of bounds.
var ErrPeople = models.NewError(models.CodeInvalid, "seed.people", "人数应在1000到2000000之间",
	"People must be 1,000 to 2,000,000")

// actionSeed is the audit action of made-up data.
var actionSeed = models.NewAction("seed.run", "生成演示数据")

// Service writes made-up data.
type Service struct {
	store *store.Store
	ring  *keyring.Ring
}

// New makes the service.
func New(st *store.Store, ring *keyring.Ring) *Service { return &Service{store: st, ring: ring} }

// Run fills an empty, migrated database. It streams: only the list
// of organizations is kept in memory. It refuses (seed.populated, seed.people); when it breaks off,
// the database must be emptied before the next try.
func (s *Service) Run(ctx context.Context, o Options) error {
	if o.People < MinPeople || o.People > MaxPeople {
		return ErrPeople
	}
	if some, err := s.store.AnyPerson(ctx); err != nil || some {
		if err == nil {
			err = ErrPopulated
		}
		return err
	}
	if o.Progress == nil {
		o.Progress = func(string, int, int) {}
	}
	run := &run{Service: s, Options: o, now: s.store.Now()}
	if err := run.plan(ctx); err != nil {
		return err
	}
	for _, stage := range []func(context.Context) error{run.people, run.organizations, run.disputes, run.activities,
		run.polls, run.demo} {
		if err := stage(ctx); err != nil {
			return err
		}
	}
	return s.store.InTx(ctx, func(tx *store.Tx) error {
		return audit.Record(ctx, tx, models.System, audit.Event{Action: actionSeed, Object: "person",
			Detail: map[string]string{"people": strconv.Itoa(o.People)}})
	})
}

// run is one filling.
type run struct {
	*Service
	Options
	now     models.Instant
	regions map[models.RegionCode]models.Region
	places  []place
	homes   homes
	groups  []group
}

// plan reads the divisions and decides who lives where.
func (r *run) plan(ctx context.Context) error {
	var err error
	if r.regions, err = r.store.AllRegions(ctx); err != nil {
		return err
	}
	r.homes = homes{}
	var villages []models.RegionCode
	for code, region := range r.regions {
		switch {
		case region.ValidTo != nil:
		case region.Level == models.LevelVillage:
			villages = append(villages, code)
		case region.Level == models.LevelCounty:
			r.homes[string(code[:2])] = append(r.homes[string(code[:2])], code)
		}
	}
	sortCodes(villages)
	for _, counties := range r.homes {
		sortCodes(counties)
	}
	r.places = allocate(villages, r.People)
	return nil
}

// people writes the population.
func (r *run) people(ctx context.Context) error {
	out := sink[models.Person]{run: r, kind: "people", total: r.People}
	for _, p := range r.places {
		for n := p.first; n < p.first+p.count; n++ {
			person, err := r.person(r.homes.villager(n), p.code, r.ago(400, n))
			if err != nil {
				return err
			}
			if err := out.add(ctx, person); err != nil {
				return err
			}
		}
	}
	return out.flush(ctx)
}

// ago gives an instant within the last so many days, by chance.
func (r *run) ago(days, n int) models.Instant {
	return r.now.Add(-time.Duration(dice("ago", n).Int64N(int64(days)*24)+1) * time.Hour)
}

// rowsPerInsert keeps one statement under the parameter limits of both engines;
// rowsPerCommit bounds what one transaction holds.
const (
	rowsPerInsert = 400
	rowsPerCommit = 8_000
)

// sink gathers rows of one kind and writes them in batches.
type sink[T any] struct {
	run   *run
	kind  string
	total int
	done  int
	rows  []T
}

func (k *sink[T]) add(ctx context.Context, rows ...T) error {
	k.rows = append(k.rows, rows...)
	if len(k.rows) < rowsPerCommit {
		return nil
	}
	return k.flush(ctx)
}

func (k *sink[T]) flush(ctx context.Context) error {
	if len(k.rows) == 0 {
		return nil
	}
	err := k.run.store.InTx(ctx, func(tx *store.Tx) error { return tx.Bulk(ctx, k.rows, rowsPerInsert) })
	if err != nil {
		return err
	}
	k.done += len(k.rows)
	k.rows = k.rows[:0]
	k.run.Progress(k.kind, k.done, max(k.total, k.done))
	return nil
}
