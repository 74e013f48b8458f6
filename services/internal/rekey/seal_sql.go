package rekey

import (
	"context"

	"xinjumin/models"
	"xinjumin/services/internal/store"
)

// sealedValue is what one sealed column of one row holds.
type sealedValue struct {
	ID     models.ID
	Sealed []byte
}

// A sealed value names its key in these bytes (services/internal/keyring).
const (
	staleSealed = " IS NOT NULL AND SUBSTR("
	keyOfIsNot  = ", 3, 4) <> ?"
)

// sealedPlace gives table and column as text for a statement; empty for a column
// that is not sealed.
func sealedPlace(column string) (table, name string) {
	switch column {
	case "persons.name_sealed":
		return "persons", "name_sealed"
	case "persons.id_number_sealed":
		return "persons", "id_number_sealed"
	case "persons.phone_sealed":
		return "persons", "phone_sealed"
	case "disputes.statement_sealed":
		return "disputes", "statement_sealed"
	case "dispute_parties.name_sealed":
		return "dispute_parties", "name_sealed"
	case "dispute_parties.contact_sealed":
		return "dispute_parties", "contact_sealed"
	case "dispute_parties.witness_sealed":
		return "dispute_parties", "witness_sealed"
	case "dispute_agreements.content_sealed":
		return "dispute_agreements", "content_sealed"
	case "dispute_risks.note_sealed":
		return "dispute_risks", "note_sealed"
	case "dispute_risks.reason_sealed":
		return "dispute_risks", "reason_sealed"
	case "reports.words_sealed":
		return "reports", "words_sealed"
	case "moderation_cases.appeal_sealed":
		return "moderation_cases", "appeal_sealed"
	case "bans.id_number_sealed":
		return "bans", "id_number_sealed"
	case "dispute_events.note_sealed":
		return "dispute_events", "note_sealed"
	case "files.name_sealed":
		return "files", "name_sealed"
	case "files.key_sealed":
		return "files", "key_sealed"
	case "files.transcript_sealed":
		return "files", "transcript_sealed"
	case "profiles.address_sealed":
		return "profiles", "address_sealed"
	case "profiles.political_status_sealed":
		return "profiles", "political_status_sealed"
	case "profiles.ethnicity_sealed":
		return "profiles", "ethnicity_sealed"
	case "union_forms.statement_sealed":
		return "union_forms", "statement_sealed"
	case "removals.objection_sealed":
		return "removals", "objection_sealed"
	case "roster_entries.name_sealed":
		return "roster_entries", "name_sealed"
	case "roster_entries.id_number_sealed":
		return "roster_entries", "id_number_sealed"
	}
	return sealedInParty(column)
}

// countStale counts the values of a sealed column that another key than this
// one has sealed.
func countStale(ctx context.Context, q store.Reader, column string, key []byte) (int, error) {
	table, name := sealedPlace(column)
	var n int
	err := q.Query(ctx).Raw("SELECT COUNT(*) FROM "+table+" WHERE "+name+staleSealed+name+keyOfIsNot, key).Scan(&n).
		Error
	return n, store.Translate(err)
}

// listStale lists values of a sealed column that another key has sealed, by id,
// after an id.
func listStale(ctx context.Context, q store.Reader, column string, key []byte, after models.ID,
	limit int) ([]sealedValue, error) {
	table, name := sealedPlace(column)
	var rows []sealedValue
	err := q.Query(ctx).Raw("SELECT id, "+name+" AS sealed FROM "+table+" WHERE id > ? AND "+name+staleSealed+name+
		keyOfIsNot+
		" ORDER BY id LIMIT ?", after, key, limit).Scan(&rows).Error
	return rows, store.Translate(err)
}

// reseal replaces a sealed value if it is still the one that was read; else it
// is ErrNotAffected and nothing happened.
func reseal(ctx context.Context, tx *store.Tx, column string, was sealedValue, sealed []byte) error {
	table, name := sealedPlace(column)
	return tx.Exec1(ctx, "UPDATE "+table+" SET "+name+" = ? WHERE id = ? AND "+name+" = ?", sealed, was.ID, was.Sealed)
}

// countStaleAnswers counts remembered answers that another key has sealed and
// that may still be asked for.
func countStaleAnswers(ctx context.Context, q store.Reader, key []byte, now models.Instant) (int, error) {
	var n int
	err := q.Query(ctx).Raw("SELECT COUNT(*) FROM idempotency_keys WHERE expires_at > ? AND body"+staleSealed+"body"+
		keyOfIsNot, now, key).Scan(&n).Error
	return n, store.Translate(err)
}

// indexedValue is a sealed value with its blind indexes.
type indexedValue struct {
	ID     models.ID
	Sealed []byte
	Main   []byte
	Alt    []byte
}

// indexedPlace gives where a sealed value with blind indexes stands, and which
// rows are to have them: a number that a person only claims has none.
func indexedPlace(column string) (table, sealed, index, alt, walked string) {
	switch column {
	case "persons.phone_sealed":
		return "persons", "phone_sealed", "phone_index", "phone_index_alt", "phone_sealed IS NOT NULL"
	case "bans.id_number_sealed":
		return "bans", "id_number_sealed", "id_number_index", "id_number_index_alt", "id_number_sealed IS NOT NULL"
	case "roster_entries.id_number_sealed":
		return "roster_entries", "id_number_sealed", "id_number_index", "id_number_index_alt",
			"id_number_sealed IS NOT NULL"
	}
	return "persons", "id_number_sealed", "id_number_index", "id_number_index_alt",
		`id_number_sealed IS NOT NULL AND (claimed_at IS NULL OR id_number_index IS NOT NULL
			OR id_number_index_alt IS NOT NULL)`
}

// countIndexed counts the values of an indexed column.
func countIndexed(ctx context.Context, q store.Reader, column string) (int, error) {
	table, sealed, _, _, _ := indexedPlace(column)
	var n int
	err := q.Query(ctx).Raw("SELECT COUNT(*) FROM " + table + " WHERE " + sealed + " IS NOT NULL").Scan(&n).Error
	return n, store.Translate(err)
}

// listIndexed lists the values of an indexed column, by id, after an id.
func listIndexed(ctx context.Context, q store.Reader, column string, after models.ID, limit int) ([]indexedValue,
	error) {
	table, sealed, index, alt, walked := indexedPlace(column)
	var rows []indexedValue
	err := q.Query(ctx).Raw("SELECT id, "+sealed+" AS sealed, "+index+" AS main, "+alt+" AS alt FROM "+table+
		" WHERE id > ? AND "+walked+" ORDER BY id LIMIT ?", after, limit).Scan(&rows).Error
	return rows, store.Translate(err)
}

// reindex writes the blind indexes of a value that is still the one that was
// read (else ErrNotAffected). An index that another row holds is ErrDuplicate.
func reindex(ctx context.Context, tx *store.Tx, column string, v indexedValue) error {
	table, sealed, index, alt, _ := indexedPlace(column)
	return tx.Exec1(ctx, "UPDATE "+table+" SET "+index+" = ?, "+alt+" = ? WHERE id = ? AND "+sealed+" = ?", v.Main,
		v.Alt, v.ID, v.Sealed)
}

// lacksIndex reports whether a value of an indexed column has an index in one
// slot and none in the other; lacksAlt asks for those without the second.
func lacksIndex(ctx context.Context, q store.Reader, column string, lacksAlt bool) (bool, error) {
	table, _, index, alt, _ := indexedPlace(column)
	query := "SELECT id FROM " + table + " WHERE " + alt + " IS NOT NULL AND " + index + " IS NULL LIMIT 1"
	if lacksAlt {
		query = "SELECT id FROM " + table + " WHERE " + index + " IS NOT NULL AND " + alt + " IS NULL LIMIT 1"
	}
	var ids []models.ID
	err := q.Query(ctx).Raw(query).Scan(&ids).Error
	return len(ids) > 0, store.Translate(err)
}

// listKeyMarks lists the marks.
func listKeyMarks(ctx context.Context, q store.Reader) ([]store.KeyMark, error) {
	var rows []store.KeyMark
	err := q.Query(ctx).Order("purpose, key_id").Find(&rows).Error
	return rows, store.Translate(err)
}

// insertKeyMark leaves a mark; one that is there already is ErrDuplicate.
func insertKeyMark(ctx context.Context, tx *store.Tx, purpose, id string, proof []byte) error {
	return tx.Create(ctx, &store.KeyMark{Purpose: purpose, KeyID: id, Proof: proof, CreatedAt: tx.Now})
}

// deleteKeyMark takes a mark away.
func deleteKeyMark(ctx context.Context, tx *store.Tx, purpose, id string) error {
	_, err := tx.ExecN(ctx, "DELETE FROM key_marks WHERE purpose = ? AND key_id = ?", purpose, id)
	return err
}

// KnowsSealed reports whether a sealed column, table.column, can be walked.
func KnowsSealed(column string) bool {
	table, _ := sealedPlace(column)
	return table != ""
}
