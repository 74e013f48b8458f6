package server_test

import (
	"net/http"
	"testing"
	"time"

	"xinjumin/app/apptest"
)

// A database that answers and takes nothing in is told apart from one that is well
// and from one that is away. People go on reading.
func TestReady_saysWhyNothingCanBeWritten(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		visitor := env.Visitor()
		states := map[string][2][]string{ // what is found → how to bring it about, and how to end it
			"degraded: read-only": {{"PRAGMA query_only = 1"}, {"PRAGMA query_only = 0"}},
		}
		if env.Engine == apptest.MariaDB {
			refuse := func(number string) []string {
				return []string{"CREATE TRIGGER refuse BEFORE UPDATE ON counters FOR EACH ROW " +
					"SIGNAL SQLSTATE 'HY000' SET MYSQL_ERRNO = " + number + ", MESSAGE_TEXT = 'as the engine says it'"}
			}
			end := []string{"DROP TRIGGER refuse"}
			states = map[string][2][]string{
				"degraded: full":      {refuse("1021"), end},
				"degraded: read-only": {refuse("1290"), end},
			}
		}
		pool := env.Server.Services.SQL() // SQLite: its one connection that writes
		for want, how := range states {
			visitor.Get("//readyz").Want(http.StatusOK).Contains(`"database":"ok"`)
			for _, statement := range how[0] {
				if _, err := pool.Exec(statement); err != nil {
					t.Fatal(err)
				}
			}
			visitor.Get("//readyz").Want(http.StatusOK).Contains(`"database":"ok"`) // believed for some seconds
			env.Clock.Add(5 * time.Second)
			visitor.Get("//readyz").Want(http.StatusOK).Contains(want).Contains(`"status":"degraded"`)
			visitor.Get("/organizations").Want(http.StatusOK)
			if env.Engine == apptest.SQLite {
				visitor.Post("/auth/wechat",
					map[string]any{"code": apptest.Code("somebody")}).Want(http.StatusServiceUnavailable)
			}
			for _, statement := range how[1] {
				if _, err := pool.Exec(statement); err != nil {
					t.Fatal(err)
				}
			}
			env.Clock.Add(5 * time.Second)
		}
		visitor.Get("//readyz").Want(http.StatusOK).Contains(`"database":"ok"`)
	})
}
