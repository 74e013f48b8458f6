package httpapi

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"reflect"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/danielgtaylor/huma/v2"

	"xinjumin/models"
)

// Upload is the one file of a multipart request. The content is only good while
// the request is served.
type UploadIn struct {
	Purpose string
	Name    string // as the sender calls it; never believed, never a path
	Content []byte
}

const (
	uploadPurpose = "purpose"
	uploadFile    = "file"
	purposeBound  = 64
)

// errMultipart refuses another media type where a file is wanted.
var errMultipart = models.NewError(codeMediaType, "request.media_type", "文件没有传上来，请重新选择后再传",
	"Send multipart/form-data")

// Upload registers a POST that takes one file: multipart/form-data with exactly
// the fields purpose and file. Its body may be larger than all others', see
// admission.go. The file is read in memory, nothing is ever written beside it.
// Otherwise it is as Post; an Idempotency-Key compares purpose and content, as
// a client draws a new boundary for each try.
func Upload[R, O any](
	a *API, r Route, purposes []string, effect func(ctx context.Context, actor models.Actor, in *UploadIn) (R, error),
	present func(R) *O,
) {
	rt := a.declare(http.MethodPost, &r)
	rt.rawBody, rt.hasBody = true, true
	a.later(rt, func() { buildUpload(a, rt, &r, purposes, effect, present) })
	a.uploads[rt.row.Path] = rt
}

// buildUpload makes the operation of an upload.
func buildUpload[R, O any](
	a *API, rt *route, r *Route, purposes []string,
	effect func(ctx context.Context, actor models.Actor, in *UploadIn) (R, error), present func(R) *O,
) {
	out := shapeOf(reflect.TypeFor[O](), r.Status)
	op := a.operation(rt, r, reflect.TypeFor[None](), out)
	huma.Register(a.huma, op, func(ctx context.Context, _ *None) (*O, error) {
		cl := callOf(ctx)
		in, err := cl.uploaded(purposes)
		if err != nil {
			return nil, cl.refusal(err)
		}
		do := func(ctx context.Context) (any, error) { return effect(ctx, cl.actor, in) }
		o, err := perform[R](cl, ctx, out, cl.uploadHash(in), do, present)
		if err != nil {
			return nil, cl.refusal(err)
		}
		return o, nil
	})
	// Only now: huma would read a body that it knows of by itself.
	rt.op.RequestBody = uploadBody(purposes)
}

// perform runs the effect, once if there is a key.
func perform[R, O any](
	cl *call, ctx context.Context, out *shape, hash [32]byte, effect func(context.Context) (any, error),
	present func(R) *O,
) (*O, error) {
	ticket, err := cl.ticket()
	if err != nil {
		return nil, err
	}
	render := func(res any) (any, error) {
		r, ok := res.(R)
		if !ok {
			return nil, errWrongResult
		}
		return present(r), nil
	}
	if ticket == nil {
		res, err := effect(ctx)
		if err != nil {
			return nil, err
		}
		o, err := render(res)
		if err != nil {
			return nil, err
		}
		return o.(*O), nil
	}
	ticket.BodyHash = hash
	return nil, once(cl, ctx, ticket, out, effect, render)
}

func (cl *call) uploadHash(in *UploadIn) [32]byte {
	h := hmac.New(sha256.New, cl.api.opt.CursorKey)
	fmt.Fprintf(h, "upload\x00%s\x00", in.Purpose)
	h.Write(in.Content)
	return [32]byte(h.Sum(nil))
}

// uploaded takes the body apart.
func (cl *call) uploaded(purposes []string) (*UploadIn, error) {
	if cl.strange != nil {
		return nil, models.ErrInvalid
	}
	req := cl.fc.Request()
	kind, params, err := mime.ParseMediaType(string(req.Header.ContentType()))
	if err != nil || kind != "multipart/form-data" {
		return nil, errMultipart
	}
	in := &UploadIn{}
	seen := map[string]bool{}
	body := req.Body()
	parts := multipart.NewReader(bytes.NewReader(body), params["boundary"])
	var faults []models.FieldError
	for {
		part, err := parts.NextRawPart()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, errMalformed.Because(err)
		}
		name := part.FormName()
		switch {
		case name != uploadPurpose && name != uploadFile:
			faults = append(faults, field("body", "/"+escapePointer(clip(strings.ToValidUTF8(name, ""))),
				"unknown_field", ""))
		case seen[name]:
			faults = append(faults, field("body", "/"+name, "repeated", ""))
		case name == uploadFile:
			in.Name, err = part.FileName(), in.read(part, len(body))
		default:
			var text []byte
			text, err = io.ReadAll(io.LimitReader(part, purposeBound+1))
			in.Purpose = string(text)
		}
		if err != nil {
			return nil, errMalformed.Because(err)
		}
		if seen[name] = true; len(faults) >= maxFields {
			break
		}
	}
	return in, in.check(seen, purposes, faults)
}

func (in *UploadIn) read(part *multipart.Part, bound int) error {
	room := bytes.NewBuffer(make([]byte, 0, bound+bytes.MinRead))
	_, err := room.ReadFrom(part)
	in.Content = room.Bytes()
	return err
}

func (in *UploadIn) check(seen map[string]bool, purposes []string, faults []models.FieldError) error {
	for _, name := range []string{uploadPurpose, uploadFile} {
		if !seen[name] {
			faults = append(faults, field("body", "/"+name, "required", ""))
		}
	}
	if seen[uploadPurpose] && !slices.Contains(purposes, in.Purpose) {
		faults = append(faults, field("body", "/"+uploadPurpose, "enum", strings.Join(purposes, ", ")))
	}
	if len(faults) > 0 {
		return models.ErrInvalid.With(faults...)
	}
	if !utf8.ValidString(in.Name) {
		in.Name = strings.ToValidUTF8(in.Name, "")
	}
	return nil
}

// uploadBody is what the document says of the form.
func uploadBody(purposes []string) *huma.RequestBody {
	values := make([]any, len(purposes))
	for i, p := range purposes {
		values[i] = p
	}
	return &huma.RequestBody{
		Required: true, Description: "One file with its purpose, in any order (wx.uploadFile: name " +
			"\"file\", formData {purpose})",
		Content: map[string]*huma.MediaType{"multipart/form-data": {Schema: &huma.Schema{
			Type: "object", Required: []string{uploadPurpose, uploadFile},
			Properties: map[string]*huma.Schema{
				uploadPurpose: {Type: "string", Enum: values, Description: "What the file is for",
					Examples: []any{purposes[0]}},
				uploadFile: {Type: "string", ContentEncoding: "binary", Format: "binary",
					Description: "The file; its name and declared type are not believed"},
			},
		}}},
	}
}
