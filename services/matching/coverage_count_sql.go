package matching

import (
	"context"
	"errors"

	"xinjumin/models"
	"xinjumin/models/match"
	"xinjumin/services/internal/store"
)

// The counts below read millions of rows, so they are for the background: on
// SQLite they use a reader, which stops no writer; on MariaDB they lock nothing.

// placeCount is how many registered people live in a division itself, and how
// many of them are in an organization.
type placeCount struct {
	RegionCode            models.RegionCode
	Registered, Organized int64
}

// countPlaces counts registered people by where they live.
func countPlaces(ctx context.Context, q store.Reader) ([]placeCount, error) {
	var rows []placeCount
	err := q.Query(ctx).Raw(`SELECT p.region_code, COUNT(*) AS registered, SUM(CASE WHEN EXISTS (SELECT 1
		FROM memberships m JOIN organizations o ON o.id = m.organization_id
		WHERE m.person_id = p.id AND m.state = 'active' AND o.state IN ('active', 'suspended')) THEN 1
		ELSE 0 END) AS organized
		FROM persons p WHERE p.state = 'active' AND p.region_code IS NOT NULL
		GROUP BY p.region_code`).Scan(&rows).Error
	return rows, store.Translate(err)
}

// kindCount is how many people who live in a division are in a kind of organization, or
// how many organizations of it are there.
type kindCount struct {
	RegionCode models.RegionCode
	Kind       models.OrganizationKind
	N          int64
}

// countKinds counts people by where they live and what they are in, each person
// once for a kind.
func countKinds(ctx context.Context, q store.Reader) ([]kindCount, error) {
	var rows []kindCount
	err := q.Query(ctx).Raw(`SELECT p.region_code, o.kind, COUNT(DISTINCT m.person_id) AS n
		FROM memberships m JOIN organizations o ON o.id = m.organization_id
		JOIN persons p ON p.id = m.person_id
		WHERE m.state = 'active' AND o.state IN ('active', 'suspended') AND p.state = 'active'
		AND p.region_code IS NOT NULL
		GROUP BY p.region_code, o.kind`).Scan(&rows).Error
	return rows, store.Translate(err)
}

// countOrganizations counts active organizations by place and kind.
func countOrganizations(ctx context.Context, q store.Reader) ([]kindCount, error) {
	var rows []kindCount
	err := q.Query(ctx).Raw(`SELECT region_code, kind, COUNT(*) AS n FROM organizations
		WHERE state = 'active' GROUP BY region_code, kind`).Scan(&rows).Error
	return rows, store.Translate(err)
}

// unitCount is how many people of a town work at a unit, as they tell it. Town
// is the first nine digits of its code.
type unitCount struct {
	EmployerCode, EmployerName, Town string
	N                                int64
}

// countUnits counts people by where they work, of those who consent to its use,
// under the present text.
func countUnits(ctx context.Context, q store.Reader) ([]unitCount, error) {
	purpose, _ := models.PurposeOf(models.PurposeEmployment)
	var rows []unitCount
	err := q.Query(ctx).Raw(`SELECT r.employer_code, r.employer_name, SUBSTR(p.region_code, 1, 9) AS town,
		COUNT(*) AS n
		FROM profiles r JOIN persons p ON p.id = r.id
		JOIN consents c ON c.person_id = r.id
		WHERE (r.employer_code <> '' OR r.employer_name <> '')
		AND r.employment_status IN ('', 'employed', 'gig', 'self_employed') AND p.state = 'active'
		AND p.region_code IS NOT NULL AND c.purpose = ? AND c.ended_at IS NULL AND c.version = ?
		GROUP BY r.employer_code, r.employer_name, SUBSTR(p.region_code, 1, 9)`, purpose.Key, purpose.Version).
		Scan(&rows).Error
	return rows, store.Translate(err)
}

// unitWithOrganization is a unit that has an active organization.
type unitWithOrganization struct {
	EmployerCode, EmployerFolded string
	RegionCode                   models.RegionCode
}

// listUnitsWithOrganization lists the units that have an active organization.
func listUnitsWithOrganization(ctx context.Context, q store.Reader) ([]unitWithOrganization, error) {
	var rows []unitWithOrganization
	err := q.Query(ctx).Raw(`SELECT employer_code, employer_folded, region_code FROM organizations
		WHERE state = 'active' AND (employer_code <> '' OR employer_folded <> '')`).Scan(&rows).Error
	return rows, store.Translate(err)
}

// takeCoverageRun begins to count unless another process has since an instant;
// then it is ErrNotAffected.
func takeCoverageRun(ctx context.Context, tx *store.Tx, since models.Instant) error {
	n, err := tx.ExecN(ctx, "UPDATE coverage_runs SET started_at = ? WHERE id = 1 AND started_at <= ?", tx.Now, since)
	if err != nil || n == 1 {
		return err
	}
	err = tx.Create(ctx, &match.CoverageRun{ID: 1, StartedAt: tx.Now}) // the first of all
	if errors.Is(err, store.ErrDuplicate) {
		return store.ErrNotAffected
	}
	return err
}

// coverageRowsPerInsert keeps one statement under the parameter limits.
const coverageRowsPerInsert = 400

// replaceCoverage writes what was counted in the place of what was before, all
// of it at once.
func replaceCoverage(ctx context.Context, tx *store.Tx, places []match.RegionCoverage, kinds []match.CoverageKind,
	gaps []match.CoverageGap) error {
	for _, clear := range []string{"DELETE FROM region_coverage", "DELETE FROM coverage_kinds",
		"DELETE FROM coverage_gaps"} {
		if _, err := tx.ExecN(ctx, clear); err != nil {
			return err
		}
	}
	if err := inserted(ctx, tx, places); err != nil {
		return err
	}
	if err := inserted(ctx, tx, kinds); err != nil {
		return err
	}
	if err := inserted(ctx, tx, gaps); err != nil {
		return err
	}
	n, err := tx.ExecN(ctx, "UPDATE coverage_runs SET finished_at = ? WHERE id = 1", tx.Now)
	if err != nil || n == 1 {
		return err
	}
	return tx.Create(ctx, &match.CoverageRun{ID: 1, StartedAt: tx.Now, FinishedAt: tx.Now})
}

func inserted[T any](ctx context.Context, tx *store.Tx, rows []T) error {
	if len(rows) == 0 {
		return nil
	}
	return tx.Bulk(ctx, rows, coverageRowsPerInsert)
}
