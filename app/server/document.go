package server

import (
	"log/slog"

	"xinjumin/models"
	"xinjumin/routes"
	"xinjumin/routes/httpapi"
	"xinjumin/services"
)

// Document gives the OpenAPI document, as JSON and as YAML, without a database.
func Document(version string) (asJSON, asYAML []byte) {
	var o Options
	o.setDefaults()
	api := httpapi.New(httpapi.Options{
		Logger: slog.New(slog.DiscardHandler), NewID: o.IDs.NewSecret,
		CursorKey: make([]byte, 32), Version: version,
	})
	routes.Register(api, &services.Services{})
	return api.Document()
}

// Today is the day in Shanghai.
func Today() models.Day { return models.DayOf(Now()) }
