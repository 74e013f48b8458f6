package config

import (
	"errors"
	"net"
	"net/url"
	"path/filepath"
	"strings"
)

// Database is an address in the terms of a driver.
type Database struct {
	Driver string // "sqlite" or "mysql"
	DSN    Secret // SQLite: path of the file; MySQL: user:password@tcp(host:port)/name
}

// What DATABASE_URL may look like; errors never repeat the address.
var (
	errDatabaseForm = errors.New("want mysql://user:password@host:3306/name or " +
		"sqlite:///var/lib/xinjumin/data.db; write special characters of the password as %XX")
	errDatabaseUser   = errors.New("the user is missing or has a colon in it")
	errDatabaseName   = errors.New("the name of the database is missing")
	errDatabaseParams = errors.New("the only parameter is tls=true|preferred|false; everything else is set by " +
		"the program")
	errDatabasePath = errors.New("the path of the SQLite file is missing, or it is a database in memory, which " +
		"several connections cannot share")
)

// parseDatabase splits the address. The settings that the queries rely on
// (collation, time zone, isolation, matched rows, no multiple statements) are
// not here on purpose: the store sets them, whatever the address says.
func parseDatabase(a Address) (Database, *url.URL, error) {
	u, err := url.Parse(a.Reveal())
	if err != nil {
		return Database{}, nil, errDatabaseForm
	}
	switch u.Scheme {
	case "sqlite":
		d, err := sqliteDatabase(u)
		return d, u, err
	case "mysql":
		d, err := mysqlDatabase(u)
		return d, u, err
	}
	return Database{}, nil, errDatabaseForm
}

// sqliteDatabase reads sqlite:///absolute/path and sqlite:relative/path.
func sqliteDatabase(u *url.URL) (Database, error) {
	path := u.Path
	if u.Opaque != "" {
		path = u.Opaque
	}
	switch {
	case u.Host != "" || u.User != nil:
		return Database{}, errDatabaseForm
	case u.RawQuery != "":
		return Database{}, errDatabaseParams
	case path == "" || strings.HasSuffix(path, "/") || strings.Contains(path, ":memory:"):
		return Database{}, errDatabasePath
	}
	return Database{Driver: "sqlite", DSN: Secret(filepath.Clean(path))}, nil
}

func mysqlDatabase(u *url.URL) (Database, error) {
	host, port := u.Hostname(), u.Port()
	if port == "" {
		port = "3306"
	}
	if u.Opaque != "" || host == "" {
		return Database{}, errDatabaseForm
	}
	if u.User == nil || u.User.Username() == "" || strings.Contains(u.User.Username(), ":") {
		return Database{}, errDatabaseUser
	}
	name := strings.TrimPrefix(u.Path, "/")
	if name == "" || strings.Contains(name, "/") {
		return Database{}, errDatabaseName
	}
	dsn := u.User.Username()
	if password, has := u.User.Password(); has {
		dsn += ":" + password
	}
	dsn += "@tcp(" + net.JoinHostPort(host, port) + ")/" + url.PathEscape(name)
	params, err := url.ParseQuery(u.RawQuery)
	if err != nil {
		return Database{}, errDatabaseParams
	}
	for key, values := range params {
		if key != "tls" || len(values) != 1 ||
			(values[0] != "true" && values[0] != "preferred" && values[0] != "false") {
			return Database{}, errDatabaseParams
		}
		dsn += "?tls=" + values[0]
	}
	return Database{Driver: "mysql", DSN: Secret(dsn)}, nil
}
