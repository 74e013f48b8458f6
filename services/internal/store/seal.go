package store

import (
	"context"

	"xinjumin/models"
)

// SealedValue is what one sealed column of one row holds.
type SealedValue struct {
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

// KnowsSealed reports whether a sealed column, table.column, can be walked.
func KnowsSealed(column string) bool {
	table, _ := sealedPlace(column)
	return table != ""
}

// CountStale counts the values of a sealed column that another key than this
// one has sealed.
func (q queries) CountStale(ctx context.Context, column string, key []byte) (int, error) {
	table, name := sealedPlace(column)
	var n int
	err := q.db.WithContext(ctx).Raw("SELECT COUNT(*) FROM "+table+" WHERE "+name+staleSealed+name+keyOfIsNot, key).Scan(&n).Error
	return n, translate(err)
}

// Stale lists values of a sealed column that another key has sealed, by id,
// after an id.
func (q queries) Stale(ctx context.Context, column string, key []byte, after models.ID, limit int) ([]SealedValue, error) {
	table, name := sealedPlace(column)
	var rows []SealedValue
	err := q.db.WithContext(ctx).Raw("SELECT id, "+name+" AS sealed FROM "+table+" WHERE id > ? AND "+name+staleSealed+name+keyOfIsNot+
		" ORDER BY id LIMIT ?", after, key, limit).Scan(&rows).Error
	return rows, translate(err)
}

// Reseal replaces a sealed value if it is still the one that was read; else it
// is ErrNotAffected and nothing happened.
func (tx *Tx) Reseal(ctx context.Context, column string, was SealedValue, sealed []byte) error {
	table, name := sealedPlace(column)
	return tx.exec1(ctx, "UPDATE "+table+" SET "+name+" = ? WHERE id = ? AND "+name+" = ?", sealed, was.ID, was.Sealed)
}

// CountStaleAnswers counts remembered answers that another key has sealed and
// that may still be asked for.
func (q queries) CountStaleAnswers(ctx context.Context, key []byte, now models.Instant) (int, error) {
	var n int
	err := q.db.WithContext(ctx).Raw("SELECT COUNT(*) FROM idempotency_keys WHERE expires_at > ? AND body"+staleSealed+"body"+keyOfIsNot, now, key).Scan(&n).Error
	return n, translate(err)
}

// IndexedValue is a sealed value with its blind indexes.
type IndexedValue struct {
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
		return "roster_entries", "id_number_sealed", "id_number_index", "id_number_index_alt", "id_number_sealed IS NOT NULL"
	}
	return "persons", "id_number_sealed", "id_number_index", "id_number_index_alt",
		"id_number_sealed IS NOT NULL AND (claimed_at IS NULL OR id_number_index IS NOT NULL OR id_number_index_alt IS NOT NULL)"
}

// CountIndexed counts the values of an indexed column.
func (q queries) CountIndexed(ctx context.Context, column string) (int, error) {
	table, sealed, _, _, _ := indexedPlace(column)
	var n int
	err := q.db.WithContext(ctx).Raw("SELECT COUNT(*) FROM " + table + " WHERE " + sealed + " IS NOT NULL").Scan(&n).Error
	return n, translate(err)
}

// Indexed lists the values of an indexed column, by id, after an id.
func (q queries) Indexed(ctx context.Context, column string, after models.ID, limit int) ([]IndexedValue, error) {
	table, sealed, index, alt, walked := indexedPlace(column)
	var rows []IndexedValue
	err := q.db.WithContext(ctx).Raw("SELECT id, "+sealed+" AS sealed, "+index+" AS main, "+alt+" AS alt FROM "+table+
		" WHERE id > ? AND "+walked+" ORDER BY id LIMIT ?", after, limit).Scan(&rows).Error
	return rows, translate(err)
}

// Reindex writes the blind indexes of a value that is still the one that was
// read (else ErrNotAffected). An index that another row holds is ErrDuplicate.
func (tx *Tx) Reindex(ctx context.Context, column string, v IndexedValue) error {
	table, sealed, index, alt, _ := indexedPlace(column)
	return tx.exec1(ctx, "UPDATE "+table+" SET "+index+" = ?, "+alt+" = ? WHERE id = ? AND "+sealed+" = ?", v.Main, v.Alt, v.ID, v.Sealed)
}

// LacksIndex reports whether a value of an indexed column has an index in one
// slot and none in the other; lacksAlt asks for those without the second.
func (q queries) LacksIndex(ctx context.Context, column string, lacksAlt bool) (bool, error) {
	table, _, index, alt, _ := indexedPlace(column)
	query := "SELECT id FROM " + table + " WHERE " + alt + " IS NOT NULL AND " + index + " IS NULL LIMIT 1"
	if lacksAlt {
		query = "SELECT id FROM " + table + " WHERE " + index + " IS NOT NULL AND " + alt + " IS NULL LIMIT 1"
	}
	var ids []models.ID
	err := q.db.WithContext(ctx).Raw(query).Scan(&ids).Error
	return len(ids) > 0, translate(err)
}

// KeyMark is the mark that a key has left in the database.
type KeyMark struct {
	Purpose   string         `gorm:"primaryKey" pii:"none"`
	KeyID     string         `gorm:"primaryKey" pii:"none"`
	Proof     []byte         `pii:"none,technical"`
	CreatedAt models.Instant `gorm:"autoCreateTime:false"`
}

// KeyMarks lists the marks.
func (q queries) KeyMarks(ctx context.Context) ([]KeyMark, error) {
	var rows []KeyMark
	err := q.db.WithContext(ctx).Order("purpose, key_id").Find(&rows).Error
	return rows, translate(err)
}

// InsertKeyMark leaves a mark; one that is there already is ErrDuplicate.
func (tx *Tx) InsertKeyMark(ctx context.Context, purpose, id string, proof []byte) error {
	return tx.create(ctx, &KeyMark{Purpose: purpose, KeyID: id, Proof: proof, CreatedAt: tx.Now})
}

// DeleteKeyMark takes a mark away.
func (tx *Tx) DeleteKeyMark(ctx context.Context, purpose, id string) error {
	_, err := tx.exec(ctx, "DELETE FROM key_marks WHERE purpose = ? AND key_id = ?", purpose, id)
	return err
}
