package people

import (
	"context"

	"xinjumin/models"
	"xinjumin/routes/httpapi"
	"xinjumin/routes/shapes"
	"xinjumin/services/people"
)

// Coded is a code with its plain words.
type Coded struct {
	Code string `json:"code" maxLength:"16" example:"welding"`
	Text string `json:"text" maxLength:"40" example:"电焊"`
}

// ResidenceHint says what one may think of about the residence permit.
type ResidenceHint struct {
	State  string      `json:"state" enum:"unknown,waiting,may_apply,sign_yearly,renew"`
	From   *models.Day `json:"from" doc:"When half a year since the registration is over"`
	Text   string      `json:"text" maxLength:"200" doc:"A hint only: the police decides"`
	TextEN string      `json:"text_en" maxLength:"300"`
}

// FieldBasis is a field with the consent on which it rests.
type FieldBasis struct {
	Field   string `json:"field" maxLength:"32" example:"political_status"`
	Purpose string `json:"purpose" maxLength:"32" example:"political_status"`
	State   string `json:"state" enum:"none,given,outdated,withdrawn"`
}

// Docs implements httpapi.Documented.
func (FieldBasis) Docs() map[string]string {
	return map[string]string{
		"state": "given: it may be filled, used, and shown where the purpose says so; else it is kept at most",
	}
}

// MissingField is something that is not told yet.
type MissingField struct {
	Field   string `json:"field" maxLength:"32" example:"employment_status"`
	Purpose string `json:"purpose" maxLength:"32" doc:"Consent that it needs first; empty: none" example:"employment"`
	Why     string `json:"why" maxLength:"100" example:"填写就业状态，可以知道能不能加入工会。"`
	WhyEN   string `json:"why_en" maxLength:"200"`
}

// ProfileScore is how much of what helps is told.
type ProfileScore struct {
	Score   int            `json:"score" minimum:"0" maximum:"100" example:"65"`
	Missing []MissingField `json:"missing" maxItems:"20" doc:"What is not told, and what it would be good for"`
}

// Docs implements httpapi.Documented.
func (ProfileScore) Docs() map[string]string {
	return map[string]string{
		"score": "Nothing sensitive counts, and nothing whose consent was withdrawn",
	}
}

// Profile is what one tells about oneself, as one sees it.
type Profile struct {
	OriginCode            *models.RegionCode `json:"origin_code" doc:"Home place; changed with PUT /me" example:"340000000000"`
	OriginName            string             `json:"origin_name" names:"region OriginCode" maxLength:"255"`
	RegionCode            *models.RegionCode `json:"region_code" doc:"Present place; changed with PUT /me"`
	RegionName            string             `json:"region_name" names:"region RegionCode" maxLength:"255"`
	Education             Coded              `json:"education" doc:"GB/T 4658; changed with PUT /me"`
	Address               string             `json:"address" maxLength:"100" example:"3幢2单元501室"`
	EmploymentStatus      Coded              `json:"employment_status"`
	WorkKind              Coded              `json:"work_kind"`
	EmployerCode          string             `json:"employer_code" maxLength:"18" example:"91330602MA0000015K"`
	EmployerName          string             `json:"employer_name" maxLength:"60"`
	EmployerWarning       string             `json:"employer_warning" maxLength:"100"`
	Skills                []Coded            `json:"skills" maxItems:"10"`
	PoliticalStatus       Coded              `json:"political_status" doc:"GB/T 4762"`
	Ethnicity             Coded              `json:"ethnicity" doc:"GB/T 3304"`
	ResidencePermit       Coded              `json:"residence_permit" doc:"As one declares it"`
	ResidenceRegisteredOn *models.Day        `json:"residence_registered_on" doc:"Day of the residence registration, as one declares it"`
	ResidenceHint         ResidenceHint      `json:"residence_hint"`
	Consents              []FieldBasis       `json:"consents" maxItems:"20" doc:"On what each field rests"`
	Completeness          ProfileScore       `json:"completeness"`
	Version               int64              `json:"version" minimum:"0" maximum:"9007199254740991" doc:"0 while nothing was told"`
}

// Docs implements httpapi.Documented.
func (Profile) Docs() map[string]string {
	return map[string]string{
		"address":       "House, building and room of the present place",
		"employer_code": "Unified social credit code",
		"employer_warning": "Why the code is doubtful, in words for the person; empty when it is not. A doubtful " +
			"code is kept, and nothing is concluded from it",
	}
}

type profileOut struct {
	httpapi.Versioned
	Body Profile
}

type updateProfileIn struct {
	httpapi.IfMatch
	Body struct {
		Address               httpapi.Optional[string]     `json:"address,omitzero" maxLength:"200" example:"3幢2单元501室"`
		EmploymentStatus      httpapi.Optional[string]     `json:"employment_status,omitzero" maxLength:"16" example:"employed"`
		WorkKind              httpapi.Optional[string]     `json:"work_kind,omitzero" maxLength:"16" doc:"List work_kind" example:"601"`
		EmployerCode          httpapi.Optional[string]     `json:"employer_code,omitzero" maxLength:"64" example:"91330602MA0000015K"`
		EmployerName          httpapi.Optional[string]     `json:"employer_name,omitzero" maxLength:"200" example:"绍兴市某某纺织有限公司"`
		Skills                httpapi.Optional[[]string]   `json:"skills,omitzero" maxItems:"20" example:"[\"welding\",\"cooking\"]"`
		PoliticalStatus       httpapi.Optional[string]     `json:"political_status,omitzero" maxLength:"16" example:"13"`
		Ethnicity             httpapi.Optional[string]     `json:"ethnicity,omitzero" maxLength:"16" example:"01"`
		ResidencePermit       httpapi.Optional[string]     `json:"residence_permit,omitzero" maxLength:"16" example:"none"`
		ResidenceRegisteredOn httpapi.Optional[models.Day] `json:"residence_registered_on,omitzero" example:"2026-05-23"`
	}
}

// Docs implements httpapi.Documented.
func (updateProfileIn) Docs() map[string]string {
	return map[string]string{
		"address":                 "House, building and room, at most 100 characters",
		"employment_status":       "List employment_status",
		"employer_code":           "Unified social credit code (GB 32100)",
		"employer_name":           "At most 60 characters",
		"skills":                  "List skill, at most 10; all of them, not only new ones",
		"political_status":        "GB/T 4762, list political_status",
		"ethnicity":               "GB/T 3304, list ethnicity",
		"residence_permit":        "List residence_permit",
		"residence_registered_on": "Not in the future",
	}
}

// edit gives the change: what is in the request, null as empty.
func (in *updateProfileIn) edit() models.ProfileEdit {
	var e models.ProfileEdit
	b := &in.Body
	touch := func(set bool, f models.ProfileField) {
		if set {
			e.Touched = append(e.Touched, f)
		}
	}
	touch(b.Address.Set, models.FieldAddress)
	touch(b.EmploymentStatus.Set, models.FieldEmploymentStatus)
	touch(b.WorkKind.Set, models.FieldWorkKind)
	touch(b.EmployerCode.Set, models.FieldEmployerCode)
	touch(b.EmployerName.Set, models.FieldEmployerName)
	touch(b.Skills.Set, models.FieldSkills)
	touch(b.PoliticalStatus.Set, models.FieldPoliticalStatus)
	touch(b.Ethnicity.Set, models.FieldEthnicity)
	touch(b.ResidencePermit.Set, models.FieldPermitState)
	touch(b.ResidenceRegisteredOn.Set, models.FieldRegisteredOn)
	e.To = models.ProfileData{
		Address: b.Address.Value, EmploymentStatus: models.EmploymentStatus(b.EmploymentStatus.Value),
		WorkKind: b.WorkKind.Value, EmployerCode: b.EmployerCode.Value, EmployerName: b.EmployerName.Value,
		Skills: b.Skills.Value, PoliticalStatus: b.PoliticalStatus.Value, Ethnicity: b.Ethnicity.Value,
		PermitState: models.PermitState(b.ResidencePermit.Value), RegisteredOn: b.ResidenceRegisteredOn.Pointer(),
	}
	return e
}

// Profiles registers what one tells about oneself.
func Profiles(api *httpapi.API, svc *people.Service) {
	self := func(audit models.Action) httpapi.Policy {
		return httpapi.Policy{Audience: httpapi.Resident, Scope: httpapi.ScopeSelf, Audit: audit}
	}
	httpapi.Read(api, httpapi.Route{
		ID:      "readProfile",
		Path:    "/me/profile",
		Tag:     shapes.MeTag,
		Summary: "Read one's own profile",
		Policy:  self(models.Action{}),
		Description: "What one has told, on which consent each field rests, how complete it is, and a hint about " +
			"the residence permit. Nobody else reads this.",
		ZH: httpapi.InChinese("查看自己的个人资料", "包括自己填写的内容、每项所依据的同意、完整程度和居住证提示。其他人看不到。"),
	}, func(ctx context.Context, actor models.Actor, _ *httpapi.None) (people.Profile, error) {
		return svc.Profile(ctx, actor)
	}, presentProfile)
	httpapi.Put(api, httpapi.Route{
		ID:      "updateProfile",
		Path:    "/me/profile",
		Tag:     shapes.MeTag,
		Summary: "Change one's own profile",
		Description: "Only what is in the body changes; null clears, which never needs a consent. A field is filled " +
			"only with a consent to its purpose: without it the answer names each such field, and the purpose in " +
			"errors[].code as consent.<purpose>.",
		ZH: httpapi.InChinese("修改自己的个人资料", "只修改提交的内容；空值表示清除，清除不需要同意。填写某项须先同意其用途；没有同意的，回答中逐项指出，"+
			"并在 errors[].code 中以 consent.<用途> 写明用途。"),
		Policy: self(people.ActionTell).AsRight(),
		Errors: []*models.Error{models.ErrConsentRequired},
	}, func(ctx context.Context, actor models.Actor, in *updateProfileIn) (*profileOut, error) {
		p, err := svc.UpdateProfile(ctx, actor, in.edit(), in.Expected())
		if err != nil {
			return nil, err
		}
		return presentProfile(p), nil
	})
}

func coded(list, code string) Coded {
	words, _, _ := models.CodeText(list, code)
	return Coded{Code: code, Text: words}
}

func presentProfile(p people.Profile) *profileOut {
	d, person := p.Data, p.Person
	out := &profileOut{Versioned: httpapi.VersionTag(p.Version, person.Version, p.Ledger.Stamp(), dayNumber(p.Today)),
		Body: Profile{
			OriginCode: person.OriginCode, RegionCode: person.RegionCode,
			Education: coded(models.CodesEducation, person.Education), Address: d.Address,
			EmploymentStatus: coded(models.CodesEmployment, string(d.EmploymentStatus)),
			WorkKind:         coded(models.CodesWorkKind, d.WorkKind), EmployerCode: d.EmployerCode,
			EmployerName: d.EmployerName, PoliticalStatus: coded(models.CodesPoliticalStatus, d.PoliticalStatus),
			Ethnicity:       coded(models.CodesEthnicity, d.Ethnicity),
			ResidencePermit: coded(models.CodesPermit, string(d.PermitState)), ResidenceRegisteredOn: d.RegisteredOn,
			Version: p.Version,
		}}
	if _, exact, err := models.ParseUSCC(d.EmployerCode); err == nil && !exact {
		out.Body.EmployerWarning = "这个代码的校验位不对，请对照营业执照再看一遍；早期发放的少数代码也会这样，确认无误可以保留。"
	}
	for _, s := range d.Skills {
		out.Body.Skills = append(out.Body.Skills, coded(models.CodesSkill, s))
	}
	hint := p.Hint()
	out.Body.ResidenceHint = ResidenceHint{State: hint.State, Text: hint.ZH, TextEN: hint.EN}
	if hint.From != "" {
		out.Body.ResidenceHint.From = &hint.From
	}
	for _, purpose := range models.Purposes() {
		for _, f := range purpose.Fields {
			out.Body.Consents = append(out.Body.Consents,
				FieldBasis{Field: string(f), Purpose: string(purpose.Key), State: string(p.Ledger.State(purpose.Key))})
		}
	}
	score := p.Completeness()
	out.Body.Completeness.Score = score.Score
	for _, m := range score.Missing {
		out.Body.Completeness.Missing = append(out.Body.Completeness.Missing,
			MissingField{Field: m.Field, Purpose: string(m.Purpose), Why: m.ZH, WhyEN: m.EN})
	}
	return out
}

// dayNumber makes the tag change with the day, as the hint does.
func dayNumber(d models.Day) int64 { return int64(d.Start()) / (24 * 60 * 60 * 1000) }
