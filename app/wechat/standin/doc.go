// Package standin plays the WeChat server on loopback, for the demonstration
// and for tests, so that the real sign-in path runs without WeChat.
//
// What lives here: the protocol as WeChat speaks it, its refusals included.
// What may not: anything that production imports; only the demo verb and the
// test kit may import this package.
//
// A code is dev:<name>:<nonce> and is good for one exchange, for any app that
// the stand-in knows; the same name gives the same openid in the same app.
// Codes that Mint gave out belong to one app and live five minutes. A name
// that begins with ! provokes a fault:
//
//	!busy      errcode -1, always          !busyonce  -1 at first, then good
//	!quota     45011                       !blocked   40226
//	!slow      no answer until the client leaves
//	!garbage   bytes that are no JSON      !html      an error page
//	!truncated half of the JSON            !status    502
//	!huge      2 MB                        !plain     good, but text/plain
//	!empty     {} without openid           !redirect  302 elsewhere
//
// A code of the phone number button is phone:<name>:<nonce>: good once, and
// only with the openid of that name. Names that share the part before a + share
// the number. Of the faults above all but !plain and !empty play here, too, and
//
//	!abroad    a number of Hong Kong       !watermark for another mini-program
//	!nonumber  an empty number
//
// Access tokens live two hours; RotateTokens kills them before that.
package standin
