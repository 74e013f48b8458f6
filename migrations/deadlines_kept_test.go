package migrations_test

import (
	"context"
	"testing"
)

// The cases that were accepted before terms were rows get theirs: with the Chinese day of
// their event, the last day that they had, and the key of an open term that the program
// looks for. Those that nobody has accepted, or that have no day, get none.
func TestDeadlines_ofCasesThatWereThere(t *testing.T) {
	each(t, func(t *testing.T, p place) {
		db, ctx := p.open(t), context.Background()
		runner := newRunner(t, db, p.dialect)
		if _, err := runner.UpTo(ctx, 1263); err != nil {
			t.Fatal(err)
		}
		run(t, db, `INSERT INTO persons (id, state, nickname, verification, verification_reason, sex, education,
			employment, epoch, version, created_at, updated_at)
			VALUES (x'00000000000000000000000000000001', 'active', '阿明', 'none', '', 0, '', '', 1, 1, 5, 6)`)
		run(t, db, `INSERT INTO mediation_committees (id, name, region_code, state, term_ends_on, version, created_at,
			updated_at)
			VALUES (x'00000000000000000000000000000002', '调委会', '330602005206', 'active', '2029-01-01', 1, 1, 1)`)
		const labour, other, ended, waits = "0000000000000000000000000000000a", "0000000000000000000000000000000b",
			"0000000000000000000000000000000c", "0000000000000000000000000000000d"
		dispute := func(id, category, state, accepted, ended, due string) {
			run(t, db, `INSERT INTO disputes (id, number, committee_id, region_code, filed_by, category, source,
				statement_sealed, state, reason, applied_at, accepted_at, ended_at, due_on, next_event_seq, version,
				created_at, updated_at) VALUES (x'`+id+`', '`+id+`', x'00000000000000000000000000000002', '330602005206',
				x'00000000000000000000000000000001', '`+category+`', 'application', x'00', '`+state+`', '',
				1795449599000, `+accepted+`, `+ended+`, `+due+`, 1, 1, 1, 1795449600000)`)
		}
		// Filed in the last second of 23 November in China, and accepted in the first of the 24th.
		dispute(labour, "labour", "accepted", "1795449600000", "NULL", "'2026-12-08'")
		dispute(other, "contract", "accepted", "1795449600000", "NULL", "'2026-12-24'")
		dispute(ended, "contract", "withdrawn", "1795449600000", "1795449700000", "'2026-12-24'")
		dispute(waits, "contract", "applied", "NULL", "NULL", "NULL")
		if _, err := runner.UpTo(ctx, 1264); err != nil {
			t.Fatal(err)
		}
		for id, want := range map[string]string{
			labour: "labour 2026-11-23 2026-11-24 2026-12-08 2026-12-08 " + labour + ":labour",
			other:  "mediation 2026-11-24 2026-11-25 2026-12-24 2026-12-24 " + other + ":mediation",
			ended:  "mediation 2026-11-24 2026-11-25 2026-12-24 2026-12-24 ended",
		} {
			var kind, event, starts, due, first, key string
			err := db.QueryRow(`SELECT kind, event_on, starts_on, due_on, first_due_on, CASE WHEN ended_at = 1795449700000
				THEN 'ended' ELSE live_key END FROM dispute_deadlines WHERE dispute_id = x'`+id+`'`).
				Scan(&kind, &event, &starts, &due, &first, &key)
			got := kind + " " + event + " " + starts + " " + due + " " + first + " " + key
			if err != nil || got != want {
				t.Errorf("the term is %q (%v), want %q", got, err, want)
			}
		}
		var n int
		if err := db.QueryRow("SELECT COUNT(*) FROM dispute_deadlines").Scan(&n); err != nil || n != 3 {
			t.Errorf("%d terms (%v), want 3", n, err)
		}
	})
}
