package apptest

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"github.com/go-sql-driver/mysql"
)

// A run of the suite has a folder, TEST_SHARED, in which the packages leave each
// other what each would have to make anew in seconds: the migrated SQLite file,
// and the names of migrated, empty databases of MariaDB. The run makes the folder
// and throws it away, so that nothing in it can be of another state of the code.
// Without it, each package makes its own.

// shared gives a file of the folder, and makes it when it is not there yet. Two
// packages may make it at once; either is right.
func shared(name string, make func() ([]byte, error)) ([]byte, error) {
	dir := os.Getenv("TEST_SHARED")
	if dir == "" {
		return make()
	}
	if content, err := os.ReadFile(filepath.Join(dir, name)); err == nil {
		return content, nil
	}
	content, err := make()
	if err != nil {
		return nil, err
	}
	return content, leave(dir, name, content)
}

// leave puts a whole file into a folder in one step.
func leave(dir, name string, content []byte) error {
	part, err := os.CreateTemp(dir, ".part-")
	if err != nil {
		return err
	}
	_, err = part.Write(content)
	if err = errors.Join(err, part.Close()); err != nil {
		return err
	}
	return os.Rename(part.Name(), filepath.Join(dir, name))
}

// poolOf gives the folder with the databases of a server that are free, one file
// for each; "" where nothing is shared.
func poolOf(server string) string {
	dir := os.Getenv("TEST_SHARED")
	if dir == "" {
		return ""
	}
	name := sha256.Sum256([]byte(server))
	dir = filepath.Join(dir, hex.EncodeToString(name[:8]))
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return ""
	}
	return dir
}

// originals has, for each database that this process uses, the checksum of its
// reference data as it was made.
var originals sync.Map // name of the database to checksum

// takeShared takes a database that another package has left. To remove the file
// is to have it: of two that try, one finds it gone.
func takeShared(server string) (name string, ok bool) {
	dir := poolOf(server)
	if dir == "" {
		return "", false
	}
	free, err := os.ReadDir(dir)
	if err != nil {
		return "", false
	}
	for _, f := range free {
		path := filepath.Join(dir, f.Name())
		checksum, err := os.ReadFile(path)
		if err != nil || strings.HasPrefix(f.Name(), ".") || os.Remove(path) != nil {
			continue
		}
		originals.Store(f.Name(), string(checksum))
		return f.Name(), true
	}
	return "", false
}

// leaveShared leaves an emptied database to the next package, unless a test has
// changed its reference data.
func leaveShared(server, dsn string) bool {
	dir := poolOf(server)
	cfg, err := mysql.ParseDSN(dsn)
	if dir == "" || err != nil {
		return false
	}
	before, known := originals.Load(cfg.DBName)
	now, err := checksum(dsn)
	if err != nil || !known || now != before {
		return false
	}
	return leave(dir, cfg.DBName, []byte(now)) == nil
}

// checksum gives one text for the reference data of a database of MariaDB.
func checksum(dsn string) (string, error) {
	db, err := sql.Open("mysql", dsn)
	if err != nil {
		return "", err
	}
	defer db.Close()
	var names []string
	for name := range reference {
		names = append(names, name)
	}
	slices.Sort(names)
	rows, err := db.QueryContext(context.Background(), "CHECKSUM TABLE "+strings.Join(names, ", "))
	if err != nil {
		return "", err
	}
	defer rows.Close()
	var out strings.Builder
	for rows.Next() {
		var table string
		var sum sql.NullString
		if err := rows.Scan(&table, &sum); err != nil {
			return "", err
		}
		out.WriteString(sum.String + " ")
	}
	return out.String(), rows.Err()
}
