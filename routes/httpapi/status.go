package httpapi

import (
	"net/http"

	"xinjumin/models"
)

// statusOf is the one place where a class of refusal becomes a status.
func statusOf(code models.Code) int {
	switch code {
	case models.CodeMalformed:
		return http.StatusBadRequest
	case models.CodeUnauthenticated:
		return http.StatusUnauthorized
	case models.CodeForbidden:
		return http.StatusForbidden
	case models.CodeNotFound:
		return http.StatusNotFound
	case models.CodeConflict:
		return http.StatusConflict
	case models.CodeStale:
		return http.StatusPreconditionFailed
	case models.CodeInvalid:
		return http.StatusUnprocessableEntity
	case models.CodeTooMany:
		return http.StatusTooManyRequests
	case models.CodeUnavailable:
		return http.StatusServiceUnavailable
	case codeMethod:
		return http.StatusMethodNotAllowed
	case codeMediaType:
		return http.StatusUnsupportedMediaType
	case models.CodeTooLarge:
		return http.StatusRequestEntityTooLarge
	case codeHeaderTooLarge:
		return http.StatusRequestHeaderFieldsTooLarge
	case codeSlowClient:
		return http.StatusRequestTimeout
	}
	return http.StatusInternalServerError
}

// Classes that only HTTP knows.
const (
	codeMethod         models.Code = "http.method"
	codeMediaType      models.Code = "http.media_type"
	codeHeaderTooLarge models.Code = "http.header_too_large"
	codeSlowClient     models.Code = "http.slow_client"
)

// Refusals of the HTTP layer itself.
var (
	errMalformed = models.NewError(models.CodeMalformed, "request.malformed", "请求格式有误，无法读取",
		"The request cannot be parsed")
	errMediaType = models.NewError(codeMediaType, "request.media_type", "提交的格式不能识别，请更新后再试",
		"Send application/json without Content-Encoding")
	errTooLarge = models.NewError(models.CodeTooLarge, "request.too_large", "提交的内容太大",
		"The request body is too large")
	errHeaderTooLarge = models.NewError(codeHeaderTooLarge, "request.header_too_large", "请求头太大",
		"The request header is too large")
	errSlowClient = models.NewError(codeSlowClient, "request.timeout", "网络太慢，请求没有收完整，请重试",
		"The request did not arrive in time")
	errMethod  = models.NewError(codeMethod, "request.method", "不支持这种操作", "This method is not allowed here")
	errNoRoute = models.NewError(models.CodeNotFound, "request.no_route", "没有这个地址", "There is no such address")
	errTooMany = models.NewError(models.CodeTooMany, "request.too_many", "操作太频繁，请稍后再试", "Too many requests, slow down")
)
