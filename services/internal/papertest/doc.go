// Package papertest reads the papers that services/internal/paper prints, for tests of
// what a person sees and copies. It reads no other PDF, and no code of the product may
// import it.
package papertest
