package mediation

import (
	"context"

	"xinjumin/models"
	"xinjumin/models/dispute"
	"xinjumin/services/internal/store"
)

// readCommitteeOf finds the committee that takes a case that is here already: the nearest
// on the route that takes cases and has a head who is no party of it. ErrNotFound when
// there is none.
func readCommitteeOf(ctx context.Context, tx *store.Tx, route []models.RegionCode,
	disputeID models.ID) (models.MediationCommittee, error) {
	var row models.MediationCommittee
	err := takingCases(ctx, tx, route).
		Where(`EXISTS (SELECT 1 FROM role_grants g WHERE g.committee_id = c.id AND g.role = ?
			AND g.person_id NOT IN (SELECT p.person_id FROM dispute_parties p WHERE p.dispute_id = ?
			AND p.person_id IS NOT NULL) AND `+store.GrantHolds+")", models.RoleCommitteeHead, disputeID, tx.Now, tx.Now).
		Order("c.region_code DESC, c.created_at, c.id").Take(&row).Error
	return row, store.Translate(err)
}

// listHanded reads the case below of which one is the continuation, and the case in which
// it goes on; nil where there is none. The caller has judged that the reader may see the
// case, and tells no more of the others than their numbers.
func listHanded(ctx context.Context, q store.Reader, d dispute.Dispute) (from, to *dispute.Dispute, err error) {
	below := models.ID{}
	if d.HandedFrom != nil {
		below = *d.HandedFrom
	}
	var rows []dispute.Dispute
	err = q.Query(ctx).Select("id, number, handed_from").Where("id = ? OR handed_from = ?", below, d.ID).Find(&rows).Error
	for i := range rows {
		if rows[i].ID == below {
			from = &rows[i]
		} else {
			to = &rows[i]
		}
	}
	return from, to, store.Translate(err)
}
