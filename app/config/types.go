package config

import (
	"encoding"
	"errors"
	"fmt"
	"log/slog"
	"net/netip"
	"net/url"
	"slices"
	"strconv"
	"strings"
)

// Secret is a value that no way of printing shows; Reveal does.
type Secret string

// Reveal gives the secret itself.
func (s Secret) Reveal() string { return string(s) }

// String tells only whether there is one.
func (s Secret) String() string {
	if s == "" {
		return ""
	}
	return "[secret]"
}

// Format implements fmt.Formatter, so that no verb gets past String.
func (s Secret) Format(f fmt.State, _ rune) { _, _ = f.Write([]byte(s.String())) }

// LogValue implements slog.LogValuer.
func (s Secret) LogValue() slog.Value { return slog.StringValue(s.String()) }

// MarshalText implements encoding.TextMarshaler (JSON).
func (s Secret) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// Address is a URL that may hold a password; printed, it does not.
type Address string

// Reveal gives the whole address.
func (a Address) Reveal() string { return string(a) }

// String gives the address without password and parameters.
func (a Address) String() string {
	if a == "" {
		return ""
	}
	u, err := url.Parse(string(a))
	if err != nil || u.Scheme == "" || u.Opaque != "" && u.Scheme != "sqlite" {
		return "[unreadable]"
	}
	u.RawQuery, u.Fragment = "", ""
	return u.Redacted()
}

// Format implements fmt.Formatter.
func (a Address) Format(f fmt.State, _ rune) { _, _ = f.Write([]byte(a.String())) }

// LogValue implements slog.LogValuer.
func (a Address) LogValue() slog.Value { return slog.StringValue(a.String()) }

// MarshalText implements encoding.TextMarshaler (JSON).
func (a Address) MarshalText() ([]byte, error) { return []byte(a.String()), nil }

// UnmarshalText implements encoding.TextUnmarshaler.
func (e *Env) UnmarshalText(b []byte) error {
	switch v := Env(b); v {
	case Production, Development, Test:
		*e = v
		return nil
	}
	return errors.New("want production, development or test")
}

// Networks is a list of addresses and CIDR ranges.
type Networks struct{ list []netip.Prefix }

// Prefixes gives the ranges.
func (n Networks) Prefixes() []netip.Prefix { return n.list }

// Contains reports whether one of the ranges holds the address.
func (n Networks) Contains(a netip.Addr) bool {
	a = a.Unmap()
	for _, p := range n.list {
		if p.Contains(a) {
			return true
		}
	}
	return false
}

// UnmarshalText reads addresses and ranges, separated by commas.
func (n *Networks) UnmarshalText(b []byte) error {
	n.list = nil
	for part := range listed(string(b)) {
		p, err := netip.ParsePrefix(part)
		if err != nil {
			a, errAddr := netip.ParseAddr(part)
			if errAddr != nil {
				return fmt.Errorf("%q is neither an address nor a range like 10.0.0.0/8", part)
			}
			a = a.Unmap()
			p = netip.PrefixFrom(a, a.BitLen())
		}
		if p != p.Masked() {
			return fmt.Errorf("%q has bits outside its mask", part)
		}
		n.list = append(n.list, p)
	}
	return nil
}

// String gives the list as it is written.
func (n Networks) String() string {
	parts := make([]string, len(n.list))
	for i, p := range n.list {
		parts[i] = p.String()
	}
	return strings.Join(parts, ",")
}

// Origins is a list of web origins, `https://host[:port]`.
type Origins []string

// UnmarshalText reads origins, separated by commas.
func (o *Origins) UnmarshalText(b []byte) error {
	*o = nil
	for part := range listed(string(b)) {
		u, err := url.Parse(part)
		if err != nil || u.Host == "" || (u.Scheme != "https" && u.Scheme != "http") || u.Scheme+"://"+u.Host != part {
			return errors.New("want origins like https://admin.example.cn, without path, without *")
		}
		*o = append(*o, part)
	}
	return nil
}

// String gives the list as it is written.
func (o Origins) String() string { return strings.Join(o, ",") }

// Clients lists the browser clients that the server shows: desk, m.
type Clients []string

// UnmarshalText reads names, separated by commas; each counts once.
func (c *Clients) UnmarshalText(b []byte) error {
	*c = nil
	for name := range listed(string(b)) {
		if name != "desk" && name != "m" {
			return errors.New("want desk, or desk,m")
		}
		if !slices.Contains(*c, name) {
			*c = append(*c, name)
		}
	}
	return nil
}

// String gives the list as it is written.
func (c Clients) String() string { return strings.Join(c, ",") }

// Size is a number of bytes.
type Size int

// UnmarshalText reads a number with KiB or MiB, or of bytes.
func (s *Size) UnmarshalText(b []byte) error {
	text, unit := string(b), 1
	for suffix, u := range map[string]int{"KiB": 1 << 10, "MiB": 1 << 20} {
		if rest, ok := strings.CutSuffix(text, suffix); ok {
			text, unit = rest, u
		}
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < 0 || n > 1<<30/unit {
		return errors.New("want a size like 512KiB or 1MiB, at most 1024MiB")
	}
	*s = Size(n * unit)
	return nil
}

// Rate is what one caller may do: so much in a minute, so much at once. Zero
// means no limit.
type Rate struct {
	PerMinute int
	Burst     int
}

// UnmarshalText reads `perMinute/burst`, or 0 for no limit.
func (r *Rate) UnmarshalText(b []byte) error {
	*r = Rate{}
	if string(b) == "0" {
		return nil
	}
	rate, burst, _ := strings.Cut(string(b), "/")
	n, err1 := strconv.Atoi(rate)
	m, err2 := strconv.Atoi(burst)
	if err1 != nil || err2 != nil || n < 1 || n > 1_000_000 || m < 1 || m > 100_000 {
		return errors.New("want perMinute/burst like 120/40, or 0 for no limit")
	}
	*r = Rate{PerMinute: n, Burst: m}
	return nil
}

// String gives the rate as it is written.
func (r Rate) String() string {
	if r.PerMinute == 0 {
		return "0"
	}
	return fmt.Sprintf("%d/%d", r.PerMinute, r.Burst)
}

// listed yields the parts of a comma-separated list, trimmed, without empty
// ones.
func listed(s string) func(func(string) bool) {
	return func(yield func(string) bool) {
		for part := range strings.SplitSeq(s, ",") {
			if part = strings.TrimSpace(part); part != "" && !yield(part) {
				return
			}
		}
	}
}

var (
	_ encoding.TextUnmarshaler = (*Networks)(nil)
	_ encoding.TextUnmarshaler = (*Origins)(nil)
	_ encoding.TextUnmarshaler = (*Clients)(nil)
)
