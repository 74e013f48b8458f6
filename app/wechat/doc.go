// Package wechat is a thin client of the WeChat mini-program server API: only
// the calls that the product makes, with timeouts, typed errors and no secret
// in any error or log line.
//
// What lives here: the calls, the table of error codes and their translation
// into refusals of models. What may not: business rules, a database, global
// state, or the session_key of a user, which is not even decoded.
//
// For development and tests the base URL points at the stand-in (package
// standin); there is no other way around sign-in. In production only the real
// host is accepted.
package wechat
