// Package web holds the clients that a browser opens, as they were built.
//
// What lives here: m (the mini-program's build for browsers) and desk, both made
// by `make web` from app/clients and committed, so that one command with Go alone
// shows them (docs/decisions/0045); home, the page of a demonstration, written by
// hand; SOURCE, the hash of the sources that the builds were made from; NOTICE,
// the licences of what is bundled. What may not: sources of the clients, handlers
// (routes/httpapi serves the files).
package web
