// Package upload holds the rules of files (文件): the purposes, which kinds and
// sizes each takes, and who may see one.
//
// What may not: another room of models, a database, a clock, JSON shapes.
package upload
