// Package regions is the area of divisions (省市县镇村) and functional zones.
//
// What lives here: reading and searching the tree, its changes by an
// administrator, and loading the edition that the program carries. What may
// not: who lives where, coverage figures, role grants. Everything here is
// public to read, so no query takes the actor.
//
// Changes go through the one driver (services/internal/act). The right to change a
// division rests on its code alone, so it is asked before the division is looked for.
// Loading an edition has no actor and keeps its own path.
package regions
