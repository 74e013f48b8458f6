package models

import (
	"bytes"
	"database/sql/driver"
	"fmt"
	"time"
)

// Instant is a point in time: Unix milliseconds, in the database a BIGINT.
// Outside it is RFC 3339 in UTC with milliseconds.
type Instant int64

// Clock tells the time. It is injected once, in app/server, and moved by tests.
type Clock func() Instant

const instantLayout = "2006-01-02T15:04:05.000Z"

// InstantOf cuts t to milliseconds.
func InstantOf(t time.Time) Instant { return Instant(t.UnixMilli()) }

// Time gives the instant as UTC time.
func (i Instant) Time() time.Time { return time.UnixMilli(int64(i)).UTC() }

// Add moves the instant; d is cut to milliseconds.
func (i Instant) Add(d time.Duration) Instant { return i + Instant(d.Milliseconds()) }

// Sub gives the time from o to i.
func (i Instant) Sub(o Instant) time.Duration { return time.Duration(i-o) * time.Millisecond }

// String gives the RFC 3339 form.
func (i Instant) String() string { return i.Time().Format(instantLayout) }

// MarshalText implements encoding.TextMarshaler.
func (i Instant) MarshalText() ([]byte, error) { return []byte(i.String()), nil }

// AppendText implements encoding.TextAppender.
func (i Instant) AppendText(dst []byte) ([]byte, error) {
	return i.Time().AppendFormat(dst, instantLayout), nil
}

// UnmarshalText reads RFC 3339 with any offset; years outside 2000–2199 are
// refused, so that a typing error cannot become a deadline. The standard library
// would take a comma for the point of a fraction, and an hour of one digit.
func (i *Instant) UnmarshalText(b []byte) error {
	t, err := time.Parse(time.RFC3339, string(b))
	if err != nil || bytes.IndexByte(b, ',') >= 0 || b[13] != ':' {
		return fmt.Errorf("not an RFC 3339 instant")
	}
	if y := t.UTC().Year(); y < 2000 || y > 2199 {
		return fmt.Errorf("year out of range")
	}
	*i = InstantOf(t)
	return nil
}

// Value implements driver.Valuer.
func (i Instant) Value() (driver.Value, error) { return int64(i), nil }

// Scan implements sql.Scanner.
func (i *Instant) Scan(src any) error {
	v, ok := src.(int64)
	if !ok {
		return fmt.Errorf("scan instant: %T", src)
	}
	*i = Instant(v)
	return nil
}

// Shanghai is the one civil time of the product; China has no daylight saving,
// so a fixed zone needs no zone data on the machine.
var Shanghai = time.FixedZone("Asia/Shanghai", 8*60*60)

// Day is a calendar day in Asia/Shanghai, `YYYY-MM-DD`; empty means unset.
type Day string

// Spoken gives the instant as people say it in Shaoxing, without the year.
func (i Instant) Spoken() (zh, en string) {
	at := i.Time().In(Shanghai)
	return at.Format("1月2日15:04"), at.Format("2 January, 15:04")
}

// DayOf gives the Shanghai day of an instant.
func DayOf(i Instant) Day { return Day(i.Time().In(Shanghai).Format(time.DateOnly)) }

// ParseDay refuses anything but a real day in `YYYY-MM-DD`, 1900–2199.
func ParseDay(s string) (Day, error) {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil || t.Year() < 1900 || t.Year() > 2199 {
		return "", fmt.Errorf("not a calendar day")
	}
	return Day(s), nil
}

// Start gives the instant at which the day begins in Shanghai.
func (d Day) Start() Instant {
	t, err := time.ParseInLocation(time.DateOnly, string(d), Shanghai)
	if err != nil {
		return 0
	}
	return InstantOf(t)
}

// Text gives the day as people write it: 2026年3月5日, 5 March 2026. What is no day
// comes back as it is.
func (d Day) Text() (zh, en string) {
	t, err := time.Parse(time.DateOnly, string(d))
	if err != nil {
		return string(d), string(d)
	}
	return t.Format("2006年1月2日"), t.Format("2 January 2006")
}

// AddDays moves the day by n calendar days.
func (d Day) AddDays(n int) Day {
	t, err := time.Parse(time.DateOnly, string(d))
	if err != nil {
		return ""
	}
	return Day(t.AddDate(0, 0, n).Format(time.DateOnly))
}

// UnmarshalText implements encoding.TextUnmarshaler.
func (d *Day) UnmarshalText(b []byte) error {
	v, err := ParseDay(string(b))
	if err != nil {
		return err
	}
	*d = v
	return nil
}

// MarshalText implements encoding.TextMarshaler.
func (d Day) MarshalText() ([]byte, error) { return []byte(d), nil }

// YearsBefore gives the same date some years earlier, as a text to compare with;
// it may be a 29 February of a common year. Empty for what is no day.
func (d Day) YearsBefore(years int) Day {
	year := 0
	if _, err := fmt.Sscanf(string(d), "%4d-", &year); err != nil {
		return ""
	}
	return Day(fmt.Sprintf("%04d%s", year-years, d[4:]))
}

// DaysTo counts the calendar days from d to another day: negative when that one lies
// before. Zero for what is no day.
func (d Day) DaysTo(other Day) int {
	from, errFrom := time.Parse(time.DateOnly, string(d))
	to, errTo := time.Parse(time.DateOnly, string(other))
	if errFrom != nil || errTo != nil {
		return 0
	}
	return int(to.Sub(from) / (24 * time.Hour))
}
