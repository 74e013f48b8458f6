package mediation

import (
	"context"

	"xinjumin/models"
	"xinjumin/models/dispute"
	"xinjumin/services/internal/store"
)

// listCandidates lists the mediators of the committee of a case who are no party of it,
// are not in it, and have not left it by themselves or by the head, in the order in which
// they came to serve. The caller has judged that the reader may see the case.
func listCandidates(ctx context.Context, q store.Reader, d dispute.Dispute, now models.Instant) ([]loadRow, error) {
	var rows []loadRow
	err := mediatorsOf(ctx, q, now, "g.committee_id = ?", d.CommitteeID).
		Where("NOT EXISTS (SELECT 1 FROM dispute_parties x WHERE x.dispute_id = ? AND x.person_id = g.person_id)", d.ID).
		Where(`NOT EXISTS (SELECT 1 FROM dispute_mediators x WHERE x.dispute_id = ? AND x.person_id = g.person_id
			AND x.end_reason <> ?)`, d.ID, dispute.EndSeat).
		Order("g.created_at, g.id").Find(&rows).Error
	return rows, store.Translate(err)
}

// mediatorsOf begins a query for the mediators of committees with their running cases and
// what they know.
func mediatorsOf(ctx context.Context, q store.Reader, now models.Instant, where string, args ...any) *store.Query {
	return q.Query(ctx).Table("role_grants AS g").Select(`n.id, n.nickname, n.verification, n.name_sealed, n.region_code,
		CASE WHEN EXISTS (SELECT 1 FROM role_grants h WHERE h.committee_id = g.committee_id
			AND h.person_id = g.person_id AND h.role = ? AND h.ended_at IS NULL AND h.starts_at <= ? AND h.ends_at > ?)
			THEN 1 ELSE 0 END AS heads,
		(SELECT COUNT(*) FROM dispute_mediators m JOIN disputes d ON d.id = m.dispute_id
			WHERE m.person_id = g.person_id AND m.ended_at IS NULL AND d.committee_id = g.committee_id
			AND d.ended_at IS NULL) AS open_cases,
		COALESCE(f.specialties, '') AS specialties, COALESCE(f.languages, '') AS languages`,
		models.RoleCommitteeHead, now, now).
		Joins("JOIN persons AS n ON n.id = g.person_id").
		Joins("LEFT JOIN mediator_profiles AS f ON f.committee_id = g.committee_id AND f.person_id = g.person_id").
		Where(where, args...).Where("g.role = ? AND "+store.GrantHolds, models.RoleMediator, now, now).
		Limit(2 * models.CommitteeMaxPeople)
}

// listSpoken lists the languages of the recordings that were handed in with a case.
func listSpoken(ctx context.Context, q store.Reader, id models.ID) ([]string, error) {
	var langs []string
	err := q.Query(ctx).Table("files").Where("subject_kind = ? AND subject_id = ? AND transcript_lang <> ''", fileSubject, id).
		Order("transcript_lang").Distinct().Pluck("transcript_lang", &langs).Error
	return langs, store.Translate(err)
}

// updateWish writes which mediator a party of a locked case wishes.
func updateWish(ctx context.Context, tx *store.Tx, party models.ID, mediator *models.ID) error {
	_, err := tx.ExecN(ctx, "UPDATE dispute_parties SET wished_id = ? WHERE id = ?", mediator, party)
	return err
}

// replaceProfile writes what a mediator knows, whose seat is held.
func replaceProfile(ctx context.Context, tx *store.Tx, p *dispute.Profile) error {
	if _, err := tx.ExecN(ctx, "DELETE FROM mediator_profiles WHERE committee_id = ? AND person_id = ?", p.CommitteeID,
		p.PersonID); err != nil {
		return err
	}
	return tx.Create(ctx, p)
}

// deleteProfiles removes what a person knows who serves no more: in one committee, or in
// all when committee is nil.
func deleteProfiles(ctx context.Context, tx *store.Tx, person models.ID, committee *models.ID) error {
	if committee == nil {
		_, err := tx.ExecN(ctx, "DELETE FROM mediator_profiles WHERE person_id = ?", person)
		return err
	}
	_, err := tx.ExecN(ctx, "DELETE FROM mediator_profiles WHERE person_id = ? AND committee_id = ?", person, *committee)
	return err
}
