// Package regions is the area of divisions (省市县镇村) and functional zones.
//
// What lives here: reading and searching the tree, its changes by an
// administrator, and loading the edition that the program carries. What may
// not: who lives where, coverage figures, role grants. Everything here is
// public to read, so no query takes the actor.
package regions
