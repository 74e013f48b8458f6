package migrations_test

import (
	"context"
	"testing"
)

// Memberships are made anew on SQLite for one more state: their rows and those of the removals that
// point at them are there afterwards, and the foreign key holds.
func TestMemberships_remadeWithTheirRows(t *testing.T) {
	each(t, func(t *testing.T, p place) {
		db, ctx := p.open(t), context.Background()
		runner := newRunner(t, db, p.dialect)
		if _, err := runner.UpTo(ctx, 1174); err != nil {
			t.Fatal(err)
		}
		run(t, db, `INSERT INTO persons (id, state, nickname, verification, verification_reason, sex, education,
			employment, epoch, version, created_at, updated_at)
			VALUES (x'00000000000000000000000000000001', 'active', '阿明', 'none', '', 0, '', '', 1, 1, 5, 6)`)
		membership := func(id, state string) string {
			return `INSERT INTO memberships (id, organization_id, person_id, state, side, queue_no, message,
				decision_reason, end_reason, version, created_at, updated_at, member_no)
				VALUES (x'` + id + `', x'00000000000000000000000000000009', x'00000000000000000000000000000001',
				'` + state + `', 'migrant', ` + id[31:] + `, '想加入', '', '', 3, 7, 8, '` + id[31:] + `')`
		}
		removal := func(id, of string) string {
			return `INSERT INTO removals (id, membership_id, organization_id, person_id, state, live_key, reason, object_by,
				decision_reason, version, created_at, updated_at) VALUES (x'` + id + `', x'` + of + `',
				x'00000000000000000000000000000009', x'00000000000000000000000000000001', 'dropped', NULL, '缺席',
				'2026-12-01', '', 1, 1, 1)`
		}
		const first, second = "00000000000000000000000000000002", "00000000000000000000000000000003"
		run(t, db, membership(first, "applied"))
		run(t, db, removal("00000000000000000000000000000004", first))
		if _, err := db.Exec(membership(second, "returned")); err == nil {
			t.Fatal("the state is known before")
		}
		if _, err := runner.UpTo(ctx, 1175); err != nil {
			t.Fatal(err)
		}
		var n int
		if err := db.QueryRow(`SELECT COUNT(*) FROM memberships m JOIN removals r ON r.membership_id = m.id
			WHERE m.message = '想加入' AND m.version = 3 AND m.created_at = 7 AND m.member_no = '2' AND m.tie = 'formal'
			AND r.reason = '缺席' AND r.object_by = '2026-12-01'`).Scan(&n); err != nil || n != 1 {
			t.Fatalf("%d rows are kept: %v", n, err)
		}
		run(t, db, membership(second, "returned"))
		if _, err := db.Exec(removal("00000000000000000000000000000005",
			"000000000000000000000000000000ff")); err == nil {
			t.Error("a removal of no membership is taken")
		}
		if _, err := db.Exec(membership("00000000000000000000000000000007", "sent_back")); err == nil {
			t.Error("a state that nobody knows is taken")
		}
	})
}
