package bench

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"runtime"
	"runtime/pprof"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"xinjumin/app/apptest"
)

var (
	population = flag.Int("people", 10_000, "made-up people in the database")
	clients    = flag.Int("clients", 5_000, "of them, how many sign up and vote in a lap")
	laps       = flag.Int("laps", 9, "laps of each side, in shuffled pairs")
	lapMillis  = flag.Int("lap-ms", 700, "length of a lap of reads")
	wanted     = flag.String("cases", "", "only these cases: read,list,insert,race,ballot")
	profile    = flag.String("profile", "", "directory for CPU profiles of the API, one more lap for each case")
	seeds      = flag.String("seeds", "100000", "sizes of populations whose seeding is timed")
	document   = flag.String("doc", "", "write the tables between their marks in this file")
	date       = flag.String("date", "", "day to write beside the tables")
	machine    = flag.String("machine", "", "words about the machine to write beside the tables")
)

// lapTime is one lap of one side.
type lapTime struct{ rps, p50, p99, cpu float64 }

// row is one scenario on one engine.
type row struct {
	scenario
	api, floor  lapTime // medians
	ratio       float64 // median of the ratios of pairs
	least, most float64
	cpuRatio    float64
}

// BenchmarkFloor runs every case on API and floor by turns and prints the
// table; it measures itself, -benchtime means nothing to it.
func BenchmarkFloor(b *testing.B) {
	for _, engine := range engines() {
		b.Run(string(engine), func(b *testing.B) {
			w := newWorld(b, engine, *population, *clients)
			load := newLoader(b)
			var rows []row
			for _, s := range scenarios() {
				if *wanted != "" && !slices.Contains(strings.Split(*wanted, ","), s.name) {
					continue
				}
				rows = append(rows, compare(w, load, s))
				if *profile != "" {
					profiled(w, load, engine, s)
				}
			}
			show(ratioTable(rows))
			publish(b, "ratios "+string(engine), ratioTable(rows))
			b.ReportMetric(0, "ns/op")
			for _, r := range rows {
				b.ReportMetric(r.ratio, r.name+"-ratio")
			}
		})
	}
}

// compare runs pairs of laps, each in an order of its own, after one lap to
// warm up.
func compare(w *world, load *loader, s scenario) row {
	w.Helper()
	times := map[string][]lapTime{}
	var ratios, cpus []float64
	rng := rand.New(rand.NewPCG(3, 4))
	for i := range *laps + 1 {
		order := []string{sideAPI, sideFloor}
		rng.Shuffle(2, func(i, j int) { order[i], order[j] = order[j], order[i] })
		now := map[string]lapTime{}
		for _, side := range order {
			now[side] = lap(w, load, s, side)
		}
		if i == 0 {
			continue
		}
		for side, t := range now {
			times[side] = append(times[side], t)
		}
		ratios = append(ratios, now[sideAPI].rps/now[sideFloor].rps)
		cpus = append(cpus, now[sideAPI].cpu/now[sideFloor].cpu)
	}
	r := row{
		scenario: s,
		api:      middle(times[sideAPI]),
		floor:    middle(times[sideFloor]),
		ratio:    median(ratios),
		cpuRatio: median(cpus),
	}
	r.least, r.most = slices.Min(ratios), slices.Max(ratios)
	return r
}

// lap runs one lap of one side. The CPU time is that of this process, which
// only serves; the engine of MariaDB and the load are others.
func lap(w *world, load *loader, s scenario, side string) lapTime {
	w.Helper()
	v, check := s.lap(w)
	v.Addr = w.addr(side)
	runtime.GC()
	before := cpuTime()
	o := load.fire(w, v)
	used := cpuTime() - before
	if err := check(o); err != nil {
		w.Fatalf("%s, %s: %v", s.name, side, err)
	}
	return lapTime{rps: o.perSecond(), p50: o.P50, p99: o.P99, cpu: float64(used.Microseconds()) / float64(o.N)}
}

func cpuTime() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		panic(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

func middle(all []lapTime) lapTime {
	pick := func(of func(lapTime) float64) float64 {
		values := make([]float64, len(all))
		for i, t := range all {
			values[i] = of(t)
		}
		return median(values)
	}
	return lapTime{
		rps: pick(func(t lapTime) float64 { return t.rps }), p50: pick(func(t lapTime) float64 { return t.p50 }),
		p99: pick(func(t lapTime) float64 { return t.p99 }), cpu: pick(func(t lapTime) float64 { return t.cpu }),
	}
}

func median(values []float64) float64 {
	if len(values) == 0 {
		return 0
	}
	sorted := slices.Sorted(slices.Values(values))
	n := len(sorted)
	return (sorted[(n-1)/2] + sorted[n/2]) / 2
}

// profiled runs one more lap of the API under the CPU profiler.
func profiled(w *world, load *loader, engine apptest.Engine, s scenario) {
	w.Helper()
	for _, side := range []string{sideAPI, sideFloor} {
		f, err := os.Create(fmt.Sprintf("%s/%s-%s-%s.pprof", *profile, strings.ReplaceAll(string(engine), "+", "-"),
			s.name, side))
		if err != nil {
			w.Fatal(err)
		}
		if err := pprof.StartCPUProfile(f); err != nil {
			w.Fatal(err)
		}
		lap(w, load, s, side)
		pprof.StopCPUProfile()
		if err := f.Close(); err != nil {
			w.Fatal(err)
		}
	}
}

func ratioTable(rows []row) string {
	var b strings.Builder
	b.WriteString("| case | API req/s | floor req/s | ratio (min–max) | bar | API p50 / p99 ms | floor p50 / p99 " +
		"ms | CPU µs per request, API / floor | CPU ratio |\n")
	b.WriteString("|---|---|---|---|---|---|---|---|---|\n")
	for _, r := range rows {
		verdict := "met"
		if r.ratio < r.bar {
			verdict = "**missed**"
		}
		fmt.Fprintf(&b, "| %s | %.0f | %.0f | **%.2f** (%.2f–%.2f) | %.1f %s | %.1f / %.1f | %.1f / %.1f | %.0f / "+
			"%.0f | %.2f |\n",
			r.title, r.api.rps, r.floor.rps, r.ratio, r.least, r.most, r.bar, verdict,
			r.api.p50, r.api.p99, r.floor.p50, r.floor.p99, r.api.cpu, r.floor.cpu, r.cpuRatio)
	}
	return b.String()
}
