// Package profile is the shared step that opens and seals what people tell
// about themselves: the areas that edit it, erase it, or look for bodies that
// fit a person read it here and nowhere else.
//
// What may not live here: who may see it. Whoever shows it to anybody but the
// person takes models.FactsOf, which keeps to the consents.
package profile
