// Package dispute holds the rules of disputes (纠纷) before a mediation committee:
// states and verbs, parties and mediators, who stands how in a case, the deadlines
// of the law, and the words of the timeline (人民调解法).
//
// What may not: another room of models, a database, a clock, JSON shapes.
package dispute
