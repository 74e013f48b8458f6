package people

import (
	"context"
	"encoding/base64"

	"xinjumin/models"
	"xinjumin/routes/httpapi"
	"xinjumin/routes/shapes"
	"xinjumin/services/people"
)

// PersonCode is a code that a person shows to whoever is to name them.
type PersonCode struct {
	Code   string         `json:"code" maxLength:"8" example:"7KDR4HXM"`
	QR     string         `json:"qr_png" maxLength:"8000" doc:"Picture of the code: a PNG in base64"`
	EndsAt models.Instant `json:"ends_at" doc:"Good for five minutes and one look; the next code replaces it"`
}

// FoundPerson is a person as whoever is to name them sees them.
type FoundPerson struct {
	PersonID   models.ID `json:"person_id" doc:"For wherever a person is named"`
	NameMasked string    `json:"name_masked" maxLength:"64" doc:"The nickname when no name was submitted" example:"张**"`
	Verified   bool      `json:"verified" doc:"An officer has seen the card"`
}

type (
	personCodeOut  struct{ Body PersonCode }
	foundPersonOut struct{ Body FoundPerson }
	lookUpPersonIn struct {
		Body struct {
			Code string `json:"code" minLength:"1" maxLength:"40" doc:"As it is shown, in capital or small letters" example:"7KDR4HXM"`
		}
	}
)

const lookUpTag = "person-lookups"

// PersonCodes registers how a person is named without an id.
func PersonCodes(api *httpapi.API, svc *people.Service) {
	api.Tag(lookUpTag, "Persons by their code", "个人码")
	httpapi.Post(api, httpapi.Route{
		ID:      "showPersonCode",
		Path:    "/me/code",
		Tag:     shapes.MeTag,
		Summary: "Show a code by which one can be named",
		Status:  201,
		Once: httpapi.OnceByKey("A person has one code; the next one takes its place.",
			"一人只有一个个人码，新的取代旧的。"),
		Description: "For a founder, an inviter, an officer or a committee that is to name the person who is " +
			"present. It is kept as a keyed hash only, so that it is shown here and nowhere else.",
		ZH:     httpapi.InChinese("出示个人码", "当面给发起人、邀请人、工作人员或委员会看，用来填写本人。只保存加密后的校验值，只在这里显示一次。"),
		Policy: httpapi.Policy{Audience: httpapi.Resident, Scope: httpapi.ScopeSelf, Audit: people.ActionShowCode},
	}, func(ctx context.Context, actor models.Actor, _ *httpapi.None) (people.ShownCode, error) {
		return svc.ShowCode(ctx, actor)
	}, func(c people.ShownCode) *personCodeOut {
		return &personCodeOut{PersonCode{Code: c.Code, QR: base64.StdEncoding.EncodeToString(c.QR), EndsAt: c.EndsAt}}
	})
	httpapi.Post(api, httpapi.Route{
		ID:      "lookUpPerson",
		Path:    "/person-lookups",
		Tag:     lookUpTag,
		Summary: "Tell who shows a code",
		Status:  200,
		Description: "Gives the id of the person for wherever one is named. A code is good for one look. Whether a " +
			"code was wrong, has ended or was used before is not told, and tries are few.",
		ZH:     httpapi.InChinese("核对个人码是谁", "得到此人的编号，用在需要填写人员的地方。每个码只能核对一次；码不对、已过期、已用过不作区分，能试的次数很少。"),
		Policy: httpapi.Policy{Audience: httpapi.Resident, Scope: httpapi.ScopeNone, Audit: people.ActionLookUp},
		Errors: []*models.Error{models.ErrPersonCode},
		Limit:  httpapi.LimitGuess,
	}, func(ctx context.Context, actor models.Actor, in *lookUpPersonIn) (people.Found, error) {
		return svc.LookUp(ctx, actor, in.Body.Code)
	}, PresentFound)
}

// PresentFound shows a person who was found, here and at the desk.
func PresentFound(f people.Found) *foundPersonOut {
	return &foundPersonOut{FoundPerson{PersonID: f.PersonID, NameMasked: f.Name, Verified: f.Verified}}
}
