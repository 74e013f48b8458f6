package cli

import (
	"xinjumin/app/web"
	"xinjumin/routes/httpapi"
)

// webClients are the clients of these names as the HTTP layer serves them: each
// below its name, the page of a demonstration at the root, where it shows the
// mini-program in a frame.
func webClients(names ...string) []httpapi.WebClient {
	var list []httpapi.WebClient
	for _, name := range names {
		w := httpapi.WebClient{Path: "/" + name + "/", Files: web.Files(name), Framed: name == web.MiniProgram}
		if name == web.Home {
			w.Path = "/"
		}
		list = append(list, w)
	}
	return list
}
