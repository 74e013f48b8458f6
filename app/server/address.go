package server

import (
	"strings"

	"xinjumin/routes/httpapi"
)

// apiAddress is the address of the API that printed papers lead to; empty where the
// server knows none of its own.
func apiAddress(server string) string {
	if server == "" {
		return ""
	}
	return strings.TrimSuffix(server, "/") + httpapi.Prefix
}
