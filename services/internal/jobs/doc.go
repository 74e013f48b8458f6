// Package jobs is the shared step for work that is due later: rows with a time
// and a lease, run by any process, once.
//
// What lives here: Schedule (inside the transaction of the act that makes the
// work necessary), the Runner, and Every, the loop of all background work. What
// may not: what the work is; each area gives its handlers to services.Open.
package jobs
