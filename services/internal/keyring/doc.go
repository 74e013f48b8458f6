// Package keyring holds the secrets of the product: it seals fields, makes
// blind indexes, signs access tokens and derives the keys of other parts.
//
// What lives here: the ring, its text format, and the handful of operations on
// it. What may not: a database, a clock, an environment variable (the text is
// handed in), or any way to print a secret again. Text with secrets leaves the
// package only through Generate, which makes new ones.
//
// # The text
//
// One key per line (or per comma), fields separated by colons, # for comments:
//
//	id:purpose:status:created:secret
//	5f0c21aa:root:active:2026-11-22:kq3v…43 characters of base64url…
//	0b93d1e7:index:active:2026-11-22:…
//
// id is 8 hex digits and is stored in front of every sealed value and in the
// kid of every token. purpose is root, index or index_alt; no two share a
// secret. status is active or retiring: the one active root seals and signs,
// retiring roots only open and verify. An index key is always active.
//
// # Rotation
//
// First add the new root as retiring to every process, then swap the two
// statuses, then re-seal the rows, and take the old key out when no row and no
// unexpired token names it.
//
// An index key belongs to one of the two index columns of a value, by its
// purpose, for its whole life. To change it, a key of the other purpose joins,
// all rows get both indexes, and the old key goes. An index key must never be
// in the database or in its backups, because identity numbers can be enumerated.
package keyring
