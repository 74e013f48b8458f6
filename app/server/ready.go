package server

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"sync"
	"time"

	"xinjumin/migrations"
	"xinjumin/models"
)

// Checks says how the dependencies are: "ok", "degraded" or what is wrong. A dead Redis degrades, a dead database
// is down. A database that answers and takes nothing in is degraded, with the reason:
// people can still read.
func (s *Server) Checks(ctx context.Context) map[string]string {
	checks := map[string]string{"database": "ok", "migrations": "ok", "redis": s.kv.Health()}
	if checks["redis"] == "off" {
		delete(checks, "redis")
	}
	if !s.Services.Files.Off() {
		checks["files"] = "ok"
		if err := s.Services.Files.Check(ctx); err != nil {
			checks["files"] = "degraded"
			s.log.Warn("the file store cannot be used", "error", err)
		}
	}
	if err := s.Services.Ping(ctx); err != nil {
		checks["database"] = "down"
		checks["migrations"] = "unknown"
		return checks
	}
	switch pending, err := s.Services.Pending(ctx); {
	case errors.Is(err, migrations.ErrNewer):
		// In the middle of a rollout: migrations come first, and the older
		// processes go on until it is their turn.
		checks["migrations"] = "degraded"
	case err != nil:
		checks["migrations"] = "unknown"
	case pending > 0:
		checks["migrations"] = fmt.Sprintf("pending: %d", pending)
	default:
		if found := s.writes(ctx); found != "ok" {
			checks["database"] = "degraded: " + found
		}
	}
	return checks
}

// probe is what the last look at writing has found.
type probe struct {
	sync.Mutex
	at    models.Instant
	found string
}

// probeEvery is how long what a probe of writing has found is believed, so that many who
// ask cost one write.
const probeEvery = 5 * time.Second

func (s *Server) writes(ctx context.Context) string {
	s.probe.Lock()
	defer s.probe.Unlock()
	if now := s.clock(); s.probe.found == "" || now < s.probe.at || now >= s.probe.at.Add(probeEvery) {
		s.probe.at, s.probe.found = now, s.Services.ProbeWrite(ctx)
		if s.probe.found != "ok" {
			s.log.Error("the database takes no writes", "found", s.probe.found)
		}
	}
	return s.probe.found
}

// Inspect says what Checks does not, because only a look before the start needs it:
// what fails later, in front of the first person who needs it.
func (s *Server) Inspect(ctx context.Context) map[string]string {
	checks := map[string]string{"signing": "ok", "time": "ok, days and deadlines are those of Shanghai"}
	if err := s.Services.ProbeSigning(); err != nil {
		checks["signing"] = err.Error()
	}
	switch apart, err := s.Services.ClockApart(ctx); {
	case err != nil:
		checks["time"] = "the clock of the database cannot be read"
	case apart.Abs() > clocksApart:
		checks["time"] = fmt.Sprintf("this machine and the database are %s apart", apart.Round(time.Second))
	}
	if s.Services.Files.Off() {
		checks["files"] = "ok, but nobody can upload: neither FILES_DIR nor FILES_S3_URL is set"
	}
	if s.checkpoints != "" {
		checks["checkpoints"] = "ok"
		f, err := os.OpenFile(s.checkpoints, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
		if err == nil {
			err = f.Close()
		}
		if err != nil {
			checks["checkpoints"] = err.Error()
		}
	}
	return checks
}

// clocksApart is how far the clock of the database may be from ours. Nothing is
// reckoned with the database's, but a machine that is wrong by more is wrong by much.
const clocksApart = 5 * time.Second

// Ready refuses to serve a database that does not answer, is not migrated, was
// written with other keys, or could lose acknowledged writes.
func (s *Server) Ready(ctx context.Context) error {
	if err := s.kv.Probe(ctx); err != nil {
		s.log.Warn("Redis does not answer; limits are counted in this process", "error", err)
	}
	pending, err := s.Services.Pending(ctx)
	if err != nil {
		return err
	}
	if pending > 0 {
		return fmt.Errorf("%d migrations are pending: run \"xinjumin migrate\" first", pending)
	}
	if err := s.Services.CheckKeys(ctx); err != nil {
		return fmt.Errorf("the key ring does not fit this database:\n%w", err)
	}
	return s.durable(ctx)
}

// durable checks that the database keeps what it has acknowledged.
func (s *Server) durable(ctx context.Context) error {
	faults, err := s.Services.DurabilityFaults(ctx)
	if err != nil || len(faults) == 0 {
		return err
	}
	if s.weakAllowed {
		s.log.Warn("the database may lose acknowledged writes", "faults", faults)
		return nil
	}
	return fmt.Errorf("the database may lose acknowledged writes (%s); correct it, or set ALLOW_WEAK_DURABILITY=true",
		strings.Join(faults, "; "))
}
