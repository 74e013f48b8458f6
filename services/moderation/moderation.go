package moderation

import (
	"context"
	"unicode/utf8"

	"xinjumin/models"
	"xinjumin/models/complaint"
	"xinjumin/services/internal/audit"
	"xinjumin/services/internal/keyring"
	"xinjumin/services/internal/store"
	"xinjumin/services/internal/text"
)

// Audit actions of this area.
var (
	ActionReport   = models.NewAction("report.create", "投诉：新建")
	ActionRead     = models.NewAction("moderation.read", "内容审核：查看")
	ActionPass     = models.NewAction("moderation.pass", "内容审核：通过")
	ActionRemove   = models.NewAction("moderation.remove", "内容审核：删除")
	ActionAppeal   = models.NewAction("moderation.appeal", "内容审核：申诉")
	ActionUphold   = models.NewAction("moderation.uphold", "内容审核：维持")
	ActionOverturn = models.NewAction("moderation.overturn", "内容审核：改判")
	ActionLift     = models.NewAction("ban.lift", "账号限制：解除")
)

// Service is the use cases of moderation.
type Service struct {
	st   *store.Store
	ring *keyring.Ring
}

// New joins the area to the database and the key ring.
func New(st *store.Store, ring *keyring.Ring) *Service { return &Service{st: st, ring: ring} }

// View is a case with what may be told to who reads it.
type View struct {
	Case       Counted
	Complaints []Complaint // for administrators only
	Appeal     string
	Bans       []complaint.Ban
	ForAuthor  bool
	Choices    models.Choices
}

// Complaint is one complaint as an administrator reads it: who made it is
// masked, because nobody needs to know to judge a text.
type Complaint struct {
	Reason   complaint.ReportReason
	Words    string
	Reporter string // masked
	At       models.Instant
}

// complaintsShown bounds how many complaints of a case are shown.
const complaintsShown = 50

// Counted is a case with the end of the last day for an appeal; 0 without a decision.
type Counted struct {
	complaint.Case
	AppealUntil models.Instant
}

// counted adds the terms to the cases of a list.
func (s *Service) counted(ctx context.Context, list models.List[complaint.Case], err error) (models.List[Counted],
	error) {
	if err != nil {
		return models.List[Counted]{}, err
	}
	calendar, err := s.st.Calendar(ctx)
	out := models.List[Counted]{Items: make([]Counted, len(list.Items)), Next: list.Next}
	for i, c := range list.Items {
		out.Items[i] = Counted{c, c.AppealUntil(calendar)}
	}
	return out, err
}

// Queue lists the cases that wait in the actor's places, or in one of them.
func (s *Service) Queue(
	ctx context.Context, actor models.Actor, state complaint.CaseState, within models.RegionCode, page models.Page,
) (models.List[Counted], error) {
	states := []complaint.CaseState{complaint.CaseOpen, complaint.CaseAppealed}
	if state != "" {
		states = []complaint.CaseState{state}
	}
	list, err := listModerationQueue(ctx, s.st, actor, caseFilter{States: states, Within: within, Page: page})
	return s.counted(ctx, list, err)
}

// Get reads a case: an administrator with the complaints, which leaves a row in
// the trail, and who is answerable for the target without them.
func (s *Service) Get(ctx context.Context, actor models.Actor, id models.ID) (View, error) {
	if c, err := readCaseAbout(ctx, s.st, actor.PersonID, id); err == nil {
		return s.authorView(ctx, s.st, c, actor.PersonID, s.st.Now())
	}
	var out View
	err := s.st.InTx(ctx, func(tx *store.Tx) error {
		c, err := readModeratedCase(ctx, tx, actor, id)
		if err != nil {
			return err
		}
		if out, err = s.view(ctx, tx, actor, c); err != nil {
			return err
		}
		return audit.Record(ctx, tx, actor, about(c, ActionRead, nil))
	})
	return out, err
}

// Mine lists what was decided against the actor.
func (s *Service) Mine(
	ctx context.Context, actor models.Actor, page models.Page,
) (models.List[Counted], error) {
	list, err := listCasesAbout(ctx, s.st, actor.PersonID, page)
	return s.counted(ctx, list, err)
}

func (s *Service) view(ctx context.Context, tx *store.Tx, actor models.Actor, c complaint.Case) (View, error) {
	calendar, err := tx.Calendar(ctx)
	if err != nil {
		return View{}, err
	}
	out := View{Case: Counted{c, c.AppealUntil(calendar)}}
	standing, err := standingIn(ctx, tx, actor, c)
	if err != nil {
		return out, err
	}
	out.Choices = c.JudgeChoices(actor, standing)
	rows, err := listReportsIn(ctx, tx, c.ID, complaintsShown)
	if err != nil {
		return out, err
	}
	for _, r := range rows {
		said, err := s.open(keyring.ReportWords, r.ID, r.WordsSealed)
		if err != nil {
			return out, err
		}
		out.Complaints = append(out.Complaints,
			Complaint{Reason: r.Reason, Words: said, Reporter: mask(r.Nickname), At: r.CreatedAt})
	}
	if out.Appeal, err = s.open(keyring.CaseAppeal, c.ID, c.AppealSealed); err != nil {
		return out, err
	}
	out.Bans, err = listBansOfCase(ctx, tx, c.ID)
	return out, err
}

func (s *Service) authorView(ctx context.Context, q store.Reader, c complaint.Case, person models.ID,
	now models.Instant) (View, error) {
	calendar, err := q.Calendar(ctx)
	if err != nil {
		return View{}, err
	}
	out := View{Case: Counted{c, c.AppealUntil(calendar)}, ForAuthor: true,
		Choices: c.AuthorChoices(calendar, person, now)}
	out.Case.ReportCount = 0 // how many complained is for nobody to guess from
	if out.Appeal, err = s.open(keyring.CaseAppeal, c.ID, c.AppealSealed); err != nil {
		return out, err
	}
	out.Bans, err = listBansOfCase(ctx, q, c.ID)
	return out, err
}

func mask(nickname string) string {
	if nickname == "" {
		return "**"
	}
	return models.MaskName(nickname)
}

func (s *Service) open(col keyring.Column, row models.ID, sealed []byte) (string, error) {
	if sealed == nil {
		return "", nil
	}
	plain, err := s.ring.Open(col, row[:], sealed)
	return string(plain), err
}

// words cleans what somebody wrote and bounds it.
func words(said string, least, most int) (string, error) {
	said = text.CleanLines(said)
	if n := utf8.RuneCountInString(said); n < least || n > most {
		return "", models.ErrInvalid.With(models.BodyField("/words", "length", "请用不超过500个字说明",
			"Say it in at most 500 characters"))
	}
	return said, nil
}

func about(c complaint.Case, action models.Action, detail map[string]string) audit.Event {
	e := audit.Event{Action: action, Object: "moderation", ObjectID: c.ID, RegionCode: c.RegionCode, Detail: detail}
	return e
}

// decideUntil is the end of the last day on which a case that came in now is to be
// decided before the next level is told.
func decideUntil(ctx context.Context, tx *store.Tx, urgent bool) (models.Instant, error) {
	calendar, err := tx.Calendar(ctx)
	return complaint.DecideUntil(calendar, tx.Now, urgent), err
}
