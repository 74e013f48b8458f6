// Package seeding fills a database with a made-up population of the size and
// the proportions of the field report, for demonstrations, benchmarks and load.
//
// What lives here: a plan (how many people in which village), one pure function
// per kind of row from its number, and the streaming of rows in batches. Equal
// options give equal rows, ids included; only times count from the clock.
//
// What may not: anything that a running product does. Rows are written as the
// areas would have left them, without their notices and audit rows, and one
// audit row says that it happened. Identity numbers have area codes that were
// never given out, so that no real person is hit; they are sealed like all.
package seeding
