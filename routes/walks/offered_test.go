package walks_test

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"xinjumin/app/apptest"
	"xinjumin/app/apptest/scene"
	"xinjumin/models"
	"xinjumin/models/activity"
	"xinjumin/models/dispute"
	"xinjumin/models/poll"
	"xinjumin/models/upload"
)

// Nothing is offered that leads nowhere: a file that nothing takes, a state that
// nothing reaches, an advice that nobody can follow.

// Each purpose of files has an operation that takes it, or no file is uploaded
// for it.
func TestOffered_purposes(t *testing.T) {
	env := apptest.New(t, apptest.SQLite)
	operations, mei := operationsOf(env), env.SignIn("mei")
	taken := 0
	for _, rule := range upload.Rules() {
		content := scene.Photo(8, 8)
		if !slices.Contains(rule.Classes, upload.Images) {
			content = scene.Recording(1)
		}
		switch got := scene.Upload(mei, string(rule.Purpose), "x", content); {
		case rule.Taker == "" && got.Status != http.StatusUnprocessableEntity:
			t.Errorf("nothing takes a file of the purpose %s, and it is uploaded: %s", rule.Purpose, got)
		case rule.Taker != "" && !operations[rule.Taker]:
			t.Errorf("%s is taken by %s, which is no operation", rule.Purpose, rule.Taker)
		case rule.Taker != "" && got.Holds("/purpose"):
			t.Errorf("%s takes files of the purpose %s, which are refused: %s", rule.Taker, rule.Purpose, got)
		case rule.Taker != "":
			taken++
		}
	}
	if taken < 4 {
		t.Errorf("only %d purposes are taken", taken)
	}
}

func operationsOf(env *apptest.Env) map[string]bool {
	all := map[string]bool{}
	for _, r := range env.Server.API.Routes() {
		all[r.ID] = true
	}
	return all
}

// machine is a table of moves: its states, where a row begins, where it is
// brought by another act than those of the table, and what does each verb.
type machine struct {
	states  []string
	begins  []string
	to      map[string][]string // by verb
	by      map[string]string   // verb: operation or due work
	besides map[string]string   // state: the operation that leads there beside the table
	later   []string            // states that nothing reaches yet
	brings  string              // what will reach them
	words   func(state string) (zh, en string)
}

func machineOf[S interface {
	~string
	All() []S
	Text() (string, string)
}, V ~string](moves models.Moves[S, V], m machine) machine {
	var none S
	for _, s := range none.All() {
		m.states = append(m.states, string(s))
	}
	m.to = map[string][]string{}
	for v := range moves {
		for _, to := range moves.To(v) {
			m.to[string(v)] = append(m.to[string(v)], string(to))
		}
	}
	m.words = func(state string) (string, string) { return S(state).Text() }
	return m
}

const job = "job " // what time does by itself

var machines = map[string]machine{
	"dispute": machineOf(dispute.Moves, machine{
		begins: []string{"applied"},
		by: map[string]string{"accept": "acceptDispute", "decline": "declineDispute", "assign": "assignDispute",
			"take": "takeDispute", "withdraw": "withdrawDispute", "recuse": "recuseDispute", "release": "releaseDispute",
			"record_consent": "recordPartyConsent", "record_notice": "recordPartyNotice",
			"record_told": "recordPartyTold", "terminate": "terminateDispute", "consent": "consentDispute",
			"propose": "proposeDispute", "sign": "signAgreement",
			"message": "messageDispute", "hand_in": "handInEvidence", "share": "shareEvidence",
			"seal": "sealAgreement", "perform": "performItem", "finish": "finishDispute", "breach": "breachDispute",
			"add_party": "addParty", "leave_out": "leavePartyOut", "invite": "inviteParty",
			"confirm_join": "confirmJoin", "refuse_join": "refuseJoin", "represent": "setRepresentatives",
			"refuse": "refuseDispute", "acknowledge": "acknowledgeDispute", "stop": "stopDispute",
			"plan": "planDisputeSession", "hold": "holdDisputeSession", "move_session": "moveDisputeSession",
			"cancel_session": "cancelDisputeSession", "extend": "extendDispute",
			"record_extension": "recordPartyExtension",
			"assess":           "assessRisk", "report": "reportRisk", "no_report": "excuseRisk", "hand_up": "handUpDispute",
			"refer": "referDispute", "choose": "chooseMediator"},
		besides: map[string]string{"effective": "sealAgreement", "performed": "performItem",
			"in_session": "holdDisputeSession"},
		later:  []string{"archived"},
		brings: "the archive",
	}),
	"poll": machineOf(poll.Moves, machine{
		begins: []string{"draft"},
		by: map[string]string{"edit": "updatePoll", "publish_roll": "publishPollRoll", "open": "openPoll",
			"close": "closePoll", "cancel": "cancelPoll", "delete": "deletePoll"},
		later:  []string{"roll_sealed", "certified", "archived"},
		brings: "elections",
	}),
	"activity": machineOf(activity.Moves, machine{
		begins: []string{"draft"},
		by: map[string]string{"edit": "updateActivity", "publish": "publishActivity", "close_signup": "closeActivity",
			"cancel": "cancelActivity", "delete": "deleteActivity", "start": job + "activity.start",
			"finish": job + "activity.finish"},
	}),
	"signup": machineOf(models.Moves[activity.SignupState, string]{}, machine{
		begins: []string{"registered", "waiting"},
		besides: map[string]string{"offered": "cancelSignup", "expired": job + "signup.expire_offer",
			"declined": "declineOffer", "cancelled": "cancelSignup"},
		later:  []string{"checked_in", "no_show"},
		brings: "check-in at activities",
	}),
	"organization": machineOf(models.OrganizationMoves, machine{
		begins: []string{"draft"},
		by: map[string]string{"submit": "submitOrganization", "delete": "deleteOrganization",
			"revise":  "reviseOrganization",
			"approve": "approveOrganization", "reject": "rejectOrganization", "suspend": "suspendOrganization",
			"resume": "resumeOrganization", "dissolve": "dissolveOrganization", "register": "registerOrganization",
			"rename": "renameOrganization", "extend": "extendOrganization", "renew_term": "renewTerm",
			"amend": "writeCharter", "decide_charter": "approveCharter"},
	}),
	"membership": machineOf(models.MembershipMoves, machine{
		begins: []string{"applied", "invited"},
		by: map[string]string{"accept": "acceptInvitation", "approve": "approveApplication",
			"decline": "declineInvitation", "expire": job + "invitation.expire", "leave": "leaveOrganization",
			"reject": "rejectApplication", "return": "returnApplication", "resubmit": "resubmitApplication",
			"revoke": "revokeInvitation", "withdraw": "withdrawApplication"},
	}),
}

// notYet is how the words of a state end that nothing reaches.
const notYet = "（暂未开通）"

// Each verb of a table is an operation or due work, each state is reached by one
// of them, and the words of those that are not say so.
func TestOffered_states(t *testing.T) {
	env := apptest.New(t, apptest.SQLite)
	operations := operationsOf(env)
	for name, m := range machines {
		reached := map[string]bool{}
		for _, s := range m.begins {
			reached[s] = true
		}
		for v, states := range m.to {
			if by := m.by[v]; !operations[by] && !strings.HasPrefix(by, job) {
				t.Errorf("%s: %s is done by %q, which is no operation", name, v, by)
			}
			for _, s := range states {
				reached[s] = true
			}
		}
		for s, by := range m.besides {
			if !operations[by] && !strings.HasPrefix(by, job) {
				t.Errorf("%s: %s is reached by %q, which is no operation", name, s, by)
			}
			reached[s] = true
		}
		for _, s := range m.states {
			waits := slices.Contains(m.later, s)
			if waits == reached[s] {
				t.Errorf("%s: %s is reached: %v; it waits for %q: %v", name, s, reached[s], m.brings, waits)
			}
			if zh, _ := m.words(s); strings.HasSuffix(zh, notYet) != waits {
				t.Errorf("%s: %s waits: %v, and reads %q", name, s, waits, zh)
			}
		}
	}
}
