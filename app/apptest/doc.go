// Package apptest is the test kit: the real application on a fresh database of
// each engine, a clock that tests move, people who sign in through the WeChat
// stand-in, a small HTTP client that speaks of statuses and reason keys, and the
// one way to ask whether a text is absent (Lacks, Holds).
//
// What may not live here: mocks of our own code, sleeping, fixtures that two
// tests share. SQLite always runs; MariaDB and Redis run when TEST_MYSQL_DSN
// and TEST_REDIS_URL are set, and must be there when TEST_REQUIRE_ENGINES is.
// TEST_MYSQL_DURABLE_DSN is a second MariaDB, for the tests that ask for one that
// is Durable.
// TEST_SHARED is a folder of one run of the suite, see shared.go.
package apptest
