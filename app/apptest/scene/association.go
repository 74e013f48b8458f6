package scene

import (
	"database/sql"
	"fmt"
	"time"

	"xinjumin/app/apptest"
	"xinjumin/models"
)

// Association is an active organization with a chair and members, all of them
// verified, made behind the application's back.
type Association struct {
	*apptest.Env
	SQL     *sql.DB
	Org     models.ID
	Chair   *apptest.Client
	Members []*apptest.Client // the chair is the first
}

// NewAssociation makes one of so many members.
func NewAssociation(env *apptest.Env, members int) *Association {
	env.Helper()
	a := &Association{Env: env, SQL: env.DB(), Org: NewID()}
	now := int64(env.Clock.Now())
	a.Exec(`INSERT INTO organizations (id, kind, name, name_folded, pinyin, initials, region_code, state, introduction,
		capacity, member_count, next_queue_no, created_by, version, created_at, updated_at)
		VALUES (?, 'fellowship', ?, '', '', '', ?, 'active', '', NULL, 0, 1, NULL, 1, ?, ?)`,
		a.Org[:], "外山村新居民联谊会 "+a.Org.String()[24:], Waishan, now, now)
	for i := range members {
		a.AddMember(fmt.Sprintf("member-%s-%d", a.Org, i))
	}
	a.Chair = a.Members[0]
	env.GrantOrganization(a.Chair, models.RoleChair, a.Org)
	return a
}

// Exec changes rows behind the application's back, on one connection pool for the
// whole test.
func (a *Association) Exec(query string, args ...any) {
	a.Helper()
	if _, err := a.SQL.Exec(query, args...); err != nil {
		a.Fatalf("%s: %v", query, err)
	}
}

// AddMember makes a verified grown-up a member behind the application's back.
func (a *Association) AddMember(name string) *apptest.Client {
	a.Helper()
	c := a.SignIn(name)
	a.SetBirthday(c, "1990-05-01")
	now := int64(a.Clock.Now())
	id := NewID()
	a.Exec(`INSERT INTO memberships (id, organization_id, person_id, state, side, queue_no, live_key, message,
		decided_by, decided_at, decision_reason, joined_at, ended_at, end_reason, version, created_at, updated_at)
		VALUES (?, ?, ?, 'active', 'migrant', ?, ?, '', NULL, NULL, '', ?, NULL, '', 1, ?, ?)`,
		id[:], a.Org[:], c.PersonID[:], len(a.Members)+1, models.MembershipKey(a.Org, c.PersonID), now, now, now)
	a.Members = append(a.Members, c)
	return c
}

// SetBirthday verifies a person with a birthday, behind the application's back.
func (a *Association) SetBirthday(c *apptest.Client, day string) {
	a.Helper()
	a.Exec("UPDATE persons SET verification = 'verified', birth_day = ? WHERE id = ?", day, c.PersonID[:])
}

// A poll of an association is short, so that the access tokens outlive it.
const (
	UntilOpen  = time.Minute
	UntilClose = 4 * time.Minute
)

// PollDraft is what drafts a poll that opens in a minute and runs for three.
func (a *Association) PollDraft(options ...string) map[string]any {
	if len(options) == 0 {
		options = []string{"村文化礼堂", "社区服务中心", "工业园区"}
	}
	now := a.Clock.Now()
	return map[string]any{
		"organization_id": a.Org, "title": "活动室选址", "question": "活动室设在哪里？", "options": options,
		"opens_at": now.Add(UntilOpen), "closes_at": now.Add(UntilClose), "mode": "detached",
	}
}

// PublishRoll drafts a poll, publishes its roll, and gives its path.
func (a *Association) PublishRoll(options ...string) string {
	a.Helper()
	path := "/polls/" + a.Chair.Post("/polls", a.PollDraft(options...)).Want(201).ID().String()
	a.Chair.Post(path+"/publish-roll", nil).Want(200)
	return path
}

// OpenPoll gives the path of a poll that is open at the clock's new time.
func (a *Association) OpenPoll(options ...string) string {
	a.Helper()
	path := a.PublishRoll(options...)
	a.Clock.Add(UntilOpen)
	a.Chair.Post(path+"/open", nil).Want(200)
	return path
}

// RowsOf reads columns of a table, ids as raw bytes, in the order of the query.
func (a *Association) RowsOf(query string, args ...any) [][]string {
	a.Helper()
	rows, err := a.SQL.Query(query, args...)
	if err != nil {
		a.Fatalf("%s: %v", query, err)
	}
	defer rows.Close()
	columns, err := rows.Columns()
	if err != nil {
		a.Fatal(err)
	}
	var out [][]string
	for rows.Next() {
		values := make([]any, len(columns))
		for i := range values {
			values[i] = new(any)
		}
		if err := rows.Scan(values...); err != nil {
			a.Fatal(err)
		}
		out = append(out, texts(values))
	}
	if err := rows.Err(); err != nil {
		a.Fatal(err)
	}
	return out
}

func texts(values []any) []string {
	line := make([]string, len(values))
	for i, v := range values {
		switch x := (*v.(*any)).(type) {
		case []byte:
			line[i] = string(x)
		case nil:
			line[i] = "<null>"
		default:
			line[i] = fmt.Sprint(x)
		}
	}
	return line
}
