// Command app is the whole product: the API server, its demonstration, and the
// verbs of its operation. Run it without arguments for the list.
//
// What lives here: main.go, which hands over to cli, and the tests of the
// architecture. Below: config (the environment), server (the one assembly), cli
// (the verbs), wechat (the client, and the stand-in of demonstrations and
// tests), kv (what processes may share), apptest (the test kit). What may not:
// rules, queries, answers.
//
// If you change a variable of config, change .env.example. If you change a
// state or a field of a noun, follow its name through models, store, routes and
// migrations of both dialects. If you add a folder or need an import that a
// test refuses, change the table in architecture_imports_test.go together with
// docs/architecture.md, or better the design.
package main
