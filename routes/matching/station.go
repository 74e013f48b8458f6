package matching

import (
	"context"

	"xinjumin/models"
	"xinjumin/models/match"
	"xinjumin/routes/httpapi"
	"xinjumin/routes/regions"
	"xinjumin/services/matching"
)

// StationItem is one of the five.
type StationItem struct {
	Code string `json:"code" enum:"tasks,staff,premises,working,funds"`
	Text string `json:"text" maxLength:"16" example:"有明确任务"`
	Met  bool   `json:"met"`
	Note string `json:"note" maxLength:"200"`
}

// Station is the service station of a town or village.
type Station struct {
	Region    regions.RegionRef `json:"region"`
	Name      string            `json:"name" maxLength:"32" example:"新居民服务管理站"`
	Items     []StationItem     `json:"items" maxItems:"5"`
	Place     string            `json:"place" maxLength:"100" doc:"Where a resident finds it; empty while nobody has said" example:"外山村委会一楼"`
	Phone     string            `json:"phone" maxLength:"20" doc:"Of the office" example:"0575-85112345"`
	Hours     string            `json:"hours" maxLength:"100" doc:"When it is open" example:"周一至周五8:30至17:00"`
	Met       int               `json:"met" minimum:"0" maximum:"5" doc:"How many of the five"`
	UpdatedAt *models.Instant   `json:"updated_at" doc:"null while nobody has recorded it"`
	Version   int64             `json:"version" minimum:"0" maximum:"9007199254740991" doc:"0 while nobody has recorded it"`
}

// ServicePoint is a station as residents find it.
type ServicePoint struct {
	Region regions.RegionRef `json:"region"`
	Name   string            `json:"name" maxLength:"32" example:"新居民服务管理站"`
	Place  string            `json:"place" maxLength:"100" example:"外山村委会一楼"`
	Phone  string            `json:"phone" maxLength:"20" doc:"Of the office" example:"0575-85112345"`
	Hours  string            `json:"hours" maxLength:"100" doc:"When it is open" example:"周一至周五8:30至17:00"`
}

type servicePointsOut struct {
	Body struct {
		Items []ServicePoint `json:"items" maxItems:"10"`
	}
}

// StationMark is what is said of one of the five.
type StationMark struct {
	Met  httpapi.Maybe[bool]   `json:"met,omitzero" doc:"Whether the station has it" example:"true"`
	Note httpapi.Maybe[string] `json:"note,omitzero" maxLength:"200" example:"两名专职，镇政府一楼"`
}

// Docs implements httpapi.Documented.
func (StationMark) Docs() map[string]string {
	return map[string]string{
		"note": "A few words, about things and never about people",
	}
}

type updateStationIn struct {
	Code models.RegionCode `path:"code" doc:"Town or village"`
	httpapi.IfMatch
	Body struct {
		Tasks    StationMark           `json:"tasks,omitzero" doc:"有明确任务"`
		Staff    StationMark           `json:"staff,omitzero" doc:"有人员编制"`
		Premises StationMark           `json:"premises,omitzero" doc:"有硬件设施"`
		Working  StationMark           `json:"working,omitzero" doc:"有工作机制"`
		Funds    StationMark           `json:"funds,omitzero" doc:"有经费保障"`
		Place    httpapi.Maybe[string] `json:"place,omitzero" maxLength:"100" doc:"Where a resident finds it" example:"外山村委会一楼"`
		Phone    httpapi.Maybe[string] `json:"phone,omitzero" maxLength:"20" doc:"Of the office" example:"0575-85112345"`
		Hours    httpapi.Maybe[string] `json:"hours,omitzero" maxLength:"100" doc:"When it is open" example:"周一至周五8:30至17:00"`
	}
}

type stationOut struct {
	httpapi.Versioned
	Body Station
}

// stations registers what administrators record of stations, and where residents find
// them.
func stations(api *httpapi.API, svc *matching.Service, tag string, seen httpapi.Policy) {
	httpapi.Read(api, httpapi.Route{
		ID:          "readStation",
		Path:        "/regions/{code}/station",
		Tag:         tag,
		Summary:     "The service station of a place and its five things",
		Description: "For administrators and auditors over the place.",
		ZH:          httpapi.InChinese("查看一个地方的服务站和“五有”情况", "供该地区的管理员和审计员查看。"),
		Policy:      seen,
		Errors:      []*models.Error{models.ErrForbidden, match.ErrStationLevel},
	}, func(ctx context.Context, actor models.Actor, in *coverageIn) (matching.Station, error) {
		return svc.Station(ctx, actor, in.Code)
	}, presentStation)
	httpapi.Read(api, httpapi.Route{
		ID:      "listServicePoints",
		Path:    "/regions/{code}/service-points",
		Tag:     tag,
		Summary: "Where a resident can go",
		Description: "The service station of the place and that of the town around it, the " +
			"nearest first, as far as they " +
			"have said where they are. Identities are verified there, and people are helped to file and apply.",
		ZH: httpapi.InChinese("查找可以办事的服务点", "本地和所在镇街的新居民服务站（所），由近到远，只列已公布地址或电话的。"+
			"可以在那里核实身份、请人帮忙申请。"),
		Policy: httpapi.Policy{Audience: httpapi.Public, Scope: httpapi.ScopeNone},
	}, func(ctx context.Context, _ models.Actor, in *coverageIn) ([]matching.Station, error) {
		return svc.ServicePoints(ctx, in.Code)
	}, presentServicePoints)
	httpapi.Put(api, httpapi.Route{
		ID:          "updateStation",
		Path:        "/regions/{code}/station",
		Tag:         tag,
		Summary:     "Record what a service station has",
		Description: "By an administrator of the place; what is absent stays as it is.",
		ZH:          httpapi.InChinese("登记服务站的“五有”情况", "由当地管理员登记，没有提交的项目保持不变。"),
		Policy: httpapi.Policy{Audience: httpapi.Staff(models.RoleRegionAdmin), Scope: httpapi.ScopeRegion,
			Audit: matching.ActionStation},
		Errors: []*models.Error{models.ErrForbidden, match.ErrStationLevel},
	}, func(ctx context.Context, actor models.Actor, in *updateStationIn) (*stationOut, error) {
		b := in.Body
		s, err := svc.UpdateStation(ctx, actor, in.Code, in.Expected(), match.StationChange{
			Tasks: b.Tasks.Met.Pointer(), Staff: b.Staff.Met.Pointer(), Premises: b.Premises.Met.Pointer(),
			Working: b.Working.Met.Pointer(), Funds: b.Funds.Met.Pointer(), NoteTasks: b.Tasks.Note.Pointer(),
			NoteStaff: b.Staff.Note.Pointer(), NotePremises: b.Premises.Note.Pointer(),
			NoteWorking: b.Working.Note.Pointer(), NoteFunds: b.Funds.Note.Pointer(), Place: b.Place.Pointer(),
			Phone: b.Phone.Pointer(), Hours: b.Hours.Pointer(),
		})
		if err != nil {
			return nil, err
		}
		return presentStation(s), nil
	})
}

func presentStation(s matching.Station) *stationOut {
	name, _ := match.StationText(s.RegionCode)
	out := &stationOut{Versioned: httpapi.VersionTag(s.Version),
		Body: Station{Region: regions.RegionRefDTO(s.Region), Name: name, Place: s.Place,
			Phone: s.Phone, Hours: s.Hours, Met: s.Met(), Version: s.Version}}
	for _, item := range s.Items() {
		out.Body.Items = append(out.Body.Items,
			StationItem{Code: item.Code, Text: item.ZH, Met: item.Met, Note: item.Note})
	}
	if s.Version > 0 {
		out.Body.UpdatedAt = &s.UpdatedAt
	}
	return out
}

func presentServicePoints(rows []matching.Station) *servicePointsOut {
	out := &servicePointsOut{}
	out.Body.Items = make([]ServicePoint, len(rows))
	for i, s := range rows {
		name, _ := match.StationText(s.RegionCode)
		out.Body.Items[i] = ServicePoint{Region: regions.RegionRefDTO(s.Region), Name: name, Place: s.Place,
			Phone: s.Phone, Hours: s.Hours}
	}
	return out
}
