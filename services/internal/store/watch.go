package store

import (
	"database/sql"
	"sync/atomic"

	"gorm.io/gorm"
)

// Statements tells how many statements this process has sent, commits aside.
// It is what a request costs the database, and equal for refusals that must not
// be told apart.
func (s *Store) Statements() int64 { return s.statements.Load() }

// Pools gives the connection pools by what they are for.
func (s *Store) Pools() map[string]*sql.DB {
	pools := map[string]*sql.DB{"writer": s.pools[0]}
	if len(s.pools) > 1 {
		pools["reader"] = s.pools[1]
	}
	return pools
}

// watch counts what goes through a mapper.
func watch(db *gorm.DB, statements *atomic.Int64) error {
	count := func(*gorm.DB) { statements.Add(1) }
	on := db.Callback()
	for _, err := range []error{
		on.Create().After("gorm:create").Register("store:count", count),
		on.Query().After("gorm:query").Register("store:count", count),
		on.Update().After("gorm:update").Register("store:count", count),
		on.Delete().After("gorm:delete").Register("store:count", count),
		on.Row().After("gorm:row").Register("store:count", count),
		on.Raw().After("gorm:raw").Register("store:count", count),
	} {
		if err != nil {
			return err
		}
	}
	return nil
}
