package desk

import (
	"context"

	"xinjumin/models"
	"xinjumin/models/assistance"
	"xinjumin/routes/httpapi"
	peopleroutes "xinjumin/routes/people"
	"xinjumin/services/desk"
	"xinjumin/services/people"
)

type findByPhoneIn struct {
	Body struct {
		RegionCode models.RegionCode `json:"region_code" doc:"Where the desk is, in the officer's own place" example:"330602005206"`
		Phone      string            `json:"phone" minLength:"1" maxLength:"40" doc:"The whole number, as the person says it" example:"13800001234"`
	}
}

// deskFinding registers how an officer finds a person who is present.
func deskFinding(api *httpapi.API, svc *desk.Service, persons *people.Service) {
	httpapi.Post(api, httpapi.Route{
		ID:      "findPersonAtDesk",
		Path:    "/desk/person-lookups",
		Tag:     deskTag,
		Summary: "Find a person who is present by the phone number",
		Status:  200,
		Description: "For an officer, of the officer's own place, by the whole number that the person has bound. " +
			"Numbers that fit nobody there are one refusal and are counted: ten in an hour close the search. " +
			"An Idempotency-Key is not kept.",
		ZH: httpapi.InChinese("按手机号查找在场的人",
			"供协管员在本人负责的地方使用，须填写对方绑定的完整手机号。当地没有符合的人时只有一种答复，并且计数：一小时内十次后暂停查找。不保存防重复键。"),
		Policy:        deskPolicy(desk.ActionFind, models.RoleOfficer),
		NoIdempotency: true,
		Errors:        []*models.Error{assistance.ErrNoPhone, assistance.ErrTooMany, models.ErrForbidden},
	}, func(ctx context.Context, actor models.Actor, in *findByPhoneIn) (people.Found, error) {
		p, err := svc.FindByPhone(ctx, actor, in.Body.RegionCode, in.Body.Phone)
		if err != nil {
			return people.Found{}, err
		}
		return persons.Found(p)
	}, peopleroutes.PresentFound)
}
