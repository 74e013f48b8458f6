package people

import (
	"context"
	"errors"
	"unicode/utf8"

	"xinjumin/models"
	"xinjumin/services/internal/act"
	"xinjumin/services/internal/audit"
	"xinjumin/services/internal/findable"
	"xinjumin/services/internal/store"
	"xinjumin/services/internal/text"
)

// Me is a person as the person sees it.
type Me struct {
	Person   models.Person
	Name     string // masked
	IDNumber string // masked
	Phone    string // masked
}

// Me reads the actor's own data.
func (s *Service) Me(ctx context.Context, actor models.Actor) (Me, error) {
	p, err := s.st.Person(ctx, actor.PersonID)
	if err != nil {
		return Me{}, err
	}
	return s.me(p)
}

func (s *Service) me(p models.Person) (Me, error) {
	name, number, err := s.identityOf(p)
	if err != nil {
		return Me{}, err
	}
	phone, err := s.phoneOf(p)
	return Me{Person: p, Name: models.MaskName(name), IDNumber: number.Masked(), Phone: phone.Masked()}, err
}

// identityOf opens what was sealed; it is empty when nothing was submitted.
func (s *Service) identityOf(p models.Person) (name string, number models.IDNumber, err error) {
	if len(p.NameSealed) == 0 || len(p.IDNumberSealed) == 0 {
		return "", models.IDNumber{}, nil
	}
	b, err := s.ring.Open(nameColumn, p.ID[:], p.NameSealed)
	if err != nil {
		return "", models.IDNumber{}, err
	}
	digits, err := s.ring.Open(idNumberColumn, p.ID[:], p.IDNumberSealed)
	if err != nil {
		return "", models.IDNumber{}, err
	}
	number, err = models.ParseIDNumber(string(digits))
	return string(b), number, err
}

// UpdateMe changes the actor's own profile. A version other than nil must be
// the current one, else ErrStale.
func (s *Service) UpdateMe(ctx context.Context, actor models.Actor, c models.ProfileChange,
	version *int64) (Me, error) {
	return act.On(ctx, s.st, actor, act.Of[models.Person, Me]{
		Event: func(p models.Person) audit.Event {
			return audit.Event{Action: ActionProfile, Object: "person", ObjectID: p.ID}
		},
		Lock:    func(tx *store.Tx) (models.Person, error) { return tx.LockPerson(ctx, actor.PersonID) },
		Version: version, VersionOf: func(p models.Person) int64 { return p.Version },
		Do: func(tx *store.Tx, p *models.Person) error {
			next := c.Apply(*p)
			next.Nickname = text.Clean(next.Nickname)
			renamed := next.Nickname != p.Nickname
			if renamed { // what others read
				if err := actor.Banned.Posting(); err != nil {
					return err
				}
			}
			if err := s.checkProfile(ctx, tx, *p, next); err != nil {
				return err
			}
			search := text.Nickname(next.Nickname)
			next.NicknameFolded, next.NicknamePinyin = search.Folded, search.Pinyin
			next.NicknameInitials = search.Initials
			if err := updateProfile(ctx, tx, next); err != nil {
				return err
			}
			if renamed {
				if err := tx.Rename(ctx, p.ID, search); err != nil {
					return err
				}
			}
			next.Version, next.UpdatedAt = next.Version+1, tx.Now
			*p = next
			return findable.Refresh(ctx, tx, p.ID)
		},
		Answer: func(_ *store.Tx, p models.Person) (Me, error) { return s.me(p) },
	})
}

// checkProfile names every wrong field at once. Regions are checked when they
// change: an old one may have been abolished since.
func (s *Service) checkProfile(ctx context.Context, tx *store.Tx, was, p models.Person) error {
	var bad []models.FieldError
	if p.Nickname != was.Nickname && text.Reserved(p.Nickname) {
		bad = append(bad, models.BodyField("/nickname", "reserved", "昵称不能冒充官方或工作人员",
			"The nickname must not pass for an office or for staff"))
	}
	if utf8.RuneCountInString(p.Nickname) > models.NicknameMax {
		bad = append(bad, models.BodyField("/nickname", "max_length", "昵称最多20个字", "At most 20 characters"))
	}
	if !models.ValidEducation(p.Education) {
		bad = append(bad, models.BodyField("/education", "enum", "请选择文化程度", "Not an education code of GB/T 4658"))
	}
	if changed(was.OriginCode, p.OriginCode) {
		ok, err := regionFits(ctx, tx, *p.OriginCode, models.LevelProvince, false)
		if err != nil {
			return err
		}
		if !ok {
			bad = append(bad, models.BodyField("/origin_code", "not_found", "没有这个地区", "No such region"))
		}
	}
	if changed(was.RegionCode, p.RegionCode) {
		ok, err := regionFits(ctx, tx, *p.RegionCode, models.LevelTown, true)
		if err != nil {
			return err
		}
		if !ok {
			bad = append(bad, models.BodyField("/region_code", "not_found", "请选择现居住的镇街或村（社区）",
				"Choose a current town or village"))
		}
	}
	if bad != nil {
		return models.ErrInvalid.With(bad...)
	}
	return nil
}

func changed(was, is *models.RegionCode) bool {
	return is != nil && (was == nil || *was != *is)
}

// regionFits reports whether a division exists, lies deep enough and, where
// asked, still stands.
func regionFits(
	ctx context.Context, tx *store.Tx, code models.RegionCode, from models.RegionLevel, standing bool,
) (bool, error) {
	if !code.Valid() {
		return false, nil
	}
	r, err := tx.Region(ctx, code)
	if errors.Is(err, store.ErrNotFound) {
		return false, nil
	}
	return err == nil && r.Level >= from && (!standing || r.Current(models.DayOf(tx.Now))), err
}
