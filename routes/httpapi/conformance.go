package httpapi

import (
	"errors"
	"fmt"
	"log/slog"
	"mime"
	"net/http"
	"strconv"

	"github.com/danielgtaylor/huma/v2"
	"github.com/go-json-experiment/json"

	"xinjumin/models"
)

// checkAnswer compares what is about to be sent with the document, whoever
// wrote it. A breach becomes a 500, so that no test can miss it.
func (cl *call) checkAnswer() {
	err := cl.conforms()
	if err == nil {
		if res := cl.fc.Response(); cl.api.opt.OnAnswer != nil && !res.IsBodyStream() {
			cl.api.opt.OnAnswer(cl.route.row.ID, res.StatusCode(), res.Body())
		}
		return
	}
	err = fmt.Errorf("answer breaks the document: %s %s: %w", cl.route.row.Method, cl.route.row.Path, err)
	cl.api.opt.Logger.LogAttrs(cl.ctx, slog.LevelError, "answer breaks the document",
		slog.String("request_id", cl.id), slog.String("cause", err.Error()))
	if cl.api.opt.OnBreach != nil {
		cl.api.opt.OnBreach(err)
	}
	cl.writeProblem(cl.problem(models.ErrInternal))
}

func (cl *call) conforms() error {
	res := cl.fc.Response()
	if res.IsBodyStream() {
		return nil
	}
	status := res.StatusCode()
	documented := cl.route.op.Responses[strconv.Itoa(status)]
	if documented == nil {
		return fmt.Errorf("status %d is not documented", status)
	}
	if err := cl.undeclared(); err != nil {
		return err
	}
	if len(documented.Content) == 0 {
		if len(res.Body()) > 0 && status != http.StatusNotModified {
			return fmt.Errorf("status %d has a body, and the document has none", status)
		}
		return nil
	}
	sent, _, err := mime.ParseMediaType(string(res.Header.ContentType()))
	if err != nil {
		return fmt.Errorf("content type: %w", err)
	}
	media := documented.Content[sent]
	if media == nil {
		return fmt.Errorf("status %d does not have the media type %s", status, sent)
	}
	if media.Schema == nil || (sent != "application/json" && sent != "application/problem+json") {
		return nil
	}
	var body any
	if err := json.Unmarshal(res.Body(), &body); err != nil {
		return fmt.Errorf("body: %w", err)
	}
	if err := cl.api.fits(media.Schema, body); err != nil {
		return fmt.Errorf("status %d: %w", status, err)
	}
	return nil
}

// fits compares the body of an answer with its schema.
func (a *API) fits(s *huma.Schema, body any) error {
	result := &huma.ValidateResult{}
	huma.Validate(a.reg, s, huma.NewPathBuffer(nil, 0), huma.ModeReadFromServer, body, result)
	return errors.Join(result.Errors...)
}
