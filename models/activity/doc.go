// Package activity holds the rules of training and cultural events (活动) and of
// the sign-ups (报名) for them: states, who may do what when, places and the queue.
//
// What may not: another room of models, a database, a clock, JSON shapes.
package activity
