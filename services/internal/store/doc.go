// Package store holds every query of the product, for both engines.
//
// What lives here: opening SQLite and MySQL with the same rules, transactions
// with retries, the translation of driver errors, and one file per noun with
// its queries as methods on `queries`, so that each works inside and outside a
// transaction.
//
// What may not: business rules (models), decisions about who may act (the
// services), HTTP. Only this package imports the mapper and the drivers. A
// query on restricted rows takes the actor and puts what they may see into its
// WHERE.
//
// The rules of writing: lock the parent row first, children after; plain INSERT
// and ErrDuplicate, never an upsert; a conditional UPDATE through exec1; no
// network, no goroutine and no outer handle inside a transaction. Closures are
// repeatable, because a deadlock runs them again.
package store
