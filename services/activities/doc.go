// Package activities holds the use cases of activities and sign-ups: organizing
// one, signing up, waiting, being offered a seat, leaving.
//
// What may not live here: the rule of who gets a seat (models.Activity.Admit),
// SQL, other areas. Every act locks the activity's row before it reads or
// writes anything of its sign-ups; that row, the unique live key and the CHECK
// on the counters keep a seat from being sold twice, on any number of
// processes. The gathering of sign-ups (services/internal/batch) only makes it
// fast.
//
// Acts on an activity and on one's own sign-up go through the one driver
// (services/internal/act). Signing up keeps its own path, because many requests share
// a commit and each has its own outcome; what time alone brings, and the closing of an
// account, use its parts inside a transaction that is open already.
package activities
