package bench

import (
	"context"
	"encoding/json"
	"errors"
	"strconv"

	"github.com/go-sql-driver/mysql"
	"github.com/gofiber/fiber/v2"
	"github.com/ncruces/go-sqlite3"

	"xinjumin/models"
	"xinjumin/models/activity"
)

const organizationColumns = `o.id, o.kind, o.name, o.name_folded, o.pinyin, o.initials, o.region_code, o.state,
	o.introduction, o.capacity,
	o.member_count, o.next_queue_no, o.created_by, o.version, o.created_at, o.updated_at`

const (
	seenOrganizationQuery = "SELECT " + organizationColumns + `, COALESCE(r.full_name, '') AS region_name
		FROM organizations o
		LEFT JOIN regions r ON r.code = o.region_code
		WHERE (o.state IN (?, ?, ?) OR o.created_by = ?) AND o.id = ? LIMIT 1`
	lockOrganizationQuery = "SELECT " + organizationColumns + " FROM organizations o WHERE o.id = ?"
	queueQuery            = `UPDATE organizations SET next_queue_no = next_queue_no + 1
		WHERE id = ? AND next_queue_no = ?`
	ageQuery             = "SELECT birth_day, sex FROM persons WHERE id = ?"
	liveMembershipQuery  = "SELECT COUNT(*) FROM memberships WHERE live_key = ?"
	pastMembershipsQuery = `SELECT id FROM memberships
		WHERE person_id = ? AND organization_id = ? AND live_key IS NULL AND updated_at >= ?
		ORDER BY created_at DESC, id DESC LIMIT 100`
	nameQuery        = "SELECT nickname_folded, nickname_pinyin, nickname_initials FROM persons WHERE id = ?"
	membershipInsert = `INSERT INTO memberships (id, organization_id, person_id, state, side, queue_no, live_key,
		message, decided_by, decided_at, decision_reason, joined_at, ended_at, end_reason, version, created_at,
		updated_at, name_folded, name_pinyin, name_initials)
		VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)`
	holdersQuery = `SELECT id, person_id, role, scope_kind, region_code, organization_id, committee_id, live_key,
		starts_at, ends_at, ended_at, granted_by, created_at
		FROM role_grants
		WHERE organization_id = ? AND role IN (?, ?) AND ended_at IS NULL AND starts_at <= ? AND ends_at > ?
		ORDER BY created_at, id LIMIT ?`
)

var noticeInsert = remember(func(rows int) string {
	return `INSERT INTO notices (id, person_id, kind, subject, subject_id, params, dedupe_key, created_at, read_at)
		VALUES ` + marks(rows, 9)
})

var auditInsert = remember(func(rows int) string {
	return `INSERT INTO audit_events (id, at, actor_id, session_id, action, object, object_id, region_code,
		organization_id, outcome, reason, request_id, detail)
		VALUES ` + marks(rows, 13)
})

func (f *floor) applyQueries() []string {
	all := []string{seenOrganizationQuery, lockOrganizationQuery + f.lock(), queueQuery, ageQuery, liveMembershipQuery,
		pastMembershipsQuery, nameQuery, membershipInsert, holdersQuery, auditInsert(1)}
	for n := 1; n <= 4; n++ {
		all = append(all, noticeInsert(n))
	}
	return all
}

func scanOrganization(scan func(into ...any) error, o *models.Organization, more ...any) error {
	return scan(append([]any{&o.ID, &o.Kind, &o.Name, &o.NameFolded, &o.Pinyin, &o.Initials, &o.RegionCode, &o.State,
		&o.Introduction, &o.Capacity,
		&o.MemberCount, &o.NextQueueNo, &o.CreatedBy, &o.Version, &o.CreatedAt, &o.UpdatedAt}, more...)...)
}

// apply is POST /organizations/{id}/applications: an insert with a unique key,
// its notices and its audit row.
func (f *floor) apply(c *fiber.Ctx) error {
	ctx := context.Background()
	who, err := f.signedIn(ctx, c)
	if err != nil {
		return err
	}
	id, err := idOf(c)
	if err != nil {
		return err
	}
	var in struct {
		Message string `json:"message"`
	}
	if err := json.Unmarshal(c.Request().Body(), &in); err != nil {
		return fiber.ErrBadRequest
	}
	var o models.Organization
	var m models.Membership
	err = f.inTx(ctx, &f.applySet, f.applyQueries, func(tx *floorTx) error {
		var region string
		if err := scanOrganization(one(tx.query(ctx, seenOrganizationQuery, "active", "suspended", "dissolved",
			who.person[:], id[:])), &o, &region); err != nil {
			return notFound(err)
		}
		if err := scanOrganization(one(tx.query(ctx, lockOrganizationQuery+f.lock(), id[:])), &o); err != nil {
			return err
		}
		if o.State != models.OrganizationActive {
			return fiber.ErrConflict
		}
		search, err := mayApply(ctx, tx, who, id)
		if err != nil {
			return err
		}
		m = models.Membership{
			ID:             newID(),
			OrganizationID: id,
			PersonID:       who.person,
			QueueNo:        o.NextQueueNo,
			Message:        in.Message,
			CreatedAt:      tx.now,
		}
		if _, err := tx.exec(ctx, membershipInsert, m.ID[:], id[:], who.person[:], "applied", "migrant", m.QueueNo,
			models.MembershipKey(id, who.person), m.Message,
			nil, nil, "", nil, nil, "", 1, int64(tx.now), int64(tx.now), search.Folded, search.Pinyin,
			search.Initials); taken(err) {
			return fiber.ErrConflict
		} else if err != nil {
			return err
		}
		if err := expect1(tx.exec(ctx, queueQuery, id[:], m.QueueNo)); err != nil {
			return err
		}
		return f.tellApplied(ctx, tx, who, o, m)
	})
	if err != nil {
		return err
	}
	names, err := f.namesOf(ctx, []activity.Activity{{OrganizationID: o.ID, RegionCode: o.RegionCode}})
	if err != nil {
		return err
	}
	return send(c, fiber.StatusCreated, appendMembership(make([]byte, 0, 1024), m, o, names))
}

// mayApply looks at the age, at what the applicant is in the organization, and at when
// they were refused, and reads what they are searched by.
func mayApply(ctx context.Context, tx *floorTx, who bearer, organization models.ID) (models.SearchName, error) {
	var search models.SearchName
	var birth *string
	var sex, live int
	if err := one(tx.query(ctx, ageQuery, who.person[:]))(&birth, &sex); err != nil {
		return search, err
	}
	if err := one(tx.query(ctx, liveMembershipQuery,
		models.MembershipKey(organization, who.person)))(&live); err != nil {
		return search, err
	}
	if live > 0 {
		return search, fiber.ErrConflict
	}
	past, err := tx.query(ctx, pastMembershipsQuery, who.person[:], organization[:], int64(tx.now)-180*24*3600*1000)
	if err != nil {
		return search, err
	}
	refused := past.Next()
	if err := errors.Join(past.Err(), past.Close()); err != nil || refused {
		return search, errors.Join(err, fiber.ErrConflict)
	}
	return search, one(tx.query(ctx, nameQuery, who.person[:]))(&search.Folded, &search.Pinyin, &search.Initials)
}

// tellApplied writes the notices of an application and its audit row.
func (f *floor) tellApplied(ctx context.Context, tx *floorTx, who bearer, o models.Organization,
	m models.Membership) error {
	rows, err := tx.query(ctx, holdersQuery, o.ID[:], string(o.Kind.Head()), "secretary_general", int64(tx.now),
		int64(tx.now), 20)
	if err != nil {
		return err
	}
	defer rows.Close()
	params, err := json.Marshal(map[string]string{"organization": o.Name})
	if err != nil {
		return err
	}
	var notices []any
	told := map[models.ID]bool{who.person: true}
	for rows.Next() {
		var g models.RoleGrant
		if err := rows.Scan(&g.ID, &g.PersonID, &g.Role, &g.ScopeKind, &g.RegionCode, &g.OrganizationID,
			&g.CommitteeID, &g.LiveKey,
			&g.StartsAt, &g.EndsAt, &g.EndedAt, &g.GrantedBy, &g.CreatedAt); err != nil {
			return err
		}
		if !told[g.PersonID] {
			told[g.PersonID] = true
			id := newID()
			notices = append(notices, id[:], g.PersonID[:], "membership.applied", "application", m.ID[:],
				string(params), nil, int64(tx.now), nil)
		}
	}
	if err := errors.Join(rows.Err(), rows.Close()); err != nil {
		return err
	}
	if n := len(notices) / 9; n > 0 {
		if _, err := tx.exec(ctx, noticeInsert(n), notices...); err != nil {
			return err
		}
	}
	receipt, event := newID(), newID()
	if _, err := tx.exec(ctx, noticeInsert(1), receipt[:], who.person[:], "membership.received", "application",
		m.ID[:], string(params), nil, int64(tx.now), nil); err != nil {
		return err
	}
	_, err = tx.exec(ctx, auditInsert(1), event[:], int64(tx.now), who.person[:], who.session[:], "membership.apply",
		"membership", m.ID[:],
		string(o.RegionCode), o.ID[:], "done", "", "", "{}")
	return err
}

// taken reports a unique key that is in use.
func taken(err error) bool {
	var my *mysql.MySQLError
	if errors.As(err, &my) {
		return my.Number == 1062
	}
	return errors.Is(err, sqlite3.CONSTRAINT_UNIQUE)
}

func appendMembership(b []byte, m models.Membership, o models.Organization, names floorNames) []byte {
	kind, _ := o.Kind.Text()
	b = appendID(append(b, `{"id":`...), m.ID)
	b = appendID(append(b, `,"organization_id":`...), m.OrganizationID)
	b = appendText(append(b, `,"organization_name":`...), o.Name)
	b = appendText(append(b, `,"organization_kind":`...), string(o.Kind))
	b = appendText(append(b, `,"organization_kind_text":`...), kind)
	b = appendText(append(b, `,"region_code":`...), string(o.RegionCode))
	b = appendText(append(b, `,"region_name":`...), names.regions[o.RegionCode])
	b = append(b, `,"state":"applied","state_text":"待审核","side":"migrant","side_text":"新居民"`...)
	b = strconv.AppendInt(append(b, `,"queue_no":`...), m.QueueNo, 10)
	b = appendText(append(b, `,"message":`...), m.Message)
	b = append(b, `,"source":"application","source_text":"申请加入","answers":[],"decision_reason":"","end_reason":null`...)
	b = appendInstant(append(b, `,"applied_at":`...), m.CreatedAt)
	return append(b, `,"decided_at":null,"joined_at":null,"ended_at":null,"version":1}`...)
}
