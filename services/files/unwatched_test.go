//go:build !race

package files

const watched = 1
