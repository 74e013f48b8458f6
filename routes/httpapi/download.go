package httpapi

import (
	"context"
	"io"
	"net/http"
	"strconv"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"xinjumin/models"
)

// Download is a content that is sent as it is. Body is closed when it is sent or
// not wanted.
type Download struct {
	Body io.ReadCloser
	Size int64
	Type string
	Name string // what it is saved as
	// Inline contents are shown, others handed out as attachments.
	Inline bool
	// MaxAge is for how many seconds the receiver may keep it; 0: not at all.
	MaxAge int
	ETag   string // opaque, without quotes
}

// Stream registers a GET whose answer is a content of one of the types, sent
// frame by frame. Its headers let nothing in it run: no sniffing, a sandbox,
// and a download unless it is to be shown.
func Stream[I any](
	a *API, r Route, types []string, h func(ctx context.Context, actor models.Actor, in *I) (*Download, error),
) {
	r.Status = http.StatusOK
	rt := a.declare(http.MethodGet, &r)
	run := func(cl *call, ctx context.Context, in *I, _ *shape) (*None, error) {
		d, err := h(ctx, cl.actor, in)
		if err != nil {
			return nil, err
		}
		return nil, cl.send(d)
	}
	a.later(rt, func() {
		build(a, rt, &r, run)
		rt.documentContent(types)
	})
	before, after, _ := strings.Cut(rt.row.Path, "{")
	_, after, _ = strings.Cut(after, "}")
	a.downloads = append(a.downloads, [2]string{before, after})
}

// documentContent prints the types of a content into the document.
func (rt *route) documentContent(types []string) {
	content := map[string]*huma.MediaType{}
	for _, t := range types {
		content[t] = &huma.MediaType{Schema: &huma.Schema{Type: "string", Format: "binary"}}
	}
	rt.op.Responses["200"] = &huma.Response{Description: "The content", Content: content}
	rt.op.Responses["304"] = &huma.Response{Description: "Not Modified"}
	rt.op.Parameters = append(rt.op.Parameters, &ifNoneMatchParam)
}

// send hands the content to the server, which sends and closes it.
func (cl *call) send(d *Download) error {
	etag := `"` + d.ETag + `"`
	h := &cl.fc.Response().Header
	caching := "private, no-store"
	if d.MaxAge > 0 {
		caching = "private, max-age=" + strconv.Itoa(d.MaxAge)
	}
	h.Set("Cache-Control", caching)
	if not := cl.notModified(etag); not != nil {
		_ = d.Body.Close()
		return not
	}
	h.Set("ETag", etag)
	h.Set("Content-Disposition", disposition(d.Name, d.Inline))
	h.Set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'; sandbox")
	h.Set("Cross-Origin-Resource-Policy", "same-site")
	cl.stream = d
	return &rawAnswer{status: http.StatusOK, header: http.Header{}}
}

// attach puts the content where the body would be; the server sends and closes
// it.
func (cl *call) attach() {
	res := cl.fc.Response()
	res.ResetBody()
	res.Header.SetContentType(cl.stream.Type)
	res.SetBodyStream(cl.stream.Body, int(cl.stream.Size))
}

// disposition gives the header of RFC 6266: an ASCII name for all, and the real
// one in UTF-8.
func disposition(name string, inline bool) string {
	how := "attachment"
	if inline {
		how = "inline"
	}
	var plain, coded strings.Builder
	for _, b := range []byte(name) {
		switch {
		case b >= 'a' && b <= 'z', b >= 'A' && b <= 'Z', b >= '0' && b <= '9', strings.IndexByte("-._~", b) >= 0:
			coded.WriteByte(b)
		default:
			coded.WriteString("%" + strings.ToUpper(strconv.FormatUint(uint64(b)|0x100, 16)[1:]))
		}
	}
	for _, r := range name {
		if r >= ' ' && r < 0x7f && !strings.ContainsRune(`"\%`, r) {
			plain.WriteRune(r)
		} else if !strings.HasSuffix(plain.String(), "_") {
			plain.WriteByte('_')
		}
	}
	return how + `; filename="` + plain.String() + `"; filename*=UTF-8''` + coded.String()
}

// URL gives the address of a path below the prefix, with the query it may have,
// as people reach it.
func (a *API) URL(path string) string {
	return strings.TrimSuffix(a.opt.ServerURL, "/") + Prefix + path
}
