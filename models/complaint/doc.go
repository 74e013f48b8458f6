// Package complaint holds the rules of moderation (内容管理): reports (投诉), the
// case that follows and its appeal (申诉), and bans (限制使用). What a text shows
// while a case runs is common to all areas and stands in the root (Moderation).
//
// What may not: another room of models, a database, a clock, JSON shapes.
package complaint
