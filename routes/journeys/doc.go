// Package journeys walks whole stories of people through the API as their phones
// would: a migrant, a leader of an association, the head and a mediator of a
// committee, the secretary of a Party branch and the chair of a union.
//
// A traveller knows nothing but what earlier answers said to the same person.
// Operations are looked up by name in the document that the server publishes, so
// that no path is known from memory; an id, the code of a place or a word of an
// enumeration that a request sends must have stood in an answer that this person
// got, and the harness fails the test when it did not. People exchange only what
// people can say or show to one another: the short code of a person, of an
// organization, a telephone number, a name.
//
// It has tests only. What may not live here: checks of what one area decides,
// which stand in services/<area>; walks over all routes, which stand in
// routes/walks and routes/matrix; and anything that looks into the database.
package journeys
