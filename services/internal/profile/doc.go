// Package profile is the shared step that opens and seals what people tell
// about themselves: the areas that edit it, erase it, or look for organizations that
// fit a person read it here and nowhere else.
//
// What may not live here: rules about people who may see it. Code that shows it to anybody but the
// person takes models.FactsOf, which keeps to the consents.
package profile
