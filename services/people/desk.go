package people

import (
	"context"
	"errors"

	"xinjumin/models"
	"xinjumin/models/assistance"
	"xinjumin/services/internal/audit"
	"xinjumin/services/internal/store"
	"xinjumin/services/internal/text"
)

// ActionRegister is the audited act of registering somebody at the desk.
var ActionRegister = models.NewAction("desk.register", "代为登记")

// AuthenticateFor turns an officer's access token and a session at a desk into
// the person in whose name the officer acts: with what every verified or
// signed-in person may do, and nothing of any role, hers or the officer's.
// Everything is read anew each time, in one query. Besides the refusals of
// Authenticate it gives ErrDeskEnded, whatever is wrong with the session: a
// stranger's, one that waits, is over or has run out of time, an officer who is
// none there any longer, a person whose account is closed.
func (s *Service) AuthenticateFor(ctx context.Context, token string, desk models.ID) (models.Actor, error) {
	b, err := s.tokens.verify(token)
	if err != nil {
		return models.Actor{}, err
	}
	now := s.st.Now()
	row, err := readDeskActor(ctx, s.st, b.session, desk, now)
	if errors.Is(err, store.ErrNotFound) {
		return models.Actor{}, models.ErrSessionEnded
	}
	if err != nil {
		return models.Actor{}, err
	}
	if row.Session.PersonID != b.person || row.OfficerState != models.PersonActive ||
		!row.Session.Live(now, row.OfficerEpoch) {
		return models.Actor{}, models.ErrSessionEnded
	}
	d, over := row.Desk, false
	for _, place := range row.Over {
		over = over || place.Contains(d.RegionCode)
	}
	if at := row.OfficerBannedUntil; at != nil && now < *at {
		over = false // whoever is banned holds no role
	}
	if d.State != assistance.Active || !d.Live(now) || row.PersonState != models.PersonActive || !over {
		return models.Actor{}, assistance.ErrEnded
	}
	actor := models.Actor{
		PersonID: d.PersonID, SessionID: b.session, Verified: row.Verification == models.VerificationVerified,
		OnBehalf: &models.OnBehalf{OfficerID: b.person, DeskID: d.ID, RegionCode: d.RegionCode},
	}
	actor.Banned, err = s.banned(ctx, d.PersonID,
		sessionActor{PostingBannedUntil: row.PostingBannedUntil, AccountBannedUntil: row.AccountBannedUntil}, now)
	return actor, err
}

// CardHolder finds the person who holds the number of a card, if the name fits,
// too; else it is ErrDeskNoMatch, the same for a number that nobody has.
func (s *Service) CardHolder(ctx context.Context, tx *store.Tx, name, idNumber string) (models.Person, error) {
	name, number, err := checkIdentity(Identity{Name: name, IDNumber: idNumber}, models.DayOf(tx.Now))
	if err != nil {
		return models.Person{}, err
	}
	p, err := readIDNumberHolder(ctx, tx, s.numberIndexes(number))
	if errors.Is(err, store.ErrNotFound) {
		return p, assistance.ErrNoMatch
	}
	if err != nil {
		return p, err
	}
	held, _, err := s.identityOf(p)
	if err == nil && (!text.SameName(held, name) || p.State != models.PersonActive) {
		err = assistance.ErrNoMatch
	}
	return p, err
}

// CardName gives a person's name as submitted, masked; the nickname when there
// is none.
func (s *Service) CardName(p models.Person) (string, error) {
	name, _, err := s.identityOf(p)
	if name == "" {
		return p.Nickname, err
	}
	return models.MaskName(name), err
}

// Registration is a person without an account, as the card says.
type Registration struct {
	Identity
	RegionCode models.RegionCode // present place
}

// RegisterAtDesk makes an account for a person who is present and has no
// WeChat. It is under review until another officer has looked at the card. The
// same officer may repeat the request.
func (s *Service) RegisterAtDesk(ctx context.Context, actor models.Actor, in Registration) (Review, error) {
	name, number, err := checkIdentity(in.Identity, models.DayOf(s.st.Now()))
	if err != nil {
		return Review{}, err
	}
	event := audit.Event{Action: ActionRegister, Object: "person", RegionCode: in.RegionCode}
	var out models.Person
	err = s.st.InTx(ctx, func(tx *store.Tx) error {
		if !actor.OverRegion(in.RegionCode, models.RoleOfficer) {
			return models.ErrForbidden
		}
		ok, err := regionFits(ctx, tx, in.RegionCode, models.LevelTown, true)
		if err != nil {
			return err
		}
		if !ok {
			return models.ErrInvalid.With(models.BodyField("/region_code", "not_found", "请选择现居住的镇街或村（社区）",
				"Choose a current town or village"))
		}
		code := in.RegionCode
		p := models.Person{ID: tx.NewID(), State: models.PersonActive, Verification: models.VerificationPending,
			RegionCode: &code, Version: 1, CreatedAt: tx.Now, UpdatedAt: tx.Now}
		if out, err = s.seal(p, name, number); err != nil {
			return err
		}
		registration := assistance.Registration{PersonID: p.ID, OfficerID: actor.PersonID, CreatedAt: tx.Now}
		if err := insertDeskPerson(ctx, tx, &out, &registration); err != nil {
			return err
		}
		event := event
		event.ObjectID = p.ID
		return audit.Record(ctx, tx, actor, event)
	})
	if errors.Is(err, store.ErrDuplicate) {
		out, err = s.registeredBefore(ctx, actor, name, number)
	}
	if err != nil {
		return Review{}, audit.Refused(ctx, s.st, actor, event, err)
	}
	r, _, err := s.review(out)
	r.Name = models.MaskName(r.Name)
	r.Choices = out.ReviewChoices(actor, models.ReviewKnown{NotApprove: ErrSecondLook})
	return r, err
}

// registeredBefore gives who holds the number if this very officer wrote it
// down and nobody has looked yet; else it is ErrIdentityTaken.
func (s *Service) registeredBefore(
	ctx context.Context, actor models.Actor, name string, number models.IDNumber,
) (models.Person, error) {
	p, err := readIDNumberHolder(ctx, s.st, s.numberIndexes(number))
	if errors.Is(err, store.ErrNotFound) {
		return p, models.ErrIdentityTaken
	}
	if err != nil {
		return p, err
	}
	by, err := readRegisteredBy(ctx, s.st, p.ID)
	if err != nil {
		return p, err
	}
	if by != actor.PersonID || p.Verification != models.VerificationPending || s.sameIdentity(p, name, number) != nil {
		return p, models.ErrIdentityTaken
	}
	return p, nil
}

// ErrSecondLook is the refusal of the officer who registered a person at a desk, where the
// identity of that person is to be verified.
var ErrSecondLook = assistance.ErrSecond

// secondLook refuses the officer who wrote down what is to be verified.
func secondLook(ctx context.Context, tx *store.Tx, actor models.Actor, p models.Person) error {
	by, err := readRegisteredBy(ctx, tx, p.ID)
	if err == nil && by == actor.PersonID {
		err = ErrSecondLook
	}
	return err
}
