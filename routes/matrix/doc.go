// Package matrix holds the tests that call every route as everybody, on two places
// that have something of every noun: the access matrix, and the walks that send
// odd fields and odd texts, tap twice, take back, look for what is hidden, and live
// a person's whole life through the API. That world takes some five hundred
// requests to build, so it is built once and each walk starts on a copy.
//
// It has tests only. What may not live here: product code; scenarios of one area,
// which stand beside that area in services/<area>; and what only asks what a route
// declares, which stands in routes/walks.
package matrix
