// Package poll holds the rules of polls (投票): purposes, states, the roll (名册) of
// those who may vote, ballots, and the count.
//
// What may not: another room of models, a database, a clock, JSON shapes.
package poll
