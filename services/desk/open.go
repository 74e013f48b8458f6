package desk

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"

	"xinjumin/models"
	"xinjumin/models/assistance"
	"xinjumin/services/internal/audit"
	"xinjumin/services/internal/jobs"
	"xinjumin/services/internal/keyring"
	"xinjumin/services/internal/store"
)

// Opening names the person by the card before the officer, or by an id of the
// officer's own place.
type Opening struct {
	RegionCode models.RegionCode // of the desk
	PersonID   models.ID
	Name       string
	IDNumber   string
}

// Open asks for a session. It does not hold before it is confirmed. A card that
// fits nobody is ErrDeskNoMatch, whatever does not fit, and counts: after some
// of them it is ErrDeskTooMany for a while. The same again gives the session
// that is open.
func (s *Service) Open(ctx context.Context, actor models.Actor, in Opening) (assistance.SessionView, error) {
	var out assistance.SessionView
	var missed error
	e := audit.Event{Action: ActionOpen, Object: "desk_session", RegionCode: in.RegionCode}
	if !actor.OverRegion(in.RegionCode, models.RoleOfficer) {
		return out, audit.Refused(ctx, s.st, actor, e, models.ErrForbidden)
	}
	err := s.st.InTx(ctx, func(tx *store.Tx) error {
		missed = nil
		if _, err := placeOf(ctx, tx, in.RegionCode); errors.Is(err, store.ErrNotFound) {
			return models.ErrInvalid.With(models.BodyField("/region_code", "not_found", "没有这个地区", "No such region"))
		} else if err != nil {
			return err
		}
		// Tries of one officer come one after another, or the count would not hold.
		if _, err := tx.LockPerson(ctx, actor.PersonID); err != nil {
			return err
		}
		p, err := s.present(ctx, tx, actor, in)
		if errors.Is(err, assistance.ErrNoMatch) {
			missed = err
			return audit.RecordRefused(ctx, tx, actor, e, assistance.ErrNoMatch)
		}
		if err != nil {
			return err
		}
		d, err := s.open(ctx, tx, actor, p, in.RegionCode)
		if err != nil {
			return err
		}
		out, err = s.view(ctx, tx, actor, ofDesk, tx.Now, d)
		return err
	})
	switch {
	case errors.Is(err, store.ErrDuplicate):
		return out, assistance.ErrPersonBusy
	case err != nil:
		return out, audit.Refused(ctx, s.st, actor, e, err)
	}
	return out, missed
}

// present finds the person for whom the officer wants to act, and refuses those
// for whom nobody acts.
func (s *Service) present(
	ctx context.Context, tx *store.Tx, actor models.Actor, in Opening,
) (p models.Person, err error) {
	if in.PersonID.IsZero() {
		misses, err := countRefusedSince(ctx, tx, actor.PersonID, ActionOpen, assistance.ErrNoMatch.Reason,
			tx.Now.Add(-assistance.MissTime))
		if err != nil {
			return p, err
		}
		if misses >= assistance.MissLimit {
			return p, assistance.ErrTooMany
		}
		p, err = s.cards.CardHolder(ctx, tx, in.Name, in.IDNumber)
		if err != nil {
			return p, err
		}
	} else {
		p, err = tx.Person(ctx, in.PersonID)
		if errors.Is(err, store.ErrNotFound) || err == nil &&
			(p.State != models.PersonActive || p.RegionCode == nil ||
				!actor.OverRegion(*p.RegionCode, models.RoleOfficer)) {
			return p, models.ErrNotFound
		}
		if err != nil {
			return p, err
		}
	}
	if p.ID == actor.PersonID {
		return p, assistance.ErrOwn
	}
	staff, err := tx.HoldsStaffRole(ctx, p.ID, tx.Now)
	if err == nil && staff {
		err = assistance.ErrStaff
	}
	return p, err
}

func (s *Service) open(
	ctx context.Context, tx *store.Tx, actor models.Actor, p models.Person, place models.RegionCode,
) (assistance.Session, error) {
	stale, err := listStaleDeskSessions(ctx, tx, actor.PersonID, p.ID)
	if err != nil {
		return assistance.Session{}, err
	}
	for _, old := range stale {
		if _, err := s.finish(ctx, tx, models.System, old, assistance.EndExpired); err != nil &&
			!errors.Is(err, assistance.ErrState) {
			return old, err
		}
	}
	live, err := readLiveDeskSession(ctx, tx, actor.PersonID)
	switch {
	case err == nil && live.PersonID == p.ID:
		return live, nil
	case err == nil:
		return live, assistance.ErrBusy
	case !errors.Is(err, store.ErrNotFound):
		return live, err
	}
	d := assistance.Session{ID: tx.NewID(), OfficerID: actor.PersonID, PersonID: p.ID, RegionCode: place,
		State: assistance.Waiting, Way: assistance.Officers, OfficerKey: &actor.PersonID, PersonKey: &p.ID,
		ExpiresAt: tx.Now.Add(assistance.ConfirmLife), CreatedAt: tx.Now}
	weChat, err := hasWeChat(ctx, tx, p.ID)
	if err != nil {
		return d, err
	}
	if weChat {
		d.Way = assistance.Own
		guessed, err := isCodeGuessed(ctx, tx, p.ID, tx.Now.Add(-assistance.CodeRest))
		if err != nil {
			return d, err
		}
		if guessed { // no new tries for who has used some up
			d.CodeTries = assistance.CodeTries
		}
	}
	if err := insertDeskSession(ctx, tx, &d); err != nil {
		return d, err
	}
	if err := jobs.Schedule(ctx, tx, jobExpire, d.ID, d.ExpiresAt); err != nil {
		return d, err
	}
	if err := audit.Record(ctx, tx, actor, event(ActionOpen, d, map[string]string{"way": string(d.Way)})); err != nil {
		return d, err
	}
	return d, s.tell(ctx, tx, assistance.NoticeOpened, d, nil)
}

// code is what the person shows to the officer: six digits that follow from the
// session under a key of the ring, so that they are stored nowhere.
func (s *Service) code(d assistance.Session) string {
	mac := hmac.New(sha256.New, s.ring.Derive(keyring.PurposeDesk))
	mac.Write(d.ID[:])
	mac.Write(d.PersonID[:])
	return fmt.Sprintf("%06d", binary.BigEndian.Uint64(mac.Sum(nil))%1_000_000)
}
