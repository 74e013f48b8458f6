// Package scene is what the scenario tests of several areas begin with: places
// of Shaoxing, the requests that found an organization, bring a person into it
// and give an office, and the shapes of the answers that more than one area
// reads. Each helper makes the requests that a client would make, unless its
// comment says that it writes rows behind the application's back.
//
// What may not live here: what one area alone needs, which stands in a
// fixture_*_test.go beside that area; checks of what an area decides; and what
// every test needs whatever it is about, which belongs to apptest.
package scene
