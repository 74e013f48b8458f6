package mediation

import (
	"context"

	"xinjumin/models"
	"xinjumin/models/dispute"
	"xinjumin/routes/httpapi"
	"xinjumin/services/mediation"
)

// MediatorSuggestion is a mediator who could take a case, with what speaks for them.
type MediatorSuggestion struct {
	PersonID  models.ID `json:"person_id"`
	Name      string    `json:"name" maxLength:"64" example:"吴有德"`
	Head      bool      `json:"head" doc:"Heads the committee, and mediates, too"`
	OpenCases *int64    `json:"open_cases" minimum:"0" maximum:"9007199254740991"`
	Reasons   []string  `json:"reasons" maxItems:"6" maxLength:"40" example:"[\"擅长这一类纠纷\"]"`
}

// Docs implements httpapi.Documented.
func (MediatorSuggestion) Docs() map[string]string {
	return map[string]string{
		"open_cases": "Running cases of this committee; null to a party",
		"reasons":    "Why they stand where they stand; empty to a party",
	}
}

type mediatorSuggestionsOut struct {
	Body struct {
		Items []MediatorSuggestion `json:"items" maxItems:"100" doc:"Whom the parties wish, then whom it fits, then the fewest cases"`
	}
}

type chooseMediatorIn struct {
	ID models.ID `path:"id" doc:"Case"`
	httpapi.IfMatch
	Body struct {
		PersonID *models.ID `json:"person_id" doc:"A mediator of the committee; null takes the wish back"`
	}
}

type setProfileIn struct {
	ID       models.ID `path:"id" doc:"Committee"`
	PersonID models.ID `path:"person_id" doc:"A mediator of the committee"`
	Body     MediatorProfile
}

// MediatorProfile is what a mediator knows well and speaks.
type MediatorProfile struct {
	Specialties []dispute.Category `json:"specialties" maxItems:"18" nullable:"false" doc:"Kinds of cases that they know well"`
	Languages   []string           `json:"languages" maxItems:"10" maxLength:"35" nullable:"false" doc:"What they speak (BCP 47)" example:"[\"wuu\"]"`
}

type mediatorProfileOut struct{ Body MediatorProfile }

// suggestions registers who could mediate a case, and what speaks for them.
func suggestions(api *httpapi.API, svc *mediation.Service) {
	httpapi.Read(api, httpapi.Route{
		ID:      "suggestMediators",
		Path:    "/disputes/{id}/mediator-suggestions",
		Tag:     disputeTag,
		Summary: "Who could mediate a case, and why",
		Description: "For a head of the committee, who decides; a party gets the names, to wish for one. Who is a party, is " +
			"in the case or has left it, is left out.",
		ZH: httpapi.InChinese("谁可以调解这件纠纷，为什么", "供委员会负责人指派时参考，由负责人决定；当事人只看到姓名，可以从中选择希望的调解员。"+
			"当事人、已在本案中的和离开过本案的调解员不列出。"),
		Policy: disputeReader,
		Errors: []*models.Error{dispute.ErrHeadOnly},
	}, func(ctx context.Context, actor models.Actor, in *disputeIn) (suggested, error) {
		rows, party, err := svc.Suggestions(ctx, actor, in.ID)
		return suggested{rows, party}, err
	}, presentSuggestions)
	httpapi.Put(api, below(dispute.Choose, httpapi.ScopeParty, "chooseMediator", "/disputes/{id}/choice",
		"Wish for a mediator", "By a party, from the mediators of the committee; its head decides.",
		httpapi.InChinese("选择希望的调解员", "由当事人从本委员会的调解员中选择，由委员会负责人决定。"),
		dispute.ErrPartyOnly, dispute.ErrNotMediator, dispute.ErrMediatorIsParty, dispute.ErrLeft),
		func(ctx context.Context, actor models.Actor, in *chooseMediatorIn) (*receiptOut, error) {
			s, err := svc.Choose(ctx, actor, mediation.Act{ID: in.ID, Version: in.Expected()}, in.Body.PersonID)
			if err != nil {
				return nil, err
			}
			return presentReceipt(s), nil
		})
	httpapi.Put(api, httpapi.Route{
		ID:          "setMediatorProfile",
		Path:        "/mediation-committees/{id}/mediators/{person_id}/profile",
		Tag:         committeeTag,
		Summary:     "Say what a mediator knows well and speaks",
		Description: "By the mediator or a head of the committee. It is part of what a head reads when assigning a case.",
		ZH:          httpapi.InChinese("填写调解员擅长什么、会说什么话", "由调解员本人或委员会负责人填写，供指派时参考。"),
		Policy: httpapi.Policy{Audience: httpapi.Resident, Scope: httpapi.ScopeCommittee,
			Audit: mediation.ActionProfile},
		Errors: []*models.Error{dispute.ErrHeadOnly, dispute.ErrNotMediator},
	}, func(ctx context.Context, actor models.Actor, in *setProfileIn) (*mediatorProfileOut, error) {
		p, err := svc.SetProfile(ctx, actor, mediation.SetProfile{Committee: in.ID, Person: in.PersonID,
			Specialties: in.Body.Specialties, Languages: in.Body.Languages})
		return &mediatorProfileOut{MediatorProfile{Specialties: dispute.CategoriesOf(p.Specialties),
			Languages: dispute.Codes(p.Languages)}}, err
	})
}

type suggested struct {
	rows  []dispute.Candidate
	party bool
}

func presentSuggestions(s suggested) *mediatorSuggestionsOut {
	out := &mediatorSuggestionsOut{}
	out.Body.Items = make([]MediatorSuggestion, len(s.rows))
	for i, c := range s.rows {
		out.Body.Items[i] = MediatorSuggestion{PersonID: c.PersonID, Name: c.Name, Head: c.Head, Reasons: []string{}}
		if !s.party {
			out.Body.Items[i].OpenCases, out.Body.Items[i].Reasons = &c.OpenCases, c.Reasons()
		}
	}
	return out
}
