package mediation

import (
	"context"

	"xinjumin/models"
	"xinjumin/models/dispute"
	"xinjumin/services/internal/store"
)

// seatRow is a seat that waits for its person's answer.
type seatRow struct {
	models.RoleGrant
	CommitteeName string
}

// listOwnSeatOffers lists the seats in committees that wait for a person's answer.
func listOwnSeatOffers(ctx context.Context, q store.Reader, person models.ID, now models.Instant) ([]seatRow, error) {
	var rows []seatRow
	err := q.Query(ctx).Table("role_grants AS g").Select("g.*, c.name AS committee_name").
		Joins("JOIN mediation_committees AS c ON c.id = g.committee_id").
		Where("g.person_id = ? AND "+store.GrantWaits, person, now, now.Add(-models.RoleOfferLife)).
		Order("g.created_at, g.id").Limit(models.HomeMax).Find(&rows).Error
	return rows, store.Translate(err)
}

// queueRow is how many cases of a committee wait for its head in a state.
type queueRow struct {
	CommitteeID models.ID
	Name        string
	State       dispute.State
	Cases       int64
	DueOn       *models.Day
}

// A case waits for its head until they take it on, and again until somebody leads it.
const queueOf = "CASE WHEN d.state = 'applied' THEN 'applied' ELSE 'accepted' END"

// listHeadQueues counts the cases that wait for the heads of committees, with the day
// that is due first. A head decides nothing in a case in which they are a party.
func listHeadQueues(ctx context.Context, q store.Reader, s disputeSight) ([]queueRow, error) {
	var rows []queueRow
	err := q.Query(ctx).Table("disputes AS d").
		Select("d.committee_id, c.name, "+queueOf+" AS state, COUNT(*) AS cases, MIN(d.due_on) AS due_on").
		Joins("JOIN mediation_committees AS c ON c.id = d.committee_id").
		Where("d.committee_id IN ? AND d.state IN ? AND d.assigned_at IS NULL AND NOT "+sightParty, s.heads,
			[]dispute.State{dispute.Applied, dispute.ConsentPending, dispute.Accepted}, s.person).
		Group("d.committee_id, c.name, " + queueOf).Order("c.name, d.committee_id, state DESC").Limit(models.HomeMax).
		Find(&rows).Error
	return rows, store.Translate(err)
}

// listUntaken lists the running cases that were assigned to a mediator, who has not taken
// them yet, the one that is due first before the others.
func listUntaken(ctx context.Context, q store.Reader, s disputeSight) ([]dispute.Dispute, error) {
	var rows []dispute.Dispute
	err := q.Query(ctx).Table("dispute_mediators AS m").Select("d.id, d.number, d.due_on").
		Joins("JOIN disputes AS d ON d.id = m.dispute_id").
		Where("m.person_id = ? AND m.ended_at IS NULL AND m.taken_at IS NULL AND d.committee_id IN ? AND "+
			"d.ended_at IS NULL", s.person, s.mediates).
		Order("d.due_on, d.id").Limit(models.HomeMax).Find(&rows).Error
	return rows, store.Translate(err)
}
