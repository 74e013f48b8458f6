package seed

import (
	"bufio"
	"bytes"
	"compress/gzip"
	_ "embed"
	"fmt"
	"io"
	"iter"
	"strings"

	"xinjumin/models"
)

// Version counts up whenever the data changes.
const Version = 1

//go:embed regions.tsv.gz
var packed []byte

// Regions yields every division, a parent always before what lies below it.
// Pinyin, Initials, Version and UpdatedAt are left to the loader. It stops after
// the first error.
func Regions() iter.Seq2[models.Region, error] {
	return func(yield func(models.Region, error) bool) {
		prefixes := map[models.RegionCode]string{}
		for cells, err := range lines() {
			if err != nil {
				yield(models.Region{}, err)
				return
			}
			if cells[0] == "zone" {
				continue
			}
			if !yield(region(cells, prefixes), nil) {
				return
			}
		}
	}
}

// Zone is a functional zone with the divisions it lies over.
type Zone struct {
	models.Zone
	Members []models.RegionCode
}

// Zones yields the functional zones. It stops after the first error.
func Zones() iter.Seq2[Zone, error] {
	return func(yield func(Zone, error) bool) {
		for cells, err := range lines() {
			if err != nil {
				yield(Zone{}, err)
				return
			}
			if cells[0] != "zone" {
				continue
			}
			z := Zone{Zone: models.Zone{Code: cells[1], Name: cells[2]}}
			for _, code := range strings.Fields(cells[3]) {
				z.Members = append(z.Members, pad(code))
			}
			if !yield(z, nil) {
				return
			}
		}
	}
}

// lines yields the cells of each line, always five, or an error.
func lines() iter.Seq2[[]string, error] {
	return func(yield func([]string, error) bool) {
		unpacked, err := gzip.NewReader(bytes.NewReader(packed))
		if err != nil {
			yield(nil, fmt.Errorf("division data: %w", err))
			return
		}
		in := bufio.NewScanner(io.Reader(unpacked))
		for in.Scan() {
			cells := strings.Split(in.Text(), "\t")
			cells = append(cells, make([]string, max(0, 5-len(cells)))...)
			if !yield(cells, nil) {
				return
			}
		}
		if err := in.Err(); err != nil {
			yield(nil, fmt.Errorf("division data: %w", err))
		}
	}
}

// region reads code, name, first day, last day and successor. prefixes keeps
// what full names below a code begin with.
func region(cells []string, prefixes map[models.RegionCode]string) models.Region {
	r := models.Region{Code: pad(cells[0]), Name: cells[1]}
	r.Level = r.Code.Level()
	r.ParentCode = r.Code.Parent()
	above := prefixes[r.ParentCode]
	r.FullName = above + r.Name
	if r.Level < models.LevelVillage {
		prefixes[r.Code] = above + models.RegionPrefix([]models.Region{r})
	}
	r.ValidFrom, r.ValidTo = day(cells[2]), day(cells[3])
	if cells[4] != "" {
		next := pad(cells[4])
		r.SupersededBy = &next
	}
	return r
}

// pad gives back the trailing zeros that the file leaves out.
func pad(code string) models.RegionCode {
	return models.RegionCode(code + strings.Repeat("0", max(0, 12-len(code))))
}

func day(s string) *models.Day {
	if s == "" {
		return nil
	}
	d := models.Day(s)
	return &d
}
