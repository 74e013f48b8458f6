package rosters_test

import (
	"bytes"
	"fmt"
	"net/http"
	"runtime"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"xinjumin/app/apptest"
	"xinjumin/app/apptest/scene"
	"xinjumin/models"
)

// manyPeople makes a workbook of people with numbers of their own, as large ones
// are: written by a stream.
func manyPeople(t testing.TB, n int) []byte {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	w, err := f.NewStreamWriter("Sheet1")
	if err != nil {
		t.Fatal(err)
	}
	_ = w.SetRow("A1", []any{"序号", "姓名", "身份证号", "手机号码", "身份", "备注"})
	day := time.Date(1960, 1, 1, 0, 0, 0, 0, time.UTC)
	for i := range n {
		number := models.WithIDCheck("330602" + day.AddDate(0, 0, i/900).Format("20060102") +
			fmt.Sprintf("%03d", i%900))
		if err := w.SetRow(fmt.Sprintf("A%d", i+2),
			[]any{i + 1, "王小芳", number, "13800000000", "新居民", "外山村"}); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Flush(); err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if _, err := f.WriteTo(&out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// watched tells by how much the heap grew at most while something ran.
func watched(do func()) (peak uint64) {
	runtime.GC()
	var before, now runtime.MemStats
	runtime.ReadMemStats(&before)
	done := make(chan struct{})
	go func() { defer close(done); do() }()
	tick := time.NewTicker(20 * time.Millisecond)
	defer tick.Stop()
	for {
		select {
		case <-done:
			return peak
		case <-tick.C:
			runtime.ReadMemStats(&now)
			if now.HeapInuse > before.HeapInuse {
				peak = max(peak, now.HeapInuse-before.HeapInuse)
			}
		}
	}
}

// BenchmarkRoster checks and imports a list of a hundred thousand people.
func BenchmarkRoster(b *testing.B) {
	for _, engine := range []apptest.Engine{apptest.SQLite, apptest.MariaDB} {
		b.Run(string(engine), func(b *testing.B) {
			const people = 100_000
			content := manyPeople(b, people)
			for b.Loop() {
				env := apptest.New(b, engine, apptest.Durable())
				chair := env.Verified("chair")
				org := scene.NewID()
				env.Exec(`INSERT INTO organizations (id, kind, name, name_folded, pinyin, initials, region_code, state,
					introduction, member_count, next_queue_no, created_by, version, created_at, updated_at)
					VALUES (?, 'fellowship', 'b', 'b', '', '', ?, 'active', '', 0, 1, ?, 1, 0, 0)`, org, scene.Waishan,
					chair.PersonID)
				env.GrantOrganization(chair, models.RoleChair, org)
				at := "/rosters/" + handIn(chair, org, content).Want(http.StatusCreated).ID().String()
				chair.Post(at+"/check", nil).Want(http.StatusOK)
				start := time.Now()
				checkPeak := watched(func() { env.RunJobs() })
				checked := time.Since(start)
				chair.Post(at+"/import", map[string]any{"as": "membership"}).Want(http.StatusOK)
				start = time.Now()
				importPeak := watched(func() { env.RunJobs() })
				took := time.Since(start)
				if r := readRoster(chair, at); r.State != "imported" || r.Added != people {
					b.Fatalf("%+v", r)
				}
				b.ReportMetric(float64(people)/checked.Seconds(), "checked-rows/s")
				b.ReportMetric(float64(people)/took.Seconds(), "imported-rows/s")
				b.ReportMetric(float64(checkPeak>>20), "check-peak-MB")
				b.ReportMetric(float64(importPeak>>20), "import-peak-MB")
				b.ReportMetric(float64(len(content)>>10), "file-kB")
			}
		})
	}
}
