package regions

import (
	"context"

	"xinjumin/models"
	"xinjumin/routes/httpapi"
	"xinjumin/services/regions"
)

// Region is a division on the wire.
type Region struct {
	Code             models.RegionCode  `json:"code" example:"330602005206"`
	Name             string             `json:"name" maxLength:"32" example:"外山村"`
	FullName         string             `json:"full_name" maxLength:"160" example:"浙江省绍兴市越城区城南街道"`
	Level            int                `json:"level" minimum:"0" maximum:"5"`
	LevelText        string             `json:"level_text" maxLength:"8" example:"村社"`
	ParentCode       models.RegionCode  `json:"parent_code" doc:"Division directly above; levels may be skipped" example:"330602005000"`
	Pinyin           string             `json:"pinyin" maxLength:"255" example:"waishancun"`
	Initials         string             `json:"initials" maxLength:"64" example:"wsc"`
	ValidFrom        *models.Day        `json:"valid_from" doc:"First day, where it is known"`
	ValidTo          *models.Day        `json:"valid_to"`
	SupersededBy     *models.RegionCode `json:"superseded_by" doc:"What followed it"`
	SupersededByName string             `json:"superseded_by_name" names:"region SupersededBy" maxLength:"255"`
	Version          int64              `json:"version" minimum:"1" maximum:"9007199254740991"`
}

// Docs implements httpapi.Documented.
func (Region) Docs() map[string]string {
	return map[string]string{
		"level":     "0 country, 1 province, 2 city, 3 county, 4 town, 5 village",
		"full_name": "Name with everything above it",
		"valid_to":  "Last day; null while it stands. 2023-06-30 on a historic code means: by that day",
	}
}

// RegionRef names a division.
type RegionRef struct {
	Code      models.RegionCode `json:"code"`
	Name      string            `json:"name" maxLength:"32"`
	FullName  string            `json:"full_name" maxLength:"160"`
	Level     int               `json:"level" minimum:"0" maximum:"5"`
	LevelText string            `json:"level_text" maxLength:"8"`
}

// RegionDetails is a division with what surrounds it.
type RegionDetails struct {
	Region
	Path      []RegionRef `json:"path" maxItems:"5" doc:"What lies above, from the province down"`
	Successor *RegionRef  `json:"successor" doc:"The division named by superseded_by; null without one"`
	Zones     []ZoneRef   `json:"zones" maxItems:"100" doc:"Functional zones that lie over it"`
}

// ZoneRef names a functional zone.
type ZoneRef struct {
	Code string `json:"code" maxLength:"32" example:"jinghu"`
	Name string `json:"name" maxLength:"64" example:"镜湖"`
}

// Zone is a functional zone with the divisions it lies over.
type Zone struct {
	ZoneRef
	Members []RegionRef `json:"members" maxItems:"1000"`
	Version int64       `json:"version" minimum:"1" maximum:"9007199254740991"`
}

type listRegionsIn struct {
	httpapi.PageIn
	Parent   models.RegionCode `query:"parent" example:"330602005000" doc:"Alone: what lies directly below it. With level, q or zone: everything below it"`
	Level    int               `query:"level" minimum:"1" maximum:"5" doc:"1 province, 2 city, 3 county, 4 town, 5 village"`
	Q        string            `query:"q" maxLength:"32" example:"外山"`
	Zone     string            `query:"zone" maxLength:"32" doc:"Code of a functional zone"`
	Historic bool              `query:"include_historic" doc:"Divisions that stand no more, too"`
}

// Docs implements httpapi.Documented.
func (listRegionsIn) Docs() map[string]string {
	return map[string]string{
		"q": "Part of the name, or the beginning of its pinyin (waishan) or initials (wsc)",
	}
}

type readRegionIn struct {
	Code models.RegionCode `path:"code" doc:"Division, standing or historic"`
}

type regionOut struct {
	httpapi.Versioned
	Body RegionDetails
}

const regionTag = "regions"

// Regions registers the routes of divisions and functional zones.
func Regions(api *httpapi.API, svc *regions.Service) {
	const list = "regions"
	api.Tag(regionTag, "Regions", "区划")
	api.Words(words)
	everybody := httpapi.Policy{Audience: httpapi.Public, Scope: httpapi.ScopeNone}
	httpapi.List(api, httpapi.Route{
		ID:          "listRegions",
		Path:        "/regions",
		Tag:         regionTag,
		Summary:     "Find divisions",
		Policy:      everybody.ForActing(),
		Description: "Sorted by level, then code. Only divisions that stand today, unless include_historic is true.",
		ZH:          httpapi.InChinese("查找区划", "按级别、再按代码排列。只列现行区划，include_historic 为 true 时包括已撤销的。"),
	}, list, func(
		ctx context.Context, actor models.Actor, in *listRegionsIn, page models.Page,
	) (models.List[models.Region], error) {
		return svc.List(ctx, actor, regions.Query{
			Parent: in.Parent, Level: models.RegionLevel(in.Level), Text: in.Q, Zone: in.Zone, Historic: in.Historic,
			Page: page,
		})
	}, regionDTO)
	httpapi.Read(api, httpapi.Route{
		ID:      "readRegion",
		Path:    "/regions/{code}",
		Tag:     regionTag,
		Summary: "Read a division",
		Policy:  everybody.ForActing(),
		Description: "Historic codes answer, too: the first six digits of an identity number, padded with " +
			"zeros, always lead somewhere.",
		ZH: httpapi.InChinese("查看区划", "已撤销的代码也能查到：身份证号码前六位补零后总能查到一个地方。"),
	}, func(ctx context.Context, actor models.Actor, in *readRegionIn) (regions.Details, error) {
		return svc.Get(ctx, actor, in.Code)
	}, presentRegion)
	httpapi.Read(api, httpapi.Route{
		ID:          "listZones",
		Path:        "/zones",
		Tag:         regionTag,
		Summary:     "List functional zones",
		Policy:      everybody.ForActing(),
		Description: "Zones such as 袍江, 镜湖 and 滨海 have no division code: they lie over divisions.",
		ZH:          httpapi.InChinese("查看功能区", "袍江、镜湖、滨海等功能区没有区划代码，覆盖在区划之上。"),
	}, func(ctx context.Context, actor models.Actor, _ *httpapi.None) ([]regions.Zone, error) {
		return svc.Zones(ctx, actor)
	}, func(zones []regions.Zone) *httpapi.ListOut[Zone] {
		return httpapi.ListOf(api, "zones", models.List[regions.Zone]{Items: zones}, zoneDTO)
	})
	changeRegions(api, svc)
	workingDays(api, svc)
}

func regionDTO(r models.Region) Region {
	return Region{
		Code: r.Code, Name: r.Name, FullName: r.FullName, Level: int(r.Level), LevelText: r.Level.Text(),
		ParentCode: r.ParentCode, Pinyin: r.Pinyin, Initials: r.Initials,
		ValidFrom: r.ValidFrom, ValidTo: r.ValidTo, SupersededBy: r.SupersededBy, Version: r.Version,
	}
}

func RegionRefDTO(r models.Region) RegionRef {
	return RegionRef{Code: r.Code, Name: r.Name, FullName: r.FullName, Level: int(r.Level), LevelText: r.Level.Text()}
}

func presentRegion(d regions.Details) *regionOut {
	body := RegionDetails{Region: regionDTO(d.Region)}
	for _, r := range d.Path {
		body.Path = append(body.Path, RegionRefDTO(r))
	}
	if d.Successor != nil {
		ref := RegionRefDTO(*d.Successor)
		body.Successor = &ref
	}
	for _, z := range d.Zones {
		body.Zones = append(body.Zones, ZoneRef{Code: z.Code, Name: z.Name})
	}
	return &regionOut{Versioned: httpapi.VersionTag(d.Version), Body: body}
}

func zoneDTO(z regions.Zone) Zone {
	out := Zone{ZoneRef: ZoneRef{Code: z.Code, Name: z.Name}, Version: z.Version}
	for _, m := range z.Members {
		out.Members = append(out.Members, RegionRefDTO(m))
	}
	return out
}
