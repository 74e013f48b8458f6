// Package files is the area of what people upload: what is taken for which
// purpose, how it is made harmless, where it is kept, and who reads it.
//
// What lives here: the way of an upload (recognise by content, write pictures
// anew, quota, row, sealed content, row), reading through links that end, and
// the sweep. What may not: HTTP, the disk or an object store (they come in
// behind Blobs, from app/blob), and the rules of what files are attached to
// (services/internal/attach is the step for those areas).
//
// The one act on one row, the end of a file by its owner, goes through the one driver
// (services/internal/act). An upload is three transactions around a write to the store,
// reading only leaves a row in the trail, and the sweep has no actor: they keep their
// own path.
package files
