package mediation

import (
	"context"

	"xinjumin/models"
	"xinjumin/models/dispute"
	"xinjumin/routes/httpapi"
	"xinjumin/services/mediation"
)

// MediatorLoad is a mediator of a committee with the cases in hand.
type MediatorLoad struct {
	PersonID  models.ID `json:"person_id"`
	Name      string    `json:"name" maxLength:"64" example:"吴有德"`
	Head      bool      `json:"head" doc:"Heads the committee, and mediates, too"`
	OpenCases int64     `json:"open_cases" minimum:"0" maximum:"9007199254740991" doc:"Running cases of this committee"`

	Specialties []dispute.Category `json:"specialties" maxItems:"18" doc:"Kinds of cases that they know well"`
	Languages   []string           `json:"languages" maxItems:"10" maxLength:"35" doc:"What they speak (BCP 47)" example:"[\"wuu\"]"`
}

type mediatorLoadsOut struct {
	Body struct {
		Items []MediatorLoad `json:"items" maxItems:"100" doc:"Who has the fewest cases first"`
	}
}

// committeeLoads registers to whom a case can be given.
func committeeLoads(api *httpapi.API, svc *mediation.Service) {
	httpapi.Read(api, httpapi.Route{
		ID:      "listMediators",
		Path:    "/mediation-committees/{id}/mediators",
		Tag:     committeeTag,
		Summary: "Who mediates in a committee, with their running cases",
		Description: "For its head, who assigns, and its mediators; to others there is nothing here. Who has the " +
			"fewest running cases of the committee comes first.",
		ZH: httpapi.InChinese("查看委员会的调解员和各自在办的件数",
			"供主任指派时选人，调解员也可以查看，其他人看不到。在办件数最少的排在最前。"),
		Policy: httpapi.Policy{Audience: httpapi.Resident, Scope: httpapi.ScopeCommittee},
	}, func(ctx context.Context, actor models.Actor, in *committeeIn) ([]mediation.Load, error) {
		return svc.Mediators(ctx, actor, in.ID)
	}, func(rows []mediation.Load) *mediatorLoadsOut {
		out := &mediatorLoadsOut{}
		out.Body.Items = make([]MediatorLoad, len(rows))
		for i, r := range rows {
			out.Body.Items[i] = MediatorLoad(r)
		}
		return out
	})
}
