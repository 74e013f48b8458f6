package dispute

import (
	"testing"

	"xinjumin/models"
)

// The parties that take part decide whether each side has consented, and who is left to mediate
// between.
func TestTakesPart(t *testing.T) {
	at := models.Instant(1)
	p := func(side PartySide, c Consent) Party { return Party{ID: models.ID{1}, Side: side, Consent: c} }
	a, yes := p(SideApplicant, ConsentGiven), p(SideRespondent, ConsentGiven)
	silent, no := p(SideRespondent, ConsentPendingYet), p(SideRespondent, ConsentRefused)
	out, stopped := silent, yes
	out.LeftAt, stopped.LeftAt = &at, &at
	for name, c := range map[string]struct {
		parties           []Party
		agreed, nobody    bool
		unanswered, right int
	}{
		"one of each":                      {[]Party{a, yes}, true, false, 0, 1},
		"one of several is silent":         {[]Party{a, yes, silent}, false, false, 1, 2},
		"the silent one is left out":       {[]Party{a, yes, out}, true, false, 0, 1},
		"one refuses":                      {[]Party{a, yes, no}, true, false, 0, 1},
		"all but the silent one refuse":    {[]Party{a, no, silent}, false, false, 1, 1},
		"nobody is left":                   {[]Party{a, no, out, stopped}, false, true, 0, 0},
		"several applicants, one silent":   {[]Party{a, p(SideApplicant, ConsentPendingYet), yes}, false, false, 1, 1},
		"several applicants, one left out": {[]Party{a, {Side: SideApplicant, LeftAt: &at}, yes}, true, false, 0, 1},
		"nobody at all":                    {nil, false, true, 0, 0},
	} {
		if Agreed(c.parties) != c.agreed || SideRefused(c.parties) != c.nobody ||
			len(Unanswered(c.parties)) != c.unanswered || len(OnSide(c.parties, SideRespondent)) != c.right {
			t.Errorf("%s: agreed %v, nobody left %v, unanswered %d, respondents %d", name, Agreed(c.parties),
				SideRefused(c.parties), len(Unanswered(c.parties)), len(OnSide(c.parties, SideRespondent)))
		}
	}
	other := yes
	other.ID = models.ID{2}
	if !Alone([]Party{a, yes}, yes) || Alone([]Party{a, yes, other}, yes) || !Alone([]Party{a, yes, no}, yes) {
		t.Error("who is alone on a side")
	}
}

// Representatives who may settle sign for the others of ten or more applicants.
func TestSettledFor(t *testing.T) {
	side := func(n int, mandates ...Mandate) []Party {
		out := []Party{{ID: models.ID{99}, Side: SideRespondent, Consent: ConsentGiven}}
		for i := range n {
			p := Party{ID: models.ID{byte(i)}, Side: SideApplicant, Consent: ConsentGiven}
			if i < len(mandates) {
				p.Mandate = mandates[i]
			}
			out = append(out, p)
		}
		return out
	}
	signers := func(parties []Party) int {
		n := 0
		for _, p := range parties {
			if !p.SettledFor(parties) {
				n++
			}
		}
		return n
	}
	left := side(10, MandateSettle)
	left[1].Consent = ConsentRefused // the representative has left, and so there are nine
	for name, c := range map[string]struct {
		parties []Party
		signers int
	}{
		"nobody stands for them":        {side(12), 13},
		"two may settle":                {side(12, MandateSettle, MandateSettle), 3},
		"one may settle, one may speak": {side(12, MandateSettle, MandateSpeak), 3},
		"they may only speak":           {side(12, MandateSpeak, MandateSpeak), 13},
		"ten":                           {side(10, MandateSettle), 2},
		"nine":                          {side(9, MandateSettle), 10},
		"who could settle has left":     {left, 11},
	} {
		if got := signers(c.parties); got != c.signers {
			t.Errorf("%s: %d sign, want %d", name, got, c.signers)
		}
	}
	content := Content{}
	for _, p := range side(10, MandateSettle) {
		content.Parties = append(content.Parties, Named{Party: p.ID, Side: p.Side,
			SettledFor: p.SettledFor(side(10, MandateSettle))})
	}
	signed := []Signature{{Part: SignerMediator, SignedOn: "2026-11-01"}, {Part: SignerSeal, SignedOn: "2026-11-02"},
		{Part: SignerParty, SignerID: models.ID{99}, SignedOn: "2026-11-03"}}
	if _, all := content.Effective(signed); all {
		t.Error("in effect without the representative")
	}
	signed = append(signed, Signature{Part: SignerParty, SignerID: models.ID{0}, SignedOn: "2026-11-04"})
	if on, all := content.Effective(signed); !all || on != "2026-11-04" {
		t.Errorf("with the representative: %s, %v", on, all)
	}
}

func TestIntakeWords(t *testing.T) {
	for name, list := range map[string][]spoken{"organ": everySpoken(Organ("")), "mandate": everySpoken(Mandate("")),
		"invitation": everySpoken(InvitationState(""))} {
		for _, w := range list {
			if zh, en := w.Text(); zh == "" || en == "" {
				t.Errorf("%s %q: no words", name, w)
			}
		}
	}
	if Organ("x").Valid() || !OrganCourt.Valid() || SideApplicant.PartiesMax() != 50 || SideRespondent.PartiesMax() != 10 {
		t.Error("organs and sides")
	}
	if r := (Referral{Organ: OrganCourt}); r.Sender() != "人民法院" {
		t.Error(r.Sender())
	}
	if r := (Referral{Organ: OrganCourt, Name: "越城区人民法院"}); r.Sender() != "越城区人民法院" {
		t.Error(r.Sender())
	}
	if models.CaseCodeHash("ABC ") != models.CaseCodeHash("abc") || len(models.CaseCodeHash("abc")) != 64 {
		t.Error("a code is typed in any case")
	}
}
