// Package findable is the shared step that keeps who may be found in a row of its
// own (models.FindablePerson): an area that changes what that rests on calls Refresh
// in the same transaction.
//
// What rests it: the consents to be found and to the use of work data, the
// profile, the present place and the home place, the verification of the
// identity. Closing an account deletes the row by the register of personal data.
//
// What may not live here: the rules about people who may look, and at what.
package findable
