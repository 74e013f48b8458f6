// Package storetest opens the store of a running test application a second
// time, for tests of the steps below the areas. It holds nothing else, and no
// code of the product may import it.
package storetest
