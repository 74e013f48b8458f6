// Package organizations is the area of bodies of self-organisation and of who
// belongs to them.
//
// What lives here: founding and finding bodies, applying, inviting, deciding,
// leaving, removing, sub-groups, offices, and what a body tells its members. What
// may not: what bodies do (activities, votes, mediation are areas of their own),
// and reading a list of members in any way but by the queries that take the
// viewer.
//
// Everything that moves members or offices locks the row of the body first, and
// before that of a sub-group the row of its parent (act.LockOrganization, act.Hold).
package organizations
