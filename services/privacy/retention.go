package privacy

import (
	"context"
	"strconv"

	"xinjumin/models"
	"xinjumin/services/internal/audit"
	"xinjumin/services/internal/store"
)

// Purged counts what a round of the purge removed, by table.
type Purged map[string]int64

// retained is one table with the class by which its rows end, counted from the
// instant of the row that its remover looks at.
type retained struct {
	table  string
	class  models.Retention
	remove func(ctx context.Context, st *store.Store, before models.Instant) (int64, error)
}

var retention = []retained{
	{"idempotency_keys", models.RetainShort, purgeIdempotencyKeys},
	{"refresh_tokens", models.RetainShort, purgeRefreshTokens},
	{"pairings", models.RetainShort, purgePairings},
	{"bans", models.RetainShort, purgeBanNumbers},
	{"roster_entries", models.RetainShort, purgeRosterEntries},
	{"data_exports", models.RetainShort, purgeDataExports},
	{"sessions", models.RetainLog, purgeSessions},
	{"notices", models.RetainInbox, purgeNotices},
	{"jobs", models.RetainLog, purgeJobs},
	{"role_offers", models.RetainAudit, purgeRoleOffers},
	{"approvals", models.RetainAudit, purgeApprovals},
	{"consents", models.RetainAudit, purgeConsents},
	{"account_closings", models.RetainAudit, purgeClosings},
}

// Purge removes what has served its time, each table by the rule of its class
// (models.RetentionRuleOf), in short transactions. Of the trail itself, see
// audits.Empty.
func (s *Service) Purge(ctx context.Context) (Purged, error) {
	counts := Purged{}
	now := s.st.Now()
	for _, r := range retention {
		n, err := r.remove(ctx, s.st, models.RetentionRuleOf(r.class).Before(now))
		if n > 0 {
			counts[r.table] = n
		}
		if err != nil {
			return counts, err
		}
	}
	return counts, nil
}

// RecordPurge writes into the trail what a round has removed; nothing removed,
// nothing written.
func (s *Service) RecordPurge(ctx context.Context, counts Purged) error {
	if len(counts) == 0 {
		return nil
	}
	detail := make(map[string]string, len(counts))
	for table, n := range counts {
		detail[table] = strconv.FormatInt(n, 10)
	}
	return s.st.InTx(models.WithTicket(ctx, nil), func(tx *store.Tx) error {
		return audit.Record(ctx, tx, models.System,
			audit.Event{Action: models.ActionPurge, Object: "retention", Detail: detail})
	})
}
