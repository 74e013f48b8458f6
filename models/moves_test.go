package models_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"xinjumin/models"
	"xinjumin/models/activity"
	"xinjumin/models/branch"
	"xinjumin/models/complaint"
	"xinjumin/models/dispute"
	"xinjumin/models/poll"
)

// Every table, whole. A line that is added, taken away or changed is seen here,
// and is meant by whoever changes it in both places.
var moveTables = map[string]struct{ text, want string }{
	"dispute": {dispute.Moves.Text(), `
accept: applied→consent_pending
acknowledge: accepted→accepted applied→applied assigned→assigned consent_pending→consent_pending ` +
		`in_session→in_session signing→signing
add_party: accepted→accepted applied→applied assigned→assigned consent_pending→consent_pending ` +
		`in_session→in_session
assess: accepted→accepted applied→applied assigned→assigned breached→breached ` +
		`consent_pending→consent_pending effective→effective in_session→in_session signing→signing
assign: accepted→assigned assigned→assigned consent_pending→consent_pending ` +
		`in_session→in_session signing→signing
breach: effective→breached
cancel_session: assigned→assigned consent_pending→consent_pending in_session→in_session signing→signing
choose: accepted→accepted applied→applied assigned→assigned consent_pending→consent_pending ` +
		`in_session→in_session
confirm_join: accepted→accepted applied→applied assigned→assigned ` +
		`consent_pending→consent_pending effective→effective in_session→in_session signing→signing
consent: accepted→accepted applied→applied assigned→assigned consent_pending→consent_pending ` +
		`in_session→in_session signing→signing
decline: applied→not_accepted
extend: accepted→accepted assigned→assigned in_session→in_session signing→signing
finish: breached→performed effective→performed
hand_in: accepted→accepted applied→applied assigned→assigned breached→breached ` +
		`consent_pending→consent_pending effective→effective in_session→in_session signing→signing
hand_up: accepted→handed_up applied→handed_up assigned→handed_up consent_pending→handed_up ` +
		`in_session→handed_up
hold: assigned→assigned consent_pending→consent_pending in_session→in_session signing→signing
invite: accepted→accepted applied→applied assigned→assigned consent_pending→consent_pending ` +
		`effective→effective in_session→in_session signing→signing
leave_out: accepted→accepted applied→applied assigned→assigned consent_pending→consent_pending ` +
		`in_session→in_session
message: accepted→accepted applied→applied assigned→assigned breached→breached ` +
		`consent_pending→consent_pending effective→effective in_session→in_session signing→signing
move_session: assigned→assigned consent_pending→consent_pending in_session→in_session signing→signing
no_report: accepted→accepted applied→applied assigned→assigned breached→breached ` +
		`consent_pending→consent_pending effective→effective in_session→in_session signing→signing
perform: breached→breached effective→effective
plan: assigned→assigned consent_pending→consent_pending in_session→in_session signing→signing
propose: assigned→signing in_session→signing signing→signing
record_consent: accepted→accepted applied→applied assigned→assigned ` +
		`consent_pending→consent_pending in_session→in_session signing→signing
record_extension: accepted→accepted assigned→assigned in_session→in_session signing→signing
record_notice: accepted→accepted applied→applied assigned→assigned ` +
		`consent_pending→consent_pending in_session→in_session signing→signing
record_told: handed_up→handed_up not_accepted→not_accepted referred→referred ` +
		`terminated→terminated withdrawn→withdrawn
recuse: assigned→assigned consent_pending→consent_pending in_session→in_session signing→signing
refer: accepted→referred applied→referred assigned→referred consent_pending→referred ` +
		`in_session→referred signing→referred
refuse: accepted→accepted applied→applied assigned→assigned consent_pending→consent_pending ` +
		`in_session→in_session signing→signing
refuse_join: accepted→accepted applied→applied assigned→assigned consent_pending→consent_pending ` +
		`effective→effective in_session→in_session signing→signing
release: assigned→assigned consent_pending→consent_pending in_session→in_session signing→signing
report: accepted→accepted applied→applied assigned→assigned breached→breached ` +
		`consent_pending→consent_pending effective→effective in_session→in_session signing→signing
represent: accepted→accepted applied→applied assigned→assigned consent_pending→consent_pending ` +
		`in_session→in_session
seal: signing→signing
share: accepted→accepted applied→applied assigned→assigned breached→breached ` +
		`consent_pending→consent_pending effective→effective in_session→in_session signing→signing
sign: signing→signing
stop: accepted→terminated assigned→terminated consent_pending→terminated in_session→terminated ` +
		`signing→terminated
take: assigned→assigned consent_pending→consent_pending in_session→in_session signing→signing
terminate: accepted→terminated assigned→terminated consent_pending→terminated ` +
		`in_session→terminated signing→terminated
withdraw: accepted→withdrawn applied→withdrawn assigned→withdrawn consent_pending→withdrawn ` +
		`in_session→withdrawn signing→withdrawn`},
	"moderation": {complaint.Moves.Text(), `
appeal: removed→appealed
overturn: appealed→overturned
pass: open→passed
remove: open→removed
uphold: appealed→upheld`},
	"meeting": {branch.MeetingMoves.Text(), `
cancel: planned→cancelled
check_in: held→held planned→planned
correct: minutes_final→minutes_final
edit: held→held planned→planned
finalize: held→minutes_final
hold: planned→held
mark: held→held planned→planned`},
	"poll": {poll.Moves.Text(), `
cancel: open→annulled roll_published→annulled roll_sealed→annulled
close: open→closed
delete: draft→draft
edit: draft→draft
open: roll_published→open roll_sealed→open
publish_roll: draft→roll_published`},
	"organization": {models.OrganizationMoves.Text(), `
amend: active→active
approve: submitted→active
decide_charter: active→active
delete: draft→draft rejected→rejected submitted→submitted
dissolve: active→dissolved suspended→dissolved
extend: active→active suspended→suspended
register: active→active
reject: submitted→rejected
rename: active→active
renew_term: active→active
resume: suspended→active
revise: draft→draft rejected→draft
submit: draft→submitted
suspend: active→suspended`},
	"membership": {models.MembershipMoves.Text(), `
accept: invited→active
approve: applied→active
decline: invited→declined
expire: invited→expired
leave: active→ended
reject: applied→rejected
resubmit: returned→applied
return: applied→returned
revoke: invited→withdrawn
withdraw: applied→withdrawn returned→withdrawn`},
	"activity": {activity.Moves.Text(), `
cancel: ongoing→cancelled published→cancelled signup_closed→cancelled
close_signup: published→signup_closed
delete: draft→draft
edit: draft→draft published→published
finish: ongoing→finished published→finished signup_closed→finished
publish: draft→published
start: published→ongoing signup_closed→ongoing`},
}

func TestMoves_areTheTablesThatWereMeant(t *testing.T) {
	for name, table := range moveTables {
		if got := strings.TrimSpace(table.text); got != strings.TrimSpace(table.want) {
			t.Errorf("%s:\n%s\nwant:\n%s", name, got, strings.TrimSpace(table.want))
		}
	}
}

// Every pair of a state and a verb: what is in the table moves, everything else is
// refused by the noun's own reason.
func TestMoves_everyPair(t *testing.T) {
	everyPair(t, dispute.Moves, dispute.ErrState)
	everyPair(t, poll.Moves, poll.ErrState)
	everyPair(t, models.OrganizationMoves, models.ErrOrganizationState)
	everyPair(t, models.MembershipMoves, models.ErrMembershipDecided)
	everyPair(t, activity.Moves, activity.ErrState)
}

func everyPair[State, Verb ~string](t *testing.T, table models.Moves[State, Verb], refusal *models.Error) {
	t.Helper()
	states := []State{"", "no such state"}
	for v := range table {
		states = append(append(states, table.From(v)...), table.To(v)...)
	}
	for v, row := range table {
		for _, from := range states {
			want, may := row[from]
			to, err := table.After(from, v, refusal)
			if table.May(from, v) != may || to != want || may == errors.Is(err, refusal) ||
				may != slices.Contains(table.From(v), from) {
				t.Errorf("%s of %q leads to %q, %v; want %q", v, from, to, err, want)
			}
			if may && !slices.Contains(table.To(v), to) {
				t.Errorf("%s leads to %s, which is not among %v", v, to, table.To(v))
			}
		}
	}
	for _, from := range states {
		if to, err := table.After(from, "no such verb", refusal); to != "" || !errors.Is(err, refusal) {
			t.Errorf("a verb that is not there leads from %q to %q, %v", from, to, err)
		}
	}
}
