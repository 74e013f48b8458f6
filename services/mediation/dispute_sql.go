package mediation

import (
	"context"

	"xinjumin/models"
	"xinjumin/models/dispute"
	"xinjumin/services/internal/store"
)

// What an actor may see of disputes, as conditions on `disputes AS d`. This
// part of the file is the only place that says so: reads, lists and timelines
// are built from it. No role but these two opens a case, so an administrator
// sees none.
const (
	sightParty     = "d.id IN (SELECT dispute_id FROM dispute_parties WHERE person_id = ?)"
	sightMediating = `d.committee_id IN ? AND d.id IN (SELECT dispute_id FROM dispute_mediators
		WHERE person_id = ? AND ended_at IS NULL)`
	sightCommittee = "(d.committee_id IN ? OR (" + sightMediating + "))"
)

type disputeSight struct {
	person   models.ID
	heads    []models.ID // committees that the actor heads
	mediates []models.ID // committees in which the actor is a mediator now
}

func sightOf(a models.Actor) disputeSight {
	return disputeSight{a.PersonID, a.Committees(models.RoleCommitteeHead), a.Committees(models.RoleMediator)}
}

func (s disputeSight) mediating() []any { return []any{s.mediates, s.person} }

// where gives the condition for the cases that the actor sees.
func (s disputeSight) where() (string, []any) {
	if len(s.heads)+len(s.mediates) == 0 {
		return sightParty, []any{s.person}
	}
	return "(" + sightParty + " OR " + sightCommittee + ")", append([]any{s.person, s.heads}, s.mediating()...)
}

// disputeRow is a case with how the actor stands to it.
type disputeRow struct {
	dispute.Dispute
	SeenSide     *dispute.PartySide
	SeenConsent  *dispute.Consent
	SeenInformed *models.Instant
	SeenLeft     *models.Instant
	SeenMediator bool
	SeenTakenAt  *models.Instant
	SeenLevel    *dispute.RiskLevel
	SeenViolence *int
}

func (s disputeSight) seen(r disputeRow) dispute.Seen {
	out := dispute.Seen{Dispute: r.Dispute}
	if r.SeenSide != nil {
		out.Standing.Side, out.Standing.Consent = *r.SeenSide, *r.SeenConsent
		out.Standing.Informed = r.SeenInformed != nil
		out.Standing.Left = r.SeenLeft != nil || *r.SeenConsent == dispute.ConsentRefused
	}
	for _, c := range s.heads {
		out.Standing.Head = out.Standing.Head || c == r.CommitteeID
	}
	out.Standing.Mediator = r.SeenMediator
	out.Standing.Took = r.SeenMediator && r.SeenTakenAt != nil
	out.Mark = r.mark()
	out.Standing.Violent = out.Mark.Open
	return out
}

// What the quarrel is about is part of what the applicant claims, and is not for the other side.
const seenAmount = `CASE WHEN EXISTS (SELECT 1 FROM dispute_parties o WHERE o.dispute_id = d.id AND o.person_id = ?
	AND o.side = 'respondent') THEN NULL ELSE d.amount_fen END AS amount_fen`

// A list leaves the statement out: it is long, sealed, and not for lists.
const (
	disputeListColumns = `d.id, d.number, d.file_no, d.committee_id, d.region_code, d.filed_by, d.category, d.source,
		` + seenAmount + `, d.state, d.reason, d.goes_to, d.letter_on, d.handed_from, d.applied_at, d.decided_at,
		d.accepted_at, d.assigned_at, d.taken_at, d.ended_at,
		d.due_on, d.next_event_seq, d.version, d.created_at, d.updated_at, (SELECT p.side
		FROM dispute_parties p WHERE p.dispute_id = d.id AND p.person_id = ?) AS seen_side, (SELECT p.consent
		FROM dispute_parties p WHERE p.dispute_id = d.id AND p.person_id = ?) AS seen_consent, (SELECT p.informed_at
		FROM dispute_parties p WHERE p.dispute_id = d.id AND p.person_id = ?) AS seen_informed, (SELECT p.left_at
		FROM dispute_parties p WHERE p.dispute_id = d.id AND p.person_id = ?) AS seen_left, (SELECT m.taken_at
		FROM dispute_mediators m WHERE m.dispute_id = d.id AND m.person_id = ? AND m.ended_at IS NULL) AS seen_taken_at, CASE WHEN ` +
		sightMediating + ` THEN 1 ELSE 0 END AS seen_mediator, ` + seenRisk
	disputeColumns = "d.statement_sealed, " + disputeListColumns
)

func (s disputeSight) columns() []any {
	args := append([]any{s.person, s.person, s.person, s.person, s.person, s.person}, s.mediating()...)
	return append(append(args, s.committeeArgs()...), s.committeeArgs()...)
}

// readDispute reads a case that the actor may see, and how they stand to it; any
// other is ErrNotFound.
func readDispute(ctx context.Context, q store.Reader, actor models.Actor, id models.ID) (dispute.Seen, error) {
	return readCase(ctx, q, actor, byCase, id)
}

// caseBy is by what a case is found: itself, or something that belongs to it. What
// belongs to a hidden case is found by as many statements as what is not there.
type caseBy int

const (
	byCase caseBy = iota
	byParty
	byAgreement
	byItem
	byEvidence
	bySession
)

// seenSession lets the parties of a case see its mediations alone (x): an inquiry is the
// committee's own.
const seenSession = `(x.kind = 'mediation' OR NOT EXISTS (SELECT 1 FROM dispute_parties q
	WHERE q.dispute_id = x.dispute_id AND q.person_id = ?))`

// narrow adds the condition to a query of cases.
func (by caseBy) narrow(db *store.Query, person, id models.ID) *store.Query {
	switch by {
	case byParty:
		return db.Where("d.id = (SELECT x.dispute_id FROM dispute_parties x WHERE x.id = ?)", id)
	case byAgreement:
		return db.Where("d.id = (SELECT x.dispute_id FROM dispute_agreements x WHERE x.id = ?)", id)
	case byItem:
		return db.Where("d.id = (SELECT x.dispute_id FROM dispute_items x WHERE x.id = ?)", id)
	case byEvidence:
		return db.Where("d.id = (SELECT x.dispute_id FROM dispute_evidence x WHERE x.id = ?)", id)
	case bySession:
		return db.Where("d.id = (SELECT x.dispute_id FROM dispute_sessions x WHERE x.id = ? AND "+seenSession+")", id,
			person)
	default:
		return db.Where("d.id = ?", id)
	}
}

// readCase is readDispute by something of the case.
func readCase(ctx context.Context, q store.Reader, actor models.Actor, by caseBy, id models.ID) (dispute.Seen, error) {
	s := sightOf(actor)
	where, args := s.where()
	var row disputeRow
	db := q.Query(ctx).Table("disputes AS d").Select(disputeColumns, s.columns()...)
	err := by.narrow(db, actor.PersonID, id).Where(where, args...).Take(&row).Error
	return s.seen(row), store.Translate(err)
}

// lockDispute is Dispute, and keeps others from changing the case until the
// transaction ends. Nobody locks a case that they cannot see.
func lockDispute(ctx context.Context, tx *store.Tx, actor models.Actor, id models.ID) (dispute.Seen, error) {
	return lockCase(ctx, tx, actor, byCase, id)
}

// lockCase is lockDispute by something of the case.
func lockCase(ctx context.Context, tx *store.Tx, actor models.Actor, by caseBy, id models.ID) (dispute.Seen, error) {
	seen, err := readCase(ctx, tx, actor, by, id)
	if err != nil {
		return dispute.Seen{}, err
	}
	if _, err := store.LockRow[dispute.Dispute](ctx, tx, seen.ID); err != nil {
		return dispute.Seen{}, err
	}
	return readDispute(ctx, tx, actor, seen.ID)
}

// listDisputeParties lists the sides of a case, the applicant first.
func listDisputeParties(ctx context.Context, q store.Reader, disputeID models.ID) ([]dispute.Party, error) {
	var rows []dispute.Party
	err := q.Query(ctx).Where("dispute_id = ?", disputeID).Order("side, created_at, id").Find(&rows).Error
	return rows, store.Translate(err)
}

// listDisputeMediators lists everybody who mediates a case now, the lead first.
func listDisputeMediators(ctx context.Context, q store.Reader, disputeID models.ID) ([]dispute.Mediator, error) {
	var rows []dispute.Mediator
	err := q.Query(ctx).Where("dispute_id = ? AND ended_at IS NULL", disputeID).
		Order("is_lead DESC, assigned_at, person_id").Find(&rows).Error
	return rows, store.Translate(err)
}

// listDisputeEvents lists the lines of the timeline that the actor may read, in
// their order: the committee all, parties theirs, others none.
func listDisputeEvents(ctx context.Context, q store.Reader, actor models.Actor, disputeID models.ID,
	page models.Page) (models.List[dispute.Event], error) {
	s := sightOf(actor)
	where, args := s.where()
	db := q.Query(ctx).Table("dispute_events AS e").Select("e.*").
		Joins("JOIN disputes AS d ON d.id = e.dispute_id").Where("e.dispute_id = ?", disputeID).Where(where, args...).
		Where(`((e.audience = ? AND NOT EXISTS (SELECT 1 FROM dispute_parties gone WHERE gone.dispute_id = d.id
				AND gone.person_id = ? AND gone.left_at < e.created_at))
			OR (e.audience = ? AND e.party_id IN
			(SELECT me.id FROM dispute_parties me WHERE me.dispute_id = d.id AND me.person_id = ?))
			OR (`+forCommittee+"))",
			append([]any{dispute.AudienceParties, s.person, dispute.AudienceParty, s.person}, s.committeeArgs()...)...)
	if c := page.After; c != nil {
		db = db.Where("e.seq > ?", c.Key)
	}
	var rows []dispute.Event
	err := db.Order("e.seq").Limit(page.Size() + 1).Find(&rows).Error
	return models.CutPage(rows, page.Size(), func(e dispute.Event) models.Cursor {
		return models.Cursor{Key: e.Seq, ID: e.ID}
	}), store.Translate(err)
}

// insertDispute adds a case with its sides.
func insertDispute(ctx context.Context, tx *store.Tx, d *dispute.Dispute, parties []dispute.Party) error {
	if err := tx.Create(ctx, d); err != nil {
		return err
	}
	return tx.Create(ctx, &parties)
}

// updateDispute writes what acts change of a case and raises its version, if it
// still has the state and version from; else it is ErrNotAffected. Number,
// filer, statement and the instant of filing have no way to change.
func updateDispute(ctx context.Context, tx *store.Tx, d *dispute.Dispute, from dispute.State) error {
	err := tx.Exec1(ctx, `UPDATE disputes
		SET state = ?, reason = ?, goes_to = ?, letter_on = ?, file_no = ?, decided_at = ?, accepted_at = ?,
		assigned_at = ?, taken_at = ?, ended_at = ?, due_on = ?,
		next_event_seq = ?, version = version + 1, updated_at = ?
		WHERE id = ? AND state = ? AND version = ?`,
		d.State, d.Reason, d.GoesTo, d.LetterOn, d.FileNo, d.DecidedAt, d.AcceptedAt, d.AssignedAt, d.TakenAt, d.EndedAt,
		d.DueOn, d.NextEventSeq, tx.Now, d.ID, from, d.Version)
	if err == nil {
		d.Version, d.UpdatedAt = d.Version+1, tx.Now
	}
	return err
}

// countLines keeps the number of the next line of a locked case, and nothing else: what
// is written there changes no act, so nobody looks at something old for it.
func countLines(ctx context.Context, tx *store.Tx, d *dispute.Dispute) error {
	return tx.Exec1(ctx, "UPDATE disputes SET next_event_seq = ?, updated_at = ? WHERE id = ? AND version = ?",
		d.NextEventSeq, tx.Now, d.ID, d.Version)
}

// insertDisputeEvents appends to the timeline of a locked case.
func insertDisputeEvents(ctx context.Context, tx *store.Tx, rows []dispute.Event) error {
	return tx.Create(ctx, &rows)
}

// insertDisputeMediator assigns a mediator; ErrDuplicate when they are in the case.
func insertDisputeMediator(ctx context.Context, tx *store.Tx, m *dispute.Mediator) error {
	return tx.Create(ctx, m)
}

// takeDispute marks that a mediator took their assignment; ErrNotAffected when
// they had.
func takeDispute(ctx context.Context, tx *store.Tx, dispute, mediator models.ID) error {
	return tx.Exec1(ctx, `UPDATE dispute_mediators SET taken_at = ?
		WHERE dispute_id = ? AND person_id = ? AND taken_at IS NULL AND ended_at IS NULL`,
		tx.Now, dispute, mediator)
}
