// Package matching is the area where people and organizations find one another, and
// where it shows who has not.
//
// What lives here: suggestions to a person and the router of who may join what,
// people who consented to be found for the leaders of an organization, and the figures of
// coverage: how many registered people are in an organization, and where there is none.
// What may not: joining itself, and any list of people who did not consent.
//
// Every list is read from an index in a bounded number of rows; the figures are
// counted in the background, never for a request.
//
// The two acts, on a station and on one's own switch, go through the one driver
// (services/internal/act); looking for people is a read that leaves a row in the trail.
package matching
