package httpapi

import (
	"context"
	"errors"
	"math"
	"net/http"
	"slices"
	"strconv"
	"time"

	"github.com/go-json-experiment/json"

	"xinjumin/models"
)

// Problem is the body of every refusal and fault (RFC 9457).
type Problem struct {
	Type      string         `json:"type" format:"uri" maxLength:"200" example:"urn:problem:request.invalid"`
	Title     string         `json:"title" maxLength:"300" doc:"For developers, in English" example:"The request has invalid fields"`
	Status    int            `json:"status" minimum:"400" maximum:"599" doc:"HTTP status" example:"422"`
	Detail    string         `json:"detail" maxLength:"300" example:"提交的内容有误，请检查后重试"`
	Instance  string         `json:"instance" format:"uri" maxLength:"100" example:"urn:request:0193a2f0-7c1e-7b60-9d5e-3f1c2a4b5d6e"`
	Code      string         `json:"code" maxLength:"100" doc:"Stable reason, noun.reason; branch on this" example:"request.invalid"`
	RequestID string         `json:"request_id" maxLength:"100" example:"0193a2f0-7c1e-7b60-9d5e-3f1c2a4b5d6e"`
	Errors    []ProblemField `json:"errors" maxItems:"20" doc:"Wrong fields, at most 20"`

	header http.Header
}

// Docs implements httpapi.Documented.
func (Problem) Docs() map[string]string {
	return map[string]string{
		"type": "Names the kind of problem",
		"detail": "For the person in front of the screen: plain Chinese, or English with Accept-Language: en; of " +
			"wrong fields the sentence of the first, where it is a whole one",
		"instance":   "Names this one answer",
		"request_id": "Also in X-Request-Id; quote it when asking for help",
	}
}

// ProblemField names one wrong field. It never holds the value that was sent.
type ProblemField struct {
	Field   string `json:"field" maxLength:"400" doc:"JSON Pointer when in is body, else the name of the parameter" example:"/title"`
	In      string `json:"in" enum:"body,query,path,header" doc:"Where the field is" example:"body"`
	Code    string `json:"code" maxLength:"100" doc:"Stable code of the fault" example:"max_length"`
	Message string `json:"message" maxLength:"400" doc:"For the person in front of the screen" example:"不能超过 50 个字"`
}

const maxFields = 20

// Error implements error.
func (p *Problem) Error() string { return p.Code }

// GetStatus is how huma asks for the status.
func (p *Problem) GetStatus() int { return p.Status }

// GetHeaders is how huma asks for headers.
func (p *Problem) GetHeaders() http.Header { return p.header }

// ContentType is how huma asks for the media type.
func (p *Problem) ContentType(string) string { return "application/problem+json" }

// refusal turns any error into a Problem for this caller, and logs faults.
// Answers that travel as errors (304, replays) pass.
func (cl *call) refusal(err error) error {
	var raw *rawAnswer
	if errors.As(err, &raw) {
		return raw
	}
	return cl.problem(cl.classify(err))
}

// classify finds the refusal in err; what is none becomes an internal fault and
// is logged, once.
func (cl *call) classify(err error) *models.Error {
	var e *models.Error
	switch {
	case errors.As(err, &e):
		if s := statusOf(e.Code); s >= 500 {
			cl.logFault(s, err)
		}
		return e
	case errors.Is(err, context.DeadlineExceeded), errors.Is(err, context.Canceled), cl.ctx.Err() != nil:
		cl.logFault(http.StatusServiceUnavailable, err)
		return models.ErrUnavailable
	}
	cl.logFault(http.StatusInternalServerError, err)
	cl.recordUnreadable(err)
	return models.ErrInternal
}

func (cl *call) problem(e *models.Error) *Problem {
	en := cl.english()
	cl.code = e.Reason
	p := &Problem{
		Type: "urn:problem:" + e.Reason, Title: e.EN, Status: statusOf(e.Code), Detail: e.ZH,
		Instance: "urn:request:" + cl.id, Code: e.Reason, RequestID: cl.id, Errors: []ProblemField{},
	}
	if en {
		p.Detail = e.EN
	}
	fields := e.Fields
	if e.Reason == models.ErrInvalid.Reason {
		fields = slices.Concat(cl.strange, slices.DeleteFunc(slices.Clone(fields), cl.said))
	}
	for _, f := range fields[:min(len(fields), maxFields)] {
		p.Errors = append(p.Errors, ProblemField{Field: f.Field, In: f.In, Code: f.Code,
			Message: cl.api.wordsOf(f, en)})
	}
	if e.Reason == models.ErrInvalid.Reason && len(fields) > 0 && fields[0].Whole {
		p.Detail = p.Errors[0].Message // says more than that something is wrong
	}
	switch {
	case p.Status == http.StatusUnauthorized:
		p.setHeader("WWW-Authenticate", "Bearer")
	case e.RetryAfter > 0, p.Status == http.StatusTooManyRequests, p.Status == http.StatusServiceUnavailable:
		p.setHeader("Retry-After", strconv.Itoa(seconds(e.RetryAfter)))
	}
	return p
}

// said reports whether the gate has found fault with the same field.
func (cl *call) said(f models.FieldError) bool {
	return slices.ContainsFunc(cl.strange, func(s models.FieldError) bool { return s.In == f.In && s.Field == f.Field })
}

func (p *Problem) setHeader(name, value string) {
	if p.header == nil {
		p.header = http.Header{}
	}
	p.header.Set(name, value)
}

// seconds rounds up; a client is never asked to come back at once.
func seconds(d time.Duration) int {
	return max(1, int(math.Ceil(d.Seconds())))
}

// refuse writes the problem itself, for what does not run inside huma.
func (cl *call) refuse(err error) {
	cl.writeProblem(cl.problem(cl.classify(err)))
}

func (cl *call) writeProblem(p *Problem) {
	body, err := json.Marshal(p)
	if err != nil {
		body = []byte(`{}`) // a Problem holds only strings
	}
	res := cl.fc.Response()
	res.ResetBody()
	for k, v := range p.header {
		res.Header.Set(k, v[0])
	}
	res.Header.SetContentType(p.ContentType(""))
	res.SetStatusCode(p.Status)
	res.SetBody(body)
}

// recordUnreadable hands on that a stored value does not open: damage, or
// somebody's hand in the database. The transaction of the act has ended by now.
func (cl *call) recordUnreadable(err error) {
	var u *models.Unreadable
	if cl.api.opt.Unreadable == nil || !errors.As(err, &u) {
		return
	}
	if err := cl.api.opt.Unreadable(cl.ctx, cl.actor, u); err != nil {
		cl.api.opt.Logger.Error("an unreadable value is not in the audit trail", "request_id", cl.id, "error", err)
	}
}
