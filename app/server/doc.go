// Package server is the one place where the product is put together: database,
// key ring, Redis, WeChat, routes and the background work. The command line and
// the test kit both start this very assembly.
//
// What may not live here: rules, queries, HTTP handlers.
package server
