package walks_test

import (
	"maps"
	"net/http"
	"regexp"
	"slices"
	"testing"

	"xinjumin/app/apptest"
	"xinjumin/app/apptest/contract"
	"xinjumin/routes/httpapi"
)

// What is packed tells by its length what is in it, so an answer that hands out what opens
// something goes as it is. The walk reads the schemas of all answers: a field that looks
// like a key stands only in answers that are declared (Route.Secret).

// opens are the names of fields that hold a token, a code or a signed link.
var opens = regexp.MustCompile(`(^|_)(url|link|token|secret|digits|password|signature|code)$`)

// plainCodes are fields that end in code and open nothing: codes of lists, places,
// registers and reasons.
var plainCodes = map[string]bool{
	"region_code": true, "parent_code": true, "origin_code": true, "employer_code": true, "credit_code": true,
	"CodeEntry.code": true, "Region.code": true, "RegionDetails.code": true, "RegionRef.code": true,
	"ZoneRef.code":          true,
	"ClosingHindrance.code": true, "Reason.code": true, "RosterFault.code": true, "StationItem.code": true,
	"UnionHint.code": true, "Coded.code": true, "Zone.code": true,
}

// keptPlain are the secret reads that no field gives away, with the reason.
var keptPlain = map[string]string{
	"listSessions":      "everything about signing in",
	"listInvitations":   "everything about invitations",
	"listMyInvitations": "everything about invitations",
	"readExport":        "leads to all that is kept about a person",
}

// keysIn finds the fields of a schema that hold what opens something.
func keysIn(d contract.Document, s contract.Schema, of string, seen map[string]bool, found map[string]bool) {
	if s.Ref != "" {
		if of = s.Ref[len("#/components/schemas/"):]; seen[of] {
			return
		}
		seen[of] = true
		s = d.Resolve(s)
	}
	for name, field := range s.Properties {
		if opens.MatchString(name) && !plainCodes[name] && !plainCodes[of+"."+name] {
			found[of+"."+name] = true
		}
		keysIn(d, field, of, seen, found)
	}
	if s.Items != nil {
		keysIn(d, *s.Items, of, seen, found)
	}
	for _, one := range s.AnyOf {
		keysIn(d, one, of, seen, found)
	}
}

// faultOf says what is wrong with how a route packs, or nothing.
func faultOf(r httpapi.Registered, keys map[string]bool) string {
	switch secret := len(keys) > 0; {
	case r.Packed && r.Method != http.MethodGet:
		return "packs the answer to an act"
	case r.Packed && r.Secret, r.Tagged && r.Secret:
		return "is secret, and packed or tagged"
	case r.Packed && secret:
		return "packs an answer with a key"
	case r.Secret && !secret && keptPlain[r.ID] == "":
		return "is secret, and nobody sees why"
	}
	return ""
}

func TestPacked(t *testing.T) {
	doc, packed, tagged, secret := contract.Read(t), 0, 0, map[string]bool{}
	for _, r := range apptest.New(t, apptest.SQLite).Server.API.Routes() {
		if r.Class != "api" || r.Method != http.MethodGet && !r.Packed && !r.Secret {
			continue
		}
		keys := map[string]bool{}
		op := doc.Paths[r.Path]["get"]
		for _, media := range op.Responses["200"].Content {
			keysIn(doc, media.Schema, "", map[string]bool{}, keys)
		}
		names := slices.Sorted(maps.Keys(keys))
		if fault := faultOf(r, keys); fault != "" {
			t.Errorf("%s %s: %v", r.ID, fault, names)
		}
		if _, has := op.Responses["304"]; r.Tagged && !has {
			t.Errorf("%s is tagged, and the document has no 304", r.ID)
		}
		if public := r.Policy.Audience.Kind() == "public"; public && r.Packed {
			if _, has := op.Responses["304"]; !has {
				t.Errorf("%s is public, and has no tag", r.ID)
			}
		}
		if r.Packed {
			packed++
		}
		if r.Tagged {
			tagged++
		}
		if r.Secret {
			secret[r.ID] = true
		}
	}
	canary := map[string]bool{} // a read that answered what a refresh does would be seen
	for _, media := range doc.Paths[httpapi.Prefix+"/auth/refresh"]["post"].Responses["200"].Content {
		keysIn(doc, media.Schema, "", map[string]bool{}, canary)
	}
	if faultOf(httpapi.Registered{Method: http.MethodGet, Packed: true}, canary) == "" {
		t.Errorf("nobody would see the tokens: %v", canary)
	}
	if packed < 70 || tagged < 8 || len(secret) < 10 {
		t.Errorf("only %d packed, %d tagged, %d secret", packed, tagged, len(secret))
	}
	for id := range keptPlain {
		if !secret[id] {
			t.Errorf("%s is listed as secret, and is not", id)
		}
	}
}
