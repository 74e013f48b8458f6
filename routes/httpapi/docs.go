package httpapi

import (
	"embed"

	"github.com/gofiber/fiber/v2"
)

//go:embed docs_assets
var docsAssets embed.FS

// The page runs its own files only and talks to this host only. Swagger UI sets
// style attributes, which needs 'unsafe-inline' for styles, and draws with data:
// images.
const docsPolicy = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; " +
	"connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

// docsRoutes serves the interactive page from embedded files.
func (a *API) docsRoutes() {
	for _, f := range []struct{ path, file, contentType string }{
		{"/docs", "index.html", "text/html; charset=utf-8"},
		{"/docs/init.js", "init.js", "text/javascript; charset=utf-8"},
		{"/docs/swagger-ui.css", "swagger-ui.css", "text/css; charset=utf-8"},
		{"/docs/swagger-ui-bundle.js", "swagger-ui-bundle.js", "text/javascript; charset=utf-8"},
	} {
		b, err := docsAssets.ReadFile("docs_assets/" + f.file)
		if err != nil {
			panic("httpapi: " + err.Error())
		}
		a.system(f.path, "docs:"+f.file, func(c *fiber.Ctx, _ *call) error {
			c.Set("Content-Security-Policy", docsPolicy)
			c.Set("Referrer-Policy", "no-referrer")
			return sendBytes(c, f.contentType, b)
		})
	}
}
