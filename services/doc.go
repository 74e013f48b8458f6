// Package services opens the product: it joins the database, the key ring and
// the areas, and is what app and routes see of them.
//
// What lives below it: one package per area (people, regions, organizations,
// mediation, activities, governance, notices), each with the use cases of its
// nouns, their transactions, permissions, audit rows and notices. Steps that
// areas share are in services/internal.
//
// What may not: an area never imports another area; what two of them share is a
// pure rule in models or a step in services/internal. No HTTP, no clock of its
// own, no package-level state.
package services
