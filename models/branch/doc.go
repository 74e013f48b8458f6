// Package branch holds what only Party branches (党支部) know: registration of
// floating members (报到), transfers of the formal tie (组织关系转接), standing, and
// meetings with their minutes (三会一课).
//
// What may not: another room of models, a database, a clock, JSON shapes.
package branch
