package models

import (
	"errors"
	"time"
)

// Code is the class of a refusal or fault; routes/httpapi maps it to a status
// in one place.
type Code string

// The classes, with the status they become.
const (
	CodeMalformed       Code = "malformed"       // 400 cannot be parsed
	CodeUnauthenticated Code = "unauthenticated" // 401
	CodeForbidden       Code = "forbidden"       // 403 visible, not allowed
	CodeNotFound        Code = "not_found"       // 404 absent or not visible
	CodeConflict        Code = "conflict"        // 409 state, capacity, duplicate
	CodeStale           Code = "stale"           // 412 If-Match missed
	CodeTooLarge        Code = "too_large"       // 413
	CodeInvalid         Code = "invalid"         // 422 well-formed but wrong
	CodeTooMany         Code = "too_many"        // 429 with Retry-After
	CodeInternal        Code = "internal"        // 500
	CodeUnavailable     Code = "unavailable"     // 503 with Retry-After
)

// FieldError tells what is wrong with one field of a request. Field is a JSON
// Pointer when In is "body", else the bare parameter name. It never carries the
// value that was sent.
type FieldError struct {
	Field string
	In    string // organization, query, path, header
	Code  string // required, max_length, pattern …
	ZH    string
	EN    string
	// Values are what may be chosen, where there is a choice.
	Values []string
	// Whole says that ZH and EN tell what to do without the name of the field beside them.
	Whole bool
}

// Error is every refusal that a person may see. Reason is the stable key
// (`noun.reason`) that clients branch on; ZH and EN are safe to show. The cause
// is for the log only.
//
// A noun declares its refusals as package variables (ErrPollClosed …); they are
// compared by reason, so errors.Is works through With and Because copies.
type Error struct {
	Code       Code
	Reason     string
	ZH         string
	EN         string
	Fields     []FieldError
	RetryAfter time.Duration
	cause      error
}

// NewError declares a refusal. zh is plain Chinese that an end user can read.
func NewError(code Code, reason, zh, en string) *Error {
	return &Error{Code: code, Reason: reason, ZH: zh, EN: en}
}

// Error implements error; it is for logs, never for people.
func (e *Error) Error() string {
	if e.cause != nil {
		return e.Reason + ": " + e.cause.Error()
	}
	return e.Reason
}

// Unwrap gives the hidden cause.
func (e *Error) Unwrap() error { return e.cause }

// Is compares by reason.
func (e *Error) Is(target error) bool {
	var t *Error
	return errors.As(target, &t) && t.Reason == e.Reason
}

// Because returns a copy that remembers the cause for the log.
func (e *Error) Because(cause error) *Error {
	c := *e
	c.cause = cause
	return &c
}

// With returns a copy that names the wrong fields.
func (e *Error) With(fields ...FieldError) *Error {
	c := *e
	c.Fields = append(append([]FieldError(nil), e.Fields...), fields...)
	return &c
}

// After returns a copy that asks the client to wait.
func (e *Error) After(d time.Duration) *Error {
	c := *e
	c.RetryAfter = d
	return &c
}

// BodyField names one wrong field of a JSON body by its pointer, "/title", in whole
// sentences.
func BodyField(pointer, code, zh, en string) FieldError {
	return FieldError{Field: pointer, In: "body", Code: code, ZH: zh, EN: en, Whole: true}
}

// Refusals that every noun shares.
var (
	ErrInvalid         = NewError(CodeInvalid, "request.invalid", "提交的内容有误，请检查后重试", "The request has invalid fields")
	ErrUnauthenticated = NewError(CodeUnauthenticated, "auth.required", "请先登录", "Sign in first")
	ErrForbidden       = NewError(CodeForbidden, "auth.forbidden", "您没有权限做这件事", "You may not do this")
	ErrNotFound        = NewError(CodeNotFound, "request.not_found", "没有找到，或您无权查看", "Not found, or not visible to you")
	ErrStale           = NewError(CodeStale, "request.stale", "内容已被别人改过，请刷新后重试",
		"The resource has changed; read it again")
	ErrUnavailable = NewError(CodeUnavailable, "service.unavailable", "服务暂时繁忙，请稍后再试",
		"The service is busy, try again").After(2 * time.Second)
	ErrInternal = NewError(CodeInternal, "service.internal", "服务器出错了，请稍后再试", "Something went wrong on our side")
)
