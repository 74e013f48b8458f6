package audits

import (
	"context"

	"xinjumin/models"
	"xinjumin/routes/httpapi"
	"xinjumin/services/audits"
)

// AuditEvent is a row of the trail on the wire.
type AuditEvent struct {
	ID             models.ID          `json:"id"`
	At             models.Instant     `json:"at" doc:"A ballot has the hour only"`
	ActorID        *models.ID         `json:"actor_id" doc:"Who acted; null: the system or its operator"`
	OnBehalfOf     *models.ID         `json:"on_behalf_of" doc:"In whose name an officer acted at a desk"`
	DeskSessionID  *models.ID         `json:"desk_session_id" doc:"In which session"`
	Action         string             `json:"action" maxLength:"64" example:"membership.approve"`
	ActText        string             `json:"act_text" maxLength:"64" doc:"What was done, in words" example:"同意入会"`
	Object         string             `json:"object" maxLength:"32" example:"membership"`
	ObjectID       *models.ID         `json:"object_id"`
	RegionCode     *models.RegionCode `json:"region_code"`
	OrganizationID *models.ID         `json:"organization_id"`
	Outcome        string             `json:"outcome" enum:"done,refused"`
	OutcomeText    string             `json:"outcome_text" maxLength:"8" example:"已执行"`
	Reason         string             `json:"reason" maxLength:"64" doc:"Reason key of a refusal"`
	RequestID      string             `json:"request_id" maxLength:"64" doc:"Empty outside a request"`
	Detail         string             `json:"detail" maxLength:"1000" example:"{\"state\":\"active\"}"`
}

// Docs implements httpapi.Documented.
func (AuditEvent) Docs() map[string]string {
	return map[string]string{
		"detail": "A JSON object of states, counts and codes",
	}
}

// AuditCheckpoint is what was signed last about the audit log.
type AuditCheckpoint struct {
	Number       int64          `json:"number" minimum:"1" maximum:"9007199254740991"`
	Size         int64          `json:"size" minimum:"0" maximum:"9007199254740991" doc:"How many events have a leaf"`
	RootHash     string         `json:"root_hash" maxLength:"44" example:"47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="`
	PublishedAt  models.Instant `json:"published_at"`
	Note         string         `json:"note" maxLength:"1000" doc:"The signed text"`
	VerifierKeys []string       `json:"verifier_keys" maxItems:"32" doc:"Public keys (signed note, Ed25519), the present one first"`
}

// Docs implements httpapi.Documented.
func (AuditCheckpoint) Docs() map[string]string {
	return map[string]string{
		"root_hash": "RFC 6962, base64",
	}
}

type ownAuditIn struct {
	httpapi.PageIn
	Action   string    `query:"action" maxLength:"64" doc:"Only this act" example:"membership.approve"`
	Object   string    `query:"object" maxLength:"32" doc:"Only acts on this noun" example:"organization"`
	ObjectID models.ID `query:"object_id" doc:"Only acts on this row"`
}

type listAuditIn struct {
	httpapi.PageIn
	Action         string            `query:"action" maxLength:"64" doc:"Only this act" example:"membership.approve"`
	Object         string            `query:"object" maxLength:"32" doc:"Only acts on this noun" example:"organization"`
	ObjectID       models.ID         `query:"object_id" doc:"Only acts on this row"`
	ActorID        models.ID         `query:"actor_id" doc:"Only acts of this person"`
	OrganizationID models.ID         `query:"organization_id" doc:"Only acts in this organization"`
	Region         models.RegionCode `query:"region" doc:"Only acts bound to this division or one below it"`
}

type checkpointOut struct {
	Body AuditCheckpoint
}

// Audits registers the reading of the audit trail and its checkpoint.
func Audits(api *httpapi.API, svc *audits.Service) {
	const tag = "audit"
	api.Tag(tag, "Audit", "审计")
	api.Words(words)
	readers := httpapi.Staff(append([]models.Role{models.RolePlatformAdmin, models.RoleRegionAdmin, models.RoleAuditor},
		models.AuditOffices()...)...)
	const list, own = "audit-events", "own-audit-events"
	httpapi.Get(api, httpapi.Route{
		ID:      "listAuditEvents",
		Path:    "/audit-events",
		Tag:     tag,
		Summary: "List the audit trail",
		Description: "The newest first. Administrators and auditors of a place see what is bound to it or to an " +
			"organization there, offices of an organization what is bound " +
			"to the organization. The people who took part in a secret ballot are shown to nobody here, and acts in " +
			"a mediation are in the timeline of the case.",
		ZH: httpapi.InChinese("查询审计记录", "最新的在前。地区管理员和审计员看本地区及本地区各组织的记录，组织的任职人员看本组织的记录。无记名投票有谁参加，这里不向任何人显示；"+
			"调解中的办理情况见该纠纷的办理进展。"),
		Policy: httpapi.Policy{Audience: readers, Scope: httpapi.ScopeRegion},
	}, func(ctx context.Context, actor models.Actor, in *listAuditIn) (*httpapi.ListOut[AuditEvent], error) {
		page, err := api.Page(list, in.PageIn)
		if err != nil {
			return nil, err
		}
		rows, err := svc.List(ctx, actor, models.AuditFilter{Action: in.Action, Object: in.Object,
			ObjectID: in.ObjectID, ActorID: in.ActorID, OrganizationID: in.OrganizationID, Region: in.Region}, page)
		if err != nil {
			return nil, err
		}
		return httpapi.ListOf(api, list, rows, auditDTO(httpapi.English(ctx))), nil
	})
	ownTrail(api, svc, tag, own)
}

// ownTrail registers what a person reads about themselves, and the checkpoint.
func ownTrail(api *httpapi.API, svc *audits.Service, tag string, own string) {
	httpapi.Get(api, httpapi.Route{
		ID:      "listOwnAuditEvents",
		Path:    "/me/audit-events",
		Tag:     tag,
		Summary: "List what one did oneself",
		Description: "And what an officer did in one's name at a desk. The newest first. A ballot appears with its " +
			"hour, never with a choice.",
		ZH:     httpapi.InChinese("查看自己做过的事", "也包括协管员代办时以本人名义做的事。最新的在前。投票只记到小时，不记选了什么。"),
		Policy: httpapi.Policy{Audience: httpapi.Resident, Scope: httpapi.ScopeSelf}.ForActing(),
	}, func(ctx context.Context, actor models.Actor, in *ownAuditIn) (*httpapi.ListOut[AuditEvent], error) {
		page, err := api.Page(own, in.PageIn)
		if err != nil {
			return nil, err
		}
		rows, err := svc.Own(ctx, actor, models.AuditFilter{Action: in.Action, Object: in.Object,
			ObjectID: in.ObjectID}, page)
		if err != nil {
			return nil, err
		}
		return httpapi.ListOf(api, own, rows, auditDTO(httpapi.English(ctx))), nil
	})
	httpapi.Read(api, httpapi.Route{
		ID:      "readAuditCheckpoint",
		Path:    "/audit/checkpoint",
		Tag:     tag,
		Summary: "Read the newest checkpoint of the audit log",
		Description: "A signed statement of how many events the log has and of the root of their Merkle tree. " +
			"Whoever keeps one can later prove that nothing " +
			"before it was changed. Not found until the log has begun, some seconds after the first start.",
		ZH: httpapi.InChinese("读取审计日志的最新校验点", "一份带签名的声明，写明日志共有多少条记录，以及记录的默克尔树根。留存了校验点，以后就能证明此前的记录没有被改过。"+
			"首次启动几秒后日志才开始，在此之前回答 404。"),
		Policy: httpapi.Policy{Audience: httpapi.Public, Scope: httpapi.ScopeNone},
		Errors: []*models.Error{models.ErrNotFound},
	}, func(ctx context.Context, _ models.Actor, _ *httpapi.None) (audits.Checkpoint, error) {
		return svc.Latest(ctx)
	}, func(c audits.Checkpoint) *checkpointOut {
		return &checkpointOut{AuditCheckpoint{Number: c.Number, Size: c.Size, RootHash: c.Root.String(),
			PublishedAt: c.PublishedAt, Note: c.Note, VerifierKeys: svc.VerifierKeys()}}
	})
}

func auditDTO(english bool) func(models.AuditEvent) AuditEvent {
	return func(e models.AuditEvent) AuditEvent {
		text, en := e.Outcome.Text()
		if english {
			text = en
		}
		return AuditEvent{ID: e.ID, At: e.At, ActorID: e.ActorID, OnBehalfOf: e.OnBehalfOf,
			DeskSessionID: e.DeskSessionID, Action: e.Action, ActText: models.ActionWords(e.Action),
			Object: e.Object, ObjectID: e.ObjectID, RegionCode: e.RegionCode, OrganizationID: e.OrganizationID,
			Outcome: string(e.Outcome), OutcomeText: text, Reason: e.Reason, RequestID: e.RequestID, Detail: e.Detail}
	}
}
