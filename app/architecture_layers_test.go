package main

// layer says what the packages of a folder may import of ours. The first row
// whose folder matches counts; `/*` means any folder right below.
type layer struct {
	folder string
	may    []string // folders; `/*` as above
}

var layers = []layer{
	{"models", nil},
	// A room of models speaks the common words only; an appraisal of a union is two polls.
	{"models/union", []string{"models", "models/poll"}},
	{"models/*", []string{"models"}},
	{"migrations/seed", []string{"models"}},
	{"migrations", []string{"migrations/seed"}},
	{"notifications", []string{"models", "models/*"}},
	{"services/internal/store", []string{"models", "models/*"}},
	{"services/internal/storetest", []string{"models", "models/*", "services/internal/*", "app/apptest"}},
	{"services/internal/*", []string{"models", "models/*", "services/internal/*"}},
	// The reference data of regions is loaded by the area that owns regions.
	{"services/regions", []string{"models", "services/internal/*", "migrations/seed"}},
	// An area speaks the words of its own room of models. Which other rooms it speaks
	// of is listed: what ends, is handed over or is copied with an organization or
	// a person, and files.
	servicesOf("activities", "activity", "upload"),
	servicesOf("desk", "assistance"),
	servicesOf("files", "upload"),
	servicesOf("governance", "poll"),
	servicesOf("matching", "match"),
	// The words of mediation's papers are pure functions, which the area calls outside its transactions.
	{"services/mediation/papers", []string{"models", "models/dispute", "services/internal/*"}},
	{"services/mediation", []string{"models", "models/dispute", "models/upload", "services/internal/*",
		"services/mediation/papers"}},
	servicesOf("moderation", "complaint"),
	servicesOf("organizations", "activity", "poll", "union", "upload"), // its end; 亲属 of officers; its picture
	servicesOf("party", "branch"),
	servicesOf("people", "activity", "assistance", "complaint", "dispute", "poll"), // hand-overs, desks, bans
	servicesOf("privacy", "activity", "dispute", "poll"),                           // copy and closing
	servicesOf("rosters", "roster", "upload"),
	servicesOf("seeding", "activity", "dispute", "poll"),
	servicesOf("unions", "union", "poll"), // appraisals
	servicesOf("audits"),
	servicesOf("notices"),
	servicesOf("home"),
	{"services", []string{"models", "models/*", "services/internal/*", "services/*", "migrations",
		"migrations/seed"}},
	{"routes/httpapi", []string{"models", "models/assistance"}}, // X-Acting-For
	{"routes/shapes", []string{"models", "routes/httpapi"}},
	// An area speaks to its own use cases. What it borrows of another area's
	// shapes is listed here; only people, organizations, regions and privacy lend.
	routesOf("people"),
	routesOf("privacy", "notifications"), // the copy of one's data has the notices in words
	routesOf("regions"),
	routesOf("organizations", "models/union"), // the refusal of kin in a union's offices
	routesOf("mediation", "models/dispute", "models/upload"),
	routesOf("activities", "models/activity", "models/upload"),
	routesOf("governance", "models/poll"),
	routesOf("party", "models/branch"),
	routesOf("unions", "models/union", "models/poll", "routes/organizations", "routes/people"),
	routesOf("matching", "models/match", "routes/people", "routes/regions"),
	routesOf("moderation", "models/complaint"),
	routesOf("desk", "models/assistance", "routes/people", "services/people"),
	routesOf("files", "models/upload", "models/roster"),
	routesOf("rosters", "models/roster", "models/upload", "routes/organizations"),
	routesOf("audits"),
	routesOf("notices", "notifications"), // the inbox is put into words when it is read
	// What a file may be for; the roles that one holds.
	routesOf("home", "models/upload", "routes/people"),
	{"routes", []string{"services", "routes/*"}},
	{"app/config", nil},
	{"app/kv", []string{"models"}},
	{"app/blob", []string{"models", "models/upload"}},
	{"app/web", nil},
	{"app/wechat", []string{"models"}},
	{"app/wechat/standin", []string{"models"}},
	{"app/server", []string{"models", "services", "services/*", "routes", "routes/*", "notifications", "migrations",
		"app/config", "app/kv", "app/blob", "app/wechat"}},
	{"app/cli", []string{"models", "services", "services/*", "routes", "routes/*", "notifications", "migrations",
		"app/config", "app/server", "app/blob", "app/web", "app/wechat", "app/wechat/standin"}},
	{"app/apptest/contract", []string{"app/server"}},
	{"app/apptest/scene", []string{"models", "models/*", "routes/httpapi", "app/apptest"}},
	{"app/apptest", []string{"models", "models/*", "services", "services/*", "routes", "routes/*", "notifications",
		"migrations", "app/*", "app/wechat/standin"}},
	{"app", []string{"app/cli"}},
}

// servicesOf gives the row of an area of services with the rooms of models that it
// speaks of.
func servicesOf(area string, rooms ...string) layer {
	may := []string{"models", "services/internal/*"}
	for _, room := range rooms {
		may = append(may, "models/"+room)
	}
	return layer{"services/" + area, may}
}

// routesOf gives the row of an area of routes.
func routesOf(area string, borrows ...string) layer {
	may := []string{"models", "routes/httpapi", "routes/shapes", "services/" + area}
	return layer{"routes/" + area, append(may, borrows...)}
}
