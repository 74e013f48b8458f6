package scene

import (
	"encoding/hex"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"

	"xinjumin/app/apptest"
	"xinjumin/models"
)

// Organization is an organization as the API shows it.
type Organization struct {
	ID          models.ID `json:"id"`
	Name        string    `json:"name"`
	KindText    string    `json:"kind_text"`
	RegionCode  string    `json:"region_code"`
	RegionName  string    `json:"region_name"`
	State       string    `json:"state"`
	Capacity    *int64    `json:"capacity"`
	MemberCount int64     `json:"member_count"`
	Version     int64     `json:"version"`
}

// Membership is one's own membership as the API shows it.
type Membership struct {
	ID             models.ID `json:"id"`
	OrganizationID models.ID `json:"organization_id"`
	State          string    `json:"state"`
	StateText      string    `json:"state_text"`
	QueueNo        int64     `json:"queue_no"`
	DecisionReason string    `json:"decision_reason"`
	EndReason      string    `json:"end_reason"`
}

// List is one page of a list.
type List[T any] struct {
	Items      []T     `json:"items"`
	NextCursor *string `json:"next_cursor"`
}

// AllIDs reads a list page by page to its end, and gives the ids.
func AllIDs(c *apptest.Client, path string) []string {
	var all []string
	next := path
	for range 20 {
		var page struct {
			Items      []struct{ ID string }
			NextCursor *string `json:"next_cursor"`
		}
		c.Get(next).Want(200).JSON(&page)
		for _, p := range page.Items {
			all = append(all, p.ID)
		}
		if page.NextCursor == nil {
			break
		}
		sep := "?"
		if strings.Contains(path, "?") {
			sep = "&"
		}
		next = path + sep + "cursor=" + *page.NextCursor
	}
	return all
}

// AnyID matches every id in a text.
var AnyID = regexp.MustCompile(`[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}`)

// Bare gives what of two answers must be equal if nobody is to tell them apart: it
// drops the ids that any two answers differ in, and of the headers all but the
// length and which of them there are.
func Bare(r *apptest.Response) string {
	return fmt.Sprint(r.Status, r.Header.Get("Content-Type"), r.Header.Get("Content-Length"),
		slices.Sorted(maps.Keys(r.Header)), AnyID.ReplaceAllString(string(r.Body), "id"))
}

// Shows reports whether a dump of the database holds a text, plain or as
// hexadecimal.
func Shows(dump, plain string) bool {
	return apptest.Holds(dump, plain) || apptest.Holds(strings.ToLower(dump), hex.EncodeToString([]byte(plain)))
}

// WithoutTrail drops the audit rows from a dump: a refusal may leave one.
func WithoutTrail(dump string) string {
	var kept []string
	for _, line := range strings.Split(dump, "\n") {
		if !strings.HasPrefix(line, "audit_events:") {
			kept = append(kept, line)
		}
	}
	return strings.Join(kept, "\n")
}
