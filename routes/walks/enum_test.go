package walks_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"xinjumin/app/apptest"
)

// someOf are enums in tags that hold a part of a code type, or all of it in an
// order of their own: the field takes or gives only some of the values.
var someOf = map[string]string{
	"filed,internal,statutory_sub_group,registered":                                          "models.LegalForm",
	"platform_admin,region_admin,officer,auditor":                                            "models.Role",
	"chair,vice_chair,secretary_general,director,secretary,union_chair,organizer,supervisor": "models.Role",
	"special_organ,already_taken,party_refuses,not_civil":                                    "dispute.Reason",
	"open,appealed,removed,passed,upheld,overturned":                                         "complaint.CaseState",
	"invited,active,ended,withdrawn,declined,expired":                                        "models.MembershipState",
	"applied,returned,rejected,withdrawn":                                                    "models.MembershipState",
	"application,code,roster,registration,transfer":                                          "models.MemberSource",
	"full,probationary,activist":                                                             "models.MemberStanding",
	"proposed,offered,accepted,active,declined,withdrawn,expired,ended":                      "models.RoleState",
	"offered,active,accepted,declined,withdrawn,expired,ended":                               "models.RoleState",
	"offered,active":                "models.RoleState",
	"active,offered,proposed,ended": "models.RoleState",
	"waiting,declined":              "roster.EntryState",
	"name,id_number,side":           "roster.Field",
	"csv,xlsx":                      "upload.Kind",
	"jpeg,png,pdf":                  "upload.Kind",
	"given,refused":                 "dispute.Consent",
	"paper,oral":                    "dispute.Way",
	"no_agreement,party_stopped,party_refuses,unreachable,unfit": "dispute.Reason",
	"police,court,department":                                    "dispute.Place",
	"arbitration,court,labour_inspection,police,department":      "dispute.Place",
}

// ofNone are enums in tags that are of no code type, each with its reason.
var ofNone = map[string]string{
	"body,query,path,header":             "where in the request a problem lies; only routes/httpapi knows it",
	"Bearer":                             "the word of the standard for tokens (RFC 6750)",
	"tasks,staff,premises,working,funds": "names of fields of the same answer",
	"person,place":                       "says what a suggestion rests on; two branches of one query",
	"14-17,18-24,25-34,35-44,45-54,55+":  "spans of ages, made from numbers",
	"arbitration,court,police,protection,women,legal_aid": "keys of a list of models that carries its own words and links",
	"applicant,respondent,head,mediator":                  "a party's side or a role: how the caller stands in the case",
	"accept,decline,assign,take,record_consent,record_notice,record_told,add_party,leave_out,invite," +
		"confirm_join,refuse_join,represent,record_extension,plan,hold,move_session,cancel_session,assess," +
		"report,no_report,propose,sign,seal,perform,finish,breach,recuse,release,hand_up,refer,terminate," +
		"consent,refuse,acknowledge,extend,choose,stop,withdraw,message,hand_in,share": "verbs: dispute.Verb has no words",
	"party,committee,mediator": "which of one's cases to list; a filter of the route",
	"newest,due":               "in which order to list cases; a choice of the route",
	"party,committee,program":  "on whose part a line of a timeline was made; no column",
	"all,behind":               "which members to list; a filter of the route",
	"ordinary,temporary,floating,joint,own,federation": "models.Subtype has its words in the policy of each kind",
	"own,joint,federation":                             "models.Subtype of unions alone",
	"merged,waiting":                                   "what came of an approval; an answer, no column",
	"unknown,waiting,may_apply,sign_yearly,renew":      "advice made from the permit and the day; no column",
	"role,organization,dispute,committee":              "tables in which something hinders a closing",
	"delete,forget,keep":                               "models.OnClosing, which stands with a sentence of its own",
	"close":                                            "a word to be typed so that nobody closes by mistake",
	"bad,waiting,claimed":                              "a row of a sheet: faults come before roster.EntryState",
	"active,retained":                                  "a union card: a membership state or a standing, as a word",
}

// TestEnums_areTheValuesOfACode compares every enum in a tag of routes with the
// values of the code types of models, in their order. Where the field has the
// type itself, the document takes the values from it and no tag is needed.
func TestEnums_areTheValuesOfACode(t *testing.T) {
	whole, values := map[string]bool{}, map[string][]string{}
	for _, c := range apptest.Codes() {
		whole[strings.Join(c.Values, ",")] = true
		values[c.Type] = c.Values
	}
	seen := map[string]bool{}
	for _, e := range enumTags(t) {
		list := strings.TrimPrefix(e.list, ",") // a field that may be empty
		seen[list] = true
		kind, part := someOf[list]
		switch _, none := ofNone[list]; {
		case whole[list]:
			if part || none {
				t.Errorf("%s: %q is a whole code type and needs no exception", e.at, list)
			}
		case part:
			for one := range strings.SplitSeq(list, ",") {
				if !slices.Contains(values[kind], one) {
					t.Errorf("%s: %s has no %q", e.at, kind, one)
				}
			}
		case !none:
			t.Errorf("%s: %q are the values of no code type of models", e.at, list)
		}
	}
	if len(seen) < 50 {
		t.Errorf("only %d enums were found", len(seen))
	}
	for _, exceptions := range []map[string]string{someOf, ofNone} {
		for list := range exceptions {
			if !seen[list] {
				t.Errorf("%q stands in no tag any more", list)
			}
		}
	}
}

// enumTag is an enum in the tag of a field.
type enumTag struct{ at, list string }

func enumTags(t *testing.T) []enumTag {
	t.Helper()
	var tags []enumTag
	files := token.NewFileSet()
	err := filepath.WalkDir("..", func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || filepath.Ext(p) != ".go" || strings.HasSuffix(p, "_test.go") {
			return err
		}
		file, err := parser.ParseFile(files, p, nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		ast.Inspect(file, func(n ast.Node) bool {
			if f, ok := n.(*ast.Field); ok && f.Tag != nil {
				if list, has := reflect.StructTag(strings.Trim(f.Tag.Value, "`")).Lookup("enum"); has {
					tags = append(tags, enumTag{files.Position(f.Pos()).String(), list})
				}
			}
			return true
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return tags
}
