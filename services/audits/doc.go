// Package audits is the area of the audit log (审计日志): it gives the events of
// the trail their places in a Merkle tree, signs what the tree was, proves and
// checks it, and shows the trail to those who may see it.
//
// What lives here: the format of a leaf, the sequencer, checkpoints and their
// witness file, the verification, and the lists. What may not: writing events
// (services/internal/audit, in the transaction of the act), and any change of
// what was written.
//
// The rules and the exact formats are in docs/decisions/0020-audit-log.md.
package audits
