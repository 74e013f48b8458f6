package privacy

import (
	"context"

	"xinjumin/models"
	"xinjumin/services/internal/approval"
	"xinjumin/services/internal/inbox"
	"xinjumin/services/internal/keyring"
	"xinjumin/services/internal/store"
	"xinjumin/services/internal/text"
)

// Audited acts around what leaves in clear.
var (
	ActionRequestDisclosure   = models.NewAction("disclosure.request", "身份信息查看：申请")
	ActionApproveDisclosure   = models.NewAction("disclosure.approve", "身份信息查看：通过")
	ActionRejectDisclosure    = models.NewAction("disclosure.reject", "身份信息查看：不通过")
	ActionReadDisclosure      = models.NewAction("disclosure.read", "身份信息查看：查看")
	ActionRequestMemberExport = models.NewAction("member_export.request", "会员名册导出：申请")
	ActionApproveMemberExport = models.NewAction("member_export.approve", "会员名册导出：通过")
	ActionRejectMemberExport  = models.NewAction("member_export.reject", "会员名册导出：不通过")
	ActionReadMemberExport    = models.NewAction("member_export.read", "会员名册导出：查看")
	ActionRevealContact       = models.NewAction("contact.reveal", "查看会员手机号码")
)

// disclosureActs names the acts of each kind.
var disclosureActs = map[models.ApprovalKind]struct{ approve, reject models.Action }{
	models.ApproveIdentityDisclosure: {ActionApproveDisclosure, ActionRejectDisclosure},
	models.ApproveMemberExport:       {ActionApproveMemberExport, ActionRejectMemberExport},
}

// DisclosureRequest is what an administrator asks to see of a person.
type DisclosureRequest struct {
	PersonID  models.ID
	What      models.DisclosedValue
	Reason    string
	Reference string
}

// Disclosures lists requests of a kind that the actor made or may decide.
func (s *Service) Disclosures(
	ctx context.Context, actor models.Actor, kind models.ApprovalKind, organization models.ID, page models.Page,
) (models.List[models.Disclosure], error) {
	rows, err := listDisclosures(ctx, s.st, actor, disclosureFilter{Kind: kind, Organization: organization, Page: page})
	now := s.st.Now()
	for i := range rows.Items {
		rows.Items[i].State = rows.Items[i].StateAt(now)
		rows.Items[i] = rows.Items[i].Seen(actor, now)
	}
	return rows, err
}

// RequestDisclosure asks for one value of the identity of a person in the
// places that the actor administers. Nothing is shown yet.
func (s *Service) RequestDisclosure(ctx context.Context, actor models.Actor,
	in DisclosureRequest) (models.Disclosure, error) {
	reason, reference := text.Clean(in.Reason), text.Clean(in.Reference)
	if err := models.CheckReason(reason); err != nil {
		return models.Disclosure{}, err
	}
	if err := models.CheckReference(reference); err != nil {
		return models.Disclosure{}, err
	}
	return s.ask(ctx, actor, ActionRequestDisclosure, asking{
		draw: func(tx *store.Tx, v *held) error {
			if in.PersonID == v.actor.PersonID {
				return models.ErrDisclosureOwn
			}
			subtrees := v.actor.Own().Regions(models.RoleRegionAdmin)
			p, err := readPersonIn(ctx, tx, subtrees, in.PersonID)
			if err != nil {
				return err
			}
			if _, sealed := sealedValue(p, in.What); len(sealed) == 0 {
				return models.ErrDisclosureNothing
			}
			v.d = models.Disclosure{Kind: models.ApproveIdentityDisclosure, What: in.What, PersonID: &p.ID,
				RegionCode: smallest(subtrees, *p.RegionCode), Reason: reason, Reference: reference}
			return nil
		},
		deciders: func(tx *store.Tx, v held) ([]models.ID, error) {
			codes := append(v.d.RegionCode.Ancestors(), v.d.RegionCode)
			above, err := tx.NearestAdmins(ctx, codes, tx.Now, inbox.ToldMax)
			if err == nil && len(models.Without(above, v.actor.PersonID, *v.d.PersonID)) == 0 {
				above, err = tx.PlatformAdmins(ctx, tx.Now, inbox.ToldMax)
			}
			return models.Without(above, v.actor.PersonID, *v.d.PersonID), err
		},
	})
}

// ApproveDisclosure is the second signature under a request, in a session that
// was signed in just now. The person who asked may read within a day.
func (s *Service) ApproveDisclosure(ctx context.Context, actor models.Actor, kind models.ApprovalKind,
	id models.ID) (models.Disclosure, error) {
	return s.decide(ctx, actor, kind, id, disclosureActs[kind].approve, models.ApproveDisclosure, func(
		tx *store.Tx, v *held,
	) error {
		if err := v.actor.Fresh(tx.Now); err != nil {
			return err
		}
		var concerned []models.ID
		if v.d.PersonID != nil {
			concerned = append(concerned, *v.d.PersonID)
		}
		if err := approval.Approve(ctx, tx, v.actor, kind, id, concerned...); err != nil {
			return err
		}
		v.d.State, v.d.ExpiresAt = models.DisclosureApproved, tx.Now.Add(models.DisclosureReadLife)
		return nil
	})
}

// RejectDisclosure refuses a request with a reason for the person who asked.
func (s *Service) RejectDisclosure(ctx context.Context, actor models.Actor, kind models.ApprovalKind,
	id models.ID, reason string) (models.Disclosure, error) {
	reason = text.Clean(reason)
	if err := models.CheckReason(reason); err != nil {
		return models.Disclosure{}, err
	}
	return s.decide(ctx, actor, kind, id, disclosureActs[kind].reject, models.RejectDisclosure, func(
		tx *store.Tx, v *held,
	) error {
		if err := v.d.MayDecide(v.actor, models.RejectDisclosure); err != nil {
			return err
		}
		v.d.State, v.d.DecisionReason = models.DisclosureRejected, reason
		return tx.Forget(ctx, id)
	})
}

// ReadDisclosure gives the value in clear, once, to the person who asked for it and
// still administers the place, in a session that was signed in just now. The person
// whose value it is is told.
func (s *Service) ReadDisclosure(ctx context.Context, actor models.Actor, id models.ID) (models.Disclosed, error) {
	v, err := s.spend(ctx, actor, models.ApproveIdentityDisclosure, id, ActionReadDisclosure,
		func(tx *store.Tx, v *held) error {
			p, err := tx.Person(ctx, *v.d.PersonID)
			if err != nil {
				return err
			}
			column, sealed := sealedValue(p, v.d.What)
			if len(sealed) == 0 || p.State != models.PersonActive {
				return models.ErrDisclosureNothing
			}
			plain, err := s.ring.Open(column, p.ID[:], sealed)
			if err != nil {
				return err
			}
			v.value = string(plain)
			zh, en := v.d.What.Text()
			return inbox.Tell(ctx, tx, inbox.Notice{PersonID: p.ID, Kind: models.NoticeDisclosureRead,
				Subject: "disclosure", SubjectID: v.d.ID, Params: map[string]string{
					"what": zh, "what_en": en, "reason": v.d.Reason, "reference": v.d.Reference}})
		})
	return models.Disclosed{Disclosure: v.d, Value: v.value}, err
}

// sealedValue gives the column and what is in it.
func sealedValue(p models.Person, what models.DisclosedValue) (keyring.Column, []byte) {
	switch what {
	case models.DiscloseIDNumber:
		return keyring.PersonIDNumber, p.IDNumberSealed
	case models.DiscloseName:
		return keyring.PersonName, p.NameSealed
	case models.DisclosePhone:
	}
	return keyring.PersonPhone, p.PhoneSealed
}

// smallest gives the deepest of the subtrees that contains a place.
func smallest(subtrees []models.RegionCode, place models.RegionCode) models.RegionCode {
	best := models.CountryCode
	for _, code := range subtrees {
		if code.Contains(place) && code.Level() >= best.Level() {
			best = code
		}
	}
	return best
}
