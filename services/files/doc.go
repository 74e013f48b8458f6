// Package files is the area of what people upload: what is taken for which
// purpose, how it is made harmless, where it is kept, and who reads it.
//
// What lives here: the way of an upload (recognise by content, write pictures
// anew, quota, row, sealed content, row), reading through links that end, and
// the sweep. What may not: HTTP, the disk or an object store (they come in
// behind Blobs, from app/blob), and the rules of what files are attached to
// (services/internal/attach is the step for those areas).
package files
