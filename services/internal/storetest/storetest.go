package storetest

import (
	"xinjumin/app/apptest"
	"xinjumin/services/internal/keyring"
	"xinjumin/services/internal/store"
)

// Open gives a handle of its own on the database of env; it closes by itself.
func Open(env *apptest.Env) *store.Store {
	env.Helper()
	dialect := store.SQLite
	if env.Engine == apptest.MariaDB {
		dialect = store.MySQL
	}
	ring, err := keyring.Parse(keyring.DemoText(), false)
	if err != nil {
		env.Fatal(err)
	}
	st, err := store.Open(env.Context(), store.Config{
		Dialect: dialect,
		DSN:     env.DSN,
		Clock:   env.Clock.Now,
		IDs:     apptest.IDs(),
		Vault:   keyring.Vault{Ring: ring},
	})
	if err != nil {
		env.Fatal(err)
	}
	env.Cleanup(func() { _ = st.Close() })
	return st
}
