package httpapi

import (
	"fmt"
	"io/fs"
	"net/http"
	"path"
	"strings"

	"github.com/gofiber/fiber/v2"
)

// WebClient is a client that runs in a browser: files that were built before,
// served as they are.
type WebClient struct {
	// Path is where its index.html stands, with a slash at both ends: "/desk/".
	Path string
	// Files are served by their names below Path; every one of them.
	Files fs.FS
	// Framed lets pages of this host show it in a frame.
	Framed bool
}

// Both clients load their own files only and talk to this host only. Pictures
// and sound that a client makes itself are data: and blob:.
const webPolicy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; " +
	"connect-src 'self'; font-src 'self'; media-src 'self' blob:; base-uri 'none'; form-action 'none'; "

// The page of a demonstration shows a client in a frame.
const homePolicy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; " +
	"connect-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

// webTypes are the types of what builds leave. They do not come from the
// machine, whose table may lack or change them.
var webTypes = map[string]string{
	".html": "text/html; charset=utf-8",
	".css":  "text/css; charset=utf-8",
	".js":   "text/javascript; charset=utf-8",
	".json": "application/json",
	".svg":  "image/svg+xml",
	".png":  "image/png",
	".txt":  "text/plain; charset=utf-8",
}

// webRoutes serves the clients. A file that cannot be read, or has a type that
// is not known, is a fault of the build and stops the start.
func (a *API) webRoutes() {
	for _, w := range a.opt.WebClients {
		if err := fs.WalkDir(w.Files, ".", func(name string, d fs.DirEntry, err error) error {
			if err == nil && !d.IsDir() {
				err = a.webFile(w, name)
			}
			return err
		}); err != nil {
			panic("httpapi: " + w.Path + ": " + err.Error())
		}
	}
	if a.opt.DemoPeople != nil {
		people := a.opt.DemoPeople
		a.system("/demo/cast.json", "demo:cast", func(c *fiber.Ctx, _ *call) error {
			c.Set("Cache-Control", "no-store")
			return sendJSON(c, http.StatusOK, people)
		})
	}
}

// webFile serves one file under its name, and an index.html under its folder.
// Names carry no hash of the content, so a browser asks each time by the tag.
func (a *API) webFile(w WebClient, name string) error {
	kind, known := webTypes[path.Ext(name)]
	if !known {
		return fmt.Errorf("%s: a file of this kind is not served", name)
	}
	content, err := fs.ReadFile(w.Files, name)
	if err != nil {
		return err
	}
	at := w.Path + name
	if folder, isIndex := strings.CutSuffix(at, "index.html"); isIndex {
		at = folder
	}
	p := newPacked(kind, cacheAsk, func() []byte { return content })
	a.system(at, "web:"+at, func(c *fiber.Ctx, cl *call) error {
		c.Set("Content-Security-Policy", w.policy())
		c.Set("Referrer-Policy", "no-referrer")
		c.Set("Cross-Origin-Opener-Policy", "same-origin")
		return p.send(c, cl)
	})
	if bare := strings.TrimSuffix(at, "/"); bare != at && bare != "" {
		a.system(bare, "web:"+bare, func(c *fiber.Ctx, _ *call) error {
			return c.Redirect(at, http.StatusPermanentRedirect)
		})
	}
	return nil
}

func (w WebClient) policy() string {
	switch {
	case w.Path == "/":
		return homePolicy
	case w.Framed:
		return webPolicy + "frame-ancestors 'self'"
	default:
		return webPolicy + "frame-ancestors 'none'"
	}
}
