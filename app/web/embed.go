package web

import (
	"embed"
	"io/fs"
)

// Builds make files that begin with _, which embedding leaves out without all:.
//
//go:embed all:m all:desk home
var files embed.FS

// The names of what Files gives.
const (
	MiniProgram = "m"
	Desk        = "desk"
	Home        = "home"
)

// Files gives one client, its index.html at the root. It panics for a name that
// is none of the three: they are part of the program.
func Files(name string) fs.FS {
	sub, err := fs.Sub(files, name)
	if err != nil {
		panic("web: " + err.Error())
	}
	return sub
}
