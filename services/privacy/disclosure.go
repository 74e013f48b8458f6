package privacy

import (
	"context"
	"errors"
	"strings"

	"xinjumin/models"
	"xinjumin/services/internal/approval"
	"xinjumin/services/internal/audit"
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

// toldMax bounds how many people one act tells.
const toldMax = 20

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
func (s *Service) Disclosures(ctx context.Context, actor models.Actor, kind models.ApprovalKind, organization models.ID, page models.Page) (models.List[models.Disclosure], error) {
	rows, err := listDisclosures(ctx, s.st, actor, disclosureFilter{Kind: kind, Organization: organization, Page: page})
	now := s.st.Now()
	for i := range rows.Items {
		rows.Items[i].State = rows.Items[i].StateAt(now)
	}
	return rows, err
}

// RequestDisclosure asks for one value of the identity of a person in the
// places that the actor administers. Nothing is shown yet.
func (s *Service) RequestDisclosure(ctx context.Context, actor models.Actor, in DisclosureRequest) (models.Disclosure, error) {
	reason, reference := text.Clean(in.Reason), text.Clean(in.Reference)
	if err := models.CheckReason(reason); err != nil {
		return models.Disclosure{}, err
	}
	if err := models.CheckReference(reference); err != nil {
		return models.Disclosure{}, err
	}
	var out models.Disclosure
	event := audit.Event{Action: ActionRequestDisclosure, Object: "disclosure"}
	err := s.st.InTx(ctx, func(tx *store.Tx) error {
		actor, err := tx.Fresh(ctx, actor)
		if err != nil {
			return err
		}
		if in.PersonID == actor.PersonID {
			return models.ErrDisclosureOwn
		}
		subtrees := actor.Own().Regions(models.RoleRegionAdmin)
		p, err := readPersonIn(ctx, tx, subtrees, in.PersonID)
		if err != nil {
			return err
		}
		if _, sealed := sealedValue(p, in.What); len(sealed) == 0 {
			return models.ErrDisclosureNothing
		}
		out = models.Disclosure{Kind: models.ApproveIdentityDisclosure, What: in.What, PersonID: &p.ID,
			RegionCode: smallest(subtrees, *p.RegionCode), Reason: reason, Reference: reference}
		if err := s.request(ctx, tx, actor, &out); err != nil {
			return err
		}
		above, err := tx.NearestAdmins(ctx, append(out.RegionCode.Ancestors(), out.RegionCode), tx.Now, toldMax)
		if err == nil && len(models.Without(above, actor.PersonID, p.ID)) == 0 {
			above, err = tx.PlatformAdmins(ctx, tx.Now, toldMax)
		}
		if err != nil {
			return err
		}
		if err := tellDeciders(ctx, tx, out, models.Without(above, actor.PersonID, p.ID)); err != nil {
			return err
		}
		if err := audit.Record(ctx, tx, actor, disclosureEvent(ActionRequestDisclosure, out)); err != nil {
			return err
		}
		return tx.Answer(ctx, out)
	})
	return out, audit.Refused(ctx, s.st, actor, event, err)
}

// request fills in and writes a request with its first signature.
func (s *Service) request(ctx context.Context, tx *store.Tx, actor models.Actor, d *models.Disclosure) error {
	number, err := tx.NextNumber(ctx, "disclosures")
	if err != nil {
		return err
	}
	d.ID, d.Number, d.State, d.RequestedBy = tx.NewID(), number, models.DisclosureRequested, actor.PersonID
	d.CreatedAt, d.ExpiresAt = tx.Now, tx.Now.Add(models.ApprovalLife)
	if err := insertDisclosure(ctx, tx, d); err != nil {
		return err
	}
	return approval.Propose(ctx, tx, actor, d.Kind, d.ID)
}

// ApproveDisclosure is the second signature under a request, in a session that
// was signed in just now. Who asked may read within a day.
func (s *Service) ApproveDisclosure(ctx context.Context, actor models.Actor, kind models.ApprovalKind, id models.ID) (models.Disclosure, error) {
	return s.decide(ctx, actor, kind, id, disclosureActs[kind].approve, func(tx *store.Tx, actor models.Actor, d *models.Disclosure) error {
		if err := actor.Fresh(tx.Now); err != nil {
			return err
		}
		var concerned []models.ID
		if d.PersonID != nil {
			concerned = append(concerned, *d.PersonID)
		}
		if err := approval.Approve(ctx, tx, actor, kind, id, concerned...); err != nil {
			return err
		}
		d.State, d.ExpiresAt = models.DisclosureApproved, tx.Now.Add(models.DisclosureReadLife)
		return nil
	})
}

// RejectDisclosure refuses a request with a reason for who asked.
func (s *Service) RejectDisclosure(ctx context.Context, actor models.Actor, kind models.ApprovalKind, id models.ID, reason string) (models.Disclosure, error) {
	reason = text.Clean(reason)
	if err := models.CheckReason(reason); err != nil {
		return models.Disclosure{}, err
	}
	return s.decide(ctx, actor, kind, id, disclosureActs[kind].reject, func(_ *store.Tx, actor models.Actor, d *models.Disclosure) error {
		if d.RequestedBy == actor.PersonID {
			return models.ErrApprovalSecondPerson
		}
		d.State, d.DecisionReason = models.DisclosureRejected, reason
		return nil
	})
}

// decide runs a decision on a request that the actor may see: whoever sees one
// of somebody else may decide it.
func (s *Service) decide(ctx context.Context, actor models.Actor, kind models.ApprovalKind, id models.ID, action models.Action, act func(tx *store.Tx, actor models.Actor, d *models.Disclosure) error) (models.Disclosure, error) {
	var out models.Disclosure
	event := audit.Event{Action: action, Object: "disclosure", ObjectID: id}
	err := s.st.InTx(ctx, func(tx *store.Tx) error {
		actor, err := tx.Fresh(ctx, actor)
		if err != nil {
			return err
		}
		d, err := readDisclosure(ctx, tx, actor, kind, id)
		if err != nil {
			return err
		}
		event = disclosureEvent(action, d)
		if d.StateAt(tx.Now) != models.DisclosureRequested {
			return models.ErrDisclosureState
		}
		if err := act(tx, actor, &d); err != nil {
			return err
		}
		d.DecidedBy, d.DecidedAt = &actor.PersonID, &tx.Now
		if err := decideDisclosure(ctx, tx, d); err != nil {
			return err
		}
		if err := tellRequester(ctx, tx, d); err != nil {
			return err
		}
		if err := audit.Record(ctx, tx, actor, event); err != nil {
			return err
		}
		out = d
		return tx.Answer(ctx, out)
	})
	if errors.Is(err, store.ErrNotAffected) {
		err = models.ErrDisclosureState
	}
	return out, audit.Refused(ctx, s.st, actor, event, err)
}

// ReadDisclosure gives the value in clear, once, to who asked for it and still
// administers the place, in a session that was signed in just now. The person
// is told.
func (s *Service) ReadDisclosure(ctx context.Context, actor models.Actor, id models.ID) (models.Disclosed, error) {
	var out models.Disclosed
	event := audit.Event{Action: ActionReadDisclosure, Object: "disclosure", ObjectID: id}
	err := s.st.InTx(models.WithTicket(ctx, nil), func(tx *store.Tx) error {
		d, err := s.spend(ctx, tx, actor, models.ApproveIdentityDisclosure, id, &event)
		if err != nil {
			return err
		}
		p, err := tx.Person(ctx, *d.PersonID)
		if err != nil {
			return err
		}
		column, sealed := sealedValue(p, d.What)
		if len(sealed) == 0 || p.State != models.PersonActive {
			return models.ErrDisclosureNothing
		}
		plain, err := s.ring.Open(column, p.ID[:], sealed)
		if err != nil {
			return err
		}
		out = models.Disclosed{Disclosure: d, Value: string(plain)}
		zh, en := d.What.Text()
		return inbox.Tell(ctx, tx, inbox.Notice{PersonID: p.ID, Kind: models.NoticeDisclosureRead, Subject: "disclosure", SubjectID: d.ID,
			Params: map[string]string{"what": zh, "what_en": en, "reason": d.Reason, "reference": d.Reference}})
	})
	if err != nil {
		return models.Disclosed{}, audit.Refused(ctx, s.st, actor, event, err)
	}
	return out, nil
}

// spend uses a permission up, with the trail.
func (s *Service) spend(ctx context.Context, tx *store.Tx, actor models.Actor, kind models.ApprovalKind, id models.ID, event *audit.Event) (models.Disclosure, error) {
	action := event.Action
	actor, err := tx.Fresh(ctx, actor)
	if err != nil {
		return models.Disclosure{}, err
	}
	d, err := readDisclosure(ctx, tx, actor, kind, id)
	if err != nil {
		return d, err
	}
	*event = disclosureEvent(action, d)
	if d.RequestedBy != actor.PersonID || !mayStillRead(actor.Own(), d) {
		return d, models.ErrForbidden
	}
	if err := actor.Fresh(tx.Now); err != nil {
		return d, err
	}
	if err := spendDisclosure(ctx, tx, id, actor.PersonID); errors.Is(err, store.ErrNotAffected) {
		return d, models.ErrDisclosureState
	} else if err != nil {
		return d, err
	}
	d.State, d.ReadAt = models.DisclosureRead, &tx.Now
	return d, audit.Record(ctx, tx, actor, *event)
}

// mayStillRead reports whether who asked still holds the role.
func mayStillRead(actor models.Actor, d models.Disclosure) bool {
	if d.OrganizationID != nil {
		return actor.InOrganization(*d.OrganizationID, models.ReviewerRoles()...)
	}
	return actor.OverRegion(d.RegionCode, models.RoleRegionAdmin)
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

// disclosureEvent is what the trail keeps of an act on a request, always with
// its reason.
func disclosureEvent(action models.Action, d models.Disclosure) audit.Event {
	detail := map[string]string{"reason": forTrail(d.Reason)}
	if d.What != "" {
		detail["what"] = string(d.What)
	}
	if d.Reference != "" {
		detail["reference"] = forTrail(d.Reference)
	}
	e := audit.Event{Action: action, Object: "disclosure", ObjectID: d.ID, RegionCode: d.RegionCode, Detail: detail}
	if d.PersonID != nil {
		detail["person"] = d.PersonID.String()
	}
	if d.OrganizationID != nil {
		e.OrganizationID = *d.OrganizationID
	}
	return e
}

// forTrail keeps words inside the bound of a trail's detail, in which these
// characters take six times their place.
var trailWords = strings.NewReplacer("<", "＜", ">", "＞", "&", "＆", "\u2028", " ", "\u2029", " ")

func forTrail(words string) string { return trailWords.Replace(words) }

func tellDeciders(ctx context.Context, tx *store.Tx, d models.Disclosure, people []models.ID) error {
	rows := make([]inbox.Notice, len(people))
	for i, person := range people {
		rows[i] = inbox.Notice{PersonID: person, Kind: models.NoticeDisclosureRequested, Subject: string(d.Kind), SubjectID: d.ID,
			Params: disclosureParams(d)}
	}
	return inbox.Tell(ctx, tx, rows...)
}

func tellRequester(ctx context.Context, tx *store.Tx, d models.Disclosure) error {
	n := inbox.Notice{PersonID: d.RequestedBy, Kind: models.NoticeDisclosureApproved, Subject: string(d.Kind), SubjectID: d.ID, Params: disclosureParams(d)}
	if d.State == models.DisclosureRejected {
		n.Kind = models.NoticeDisclosureRejected
		n.Params["reason"] = d.DecisionReason
	}
	return inbox.Tell(ctx, tx, n)
}

func disclosureParams(d models.Disclosure) map[string]string {
	zh, en := d.What.Text()
	if d.Kind == models.ApproveMemberExport {
		zh, en = "会员名单", "list of members"
	}
	return map[string]string{"what": zh, "what_en": en}
}
