// Package shapes holds the few shapes of requests that several areas of routes
// share: an organization by its id, a page of what one organization has, a
// refusal with its reason.
//
// What lives here: a type or a constant that at least two areas use and that
// names nothing of one area. What may not: a shape of an answer (it belongs to
// the area that gives it), a registration, a policy.
package shapes
