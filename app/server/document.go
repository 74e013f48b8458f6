package server

import (
	"log/slog"

	"xinjumin/models"
	"xinjumin/routes"
	"xinjumin/routes/httpapi"
	"xinjumin/services"
)

// Document gives the OpenAPI document, as JSON, without a database.
func Document(version string) []byte { return documented(version).Document() }

// DocumentYAML gives the same as YAML.
func DocumentYAML(version string) []byte { return documented(version).DocumentYAML() }

// ChineseDocument gives the same document with Chinese texts, as JSON.
func ChineseDocument(version string) []byte { return documented(version).ChineseDocument() }

// documented is an API that knows all routes and serves none.
func documented(version string) *httpapi.API {
	var o Options
	o.setDefaults()
	api := httpapi.New(httpapi.Options{
		Logger: slog.New(slog.DiscardHandler), NewID: o.IDs.NewSecret,
		CursorKey: make([]byte, 32), Version: version,
	})
	routes.Register(api, &services.Services{})
	return api
}

// Today is the day in Shanghai.
func Today() models.Day { return models.DayOf(Now()) }
