// Package contract reads the OpenAPI document that the server writes, for the
// tests that hold the server to it: as it is sent (Printed), without the
// references that only save room (Plain), or as the shapes in document.go (Read).
//
// What may not live here: what a test wants of the document, and calls. The tests
// of the document stand in routes/walks, those that drive it in routes/matrix.
package contract
