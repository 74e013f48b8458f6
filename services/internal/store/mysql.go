package store

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"fmt"
	"time"

	"github.com/go-sql-driver/mysql"
)

// Sixteen open, sixteen idle: the measured best on two cores; the standard two
// idle connections churn.
const mysqlPool = 16

// openMySQL reads a driver address and overrides everything the product relies
// on, so that no deployment can turn it off by accident. patience is how long a
// statement may take to answer; zero is the usual ten seconds.
func openMySQL(dsn string, patience time.Duration) (*sql.DB, error) {
	cfg, err := mysql.ParseDSN(dsn)
	if err != nil {
		return nil, fmt.Errorf("the MySQL address cannot be read") // the cause would print the password
	}
	cfg.ParseTime = false // instants are integers
	cfg.Loc = time.UTC
	cfg.Collation = "utf8mb4_bin"
	cfg.ClientFoundRows = true
	cfg.MultiStatements = false
	cfg.InterpolateParams = false
	if cfg.Timeout == 0 {
		cfg.Timeout = 3 * time.Second
	}
	if patience > 0 {
		cfg.ReadTimeout = patience
	}
	if cfg.ReadTimeout == 0 {
		cfg.ReadTimeout = 10 * time.Second
	}
	if cfg.WriteTimeout == 0 {
		cfg.WriteTimeout = 10 * time.Second
	}
	if cfg.Params == nil {
		cfg.Params = map[string]string{}
	}
	cfg.Params["time_zone"] = "'+00:00'"
	cfg.Params["sql_mode"] = "'STRICT_ALL_TABLES,NO_ZERO_DATE,NO_ZERO_IN_DATE," +
		"ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION'"
	cfg.Params["innodb_lock_wait_timeout"] = "5"
	connector, err := mysql.NewConnector(cfg)
	if err != nil {
		return nil, err
	}
	pool := sql.OpenDB(readCommitted{connector})
	pool.SetMaxOpenConns(mysqlPool)
	pool.SetMaxIdleConns(mysqlPool)
	pool.SetConnMaxLifetime(5 * time.Minute)
	return pool, nil
}

// readCommitted sets the isolation of each new connection by a statement,
// because the variable has different names on MariaDB and MySQL.
type readCommitted struct{ driver.Connector }

func (c readCommitted) Connect(ctx context.Context) (driver.Conn, error) {
	conn, err := c.Connector.Connect(ctx)
	if err != nil {
		return nil, err
	}
	execer, ok := conn.(driver.ExecerContext)
	if !ok {
		_ = conn.Close()
		return nil, fmt.Errorf("driver cannot set the isolation level")
	}
	if _, err := execer.ExecContext(ctx, "SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED", nil); err != nil {
		_ = conn.Close()
		return nil, err
	}
	return conn, nil
}
