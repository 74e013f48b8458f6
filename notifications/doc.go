// Package notifications holds the words of what people are told.
//
// What lives here: one file per noun with the templates of its notice kinds,
// Chinese and English, and Render, which fills them from the params of a row.
//
// What may not: the database, deciding who is told (the services do), and
// personal data; a template can only show what the params of a row hold.
package notifications
