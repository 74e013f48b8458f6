package home

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"

	"xinjumin/models"
	"xinjumin/routes/httpapi"
)

// Config is what a client needs to know before it asks for anything else.
type Config struct {
	Version   string           `json:"version" maxLength:"64" doc:"Of the server" example:"1.4.0"`
	TimeZone  string           `json:"time_zone" maxLength:"40" doc:"Of calendar days" example:"Asia/Shanghai"`
	Features  Features         `json:"features"`
	Limits    Limits           `json:"limits"`
	Consents  []ConsentVersion `json:"consents" maxItems:"50" doc:"The present texts, in the order in which they are shown"`
	Templates []TemplateMoment `json:"templates" maxItems:"50"`
}

// Features tells what is switched on.
type Features struct {
	Comments      bool `json:"comments" doc:"People may comment"`
	Demonstration bool `json:"demonstration" doc:"Invented people and WeChat's stand-in: only here a client offers its sign-in"`
}

// Limits bounds what clients send.
type Limits struct {
	RequestBytes int           `json:"request_bytes" minimum:"1" maximum:"1073741824" doc:"Of a request that is no upload"`
	PageItems    int           `json:"page_items" minimum:"1" maximum:"1000" doc:"Of one page of a list"`
	Uploads      []UploadLimit `json:"uploads" maxItems:"50"`
	Texts        []TextLimit   `json:"texts" maxItems:"100" doc:"In characters"`
}

// UploadLimit bounds the files of a purpose.
type UploadLimit struct {
	Purpose     string   `json:"purpose" maxLength:"40" doc:"As POST /files takes it" example:"evidence"`
	PurposeText string   `json:"purpose_text" maxLength:"40" example:"证据材料"`
	Classes     []string `json:"classes" maxItems:"10" doc:"image, paper (PDF), sound, sheet (XLSX, CSV)"`
	MaxBytes    int64    `json:"max_bytes" minimum:"1" maximum:"1073741824" doc:"Of one file"`
	DayCount    int64    `json:"day_count" minimum:"1" maximum:"10000" doc:"Of one person on one day"`
}

// TextLimit bounds a text that people write.
type TextLimit struct {
	Field string `json:"field" maxLength:"60" doc:"Noun and field" example:"dispute.statement"`
	Max   int    `json:"max" minimum:"1" maximum:"100000"`
}

// ConsentVersion is the present text of a purpose.
type ConsentVersion struct {
	Purpose models.Purpose `json:"purpose"`
	Version int64          `json:"version" minimum:"1" maximum:"9007199254740991"`
}

// TemplateMoment is a moment at which a client asks whether messages may be sent.
type TemplateMoment struct {
	Moment      string   `json:"moment" maxLength:"40"`
	TemplateIDs []string `json:"template_ids" maxItems:"3"`
}

// Docs implements httpapi.Documented.
func (Config) Docs() map[string]string {
	return map[string]string{
		"templates": "Which messages of WeChat to ask for, and when; empty while none are sent",
	}
}

type configOut struct {
	httpapi.Versioned
	Body Config
}

// Start registers what a client reads before anything else.
func Start(api *httpapi.API, facts models.ClientFacts) {
	const tag = "config"
	api.Tag(tag, "Configuration", "客户端设置")
	out := &configOut{Body: configOf(api.Facts(), facts)}
	sum := sha256.Sum256(fmt.Append(nil, out.Body))
	out.ETag = `"` + hex.EncodeToString(sum[:8]) + `"`
	httpapi.Get(api, httpapi.Route{
		ID:      "readConfig",
		Path:    "/config",
		Tag:     tag,
		Summary: "What a client needs to know first",
		Description: "Limits, versions of consents, what is switched on. The same for everybody; the ETag changes " +
			"only when something does.",
		ZH: httpapi.InChinese("读取客户端设置",
			"长度和大小限制、同意书的版本、开启的功能。对所有人都一样，内容变化时 ETag 才变化。"),
		Policy: httpapi.Policy{Audience: httpapi.Public, Scope: httpapi.ScopeNone},
	}, func(context.Context, models.Actor, *httpapi.None) (*configOut, error) { return out, nil })
}

func configOf(server httpapi.Facts, facts models.ClientFacts) Config {
	out := Config{
		Version: server.Version, TimeZone: models.Shanghai.String(),
		Features:  Features{Demonstration: server.Demonstration},
		Limits:    Limits{RequestBytes: server.BodyLimit, PageItems: models.PageMax},
		Templates: []TemplateMoment{},
	}
	for _, u := range facts.Uploads {
		out.Limits.Uploads = append(out.Limits.Uploads, UploadLimit{Purpose: u.Purpose, PurposeText: u.ZH,
			Classes: u.Classes, MaxBytes: u.MaxBytes, DayCount: u.DayCount})
	}
	for _, t := range facts.Texts {
		out.Limits.Texts = append(out.Limits.Texts, TextLimit(t))
	}
	for _, p := range models.Purposes() {
		out.Consents = append(out.Consents, ConsentVersion{Purpose: p.Key, Version: p.Version})
	}
	return out
}
