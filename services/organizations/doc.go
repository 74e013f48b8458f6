// Package organizations is the area of organizations of self-organisation and of who
// belongs to them.
//
// What lives here: founding and finding organizations, applying, inviting, deciding,
// leaving, removing, sub-groups, offices, and what an organization tells its members. What
// may not: what organizations do (activities, votes, mediation are areas of their own),
// and reading a list of members in any way but by the queries that take the
// viewer.
//
// Everything that moves members or offices locks the row of the organization first, and
// before that of a sub-group the row of its parent (act.LockOrganization, act.Hold).
package organizations
