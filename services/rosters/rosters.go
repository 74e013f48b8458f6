package rosters

import (
	"context"
	"encoding/json"
	"errors"

	"xinjumin/models"
	"xinjumin/models/roster"
	"xinjumin/models/upload"
	"xinjumin/services/internal/act"
	"xinjumin/services/internal/attach"
	"xinjumin/services/internal/audit"
	"xinjumin/services/internal/jobs"
	"xinjumin/services/internal/keyring"
	"xinjumin/services/internal/spreadsheet"
	"xinjumin/services/internal/store"
)

// Audit actions of this area.
var (
	ActionUpload   = models.NewAction("roster.upload", "表格名单：上传")
	ActionMap      = models.NewAction("roster.map", "表格名单：指定各列内容")
	ActionCheck    = models.NewAction("roster.check", "表格名单：核对")
	ActionImport   = models.NewAction("roster.import", "表格名单：开始导入")
	ActionImported = models.NewAction("roster.imported", "表格名单：导入完成") // the import is done
	ActionCancel   = models.NewAction("roster.cancel", "表格名单：取消")
	ActionAccept   = models.NewAction("roster_claim.accept", "名单邀请：同意加入")
	ActionDecline  = models.NewAction("roster_claim.decline", "名单邀请：不加入")
)

// Kinds of work; the subject of the first three is the run.
const (
	jobCheck  = "roster.check"
	jobImport = "roster.import"
	jobCancel = "roster.cancel"
	jobExpire = "roster.expire"
)

// subject is what a file is attached to.
const subject = "roster"

// readers is how many files one process reads at once for people who wait.
const readers = 2

// Files gives the content of an uploaded file.
type Files interface {
	Whole(ctx context.Context, id models.ID) ([]byte, error)
}

// Service is the use cases of rosters.
type Service struct {
	st    *store.Store
	ring  *keyring.Ring
	files Files
	desk  chan struct{} // a place for each reader
}

// New joins the area to the database, the keys and the files.
func New(st *store.Store, ring *keyring.Ring, files Files) *Service {
	return &Service{st: st, ring: ring, files: files, desk: make(chan struct{}, readers)}
}

// Jobs gives the short work that this area makes due.
func (s *Service) Jobs() map[string]jobs.Handler { return map[string]jobs.Handler{jobExpire: s.expire} }

// LongJobs gives the work that takes many transactions.
func (s *Service) LongJobs() map[string]jobs.Long {
	return map[string]jobs.Long{jobCheck: s.check, jobImport: s.importRows, jobCancel: s.takeBack}
}

// View is a roster with what its file has, while the file waits.
type View struct {
	roster.Roster
	Preview *Preview
	Choices models.Choices
}

// seen shows a roster of the organization with what may be done to it at now.
func seen(r roster.Roster, o models.Organization, now models.Instant) View {
	return View{Roster: r, Choices: r.Choices(o, now)}
}

// Create takes an uploaded file as a list of an organization, by a person who decides
// its applications. What its columns mean is guessed; nothing is imported. The file is
// read before the transaction, so the right is asked before that, and again inside.
func (s *Service) Create(ctx context.Context, actor models.Actor, organization, file models.ID) (View, error) {
	view, err := s.st.Organization(ctx, actor, organization)
	if err != nil {
		return View{}, err
	}
	o := view.Organization
	may := func(actor models.Actor) error {
		if !o.ReviewedBy(actor) {
			return models.ErrForbidden
		}
		return nil
	}
	event := func(v held) audit.Event { return audit.InOrganization(o, ActionUpload, "roster", v.r.ID, nil) }
	if err := may(actor); err != nil {
		return View{}, audit.Refused(ctx, s.st, actor, event(held{}), err)
	}
	drawn := roster.Roster{OrganizationID: o.ID, FileID: file, State: roster.Uploaded,
		CreatedBy: actor.PersonID, Version: 1}
	if err := s.guess(ctx, actor, &drawn); err != nil {
		return View{}, err
	}
	return act.On(ctx, s.st, actor, act.Of[held, View]{
		Event: event,
		Lock: func(tx *store.Tx) (held, error) {
			fresh, err := tx.Fresh(ctx, actor)
			return held{actor: fresh, o: o}, err
		},
		May: func(_ *store.Tx, v held) error { return may(v.actor) },
		Do: func(tx *store.Tx, v *held) error {
			v.r = drawn
			v.r.ID, v.r.CreatedAt, v.r.UpdatedAt = tx.NewID(), tx.Now, tx.Now
			v.r.ExpiresAt = tx.Now.Add(roster.FileLife)
			err := attach.File(ctx, tx, v.actor, file, upload.Roster, subject, v.r.ID, "/file_id")
			if err != nil {
				return err
			}
			if err := insertRoster(ctx, tx, &v.r); err != nil {
				return err
			}
			return jobs.Schedule(ctx, tx, jobExpire, v.r.ID, v.r.ExpiresAt)
		},
		Answer: func(tx *store.Tx, v held) (View, error) { return seen(v.r, v.o, tx.Now), nil },
	})
}

// guess fills in sheet, header row and mapping from an own file; that the file
// is no free one of the actor is for attach.File to say.
func (s *Service) guess(ctx context.Context, actor models.Actor, r *roster.Roster) error {
	r.Mapping = "{}"
	f, err := s.st.OwnFile(ctx, actor.PersonID, r.FileID)
	if errors.Is(err, store.ErrNotFound) || err == nil && f.Purpose != upload.Roster {
		return nil
	}
	if err != nil {
		return err
	}
	return s.reading(ctx, r.FileID, func(book *spreadsheet.Book) error {
		name, header, mapping, err := guess(book)
		r.Sheet, r.HeaderRow, r.Mapping = name, int64(header), encode(mapping)
		return err
	})
}

// List gives the rosters of an organization, the newest first, to who decides its
// applications.
func (s *Service) List(
	ctx context.Context, actor models.Actor, organization models.ID, page models.Page,
) (models.List[View], error) {
	o, err := s.st.Organization(ctx, actor, organization)
	if err != nil {
		return models.List[View]{}, err
	}
	if !o.ReviewedBy(actor) {
		return models.List[View]{}, models.ErrForbidden
	}
	rows, err := listRosters(ctx, s.st, o.ID, page)
	out := models.List[View]{Items: make([]View, len(rows.Items)), Next: rows.Next}
	for i, r := range rows.Items {
		out.Items[i] = seen(r, o.Organization, s.st.Now())
	}
	return out, err
}

// Get reads a roster; while its file waits, with what is in it.
func (s *Service) Get(ctx context.Context, actor models.Actor, id models.ID) (View, error) {
	r, err := readRoster(ctx, s.st, actor, id)
	if err != nil {
		return View{}, err
	}
	o, err := s.st.OrganizationOf(ctx, r.OrganizationID)
	if err != nil {
		return View{}, err
	}
	out := seen(r, o, s.st.Now())
	if !r.State.Idle() {
		return out, nil
	}
	err = s.reading(ctx, r.FileID, func(book *spreadsheet.Book) error {
		var err error
		out.Preview, err = preview(book, r.Sheet, int(r.HeaderRow))
		return err
	})
	if refusal := (*models.Error)(nil); errors.Is(err, models.ErrNotFound) || // the file went while it was read
		r.State == roster.Failed && errors.As(err, &refusal) { // that is why it has failed
		out.Preview, err = nil, nil
	}
	return out, err
}

// reading opens a file, a few at once.
func (s *Service) reading(ctx context.Context, file models.ID, do func(book *spreadsheet.Book) error) error {
	select {
	case s.desk <- struct{}{}:
		defer func() { <-s.desk }()
	case <-ctx.Done():
		return ctx.Err()
	}
	book, err := s.open(ctx, file)
	if err != nil {
		return err
	}
	return do(book)
}

func (s *Service) open(ctx context.Context, file models.ID) (*spreadsheet.Book, error) {
	content, err := s.files.Whole(ctx, file)
	if err != nil {
		return nil, err
	}
	return spreadsheet.Open(content)
}

// held is a roster in the hands of an act, locked, with its organization and the
// actor whose roles were read again.
type held struct {
	actor models.Actor
	o     models.Organization
	r     roster.Roster
}

// edit is what an act does with a roster: next refuses what its state does not
// allow, do changes it. Both may be nil.
type edit struct {
	action  models.Action
	version *int64
	next    func(v held) error
	do      func(tx *store.Tx, v *held) error
}

// change runs an act on a roster that the actor may see. Only those who decide the
// applications of the organization see one, so seeing it is the right to it.
func (s *Service) change(ctx context.Context, actor models.Actor, id models.ID, e edit) (View, error) {
	return act.On(ctx, s.st, actor, act.Of[held, View]{
		Event: func(v held) audit.Event { return audit.InOrganization(v.o, e.action, "roster", v.r.ID, nil) },
		Lock: func(tx *store.Tx) (v held, err error) {
			if v.actor, err = tx.Fresh(ctx, actor); err != nil {
				return v, err
			}
			if v.r, err = readRoster(ctx, tx, v.actor, id); err != nil {
				return v, err
			}
			if v.o, err = tx.OrganizationOf(ctx, v.r.OrganizationID); err != nil {
				return v, err
			}
			v.r, err = lockRoster(ctx, tx, id)
			return v, err
		},
		Version: e.version, VersionOf: func(v held) int64 { return v.r.Version },
		Next: func(_ *store.Tx, v *held) error {
			if e.next == nil {
				return nil
			}
			return e.next(*v)
		},
		Do: func(tx *store.Tx, v *held) error {
			if err := e.do(tx, v); err != nil {
				return err
			}
			v.r.Version++
			err := act.Taken(moveRoster(ctx, tx, v.r), roster.ErrBusy)
			v.r.UpdatedAt = tx.Now
			return err
		},
		Answer: func(tx *store.Tx, v held) (View, error) { return seen(v.r, v.o, tx.Now), nil },
	})
}

// idle refuses while a list is worked on, or done with.
func idle(v held) error { return v.r.MayMap() }

// run gives a roster a new piece of long work; whatever was under way ends with
// its next step.
func run(ctx context.Context, tx *store.Tx, r *roster.Roster, kind string, state roster.State) error {
	id := tx.NewID()
	r.RunID, r.State, r.Step, r.RowsDone = &id, state, 0, 0
	return jobs.Schedule(ctx, tx, kind, id, tx.Now)
}

func encode(m roster.Mapping) string {
	b, _ := json.Marshal(m) // text and numbers only
	return string(b)
}

// Mapping reads in which column what stands.
func Mapping(r roster.Roster) roster.Mapping {
	m := roster.Mapping{}
	_ = json.Unmarshal([]byte(r.Mapping), &m) // we wrote it
	return m
}
