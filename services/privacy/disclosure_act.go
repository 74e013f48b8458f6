package privacy

import (
	"context"
	"strings"

	"xinjumin/models"
	"xinjumin/services/internal/act"
	"xinjumin/services/internal/approval"
	"xinjumin/services/internal/audit"
	"xinjumin/services/internal/inbox"
	"xinjumin/services/internal/store"
)

// held is a request in the hands of an actor whose roles were read again. Nothing
// is locked: which of two acts comes first is decided by the conditional write.
type held struct {
	actor    models.Actor
	d        models.Disclosure
	o        models.Organization // whose members are asked for
	deciders []models.ID         // of a new request
	value    string              // in clear, when the permission is spent
}

func find(ctx context.Context, tx *store.Tx, actor models.Actor, kind models.ApprovalKind,
	id models.ID) (held, error) {
	fresh, err := tx.Fresh(ctx, actor)
	if err != nil {
		return held{}, err
	}
	d, err := readDisclosure(ctx, tx, fresh, kind, id)
	return held{actor: fresh, d: d}, err
}

func answerDisclosure(tx *store.Tx, v held) (models.Disclosure, error) {
	return v.d.Seen(v.actor, tx.Now), nil
}

// asking is how a request comes about: draw fills it in as far as the actor sees
// what it is about, may refuses the actor, and deciders finds the people who can
// give the second signature.
type asking struct {
	draw     func(tx *store.Tx, v *held) error
	may      func(v held) error
	deciders func(tx *store.Tx, v held) ([]models.ID, error)
}

// ask writes a request with its first signature, and tells the deciders. The trail
// of a refusal has no more than the place and the organization: there is no request.
func (s *Service) ask(
	ctx context.Context, actor models.Actor, action models.Action, a asking,
) (models.Disclosure, error) {
	return act.On(ctx, s.st, actor, act.Of[held, models.Disclosure]{
		Event: func(v held) audit.Event {
			if v.d.ID.IsZero() {
				e := audit.Event{Action: action, Object: "disclosure", RegionCode: v.d.RegionCode}
				if v.d.OrganizationID != nil {
					e.OrganizationID = *v.d.OrganizationID
				}
				return e
			}
			return disclosureEvent(action, v.d)
		},
		Lock: func(tx *store.Tx) (v held, err error) {
			if v.actor, err = tx.Fresh(ctx, actor); err == nil {
				err = a.draw(tx, &v)
			}
			return v, err
		},
		May: func(_ *store.Tx, v held) error {
			if a.may == nil {
				return nil
			}
			return a.may(v)
		},
		Do: func(tx *store.Tx, v *held) (err error) {
			if err := s.request(ctx, tx, v.actor, &v.d); err != nil {
				return err
			}
			v.deciders, err = a.deciders(tx, *v)
			return err
		},
		Tell:   func(tx *store.Tx, v held) error { return tellDeciders(ctx, tx, v.d, v.deciders) },
		Answer: answerDisclosure,
	})
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

// decide runs a decision on a request that the actor may see: whoever sees the
// request of another person may decide it.
func (s *Service) decide(ctx context.Context, actor models.Actor, kind models.ApprovalKind, id models.ID,
	action models.Action, verb models.DisclosureVerb, rule func(
		tx *store.Tx, v *held,
	) error) (models.Disclosure, error) {
	return act.On(ctx, s.st, actor, act.Of[held, models.Disclosure]{
		Event: func(v held) audit.Event { return disclosureEvent(action, v.d) },
		Lock:  func(tx *store.Tx) (held, error) { return find(ctx, tx, actor, kind, id) },
		Next: func(tx *store.Tx, v *held) error {
			return v.d.Takes(verb, tx.Now)
		},
		Do: func(tx *store.Tx, v *held) error {
			if err := rule(tx, v); err != nil {
				return err
			}
			v.d.DecidedBy, v.d.DecidedAt = &v.actor.PersonID, &tx.Now
			return act.Lost(decideDisclosure(ctx, tx, v.d), models.ErrDisclosureState)
		},
		Tell:   func(tx *store.Tx, v held) error { return tellRequester(ctx, tx, v.d) },
		Answer: answerDisclosure,
	})
}

// spend uses a permission up: once, by the person who asked for it, while the role
// lasts that the request rests on. take reads what the permission is for; when it
// refuses, the permission stays. Nothing of the answer is kept for a repeated request.
func (s *Service) spend(ctx context.Context, actor models.Actor, kind models.ApprovalKind, id models.ID,
	action models.Action, take func(tx *store.Tx, v *held) error) (held, error) {
	return act.On(models.WithTicket(ctx, nil), s.st, actor, act.Of[held, held]{
		Event: func(v held) audit.Event { return disclosureEvent(action, v.d) },
		Lock:  func(tx *store.Tx) (held, error) { return find(ctx, tx, actor, kind, id) },
		May: func(tx *store.Tx, v held) error {
			if err := v.d.MayStillRead(v.actor); err != nil {
				return err
			}
			return v.actor.Fresh(tx.Now)
		},
		Do: func(tx *store.Tx, v *held) error {
			err := act.Lost(spendDisclosure(ctx, tx, id, v.actor.PersonID), models.ErrDisclosureState)
			if err != nil {
				return err
			}
			if err := tx.Forget(ctx, id); err != nil {
				return err
			}
			v.d.State, v.d.ReadAt = models.DisclosureRead, &tx.Now
			return take(tx, v)
		},
		Answer: act.Same[held],
	})
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
	return inbox.TellEach(ctx, tx, inbox.Notice{Kind: models.NoticeDisclosureRequested,
		Subject: models.NoticeSubject(d.Kind), SubjectID: d.ID, Params: disclosureParams(d)}, people...)
}

func tellRequester(ctx context.Context, tx *store.Tx, d models.Disclosure) error {
	n := inbox.Notice{PersonID: d.RequestedBy, Kind: models.NoticeDisclosureApproved,
		Subject: models.NoticeSubject(d.Kind), SubjectID: d.ID, Params: disclosureParams(d)}
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
