package organizations

import (
	"context"
	"errors"

	"xinjumin/models"
	"xinjumin/services/internal/act"
	"xinjumin/services/internal/audit"
	"xinjumin/services/internal/qrcode"
	"xinjumin/services/internal/store"
	"xinjumin/services/internal/text"
)

// scened is a code in the hands of an act, with what it leads to.
type scened struct {
	subject
	c models.SceneCode
}

func (v scened) event(action models.Action) audit.Event {
	if v.c.ID.IsZero() {
		return v.subject.event(action, string(v.c.Kind), v.c.SubjectID)
	}
	return v.subject.event(action, "scene_code", v.c.ID)
}

// MakeSceneCode makes a code that leads to a subject, for whoever holds it. It proves
// nothing and grants nothing.
func (s *Service) MakeSceneCode(ctx context.Context, actor models.Actor, in models.SceneCode) (models.SceneCode, error) {
	return act.On(ctx, s.st, actor, act.Of[scened, models.SceneCode]{
		Event: func(v scened) audit.Event { return v.event(ActionSceneCode) },
		Lock: func(tx *store.Tx) (scened, error) {
			v, err := s.subjectOf(ctx, tx, actor, in.Kind, in.SubjectID)
			return scened{v, models.SceneCode{Kind: in.Kind, SubjectID: in.SubjectID}}, err
		},
		May: func(_ *store.Tx, v scened) error { return v.may() },
		Next: func(tx *store.Tx, v *scened) (err error) {
			if v.over {
				return models.ErrCodeEnded
			}
			v.c, err = models.NewSceneCodeFor(in.Kind, in.SubjectID, text.Clean(in.Note), actor.PersonID, in.ExpiresAt,
				tx.Now)
			return err
		},
		Do: func(tx *store.Tx, v *scened) error {
			v.c.ID, v.c.Code = tx.NewID(), models.NewSceneCode(tx.NewSecretID())
			return insertSceneCode(ctx, tx, &v.c)
		},
		Answer: func(_ *store.Tx, v scened) (models.SceneCode, error) { return v.c, nil },
	})
}

// SceneCodes lists the codes of a subject to those who make them.
func (s *Service) SceneCodes(
	ctx context.Context, actor models.Actor, kind models.SceneKind, id models.ID, page models.Page,
) (models.List[models.SceneCode], error) {
	v, err := s.subjectOf(ctx, s.st, actor, kind, id)
	if err == nil {
		err = v.may()
	}
	if err != nil {
		return models.List[models.SceneCode]{}, err
	}
	return sceneCodes(ctx, s.st, kind, id, page)
}

// heldSceneCode finds a code that the actor makes or made; any other is ErrNotFound, so
// that nobody learns of codes by their ids.
func (s *Service) heldSceneCode(
	ctx context.Context, q store.Reader, actor models.Actor, id models.ID,
) (scened, error) {
	c, unknown := sceneCode(ctx, q, id)
	if errors.Is(unknown, store.ErrNotFound) {
		c.Kind = models.SceneOrganizationBoard // as many statements as for one that is there
	} else if unknown != nil {
		return scened{}, unknown
	}
	v, err := s.subjectOf(ctx, q, actor, c.Kind, c.SubjectID)
	if err == nil && (unknown != nil || !v.holds) {
		err = store.ErrNotFound
	}
	return scened{v, c}, err
}

// RevokeSceneCode ends a code. Doing it again does nothing, and neither does the second
// of two at once.
func (s *Service) RevokeSceneCode(ctx context.Context, actor models.Actor, id models.ID) error {
	_, err := act.On(ctx, s.st, actor, act.Of[scened, models.SceneCode]{
		Event: func(v scened) audit.Event { return v.event(ActionEndSceneCode) },
		Lock:  func(tx *store.Tx) (scened, error) { return s.heldSceneCode(ctx, tx, actor, id) },
		Do: func(tx *store.Tx, v *scened) error {
			if v.c.RevokedAt != nil {
				return act.ErrUnchanged
			}
			if err := tx.Forget(ctx, id); err != nil {
				return err
			}
			err := revokeSceneCode(ctx, tx, id)
			if errors.Is(err, store.ErrNotAffected) {
				return act.ErrUnchanged
			}
			return err
		},
	})
	return err
}

// SceneCodePicture draws a code for printing, to those who make it.
func (s *Service) SceneCodePicture(ctx context.Context, actor models.Actor, id models.ID) ([]byte, error) {
	v, err := s.heldSceneCode(ctx, s.st, actor, id)
	if err != nil {
		return nil, err
	}
	if !v.c.Live(s.st.Now()) {
		return nil, models.ErrCodeEnded
	}
	return qrcode.PNG(v.c.SceneText())
}

// Scene tells where a scanned code of any kind leads, to everybody who may see that. A
// code opens nothing: what one may not see without it is store.ErrNotFound with it.
func (s *Service) Scene(ctx context.Context, actor models.Actor, typed string) (models.Scene, error) {
	code := models.NormalScene(typed)
	for _, find := range []func(context.Context, models.Actor, string) (models.Scene, error){
		s.joinScene, s.codeScene, s.signInScene, s.caseScene,
	} {
		scene, err := find(ctx, actor, code)
		if !errors.Is(err, errOtherTable) {
			return scene, err
		}
	}
	return models.Scene{}, store.ErrNotFound
}

// errOtherTable says that a code is not of a table.
var errOtherTable = errors.New("a code of another table")

func elsewhere(err error) error {
	if errors.Is(err, store.ErrNotFound) {
		return errOtherTable
	}
	return err
}

func (s *Service) joinScene(ctx context.Context, actor models.Actor, code string) (models.Scene, error) {
	c, err := joinCodeOf(ctx, s.st, code)
	if err != nil {
		return models.Scene{}, elsewhere(err)
	}
	o, err := s.st.Organization(ctx, actor, c.OrganizationID)
	if err != nil {
		return models.Scene{}, err
	}
	if !c.Live(s.st.Now()) {
		return models.Scene{}, models.ErrCodeEnded
	}
	return models.Scene{Kind: models.SceneJoin, Code: c.Code, SubjectID: o.ID, SubjectText: o.Name,
		OrganizationID: &o.ID, ExpiresAt: c.ExpiresAt}, nil
}

func (s *Service) codeScene(ctx context.Context, actor models.Actor, code string) (models.Scene, error) {
	c, err := sceneCodeOf(ctx, s.st, code)
	if err != nil {
		return models.Scene{}, elsewhere(err)
	}
	v, err := s.subjectOf(ctx, s.st, actor, c.Kind, c.SubjectID)
	if err != nil {
		return models.Scene{}, err
	}
	if v.over || !c.Live(s.st.Now()) {
		return models.Scene{}, models.ErrCodeEnded
	}
	return models.Scene{Kind: c.Kind, Code: c.Code, SubjectID: c.SubjectID, SubjectText: v.name,
		OrganizationID: v.organization, ExpiresAt: c.ExpiresAt}, nil
}

// caseScene tells of which committee an invitation to a case is, and nothing of the case.
// One that nobody may use any more looks like none.
func (s *Service) caseScene(ctx context.Context, _ models.Actor, code string) (models.Scene, error) {
	i, err := caseInvitationOf(ctx, s.st, code, s.st.Now())
	if err != nil {
		return models.Scene{}, elsewhere(err)
	}
	return models.Scene{Kind: models.SceneCase, Code: code, SubjectText: i.CommitteeName, ExpiresAt: i.ExpiresAt}, nil
}

// signInScene knows only browsers that wait: one that no longer does looks like none. It
// tells nothing of the browser; that is for people who are signed in (people.Pairing).
func (s *Service) signInScene(ctx context.Context, _ models.Actor, code string) (models.Scene, error) {
	p, err := pairingOf(ctx, s.st, code)
	if err != nil {
		return models.Scene{}, elsewhere(err)
	}
	if !p.Waits(s.st.Now()) {
		return models.Scene{}, errOtherTable
	}
	return models.Scene{Kind: models.SceneSignIn, Code: p.Code, ExpiresAt: p.ExpiresAt}, nil
}
