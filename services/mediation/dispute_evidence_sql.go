package mediation

import (
	"context"

	"xinjumin/models"
	"xinjumin/models/dispute"
	"xinjumin/models/upload"
	"xinjumin/services/internal/store"
)

// broughtFile is a file of a case and the side that brought it.
type broughtFile struct {
	upload.File
	BroughtSide dispute.PartySide
}

// listDisputeFiles lists what was handed in with a case that the actor sees, as
// they came: to the committee all of it, to a party what its own side brought,
// exactly like the words that it belongs to.
func listDisputeFiles(ctx context.Context, q store.Reader, actor models.Actor, id models.ID) ([]broughtFile, error) {
	s := sightOf(actor)
	where, args := s.where()
	var rows []broughtFile
	err := q.Query(ctx).Table("files AS f").Select("f.*, b.side AS brought_side").
		Joins("JOIN disputes AS d ON d.id = f.subject_id").
		Joins("JOIN dispute_parties AS b ON b.dispute_id = d.id AND b.person_id = f.owner_id").
		Where("f.subject_kind = ? AND f.subject_id = ? AND f.state = 'ready'", fileSubject, id).Where(where, args...).
		Where(`(b.side IN (SELECT me.side FROM dispute_parties me WHERE me.dispute_id = d.id AND me.person_id = ?)
			OR (NOT (`+sightParty+`) AND `+sightCommittee+"))",
			append([]any{s.person, s.person, s.heads}, s.mediating()...)...).
		Order("f.created_at, f.id").Find(&rows).Error
	return rows, store.Translate(err)
}
