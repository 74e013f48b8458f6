// Package branch holds what only Party branches (党支部) know: registration of
// floating members (报到), transfers of the formal tie (组织关系转接), standing, and
// meetings with their minutes (三会一课).
// What a branch of a kind may do at all, as that a temporary one elects nobody, is a
// rule of its kind: models/kind_party.go.
//
// What may not: another room of models, a database, a clock, JSON shapes.
package branch
