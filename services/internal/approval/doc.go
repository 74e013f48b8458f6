// Package approval is the shared step for acts that need two people.
//
// What lives here: Propose and Approve, each inside the transaction of the act
// it belongs to. What may not: rules about people who are entitled to propose or to approve, and
// what happens then; the area that owns the act decides both.
package approval
