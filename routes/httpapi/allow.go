package httpapi

import (
	"net/http"
	"slices"
	"strings"
)

// allow writes the methods that the address of a request has, for a 405 (RFC 9110,
// 15.5.6), and gives the status: an address that no route has is not found,
// whatever was to be done there.
func (cl *call) allow() int {
	methods := cl.api.methodsAt(string(cl.fc.Request().URI().Path()))
	h := &cl.fc.Response().Header
	h.Del("Allow") // the router knows part of them
	if len(methods) == 0 {
		return http.StatusNotFound
	}
	h.Set("Allow", strings.Join(methods, ", "))
	return http.StatusMethodNotAllowed
}

// methodsAt gives the methods of an address, sorted.
func (a *API) methodsAt(path string) []string {
	asked := strings.Split(path, "/")
	var out []string
	for _, rt := range a.routes {
		if !rt.at(asked) {
			continue
		}
		out = append(out, rt.row.Method)
		if rt.row.Method == http.MethodGet {
			out = append(out, http.MethodHead)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// at reports whether an address, cut at its slashes, is one of this route.
func (rt *route) at(asked []string) bool {
	n := 0
	for part := range strings.SplitSeq(rt.row.Path, "/") {
		if n == len(asked) || part != asked[n] && (!strings.HasPrefix(part, "{") || asked[n] == "") {
			return false
		}
		n++
	}
	return n == len(asked)
}
