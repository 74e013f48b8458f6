// Package blob keeps contents by key: in a directory of this machine, or in an
// object store that speaks the S3 protocol (MinIO, COS, OSS and others).
//
// What lives here: the two stores behind one shape, and the signature of the
// protocol. What may not: what the contents are. They arrive sealed, and their
// keys are random ids.
package blob
