package httpapi

// Facts is what clients may know of how the API is served.
type Facts struct {
	Version string
	// Demonstration is true where invented people are signed in by WeChat's stand-in.
	Demonstration bool
	BodyLimit     int // bytes of a request that is no upload
}

// Facts tells how the API is served.
func (a *API) Facts() Facts {
	return Facts{Version: a.opt.Version, Demonstration: len(a.opt.DemoPeople) > 0, BodyLimit: a.opt.BodyLimit}
}
