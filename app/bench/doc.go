// Package bench measures the product beside a floor: the same requests, answered
// by bare Fiber and database/sql with the statements, transactions, signature
// check and JSON written by hand. docs/performance.md is its output.
//
// What lives here: tests and benchmarks only (make bench), which is why the
// floor may use Fiber and the drivers. What may not: anything the product
// imports.
package bench
