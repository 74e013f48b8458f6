package organizations

import (
	"context"

	"xinjumin/models"
	"xinjumin/routes/httpapi"
	"xinjumin/routes/shapes"
	"xinjumin/services/organizations"
)

// JoinAnswer is an answer to a question of an organization, as it was asked.
type JoinAnswer struct {
	Question string `json:"question" maxLength:"100" example:"您的老家在哪里？"`
	Answer   string `json:"answer" maxLength:"300" example:"安徽阜阳"`
}

// JoinQuestion is a question that an organization asks its applicants.
type JoinQuestion struct {
	Text     string   `json:"text" minLength:"1" maxLength:"100" example:"您的老家在哪里？"`
	Kind     string   `json:"kind" enum:"text,choice,yes_no"`
	Options  []string `json:"options" maxItems:"8" nullable:"false" doc:"Of a choice: 2 to 8, each of at most 30 characters"`
	Required bool     `json:"required"`
}

// newQuestion is a question as it is sent.
type newQuestion struct {
	Text     string   `json:"text" minLength:"1" maxLength:"100" example:"您的老家在哪里？"`
	Kind     string   `json:"kind" enum:"text,choice,yes_no"`
	Options  []string `json:"options,omitempty" maxItems:"8" nullable:"false" doc:"Of a choice: 2 to 8, each of at most 30 characters"`
	Required bool     `json:"required,omitempty"`
}

// JoinForm is how an organization takes people in.
type JoinForm struct {
	Admission     string         `json:"admission" enum:"review,open"`
	AdmissionText string         `json:"admission_text" maxLength:"16" example:"申请后由负责人审核"`
	Questions     []JoinQuestion `json:"questions" maxItems:"5"`
	Version       int64          `json:"version" minimum:"1" maximum:"9007199254740991" doc:"Of the organization"`
}

// Docs implements httpapi.Documented.
func (JoinForm) Docs() map[string]string {
	return map[string]string{
		"admission": "review: somebody decides about each application; open: whoever may belong is a member at " +
			"once, and waits in the order of arrival while the organization is full",
	}
}

type joinFormIn struct {
	ID models.ID `path:"id" doc:"Organization"`
	httpapi.IfMatch
	Body struct {
		Admission httpapi.Maybe[string]        `json:"admission,omitzero" enum:"review,open"`
		Questions httpapi.Maybe[[]newQuestion] `json:"questions,omitzero" maxItems:"5" example:"[{\"text\":\"您的老家在哪里？\",\"kind\":\"text\",\"required\":true}]"`
	}
}

// Docs implements httpapi.Documented.
func (joinFormIn) Docs() map[string]string {
	return map[string]string{
		"questions": "All questions; an empty list asks nothing",
	}
}

type joinFormOut struct {
	httpapi.Versioned
	Body JoinForm
}

func joinForms(api *httpapi.API, svc *organizations.Service, tag string) {
	httpapi.Read(api, httpapi.Route{
		ID:          "readJoinForm",
		Path:        "/organizations/{id}/join-form",
		Tag:         tag,
		Summary:     "Read how an organization takes people in",
		Description: "What it asks applicants, and whether somebody decides.",
		ZH:          httpapi.InChinese("查看组织的入会方式", "问申请人哪些问题，是否需要审批。"),
		Policy:      httpapi.Policy{Audience: httpapi.Public, Scope: httpapi.ScopeNone}.ForActing(),
	}, func(ctx context.Context, actor models.Actor, in *shapes.OrganizationIn) (organizations.JoinForm, error) {
		return svc.JoinFormOf(ctx, actor, in.ID)
	}, presentJoinForm)
	httpapi.Put(api, httpapi.Route{
		ID:      "setJoinForm",
		Path:    "/organizations/{id}/join-form",
		Tag:     tag,
		Summary: "Change how an organization takes people in",
		Description: "By its head. When the organization becomes open, those who wait come in, in the order of " +
			"arrival. A Party branch, a union and a League branch always decide about each application.",
		ZH: httpapi.InChinese("修改组织的入会方式", "由负责人修改。改为自由加入后，正在等待的人按先后顺序加入。党支部、工会和团支部的申请始终逐个审批。"),
		Policy: httpapi.Policy{Audience: httpapi.Resident, Scope: httpapi.ScopeOrganization,
			Audit: organizations.ActionForm}.Publishing(),
		Errors: []*models.Error{models.ErrForbidden, models.ErrOrganizationState, models.ErrAdmissionReview},
	}, func(ctx context.Context, actor models.Actor, in *joinFormIn) (*joinFormOut, error) {
		f, err := svc.SetJoinForm(ctx, actor, in.ID, in.Expected(), (*models.Admission)(in.Body.Admission.Pointer()),
			questionsOf(in.Body.Questions.Pointer()))
		if err != nil {
			return nil, err
		}
		return presentJoinForm(f), nil
	})
}

func questionsOf(in *[]newQuestion) *models.JoinForm {
	if in == nil {
		return nil
	}
	form := models.JoinForm{}
	for _, q := range *in {
		form = append(form, models.JoinQuestion{Text: q.Text, Kind: models.QuestionKind(q.Kind), Options: q.Options,
			Required: q.Required})
	}
	return &form
}

func presentJoinForm(f organizations.JoinForm) *joinFormOut {
	words, _ := f.Admission.Text()
	out := &joinFormOut{Versioned: httpapi.VersionTag(f.Version),
		Body: JoinForm{Admission: f.Admission.Code(), AdmissionText: words, Questions: []JoinQuestion{},
			Version: f.Version}}
	for _, q := range f.Questions {
		out.Body.Questions = append(out.Body.Questions,
			JoinQuestion{Text: q.Text, Kind: string(q.Kind), Options: append([]string{}, q.Options...), Required: q.Required})
	}
	return out
}

// joinAnswers reads stored answers; what cannot be read shows as none.
func joinAnswers(stored string) []JoinAnswer {
	out := []JoinAnswer{}
	given, err := models.ParseJoinAnswers(stored)
	if err != nil {
		return out
	}
	for _, a := range given {
		out = append(out, JoinAnswer(a))
	}
	return out
}
