package wechat

import (
	"errors"
	"fmt"
	"slices"
	"strings"
)

// Classes of errors; an *APIError matches its class with errors.Is.
var (
	ErrBusy        = errors.New("wechat: busy")
	ErrInvalidCode = errors.New("wechat: the code is not valid")
	ErrUserBlocked = errors.New("wechat: the user is blocked")
	ErrRateLimited = errors.New("wechat: too many calls")
	ErrToken       = errors.New("wechat: the access token is not valid any longer")
	ErrConfig      = errors.New("wechat: our own configuration is wrong")
)

var classes = map[error][]int{
	ErrBusy:        {-1},
	ErrInvalidCode: {40029, 40163},
	ErrUserBlocked: {40226},
	ErrRateLimited: {45009, 45011, 44991},
	ErrToken:       {40001, 40014, 42001},
	ErrConfig:      {40002, 40013, 40125, 40164, 40243, 41001, 41002, 41004, 41008, 43002},
}

// APIError is an answer of WeChat with an errcode. The errmsg is decoration
// and is not kept, but for the request id that their support asks for.
type APIError struct {
	Endpoint string
	Code     int
	RID      string
}

// Error implements error.
func (e *APIError) Error() string {
	return fmt.Sprintf("wechat %s: errcode %d, rid %s", e.Endpoint, e.Code, e.RID)
}

// Is matches the class of the code.
func (e *APIError) Is(target error) bool { return slices.Contains(classes[target], e.Code) }

// TransportError is a call that brought no usable answer. It never names
// the query, which holds the secret and the code.
type TransportError struct {
	Endpoint string
	Err      error
}

// Error implements error.
func (e *TransportError) Error() string { return "wechat " + e.Endpoint + ": " + e.Err.Error() }

// Unwrap gives the cause.
func (e *TransportError) Unwrap() error { return e.Err }

// rid finds "rid: 8hex-8hex-8hex" in an errmsg and takes nothing else from it.
func rid(errmsg string) string {
	_, after, found := strings.Cut(errmsg, "rid: ")
	if !found {
		return ""
	}
	end := strings.IndexFunc(after, func(r rune) bool {
		return (r < '0' || r > '9') && (r < 'a' || r > 'f') && r != '-'
	})
	if end < 0 {
		end = len(after)
	}
	return after[:min(end, 40)]
}
