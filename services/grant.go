package services

import (
	"context"
	"time"

	"xinjumin/models"
	"xinjumin/services/internal/audit"
	"xinjumin/services/internal/store"
)

// Grant is a role over a region, given from the command line.
type Grant struct {
	PersonID models.ID
	Role     models.Role
	Region   models.RegionCode
	For      time.Duration
}

// ErrGrant refuses a grant that the command line may not give.
var ErrGrant = models.NewError(models.CodeInvalid, "role.invalid", "这个角色不能这样授予",
	"This role cannot be granted like this")

// actionGrant is the audit action of a role that the command line gives.
var actionGrant = models.NewAction("role.grant", "职务：授予")

const longestGrant = 3 * 365 * 24 * time.Hour

// GrantRole gives a role over a region subtree; only who can start the program
// on the server can call it. It refuses (role.invalid) roles that have another
// scope, unknown regions and terms over three years, and a person who does not
// exist (request.not_found).
func (s *Services) GrantRole(ctx context.Context, g Grant) error {
	switch g.Role {
	case models.RolePlatformAdmin, models.RoleRegionAdmin, models.RoleOfficer, models.RoleAuditor:
	default:
		return ErrGrant
	}
	if !g.Region.Valid() || g.For <= 0 || g.For > longestGrant {
		return ErrGrant
	}
	return s.store.InTx(ctx, func(tx *store.Tx) error {
		if _, err := tx.Person(ctx, g.PersonID); err != nil {
			return err
		}
		grant := models.NewRegionGrant(tx.NewID(), g.PersonID, g.Role, g.Region, tx.Now, tx.Now.Add(g.For))
		if err := tx.InsertRoleGrant(ctx, &grant); err != nil {
			return err
		}
		return audit.Record(ctx, tx, models.System,
			audit.Event{Action: actionGrant, Object: "person", ObjectID: g.PersonID,
				RegionCode: g.Region, Detail: map[string]string{"role": string(g.Role), "by": "command line"}})
	})
}
