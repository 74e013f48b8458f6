package httpapi

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/yaml"

	"xinjumin/models"
)

func humaConfig(opt *Options, reg *registry) huma.Config {
	doc := &huma.OpenAPI{
		OpenAPI: "3.1.0",
		Info: &huma.Info{
			Title: "Xinjumin API", Version: opt.Version,
			Description: "Associations, mediation, activities and self-government of new residents. " +
				"Errors are application/problem+json (RFC 9457) with a stable code; texts are Chinese unless " +
				"Accept-Language prefers English.",
			License: &huma.License{Name: "Apache-2.0", Identifier: "Apache-2.0"},
		},
		Servers:  []*huma.Server{{URL: opt.ServerURL}},
		Security: []map[string][]string{{"bearer": {}}},
		Components: &huma.Components{
			Schemas: reg,
			SecuritySchemes: map[string]*huma.SecurityScheme{
				"bearer": {Type: "http", Scheme: "bearer", BearerFormat: "JWT",
					Description: "Access token of POST /auth/…, valid for 10 minutes"},
			},
		},
	}
	return huma.Config{
		OpenAPI: doc, Formats: map[string]huma.Format{"application/json": jsonFormat, "json": jsonFormat},
		DefaultFormat: "application/json",
	}
}

// Tag describes a group of operations in the document, in English and Chinese.
func (a *API) Tag(name, description, zh string) {
	if !hasHan(zh) {
		panic("httpapi: tag " + name + " needs a description in Chinese")
	}
	a.tags[name] = zh
	doc := a.huma.OpenAPI()
	doc.Tags = slices.DeleteFunc(doc.Tags, func(t *huma.Tag) bool { return t.Name == name })
	doc.Tags = append(doc.Tags, &huma.Tag{Name: name, Description: description})
}

// documentRefusals lists the reasons of a status in the operation's
// description, where client developers look for them.
func (a *API) documentRefusals(rt *route, statuses map[int][]*models.Error) {
	var en, zh strings.Builder
	for _, status := range rt.op.Errors {
		for _, e := range statuses[status] {
			fmt.Fprintf(&en, "\n- %d `%s`: %s", status, e.Reason, e.EN)
			fmt.Fprintf(&zh, "\n- %d `%s`：%s", status, e.Reason, e.ZH)
		}
	}
	if en.Len() > 0 {
		rt.op.Description = strings.TrimSpace(rt.op.Description + "\n\nRefusals:" + en.String())
		rt.zh.Description = strings.TrimSpace(rt.zh.Description + "\n\n可能的拒绝：" + zh.String())
	}
}

// checkTagNames wants every tag of a route described, and sorts them; after it nobody adds one.
func (a *API) checkTagNames() {
	doc := a.huma.OpenAPI()
	for _, rt := range a.routes {
		if rt.row.Class == "api" && a.tags[rt.row.Tag] == "" {
			panic("httpapi: " + rt.row.ID + " has the tag " + rt.row.Tag + ", which nobody describes")
		}
	}
	slices.SortFunc(doc.Tags, func(x, y *huma.Tag) int { return strings.Compare(x.Name, y.Name) })
}

// writeDocument marshals the document; it is called once, on demand: it takes
// longer than everything else at the start, and few processes are asked for it.
func (a *API) writeDocument() []byte {
	a.buildAll()
	a.showExamples()
	doc := a.huma.OpenAPI()
	plain, err := json.Marshal(doc)
	if err != nil {
		panic("httpapi: the document cannot be written: " + err.Error())
	}
	return translate(plain, a.hoist)
}

func (a *API) writeYAML() []byte {
	var buf bytes.Buffer
	if err := yaml.Convert(&buf, bytes.NewReader(a.document())); err != nil {
		panic("httpapi: the document cannot be written: " + err.Error())
	}
	return buf.Bytes()
}

// tidyOperation makes an operation what OpenAPI wants it to be; after it nobody writes to it.
func tidyOperation(rt *route) {
	for _, p := range rt.op.Parameters {
		tidySchema(p.Schema)
	}
	for status, res := range rt.op.Responses {
		for _, h := range res.Headers {
			tidySchema(h.Schema)
		}
		if n, _ := strconv.Atoi(status); n == http.StatusTooManyRequests || n == http.StatusServiceUnavailable {
			res.Headers = map[string]*huma.Param{"Retry-After": {Description: "Seconds to wait",
				Schema: &huma.Schema{Type: "integer", Format: "int32"}}}
		}
	}
}

// tidySchema drops what OpenAPI does not know; the message is computed already.
func tidySchema(s *huma.Schema) {
	if s == nil {
		return
	}
	if s.PatternDescription != "" { // no write to the few schemas that several APIs share
		s.PatternDescription = ""
	}
	tidySchema(s.Items)
	for _, p := range s.Properties {
		tidySchema(p)
	}
	for _, list := range [][]*huma.Schema{s.OneOf, s.AnyOf, s.AllOf} {
		for _, p := range list {
			tidySchema(p)
		}
	}
	if extra, ok := s.AdditionalProperties.(*huma.Schema); ok {
		tidySchema(extra)
	}
}
