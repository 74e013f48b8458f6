// Package party is the area of what only Party branches do: floating members
// register, the formal tie moves, standing and dues are recorded, meetings are
// called, kept and watched for their frequency.
//
// Belonging to a branch is political identity. What lives here shows people to
// people of the branch alone; administrators are told of branches, kinds of
// meetings and days, and of counts only when they are not small. What may not
// live here: a query that shows a row of a branch without the viewer in its
// WHERE, a name in a notice or in the trail.
//
// Everything that moves members locks the row of the organization first; of two organizations
// the one with the smaller id.
package party
