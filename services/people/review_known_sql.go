package people

import (
	"context"

	"xinjumin/models"
	"xinjumin/services/internal/store"
)

// listIDNumberHolders finds the people who hold one of some identity numbers.
func listIDNumberHolders(ctx context.Context, q store.Reader, numbers []store.Indexes) ([]models.Person, error) {
	var main, alt [][]byte
	for _, i := range numbers {
		main, alt = append(main, i.Main), append(alt, i.Alt)
	}
	return store.Find[models.Person](q, q.Query(ctx).
		Where("id_number_index IN ? OR id_number_index_alt IN ?", store.InList(main), store.InList(alt)))
}

// listStaff gives those of the people who have a role over a region or in a committee now.
func listStaff(ctx context.Context, q store.Reader, people []models.ID, now models.Instant) ([]models.ID, error) {
	var staff []models.ID
	err := q.Query(ctx).Table("role_grants").
		Where("person_id IN ? AND scope_kind <> ? AND ended_at IS NULL AND ends_at > ?", store.InList(people),
			models.ScopeOrganization, now).Pluck("person_id", &staff).Error
	return staff, store.Translate(err)
}

// listWithHistory gives those of the people who belong to anything: an organization, a
// case, an activity, a poll, a role, a founding.
func listWithHistory(ctx context.Context, q store.Reader, people []models.ID) ([]models.ID, error) {
	in := store.InList(people)
	var found []models.ID
	err := q.Query(ctx).Raw(`SELECT person_id FROM memberships WHERE person_id IN ?
		UNION SELECT person_id FROM dispute_parties WHERE person_id IN ?
		UNION SELECT person_id FROM dispute_mediators WHERE person_id IN ?
		UNION SELECT person_id FROM signups WHERE person_id IN ?
		UNION SELECT person_id FROM poll_roll_entries WHERE person_id IN ?
		UNION SELECT person_id FROM organization_founders WHERE person_id IN ? AND state = 'signed'
		UNION SELECT person_id FROM role_grants WHERE person_id IN ?`, in, in, in, in, in, in, in).Scan(&found).Error
	return found, store.Translate(err)
}

// listRegisteredBy gives those of the people whom the officer wrote down at the desk.
func listRegisteredBy(ctx context.Context, q store.Reader, officer models.ID, people []models.ID) ([]models.ID,
	error) {
	var found []models.ID
	err := q.Query(ctx).Table("desk_registrations").
		Where("officer_id = ? AND person_id IN ?", officer, store.InList(people)).Pluck("person_id", &found).Error
	return found, store.Translate(err)
}

// listMergeProposals gives the merges among subjects that wait for a second signature.
func listMergeProposals(ctx context.Context, q store.Reader, subjects []models.ID, now models.Instant) (
	[]models.Approval, error) {
	return store.Find[models.Approval](q, q.Query(ctx).
		Where("kind = ? AND subject_id IN ? AND approved_by IS NULL AND expires_at > ?", models.ApproveStaffMerge,
			store.InList(subjects), now))
}
