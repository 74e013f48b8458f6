package routes

import (
	"xinjumin/routes/httpapi"
	"xinjumin/services"
)

// Register declares every route of the product, one line per noun. The table
// that httpapi collects from them is what the tests walk.
func Register(api *httpapi.API, s *services.Services) {
	Regions(api, s.Regions)
}
