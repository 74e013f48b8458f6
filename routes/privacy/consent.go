package privacy

import (
	"context"

	"xinjumin/models"
	"xinjumin/routes/httpapi"
	"xinjumin/routes/shapes"
	"xinjumin/services/privacy"
)

// ConsentText is what one reads before consenting.
type ConsentText struct {
	Title   string `json:"title" maxLength:"40" example:"政治面貌"`
	What    string `json:"what" maxLength:"300" doc:"Which data"`
	Why     string `json:"why" maxLength:"300" doc:"What it is used for, and who sees it"`
	Keeping string `json:"keeping" maxLength:"300" doc:"How long it is kept"`
	Refusal string `json:"refusal" maxLength:"300" doc:"What happens without it; a refusal never blocks a service"`
}

// Consent is a purpose and how one stands to it.
type Consent struct {
	Purpose      string          `json:"purpose" maxLength:"32" example:"political_status"`
	Version      int64           `json:"version" minimum:"1" maximum:"9007199254740991"`
	Since        models.Day      `json:"since" doc:"Since when this text holds"`
	Sensitive    bool            `json:"sensitive" doc:"Sensitive personal information: ask separately, at the moment it is needed"`
	Offered      bool            `json:"offered" doc:"False where one may not consent: publication is for verified adults"`
	Text         ConsentText     `json:"text"`
	TextEN       ConsentText     `json:"text_en"`
	Fields       []string        `json:"fields" maxItems:"20" example:"[\"political_status\"]"`
	State        string          `json:"state" enum:"none,given,outdated,withdrawn"`
	StateText    string          `json:"state_text" maxLength:"40" example:"已同意"`
	GivenVersion *int64          `json:"given_version" minimum:"1" maximum:"9007199254740991"`
	GivenAt      *models.Instant `json:"given_at" doc:"When one last consented"`
	WithdrawnAt  *models.Instant `json:"withdrawn_at" doc:"When that was withdrawn; null while it holds"`
}

// Docs implements httpapi.Documented.
func (Consent) Docs() map[string]string {
	return map[string]string{
		"version":       "Version of the text, to be sent when one consents",
		"fields":        "Fields of the profile that rest on it alone and are erased when it is withdrawn",
		"state":         "outdated: the text has changed since; nothing is used or shown until it is given anew",
		"given_version": "Version of the text that one last consented to",
	}
}

type consentOut struct{ Body Consent }

type withdrawnOut struct {
	Body struct {
		Consent
		Erased []string `json:"erased" maxItems:"20" example:"[\"political_status\"]"`
	}
}

// Docs implements httpapi.Documented.
func (withdrawnOut) Docs() map[string]string {
	return map[string]string{
		"erased": "Fields of the profile that held something and are empty now",
	}
}

type withdrawConsentIn struct {
	Purpose string `path:"purpose" maxLength:"64" doc:"Key of the purpose" example:"political_status"`
}

type giveConsentIn struct {
	Purpose string             `path:"purpose" maxLength:"64" doc:"Key of the purpose" example:"political_status"`
	Body    shapes.SeenVersion `doc:"The text that was shown" example:"{\"version\":1}"`
}

// Consents registers the ledger of consents of the person who calls.
func Consents(api *httpapi.API, svc *privacy.Service) {
	self := func(audit models.Action) httpapi.Policy {
		return httpapi.Policy{Audience: httpapi.Resident, Scope: httpapi.ScopeSelf, Audit: audit}
	}
	httpapi.Read(api, httpapi.Route{
		ID:      "listConsents",
		Path:    "/me/consents",
		Tag:     shapes.MeTag,
		Summary: "List every purpose and one's consent to it",
		Policy:  self(models.Action{}),
		Description: "With the present text of each purpose in plain Chinese and in English. Nothing is " +
			"consented to in advance.",
		ZH: httpapi.InChinese("查看各项用途和自己的同意", "每项用途附现行的中英文说明。没有任何一项是预先同意的。"),
	}, func(ctx context.Context, actor models.Actor, _ *httpapi.None) ([]privacy.Consent, error) {
		return svc.Consents(ctx, actor)
	}, func(rows []privacy.Consent) *httpapi.ListOut[Consent] {
		return httpapi.ListOf(api, "consents", models.List[privacy.Consent]{Items: rows}, consentDTO)
	})
	httpapi.Put(api, httpapi.Route{
		ID:      "giveConsent",
		Path:    "/me/consents/{purpose}",
		Tag:     shapes.MeTag,
		Summary: "Consent to a purpose",
		Description: "With the version of the text that was shown: consent to a text that has changed since is " +
			"refused. What is given already is no error.",
		ZH:     httpapi.InChinese("同意某项用途", "须附所看到的说明的版本；说明已更新的，不接受对旧版本的同意。已经同意的不算错误。"),
		Policy: self(privacy.ActionGive),
		Errors: []*models.Error{models.ErrConsentOutdated, models.ErrConsentAdults},
	}, func(ctx context.Context, actor models.Actor, in *giveConsentIn) (*consentOut, error) {
		c, err := svc.GiveConsent(ctx, actor, models.Purpose(in.Purpose), in.Body.Version)
		if err != nil {
			return nil, err
		}
		return &consentOut{Body: consentDTO(c)}, nil
	})
	httpapi.Delete(api, httpapi.Route{
		ID:      "withdrawConsent",
		Path:    "/me/consents/{purpose}",
		Tag:     shapes.MeTag,
		Summary: "Withdraw a consent",
		Status:  200,
		Description: "As easy as giving it, and at once. What rests on it alone is erased with it and named in the " +
			"answer. Nothing changes when there is no consent.",
		ZH:     httpapi.InChinese("撤回同意", "与同意一样方便，立即生效。只依据该项同意的内容随之清除，并在回答中列明。没有同意过的不产生变化。"),
		Policy: self(privacy.ActionWithdraw).AsRight(),
	}, func(ctx context.Context, actor models.Actor, in *withdrawConsentIn) (*withdrawnOut, error) {
		w, err := svc.WithdrawConsent(ctx, actor, models.Purpose(in.Purpose))
		if err != nil {
			return nil, err
		}
		out := &withdrawnOut{}
		out.Body.Consent, out.Body.Erased = consentDTO(w.Consent), fieldNames(w.Erased)
		return out, nil
	})
}

func consentDTO(c privacy.Consent) Consent {
	words, _ := c.State.Text()
	out := Consent{
		Purpose: string(c.Purpose.Key), Version: c.Purpose.Version, Since: c.Purpose.Since,
		Sensitive: c.Purpose.Sensitive, Offered: c.Offered, Text: ConsentText(c.Purpose.ZH),
		TextEN: ConsentText(c.Purpose.EN), Fields: fieldNames(c.Purpose.Fields), State: string(c.State),
		StateText: words,
	}
	if n := c.Newest; n != nil {
		out.GivenVersion, out.GivenAt, out.WithdrawnAt = &n.Version, &n.GivenAt, n.EndedAt
	}
	return out
}

func fieldNames(fields []models.ProfileField) []string {
	out := make([]string, len(fields))
	for i, f := range fields {
		out[i] = string(f)
	}
	return out
}
