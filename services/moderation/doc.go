// Package moderation is the area of complaints about what people publish and
// about people (举报): the queue, the decision, the appeal, and bans.
//
// What lives here: one registry of what can be complained about (targets.go),
// one file per step. What may not: what a noun may contain (services/internal/text
// and models), and the enforcement of bans, which is one place for all routes
// (routes/httpapi, from what services/people reads with each request).
//
// Decisions, appeals and the lifting of a ban go through the one driver
// (services/internal/act). Whether an administrator may judge is asked behind the
// state of the case, which everybody who sees the case may know. A complaint keeps its
// own path: it may open the case, and is tried again when another one was faster.
package moderation
