package walks_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"xinjumin/app/apptest"
)

// advises is how a refusal tells somebody what to do.
var advises = regexp.MustCompile(`请先|可以|请联系|找协管员|请由`)

// outside is what a person does without us: in a file, in WeChat, at a counter.
const outside = "outside"

// followed says, for each refusal that advises, by which operations it is
// followed.
var followed = map[string][]string{
	"activity.past": {"updateActivity"},

	"agreement.items_first": {"performItem"},
	"agreement.pages_first": {"uploadFile"},

	"agreement.rights_first":              {"recordPartyNotice", "acknowledgeDispute"},
	"agreement.taker_only":                {"takeDispute"},
	"approval.second_person":              {"approveRole"},
	"auth.required":                       {"signInWithWeChat"},
	"auth.verification_required":          {"submitIdentity"},
	"closing.committee_head":              {"nameMediator"},
	"closing.dispute_open":                {"withdrawDispute"},
	"code.ended":                          {outside},
	"desk.busy":                           {"endDeskSession"},
	"desk.code_dead":                      {"confirmOwnDeskSession"},
	"desk.objection_own":                  {"resolveDeskObjection"},
	"desk.own_confirmation":               {"confirmOwnDeskSession"},
	"desk.second_officer":                 {"confirmDeskSession", "approveIdentity"},
	"dispute.applicant_only":              {"withdrawDispute"},
	"dispute.assess_only":                 {"takeDispute"},
	"dispute.head_only":                   {"acceptDispute"},
	"dispute.committee_only":              {"terminateDispute"},
	"dispute.consent_first":               {"refuseDispute"},
	"dispute.consents_first":              {"recordPartyConsent", "leavePartyOut"},
	"dispute.takes_in_only":               {"takeInDispute"},
	"dispute.stop_instead":                {"stopDispute"},
	"dispute.party_only":                  {"consentDispute"},
	"dispute.lead_first":                  {"assignDispute"},
	"dispute.no_committee":                {outside},
	"session.notice_first":                {"recordPartyNotice", "acknowledgeDispute"},
	"file.quota":                          {"deleteFile"},
	"file.sheet_encrypted":                {outside},
	"hand_over.open":                      {"withdrawRoleHandOver"},
	"identity.merge_staff":                {"mergeIdentity"},
	"identity.merge_unproven":             {"approveIdentity"},
	"identity.region_required":            {"updateMe"},
	"identity.taken":                      {outside, "mergeIdentity"},
	"invitation.expired":                  {"applyForMembership"},
	"membership.cooling_off":              {"applyForMembership"},
	"membership.members_only":             {"listMembers"},
	"membership.village_elsewhere":        {"leaveOrganization"},
	"moderation.superior":                 {"upholdModerationCase"},
	"committee.last_head":                 {"nameMediator"},
	"office.last_head":                    {"appointOffice"},
	"organization.ends_in_past":           {"extendOrganization"},
	"organization.founder_unverified":     {"submitIdentity"},
	"organization.parent_first":           {"applyForMembership"},
	"party_branch.own_case":               {"confirmPartyRegistration"},
	"party_branch.temporary_no_elections": {"createPoll"},
	"party_branch.tie_elsewhere":          {"requestTransfer", "registerWithBranch"},
	"party_registration.live":             {"endPartyRegistration"},
	"phone.taken":                         {outside},
	"region.has_children":                 {"updateRegion"},
	"removal.head":                        {"endOffice"},
	"removal.own":                         {"leaveOrganization"},
	"role.delegated":                      {"endRole"},
	"role.last_platform_admin":            {"offerRole"},
	"role.not_delegable":                  {"delegateRole"},
	"roster.empty":                        {"createRoster"},
	"roster.not_checked":                  {"checkRoster"},
	"union.elsewhere":                     {"askUnionTransfer"},
	"union.inside":                        {"readUnionTree"},
	"union.no_federation":                 {"askUnionParent"},
	"union_transfer.open":                 {"withdrawUnionTransfer"},
	"womens_federation.register":          {"registerWithBody"},
	"youth_league.elsewhere":              {"requestTransfer"},
}

// Each advice in a refusal can be followed.
func TestOffered_advice(t *testing.T) {
	env := apptest.New(t, apptest.SQLite)
	operations, texts := operationsOf(env), refusalTexts(t)
	if len(texts) < 250 {
		t.Errorf("only %d refusals were found", len(texts))
	}
	for _, reason := range slices.Sorted(maps.Keys(texts)) {
		ways, known := followed[reason]
		switch advice := advises.MatchString(texts[reason]); {
		case advice && !known:
			t.Errorf("%s: by which operation is it followed? %s", reason, texts[reason])
		case !advice && known:
			t.Errorf("%s advises nothing: %s", reason, texts[reason])
		}
		for _, way := range ways {
			if way != outside && !operations[way] {
				t.Errorf("%s is followed by %s, which is no operation", reason, way)
			}
		}
		if regexp.MustCompile(`联系(社区)?协管员|联系(上级)?管理员|等待办结`).MatchString(texts[reason]) {
			t.Errorf("%s does not say where, or what to wait for: %s", reason, texts[reason])
		}
	}
	for reason := range followed {
		if texts[reason] == "" {
			t.Errorf("no refusal has the reason %s", reason)
		}
	}
}

// refusalTexts reads the Chinese of every refusal that the source declares.
func refusalTexts(t *testing.T) map[string]string {
	t.Helper()
	texts := map[string]string{}
	for _, root := range []string{"../../models", "../../services", "../../routes", "../../app"} {
		err := filepath.WalkDir(root, func(path string, _ fs.DirEntry, err error) error {
			if err != nil || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
				return err
			}
			file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
			if err != nil {
				return err
			}
			ast.Inspect(file, func(n ast.Node) bool {
				call, ok := n.(*ast.CallExpr)
				if !ok || len(call.Args) != 4 || !called(call, "NewError") {
					return true
				}
				if reason, zh := literal(call.Args[1]), literal(call.Args[2]); reason != "" {
					texts[reason] = zh
				}
				return true
			})
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return texts
}

func called(call *ast.CallExpr, name string) bool {
	switch f := call.Fun.(type) {
	case *ast.Ident:
		return f.Name == name
	case *ast.SelectorExpr:
		return f.Sel.Name == name
	}
	return false
}

// literal gives a text that stands in the source, also in several parts.
func literal(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.BasicLit:
		text, _ := strconv.Unquote(e.Value)
		return text
	case *ast.BinaryExpr:
		return literal(e.X) + literal(e.Y)
	}
	return ""
}
