package walks_test

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"xinjumin/app/apptest/contract"
)

// wordsFor says by which fields an id may be told in words; {} is what the id is of,
// such as home_ in home_organization_id.
var wordsFor = map[string][]string{
	"party_id": {"{}party_name"}, "payer_id": {"{}payer_name"}, "payee_id": {"{}payee_name"},
	"organization_id": {"{}organization_name", "{}name"},
	"federation_id":   {"federation_name"},
	"person_id":       {"{}nickname", "{}person_name", "{}name", "{}name_masked"},
	"committee_id":    {"committee_name"},
	"poll_id":         {"poll_title"},
	"activity_id":     {"activity_title"},
	"dispute_id":      {"dispute_number"},
	"role_id":         {"role_text"},
	"parent_id":       {"parent_name"},
	"object_id":       {"name", "object_name"},
	"subject_id":      {"title"},
	"target_id":       {"snapshot"},
	"region_code":     {"region_name"},
	"origin_code":     {"origin_name"},
	"parent_code":     {"full_name"}, // which has the name of everything above in it
	"employer_code":   {"employer_name"},
	"superseded_by":   {"superseded_by_name"},
}

// personIDs are called by what somebody did or is.
var personIDs = []string{"wished_mediator_id", "chair_id", "recorder_id", "officer_id", "mediator_id", "successor_id", "representative_id",
	"actor_id", "decided_by", "requested_by", "recorded_by", "confirmed_by", "corrected_by", "proposed_by", "asked_by",
	"created_by"}

// bare are the ids without words, each with the reason; a star is every schema.
var bare = map[string]string{
	"AuditEvent.actor_id":        "the trail has ids and no names: what it says stays true when a name changes",
	"AuditEvent.organization_id": "the trail",
	"AuditEvent.object_id":       "the trail",
	"AuditEvent.region_code":     "the trail",
	"AuditEvent.desk_session_id": "the trail",
	"AuditEvent.request_id":      "the trail",
	"Problem.request_id":         "told to support as it is",
	"DisputeFile.replaces_id":    "the older piece stands in the same list",
	"DisputeVoice.replaces_id":   "a recording is never replaced",
	"Invitation.person_id":       "nobody reads a nickname, or that there is a person, by inviting an id",
	"Disclosure.person_id": "nobody reads a nickname by asking for an id; the value is " +
		"shown once it was granted",
	"Disclosed.person_id":            "the same",
	"DeskAct.object_id":              "a line of the trail",
	"Tokens.session_id":              "one's own, sent again when one signs out",
	"NextActivity.signup_id":         "a sign-up is named by its activity, which is around it",
	"BallotAnswer.poll_id":           "of the path; the answer to a ballot says nothing else",
	"MergedOutBody.person_id":        "one of the two accounts that the caller names",
	"MergedOutBody.closed_person_id": "the other one",
	"Ban.case_id":                    "a case has no name",
	"DeskObjection.session_id":       "a session has no name",
	"Report.target_id":               "what somebody complained about may be gone, and is shown to who decides alone",
	"SceneCode.subject_id":           "the caller has named it, to make the code or to list it",
	"RoleHandOver.role_id":           "the role is around it, and in the path",
	"*.membership_id":                "a membership is named by its person and organization",
	"*.new_membership_id":            "the same",
}

// What a screen shows is words: wherever an answer has the id of something that
// people know by name, its name stands in the same object.
func TestWordsStandBesideIDs(t *testing.T) {
	doc := contract.Read(t)
	used := map[string]bool{}
	for _, field := range nameless(doc) {
		_, id, _ := strings.Cut(field, ".")
		switch {
		case bare[field] != "":
			used[field] = true
		case bare["*."+id] != "":
			used["*."+id] = true
		default:
			t.Errorf("%s is an id without its words beside it", field)
		}
	}
	for field := range bare {
		if !used[field] {
			t.Errorf("%s is not there, or has its words: take it off the list", field)
		}
	}
}

// A shape with a bare id must not get past the walk.
func TestWordsStandBesideIDs_canary(t *testing.T) {
	for fields, caught := range map[string]bool{
		"organization_id":                             true,
		"organization_id organization_name":           false,
		"home_organization_id organization_name":      true,
		"home_organization_id home_organization_name": false,
		"region_code":                                 true, "decided_by": true,
		"decided_by decided_by_nickname": false,
		"id title":                       false, "thing_id": true,
	} {
		s := contract.Schema{Properties: map[string]contract.Schema{}}
		for f := range strings.FieldsSeq(fields) {
			s.Properties[f] = contract.Schema{Type: "string"}
		}
		found := false
		for f := range s.Properties {
			found = found || !named(s, f)
		}
		if found != caught {
			t.Errorf("%s: caught %v, want %v", fields, found, caught)
		}
	}
}

// nameless lists the ids in answers that have no words beside them.
func nameless(d contract.Document) []string {
	answered := map[string]bool{}
	for _, methods := range d.Paths {
		for _, op := range methods {
			for _, r := range op.Responses {
				for _, c := range r.Content {
					reach(d, answered, c.Schema)
				}
			}
		}
	}
	var found []string
	for _, name := range slices.Sorted(maps.Keys(answered)) {
		s := d.Components.Schemas[name]
		for _, field := range slices.Sorted(maps.Keys(s.Properties)) {
			if !named(s, field) {
				found = append(found, name+"."+field)
			}
		}
	}
	return found
}

// reach notes the schemas that s is made of.
func reach(d contract.Document, seen map[string]bool, s contract.Schema) {
	if name, ok := strings.CutPrefix(s.Ref, "#/components/schemas/"); ok {
		if seen[name] {
			return
		}
		seen[name] = true
		s = d.Components.Schemas[name]
	}
	if s.Items != nil {
		reach(d, seen, *s.Items)
	}
	for _, p := range s.Properties {
		reach(d, seen, p)
	}
	for _, one := range s.AnyOf {
		reach(d, seen, one)
	}
}

// named reports whether a field is no id, or has its words beside it.
func named(s contract.Schema, field string) bool {
	has := func(words string) bool { _, ok := s.Properties[words]; return ok }
	if slices.Contains(personIDs, field) {
		as := strings.TrimSuffix(field, "_id")
		return has(as+"_nickname") || has(as+"_name")
	}
	for id, words := range wordsFor {
		if of, ok := strings.CutSuffix(field, id); ok {
			return slices.ContainsFunc(words, func(w string) bool { return has(strings.ReplaceAll(w, "{}", of)) })
		}
	}
	return !strings.HasSuffix(field, "_id")
}
