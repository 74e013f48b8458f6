package httpapi

import (
	"bytes"
	"embed"
	"encoding/json"
	"path"
	"strings"

	"github.com/gofiber/fiber/v2"
)

//go:embed docs_assets
var docsAssets embed.FS

// The page runs its own files only and talks to this host only; data: is its
// empty icon.
const docsPolicy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src data:; connect-src 'self'; " +
	"base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

// DemoPerson is somebody in whose name a visitor of the docs page of a
// demonstration may sign in, with one press.
type DemoPerson struct {
	// Name is that of the stand-in's codes, dev:<Name>:<anything>.
	Name     string `json:"name"`
	Nickname string `json:"nickname"`
	About    string `json:"about"`
}

// docsFiles are the files of the page. Their addresses have the hash of their
// content, so that a browser keeps them until another one is named.
var docsFiles = newDocsFiles()

type docsFile struct {
	name    string // in docs_assets
	address string
	*packed
}

func newDocsFiles() []docsFile {
	var files []docsFile
	for _, f := range [][2]string{
		{"page.css", "text/css; charset=utf-8"},
		{"page.js", "text/javascript; charset=utf-8"},
		{"operation.js", "text/javascript; charset=utf-8"},
		{"try.js", "text/javascript; charset=utf-8"},
	} {
		content := docsAsset(f[0])
		ext := path.Ext(f[0])
		address := "/docs/" + strings.TrimSuffix(f[0], ext) + "." + contentHash(content) + ext
		files = append(files, docsFile{f[0], address, newPacked(f[1], cacheForever, func() []byte { return content })})
	}
	return files
}

func docsAsset(name string) []byte {
	b, err := docsAssets.ReadFile("docs_assets/" + name)
	if err != nil {
		panic("httpapi: " + err.Error())
	}
	return b
}

// docsRoutes serves the interactive page from embedded files.
func (a *API) docsRoutes() {
	page := newPacked("text/html; charset=utf-8", cacheAsk, func() []byte { return docsPage(a.opt.DemoPeople) })
	a.docsRoute("/docs", "index.html", page)
	for _, f := range docsFiles {
		a.docsRoute(f.address, f.name, f.packed)
	}
}

func (a *API) docsRoute(address, name string, p *packed) {
	a.system(address, "docs:"+name, func(c *fiber.Ctx, cl *call) error {
		c.Set("Content-Security-Policy", docsPolicy)
		c.Set("Referrer-Policy", "no-referrer")
		return p.send(c, cl)
	})
}

// docsPage puts the addresses of the files and the people of a demonstration
// into the page. The people are a block of data: JSON in which < is escaped.
func docsPage(people []DemoPerson) []byte {
	page := docsAsset("index.html")
	for _, f := range docsFiles {
		page = bytes.ReplaceAll(page, []byte("/docs/"+f.name), []byte(f.address))
	}
	if people == nil {
		people = []DemoPerson{}
	}
	list, err := json.Marshal(people)
	if err != nil {
		panic("httpapi: " + err.Error())
	}
	return bytes.Replace(page, []byte("DEMO_PEOPLE"), list, 1)
}
