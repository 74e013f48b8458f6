// Package models holds what everybody speaks: ids, instants and days, errors,
// pages, the actor and roles, regions, persons, organizations and their kinds,
// memberships, consents, codes and their words.
//
// What lives here: one file per noun (person.go, organization.go …) with its
// entity, its state machine and every rule that needs no database. What one area
// alone speaks lives in a folder below: models/dispute, models/poll …
//
// What may not: any import outside the standard library, a clock, a source of
// randomness, SQL, HTTP, or JSON shapes of the API. "Now" is a parameter.
package models
