package store

import (
	"context"

	"xinjumin/models"
	"xinjumin/models/complaint"
)

// Moderated limits a query on moderation_cases c to what an administrator may
// deal with: the places below, but nothing about themselves or about an organization in
// which they hold an office. Lists and reads alike go through it.
func (q queries) Moderated(ctx context.Context, viewer models.Actor) *Query {
	db := q.Query(ctx).Table("moderation_cases c").Select("c.*")
	subtrees := viewer.Regions(models.ModerationRoles()...)
	if len(subtrees) == 0 {
		return db.Where("1 = 0")
	}
	in, args := WithinSubtrees("c.region_code", subtrees)
	db = db.Where("("+in+")", args...).Where("(c.author_id IS NULL OR c.author_id <> ?)", viewer.PersonID)
	if organizations := viewer.Organizations(models.OfficeRoles()...); len(organizations) > 0 {
		db = db.Where("(c.organization_id IS NULL OR c.organization_id NOT IN ?)", organizations)
	}
	return db
}

// Nullable gives NULL for no bytes.
func Nullable(b []byte) any {
	if b == nil {
		return nil
	}
	return b
}

// WhyBlocked gives the reason for which something was blocked, for those who are
// answerable for it; empty when nothing blocks it.
func (q queries) WhyBlocked(ctx context.Context, m models.Moderation, target models.ID) (string, error) {
	if m != models.ModerationBlocked {
		return "", nil
	}
	var reasons []string
	err := q.Query(ctx).Table("moderation_cases").Where("target_id = ? AND state IN ?", target,
		[]complaint.CaseState{complaint.CaseRemoved, complaint.CaseAppealed, complaint.CaseUpheld}).
		Order("created_at DESC").Limit(1).Pluck("decision_reason", &reasons).Error
	if err != nil || len(reasons) == 0 {
		return "", Translate(err)
	}
	return reasons[0], nil
}
