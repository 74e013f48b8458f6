package organizations

import (
	"context"
	"errors"
	"maps"

	"xinjumin/models"
	"xinjumin/services/internal/audit"
	"xinjumin/services/internal/jobs"
	"xinjumin/services/internal/joining"
	"xinjumin/services/internal/keyring"
	"xinjumin/services/internal/notify"
	"xinjumin/services/internal/store"
	"xinjumin/services/internal/text"
)

// Audit actions of this area.
const (
	ActionCreate   = "organization.create"
	ActionRevise   = "organization.revise"
	ActionSubmit   = "organization.submit"
	ActionApprove  = "organization.approve"
	ActionReject   = "organization.reject"
	ActionApply    = "membership.apply"
	ActionAccept   = "membership.approve"
	ActionRefuse   = "membership.reject"
	ActionWithdraw = "membership.withdraw"
	ActionLeave    = "membership.leave"
	ActionAppoint  = "office.appoint"
	ActionEnd      = "office.end"

	ActionCharter        = "charter.write"
	ActionCharterApprove = "charter.approve"
	ActionCharterReject  = "charter.reject"
	ActionFounderInvite  = "founder.invite"
	ActionFounderSign    = "founder.sign"
	ActionFounderLeave   = "founder.withdraw"
	ActionRegister       = "organization.register"
	ActionRename         = "organization.rename"
	ActionUnitAdd        = "unit.add"
	ActionUnitEnd        = "unit.end"
	ActionSuspend        = "organization.suspend"
	ActionResume         = "organization.resume"
	ActionDissolve       = "organization.dissolve"
	ActionExtend         = "organization.extend"
	ActionTerm           = "organization.renew_term"
	ActionReport         = "organization.report"
	ActionForm           = "organization.join_form"
	ActionNext           = "membership.next"
	ActionSide           = "membership.side"
	ActionInvite         = "invitation.create"
	ActionJoin           = "invitation.accept"
	ActionDecline        = "invitation.decline"
	ActionRevoke         = "invitation.revoke"
	ActionExpire         = "invitation.expire"
	ActionCode           = "code.create"
	ActionEndCode        = "code.revoke"
	ActionPropose        = "removal.propose"
	ActionObject         = "removal.object"
	ActionRemove         = "removal.execute"
	ActionDrop           = "removal.drop"
	ActionAnnounce       = "announcement.create"
	ActionRetract        = "announcement.retract"
)

// toldMax bounds how many office holders or administrators one act tells.
const toldMax = 20

// Service is the use cases of bodies, spells and offices.
type Service struct {
	st   *store.Store
	ring *keyring.Ring
}

// New joins the area to the database and the keys.
func New(st *store.Store, ring *keyring.Ring) *Service { return &Service{st: st, ring: ring} }

const (
	jobMore             = "membership.more"
	jobExpireInvitation = "invitation.expire"
	jobRemoval          = "removal.due"
	jobRemovalLapse     = "removal.lapse"
)

// Jobs gives the handlers of the work that this area makes due.
func (s *Service) Jobs() map[string]jobs.Handler {
	all := map[string]jobs.Handler{
		joining.JobNext:     s.next,
		jobMore:             s.next,
		jobExpireInvitation: s.expireInvitation,
		jobRemoval:          s.removalDue,
		jobRemovalLapse:     s.removalLapse,
	}
	maps.Copy(all, s.lifeJobs())
	return all
}

// Query asks for bodies; zero fields do not narrow, but State means active.
type Query struct {
	Region models.RegionCode // in its subtree
	Kind   models.OrganizationKind
	State  models.OrganizationState
	Text   string // part of the name or of a former one, or the beginning of its pinyin or initials
	Page   models.Page
}

// List finds bodies that the actor may see, by place.
func (s *Service) List(ctx context.Context, actor models.Actor, q Query) (models.List[models.OrganizationView], error) {
	f := organizationFilter{Within: q.Region, Kind: q.Kind, State: q.State, Page: q.Page}
	if f.State == "" {
		f.State = models.OrganizationActive
	}
	if q.Text != "" {
		folded := text.Fold(q.Text)
		if folded == "" {
			return models.List[models.OrganizationView]{}, nil
		}
		f.NameLike = text.LikeContains(folded)
		if from, ok := text.PinyinQuery(q.Text); ok {
			f.Pinyin = [2]string{from, text.PrefixEnd(from)}
		}
	}
	rows, err := listOrganizations(ctx, s.st, actor, f)
	today := models.DayOf(s.st.Now())
	for i := range rows.Items {
		rows.Items[i].TermExpired = rows.Items[i].Organization.TermExpired(today)
	}
	return rows, err
}

// Get reads one body that the actor may see, with the names that it had.
func (s *Service) Get(ctx context.Context, actor models.Actor, id models.ID) (models.OrganizationPage, error) {
	o, err := s.st.Organization(ctx, actor, id)
	if err != nil {
		return models.OrganizationPage{}, err
	}
	o.TermExpired = o.Organization.TermExpired(models.DayOf(s.st.Now()))
	names, err := listFormerNames(ctx, s.st, id)
	return models.OrganizationPage{OrganizationView: o, FormerNames: names}, err
}

// reviews reports whether the actor decides who comes into the body.
func reviews(actor models.Actor, o models.Organization) bool {
	return actor.InOrganization(o.ID, o.Kind.Reviewers()...)
}

// about gives the audit event of an act in a body.
func about(o models.Organization, action, object string, id models.ID, detail map[string]string) audit.Event {
	return audit.OfBody(o, action, object, id, detail)
}

// notice tells something about a body.
func notice(kind models.NoticeKind, o models.Organization) notify.Notice {
	return notify.Notice{Kind: kind, Subject: "organization", SubjectID: o.ID}
}

// tell writes one inbox row for each person; a person who acts is not told of
// their own act.
func tell(ctx context.Context, tx *store.Tx, n notify.Notice, o models.Organization, actor models.Actor, people ...models.ID) error {
	return notify.TellAbout(ctx, tx, n, o, actor, people...)
}

// holders lists who holds one of the roles in the body now.
func holders(ctx context.Context, tx *store.Tx, o models.Organization, roles ...models.Role) ([]models.ID, error) {
	grants, err := tx.OfficeHolders(ctx, o.ID, roles, tx.Now, toldMax)
	return people(grants), err
}

func people(grants []models.RoleGrant) []models.ID {
	out := make([]models.ID, len(grants))
	for i, g := range grants {
		out[i] = g.PersonID
	}
	return out
}

// refusal reports whether an error is a refusal that concerns one person, and no
// fault.
func refusal(err error) bool {
	var r *models.Error
	return errors.As(err, &r) && (r.Code == models.CodeForbidden || r.Code == models.CodeConflict)
}

func officeParams(r models.Role) map[string]string {
	zh, en := models.OfficeText(r)
	return map[string]string{"office": zh, "office_en": en}
}
