// Package kv holds what several processes may share but never have to: today
// the rate limits. It is never the truth; losing all of it costs nothing but
// some patience with callers.
//
// What lives here: one limiter with two stores, Redis and its twin in memory,
// which follow the same rule to the microsecond, and the breaker that decides
// between them. When Redis is absent, slow or dead the twin answers, at once
// and without an error.
//
// What may not: anything that must survive, and anything that decides who may
// do what. Sessions, revocations and idempotent answers are rows.
package kv
