// Package home is the area of the first screen: what waits for a person, in each of
// their roles, and what is next.
//
// What lives here: gathering what the other areas give, and the order of it. What may not:
// queries and rules of sight; each area answers by the very queries of its own lists.
package home
