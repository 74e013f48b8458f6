// Package mediation is the use cases of disputes and mediation committees
// (人民调解).
//
// What lives here: filing, the acts on a case, reading it as far as one's own
// part goes, and setting up committees. What may not: SQL, HTTP, words that are
// sent to people, and other areas.
//
// What people tell a committee is secret (人民调解法 Art 15): statement, names,
// contacts and notes are sealed before they reach the store and opened only for
// who may read them. They never go into an audit row, a notice, a log, or the
// answer of a POST, because such answers are kept for repetition.
package mediation
