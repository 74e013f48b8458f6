package desk

import (
	"context"
	"strconv"
	"strings"

	"xinjumin/models"
	"xinjumin/models/assistance"
	"xinjumin/services/internal/act"
	"xinjumin/services/internal/audit"
	"xinjumin/services/internal/inbox"
	"xinjumin/services/internal/jobs"
	"xinjumin/services/internal/keyring"
	"xinjumin/services/internal/store"
)

// Cards is what the desk needs of the area of people.
type Cards interface {
	// CardHolder finds who holds a card, or is models.ErrDeskNoMatch.
	CardHolder(ctx context.Context, tx *store.Tx, name, idNumber string) (models.Person, error)
	// PhoneHolder finds who has bound a number, or is store.ErrNotFound.
	PhoneHolder(ctx context.Context, q store.Reader, phone models.Phone) (models.Person, error)
	// CardName gives a person's masked name.
	CardName(p models.Person) (string, error)
}

// Service is the use cases of the assisted desk.
type Service struct {
	st    *store.Store
	ring  *keyring.Ring
	cards Cards
}

// New joins the area to the database, the key ring and the area of people.
func New(st *store.Store, ring *keyring.Ring, cards Cards) *Service {
	return &Service{st: st, ring: ring, cards: cards}
}

// Audited acts of this area.
var (
	ActionOpen    = models.NewAction("desk.open", "开始代办")
	ActionConfirm = models.NewAction("desk.confirm", "确认代办")
	ActionEnd     = models.NewAction("desk.end", "结束代办")
	ActionFind    = models.NewAction("desk.find", "代办前凭手机号找人")
	ActionRead    = models.NewAction("desk.read", "代办时查看资料")
	ActionObject  = models.NewAction("desk.object", "对代办提出异议")
	ActionResolve = models.NewAction("desk.resolve", "答复异议")
)

const jobExpire = "desk.expire"

// Jobs are the due work of this area.
func (s *Service) Jobs() map[string]jobs.Handler {
	return map[string]jobs.Handler{jobExpire: s.expire}
}

// expire ends a session that nobody has ended.
func (s *Service) expire(ctx context.Context, tx *store.Tx, id models.ID) error {
	d, err := lockDeskSession(ctx, tx, id)
	switch {
	case err != nil:
		return err
	case d.State == assistance.Ended:
		return nil
	case d.Live(tx.Now):
		return jobs.ErrEarly
	}
	_, err = s.finish(ctx, tx, models.System, d, assistance.EndExpired)
	return err
}

// finish ends a session that the caller has locked, and tells the person what
// was done in it.
func (s *Service) finish(ctx context.Context, tx *store.Tx, actor models.Actor, d assistance.Session,
	why assistance.End) (assistance.Session, error) {
	was := d.State
	d, err := ended(ctx, tx, actor, d, why)
	if err != nil {
		return d, err
	}
	if err := audit.Record(ctx, tx, actor, event(ActionEnd, d, map[string]string{"reason": string(why)})); err != nil {
		return d, err
	}
	return d, s.tellEnded(ctx, tx, was, d)
}

// ended writes the end of a session, and gives it as it is then.
func ended(ctx context.Context, tx *store.Tx, actor models.Actor, d assistance.Session,
	why assistance.End) (assistance.Session, error) {
	at, by := tx.Now, (*models.ID)(nil)
	if why == assistance.EndExpired {
		at = d.ExpiresAt
	}
	if actor.SignedIn() {
		by = &actor.PersonID
	}
	err := act.Lost(endDeskSession(ctx, tx, d.ID, at, by, why), assistance.ErrState)
	if err != nil {
		return d, err
	}
	d.State, d.OfficerKey, d.PersonKey, d.EndedAt, d.EndedBy, d.EndReason = assistance.Ended, nil, nil, &at, by, why
	return d, nil
}

// tellEnded tells the person what was done in a session that has ended, and nothing
// when it had never begun.
func (s *Service) tellEnded(ctx context.Context, tx *store.Tx, was assistance.State, d assistance.Session) error {
	switch {
	case d.EndReason == assistance.EndCode:
		return s.tell(ctx, tx, assistance.NoticeLocked, d, nil)
	case was != assistance.Active:
		return nil
	}
	params, err := doneIn(ctx, tx, d)
	if err != nil {
		return err
	}
	return s.tell(ctx, tx, assistance.NoticeEnded, d, params)
}

// actsShown bounds the list of what was done in a session.
const actsShown = 100

// doneIn gives the params that tell what was done: how many acts, and of which
// kinds, without any of their content.
func doneIn(ctx context.Context, tx *store.Tx, d assistance.Session) (map[string]string, error) {
	rows, err := listDeskActs(ctx, tx, d.ID, actsShown)
	if err != nil {
		return nil, err
	}
	count, seen := 0, map[string]bool{}
	var zh, en []string
	for _, e := range rows {
		if e.Action == ActionRead.String() || e.Outcome != models.OutcomeDone {
			continue
		}
		count++
		if !seen[e.Action] {
			seen[e.Action] = true
			z, n := assistance.ActText(e.Action)
			zh, en = append(zh, z), append(en, n)
		}
	}
	if count == 0 {
		zh, en = []string{"没有办理事项"}, []string{"nothing was done"}
	}
	return map[string]string{"count": strconv.Itoa(count), "acts": strings.Join(zh, "、"),
		"acts_en": strings.Join(en, ", ")}, nil
}

// tell writes a notice of a session into the person's inbox.
func (s *Service) tell(
	ctx context.Context, tx *store.Tx, kind models.NoticeKind, d assistance.Session, params map[string]string,
) error {
	place, err := placeOf(ctx, tx, d.RegionCode)
	if err != nil {
		return err
	}
	if params == nil {
		params = map[string]string{}
	}
	params["place"] = place
	return inbox.Tell(ctx, tx, inbox.Notice{PersonID: d.PersonID, Kind: kind, Subject: "desk_session", SubjectID: d.ID,
		Params: params})
}

// RecordRead writes into the trail that an officer read something in a person's
// name; operation is the name of the route.
func (s *Service) RecordRead(ctx context.Context, actor models.Actor, operation string) error {
	return s.st.InTx(models.WithTicket(ctx, nil), func(tx *store.Tx) error {
		return audit.Record(ctx, tx, actor,
			audit.Event{Action: ActionRead, Object: "desk_session", ObjectID: actor.OnBehalf.DeskID,
				RegionCode: actor.OnBehalf.RegionCode, Detail: map[string]string{"operation": operation}})
	})
}

func event(action models.Action, d assistance.Session, detail map[string]string) audit.Event {
	return audit.Event{Action: action, Object: "desk_session", ObjectID: d.ID, RegionCode: d.RegionCode, Detail: detail}
}
