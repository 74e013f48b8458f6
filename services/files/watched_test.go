//go:build race

package files

// watched is by how much the sides of a large picture are shorter where each load and
// store is watched.
const watched = 4
