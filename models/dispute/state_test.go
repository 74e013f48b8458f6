package dispute

import (
	"errors"
	"testing"

	"xinjumin/models"
)

func TestMoves_refuseAnUnknownVerb(t *testing.T) {
	if _, err := (Dispute{State: Applied}).After("delete"); !errors.Is(err, ErrState) {
		t.Error("an unknown verb moved the case")
	}
}

// Where consents and a lead put a case, from every state.
func TestConsented(t *testing.T) {
	p := func(side PartySide, c Consent) Party { return Party{Side: side, Consent: c} }
	mine, theirs := p(SideApplicant, ConsentGiven), p(SideRespondent, ConsentGiven)
	silent, no := p(SideRespondent, ConsentPendingYet), p(SideRespondent, ConsentRefused)
	for name, c := range map[string]struct {
		parties []Party
		led     bool
		moves   map[State]State // what is not named stays
		agreed  bool
		refused bool
	}{
		"nobody has answered": {parties: []Party{mine, silent},
			moves: map[State]State{Assigned: Accepted, InSession: Accepted}},
		"somebody leads it, and the other side is silent": {parties: []Party{mine, silent}, led: true,
			moves: map[State]State{Accepted: Assigned}},
		"each side has consented": {parties: []Party{mine, theirs}, agreed: true,
			moves: map[State]State{ConsentPending: Accepted, Assigned: Accepted, InSession: Accepted}},
		"… and somebody leads it": {parties: []Party{mine, theirs}, led: true, agreed: true,
			moves: map[State]State{ConsentPending: Assigned, Accepted: Assigned}},
		"one of two respondents is silent": {parties: []Party{mine, silent, theirs},
			moves: map[State]State{Assigned: Accepted, InSession: Accepted}},
		"one of two respondents refuses": {parties: []Party{mine, no, theirs}, agreed: true,
			moves: map[State]State{ConsentPending: Accepted, Assigned: Accepted, InSession: Accepted}},
		"all respondents refuse": {parties: []Party{mine, no, no}, refused: true,
			moves: map[State]State{Assigned: Accepted, InSession: Accepted}},
		"one refuses and one is silent": {parties: []Party{mine, no, silent},
			moves: map[State]State{Assigned: Accepted, InSession: Accepted}},
		"the applicant refuses": {parties: []Party{p(SideApplicant, ConsentRefused), theirs}, refused: true,
			moves: map[State]State{Assigned: Accepted, InSession: Accepted}},
	} {
		for _, state := range State("").All() {
			want, moves := c.moves[state]
			if !moves {
				want = state
			}
			if got := (Dispute{State: state}).Consented(c.parties, c.led); got != want {
				t.Errorf("%s, %s: %s, want %s", name, state, got, want)
			}
		}
		if Agreed(c.parties) != c.agreed || SideRefused(c.parties) != c.refused {
			t.Errorf("%s: agreed %v, refused %v", name, Agreed(c.parties), SideRefused(c.parties))
		}
	}
	at := models.Instant(5)
	informed := theirs
	informed.InformedAt = &at
	if got := Uninformed([]Party{mine, informed, no}); len(got) != 1 || got[0].Side != SideApplicant {
		t.Errorf("not informed: %v", got)
	}
}

// Every verb with every standing: who may do what at all.
func TestStanding_may(t *testing.T) {
	const party, workers, heads, mediators = 1, 2, 4, 8
	of := map[Verb]int{Accept: heads, Decline: heads, Assign: heads, Release: heads, Take: mediators, Recuse: mediators,
		Message: workers | party, HandIn: workers | party, Share: workers | party,
		RecordConsent: workers, RecordNotice: workers, RecordTold: workers, RecordExtension: workers, Terminate: workers,
		AddParty: workers, LeaveOut: workers, Invite: workers, ConfirmJoin: workers, RefuseJoin: workers,
		Represent: workers,
		Propose:   32, Sign: 32, Seal: heads, Perform: workers | party, Finish: workers, Breach: workers,
		Plan: heads | 32, Hold: heads | 32, MoveSession: heads | 32, CancelSession: heads | 32, Extend: 128,
		Assess: heads | 32, Report: heads | 32, NoReport: heads, HandUp: heads, Refer: heads, Choose: party,
		GiveConsent: party, RefuseConsent: 64, Acknowledge: party, Stop: 128, Withdraw: 16}
	for _, c := range []struct {
		name      string
		s         Standing
		holds     int
		committee bool
		part      string
		own       bool // a worker in their own case is told so
	}{
		{"applicant", Standing{Side: SideApplicant, Consent: ConsentGiven}, party | 16 | 128, false, "applicant",
			false},
		{"respondent", Standing{Side: SideRespondent}, party | 64, false, "respondent", false},
		{"head", Standing{Head: true}, workers | heads, true, "head", false},
		{"mediator", Standing{Mediator: true}, workers | mediators, true, "mediator", false},
		{"mediator who took it", Standing{Mediator: true, Took: true}, workers | mediators | 32, true, "mediator",
			false},
		{"head who mediates", Standing{Head: true, Mediator: true}, workers | heads | mediators, true, "head", false},
		{"head who is the respondent", Standing{Side: SideRespondent, Head: true}, party | 64, false, "respondent",
			true},
		{"mediator who is the applicant", Standing{Side: SideApplicant, Mediator: true}, party | 16 | 64, false,
			"applicant",
			true},
	} {
		for _, v := range Verbs() {
			err := c.s.May(v)
			if (err == nil) != (c.holds&of[v] != 0) {
				t.Errorf("%s, %s: %v", c.name, v, err)
			}
			worker := of[v] == workers || of[v] == heads && c.s.Head || of[v] == mediators ||
				of[v] == heads|32
			if c.own && worker && !errors.Is(err, ErrOwnCase) {
				t.Errorf("%s, %s: %v, want %v", c.name, v, err, ErrOwnCase)
			}
		}
		if err := c.s.May("delete"); !errors.Is(err, models.ErrForbidden) {
			t.Errorf("%s may delete: %v", c.name, err)
		}
		if c.s.Committee() != c.committee || c.s.Part() != c.part {
			t.Errorf("%s: committee %v, part %s", c.name, c.s.Committee(), c.s.Part())
		}
	}
}

// Buttons leave out what would change nothing.
func TestStanding_acts(t *testing.T) {
	at := models.Instant(7)
	for name, c := range map[string]struct {
		s    Standing
		d    Dispute
		want string
	}{
		"mediator": {Standing{Mediator: true}, Dispute{State: Assigned, AssignedAt: &at},
			"[take record_consent record_notice add_party leave_out invite confirm_join refuse_join represent record_extension recuse " +
				"terminate message hand_in]"},
		"mediator who took it": {Standing{Mediator: true, Took: true}, Dispute{State: Assigned, AssignedAt: &at},
			"[record_consent record_notice add_party leave_out invite confirm_join refuse_join represent record_extension plan " +
				"hold move_session cancel_session assess propose recuse terminate message hand_in]"},
		"… and there is violence": {Standing{Mediator: true, Took: true, Violent: true},
			Dispute{State: Assigned, AssignedAt: &at},
			"[record_consent record_notice add_party leave_out invite confirm_join refuse_join represent record_extension " +
				"plan hold move_session cancel_session assess report recuse terminate message hand_in]"},
		"head of a case with violence": {Standing{Head: true, Violent: true}, Dispute{State: Signing},
			"[assign record_consent record_notice invite confirm_join refuse_join record_extension plan hold move_session " +
				"cancel_session assess report no_report refer terminate message hand_in]"},
		"head of a new case": {Standing{Head: true}, Dispute{State: Applied},
			"[accept decline record_consent record_notice add_party leave_out invite confirm_join refuse_join represent " +
				"assess hand_up refer message hand_in]"},
		"respondent who is asked": {Standing{Side: SideRespondent, Consent: ConsentPendingYet},
			Dispute{State: ConsentPending}, "[consent refuse acknowledge choose message hand_in]"},
		"applicant who knows nothing yet": {Standing{Side: SideApplicant, Consent: ConsentGiven},
			Dispute{State: Applied},
			"[acknowledge choose withdraw message hand_in]"},
		"respondent who takes part": {Standing{Side: SideRespondent, Consent: ConsentGiven, Informed: true},
			Dispute{State: Assigned}, "[extend choose stop message hand_in]"},
		"applicant": {Standing{Side: SideApplicant, Consent: ConsentGiven, Informed: true},
			Dispute{State: InSession}, "[extend choose stop withdraw message hand_in]"},
		"head once it has ended": {Standing{Head: true}, Dispute{State: Terminated}, "[record_told]"},
		"respondent who has refused": {Standing{Side: SideRespondent, Consent: ConsentRefused},
			Dispute{State: NotAccepted}, "[]"},
	} {
		got := "["
		for i, v := range c.s.Acts(c.d) {
			if i > 0 {
				got += " "
			}
			got += string(v)
		}
		if got += "]"; got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
	}
}

func TestFileNo(t *testing.T) {
	for name, short := range map[string]string{"外山村人民调解委员会": "外山", "城南街道人民调解委员会": "城南", "越城区人民调解委员会": "越城区",
		"人民调解委员会": "人民调解委员会", "织造厂调委会": "织造厂", "村": "村", "外山村人民调解委员会（演示）": "外山"} {
		if got := ShortName(name); got != short {
			t.Errorf("%s is called %s, want %s", name, got, short)
		}
	}
	if got := FileNo("2026", "外山", 12); got != "（2026）外山人调字第12号" {
		t.Error(got)
	}
}
