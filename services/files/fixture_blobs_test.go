package files_test

import (
	"context"
	"io/fs"
	"os"
	"path/filepath"

	"xinjumin/app/apptest"
)

// blobs gives everything that lies in the directory of the uploads, by path.
func blobs(env *apptest.Env) map[string][]byte {
	env.Helper()
	all := map[string][]byte{}
	err := filepath.WalkDir(env.Files(), func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		content, err := os.ReadFile(path)
		all[path] = content
		return err
	})
	if err != nil {
		env.Fatal(err)
	}
	return all
}

// sweep removes the uploads that nothing needs any longer.
func sweep(env *apptest.Env) {
	env.Helper()
	if _, err := env.Server.Services.Files.Sweep(context.Background()); err != nil {
		env.Fatal(err)
	}
}
