package regions

import (
	"context"

	"xinjumin/models"
	"xinjumin/routes/httpapi"
	"xinjumin/routes/shapes"
	"xinjumin/services/regions"
)

type createRegionIn struct {
	Body struct {
		Code         models.RegionCode  `json:"code" doc:"Its digits decide what it lies below" example:"330602005299"`
		Name         string             `json:"name" minLength:"1" maxLength:"32" example:"新村"`
		ValidFrom    *models.Day        `json:"valid_from,omitempty" doc:"First day"`
		ValidTo      *models.Day        `json:"valid_to,omitempty" doc:"Last day, for a historic division"`
		SupersededBy *models.RegionCode `json:"superseded_by,omitempty" doc:"What followed it; needs valid_to"`
	}
}

type updateRegionIn struct {
	Code models.RegionCode `path:"code" doc:"Division"`
	httpapi.IfMatch
	Body struct {
		Name         httpapi.Maybe[string]               `json:"name,omitzero" minLength:"1" maxLength:"32" doc:"New name" example:"新村"`
		ValidFrom    httpapi.Optional[models.Day]        `json:"valid_from,omitzero" doc:"First day; null: unknown"`
		ValidTo      httpapi.Optional[models.Day]        `json:"valid_to,omitzero" doc:"Last day: retires the division; null: it stands"`
		SupersededBy httpapi.Optional[models.RegionCode] `json:"superseded_by,omitzero" doc:"What followed it; needs valid_to"`
	}
}

type updateZoneIn struct {
	Code string `path:"code" maxLength:"32" doc:"Zone" example:"jinghu"`
	httpapi.IfMatch
	Body struct {
		Name    httpapi.Maybe[string] `json:"name,omitzero" minLength:"1" maxLength:"32" doc:"New name" example:"镜湖"`
		Members []models.RegionCode   `json:"members,omitempty" minItems:"1" maxItems:"100" doc:"What it lies over from now on"`
	}
}

type zoneOut struct {
	httpapi.Versioned
	Body Zone
}

// changeRegions registers what administrators do.
func changeRegions(api *httpapi.API, svc *regions.Service) {
	admins := httpapi.Staff(models.RolePlatformAdmin, models.RoleRegionAdmin)
	httpapi.Post(api, httpapi.Route{
		ID:      "createRegion",
		Path:    "/regions",
		Tag:     regionTag,
		Summary: "Add a division",
		Status:  201,
		Once: httpapi.OnceByKey("One division with a code.",
			"一个区划代码只有一个区划。"),
		Description: "By an administrator over the place above it. Divisions change by decree; codes are those " +
			"of the statistics bureau.",
		ZH:     httpapi.InChinese("新增区划", "由上级地方的管理员办理。区划依政府批复变更，代码以统计部门公布的为准。"),
		Policy: httpapi.Policy{Audience: admins, Scope: httpapi.ScopeRegion, Audit: regions.ActionCreate}.Publishing(),
		Errors: []*models.Error{models.ErrRegionExists, models.ErrRegionRetired},
	}, func(ctx context.Context, actor models.Actor, in *createRegionIn) (regions.Details, error) {
		b := in.Body
		return svc.Create(ctx, actor, models.Region{
			Code: b.Code, Name: b.Name, ValidFrom: b.ValidFrom, ValidTo: b.ValidTo, SupersededBy: b.SupersededBy,
		})
	}, presentRegion)
	httpapi.Put(api, httpapi.Route{
		ID:      "updateRegion",
		Path:    "/regions/{code}",
		Tag:     regionTag,
		Summary: "Rename or retire a division",
		Description: "A division is never deleted: valid_to retires it, superseded_by names what followed. Rows " +
			"changed here are left alone when a new edition is loaded.",
		ZH:     httpapi.InChinese("区划更名或撤销", "区划从不删除：valid_to 表示撤销日期，superseded_by 指明由谁接替。装入新版区划时，这里改过的不会被覆盖。"),
		Policy: httpapi.Policy{Audience: admins, Scope: httpapi.ScopeRegion, Audit: regions.ActionUpdate}.Publishing(),
		Errors: []*models.Error{models.ErrRegionRetired, models.ErrRegionHasChildren, models.ErrRegionFixed},
	}, func(ctx context.Context, actor models.Actor, in *updateRegionIn) (*regionOut, error) {
		b := in.Body
		d, err := svc.Update(ctx, actor, in.Code, in.Expected(), models.RegionChange{
			Name: b.Name.Pointer(), ValidFrom: shapes.Clearable(b.ValidFrom), ValidTo: shapes.Clearable(b.ValidTo),
			SupersededBy: shapes.Clearable(b.SupersededBy),
		})
		if err != nil {
			return nil, err
		}
		return presentRegion(d), nil
	})
	httpapi.Put(api, httpapi.Route{
		ID:          "updateZone",
		Path:        "/zones/{code}",
		Tag:         regionTag,
		Summary:     "Change a functional zone",
		Description: "Only for administrators of all divisions that it lay over and will lie over.",
		ZH:          httpapi.InChinese("修改功能区", "只限对变更前后所覆盖的全部区划都有管理权的管理员。"),
		Policy: httpapi.Policy{Audience: admins, Scope: httpapi.ScopeRegion,
			Audit: regions.ActionUpdateZone}.Publishing(),
	}, func(ctx context.Context, actor models.Actor, in *updateZoneIn) (*zoneOut, error) {
		z, err := svc.UpdateZone(ctx, actor, in.Code, in.Expected(),
			regions.ZoneChange{Name: in.Body.Name.Pointer(), Members: in.Body.Members})
		if err != nil {
			return nil, err
		}
		return &zoneOut{Versioned: httpapi.VersionTag(z.Version), Body: zoneDTO(z)}, nil
	})
}
