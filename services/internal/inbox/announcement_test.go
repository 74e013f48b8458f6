package inbox_test

import (
	"context"
	"testing"

	"xinjumin/app/apptest"
	"xinjumin/models"
	"xinjumin/services/internal/inbox"
	"xinjumin/services/internal/store"
	"xinjumin/services/internal/storetest"
)

// Ten thousand members are told in one statement.
func TestInsertMemberNotices_isOneStatement(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		person, author := env.SignIn("li").PersonID, env.SignIn("author").PersonID
		organization := models.ID{7}
		env.Exec(`INSERT INTO memberships (id, organization_id, person_id, state, side, queue_no, message,
			decision_reason, end_reason, version, created_at, updated_at) SELECT `+storetest.IDOf(env, "n")+
			`, ?, ?, 'active', 'migrant', n + 1, '', '', '', 1, 1, 1 FROM `+storetest.Counted(4), organization, person)
		for i, state := range []string{"applied", "invited", "ended"} {
			env.Exec(`INSERT INTO memberships (id, organization_id, person_id, state, side, queue_no, message,
				decision_reason, end_reason, version, created_at, updated_at)
				VALUES (?, ?, ?, ?, 'migrant', ?, '', '', '', 1, 1, 1)`, models.ID{8, byte(i)}, organization, person,
				state,
				200_000+i)
		}
		env.Exec(`INSERT INTO memberships (id, organization_id, person_id, state, side, queue_no, message,
			decision_reason, end_reason, version, created_at, updated_at)
			VALUES (?, ?, ?, 'active', 'migrant', 300000, '', '', '', 1, 1, 1)`, models.ID{9}, organization, author)
		st, ctx := storetest.Open(env), context.Background()
		var told, sent int64
		err := st.InTx(ctx, func(tx *store.Tx) error {
			before := st.Statements()
			var err error
			told, err = inbox.TellMembers(ctx, tx, organization, author,
				inbox.Notice{Kind: models.NoticeAnnouncement, Subject: "announcement", SubjectID: models.ID{1}})
			sent = st.Statements() - before
			return err
		})
		if err != nil || told != 10_000 || sent != 1 {
			t.Errorf("told %d in %d statements, %v", told, sent, err)
		}
		if n := env.Count("SELECT COUNT(DISTINCT id) FROM notices WHERE person_id = ? AND kind = ?", person,
			models.NoticeAnnouncement); n != 10_000 {
			t.Errorf("%d notices", n)
		}
	})
}
