// Package match holds what brings people and organizations together (推荐): which
// organizations fit a person and why, whom an organization may invite, how near
// they are to each other, and how well a place is covered.
//
// What may not: another room of models, a database, a clock, JSON shapes. Nobody
// is matched by ethnicity or by the kind of their residence permit.
package match
