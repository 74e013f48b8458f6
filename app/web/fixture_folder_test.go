package web_test

import (
	"io/fs"
	"testing/fstest"
)

// folder makes a folder of these files; later ones replace earlier ones.
func folder(layers ...map[string]string) fs.FS {
	out := fstest.MapFS{}
	for _, files := range layers {
		for name, content := range files {
			out[name] = &fstest.MapFile{Data: []byte(content)}
		}
	}
	return out
}
