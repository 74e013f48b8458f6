package rosters

import (
	"context"
	"errors"

	"xinjumin/models"
	"xinjumin/models/roster"
	"xinjumin/services/internal/act"
	"xinjumin/services/internal/jobs"
	"xinjumin/services/internal/keyring"
	"xinjumin/services/internal/rostermatch"
	"xinjumin/services/internal/store"
)

// droppedAtOnce is how many entries one transaction removes.
const droppedAtOnce = 1000

// Cancel takes a list back: its file goes, and so do the entries that it has
// brought and nobody has answered; from now on nobody can claim one. A person who
// has said yes stays a member. Doing it again does nothing.
func (s *Service) Cancel(ctx context.Context, actor models.Actor, id models.ID) error {
	_, err := s.change(ctx, actor, id, edit{action: ActionCancel, do: func(tx *store.Tx, v *held) error {
		switch v.r.State {
		case roster.Cancelling, roster.Cancelled:
			return act.ErrUnchanged
		case roster.Importing, roster.Imported:
			v.r.BusyKey = v.o.ID[:]
			if err := run(ctx, tx, &v.r, jobCancel, roster.Cancelling); err != nil {
				return err
			}
		case roster.Uploaded, roster.Checking, roster.Checked, roster.Failed:
			v.r.State, v.r.RunID = roster.Cancelled, nil
		}
		return s.letGo(ctx, tx, v.r.ID)
	}})
	return err
}

// letGo forgets the file of a list and what was wrong in it.
func (s *Service) letGo(ctx context.Context, tx *store.Tx, id models.ID) error {
	if _, err := tx.DropFilesOf(ctx, subject, id); err != nil {
		return err
	}
	return deleteRosterFaults(ctx, tx, id)
}

// takeBack removes the entries of a list that nobody has answered. What was
// declined stays until its time is over, so that nobody is asked again sooner.
func (s *Service) takeBack(ctx context.Context, id models.ID, step jobs.Step) error {
	r, _, err := s.beginRun(ctx, id)
	if err != nil {
		return quietly(err)
	}
	for left := droppedAtOnce; left == droppedAtOnce; {
		err := step(func(tx *store.Tx) (err error) {
			left, err = dropWaiting(ctx, tx, r.ID, droppedAtOnce)
			return err
		})
		if err != nil {
			return err
		}
	}
	return quietly(s.finish(ctx, step, r, nil, func(_ *store.Tx, now *roster.Roster) error {
		now.State, now.RunID, now.BusyKey = roster.Cancelled, nil, nil
		return nil
	}))
}

// expire takes a list back that was uploaded and never imported.
func (s *Service) expire(ctx context.Context, tx *store.Tx, id models.ID) error {
	r, err := lockRoster(ctx, tx, id)
	if err != nil {
		return err
	}
	switch r.State {
	case roster.Uploaded, roster.Checking, roster.Checked, roster.Failed:
	case roster.Importing, roster.Imported, roster.Cancelling, roster.Cancelled:
		return nil
	}
	r.State, r.RunID, r.Version = roster.Cancelled, nil, r.Version+1
	if err := moveRoster(ctx, tx, r); err != nil {
		return err
	}
	return s.letGo(ctx, tx, id)
}

// CloseAccount removes what lists of any organization have of a person who closes the
// account, in the transaction of the closing and while the number is still
// known. Lists that the person has uploaded are the organization's and stay; their files
// go with the others of the person.
func (s *Service) CloseAccount(ctx context.Context, tx *store.Tx, actor models.Actor, _ bool) error {
	p, err := tx.Person(ctx, actor.PersonID)
	if err != nil || len(p.IDNumberSealed) == 0 || p.Claims() {
		return err
	}
	digits, err := s.ring.Open(keyring.PersonIDNumber, p.ID[:], p.IDNumberSealed)
	var lost *models.Unreadable
	if errors.As(err, &lost) { // nothing can be found by it; the entries end by their time
		return nil
	}
	if err != nil {
		return err
	}
	number, err := models.ParseIDNumber(string(digits))
	if err != nil {
		return err
	}
	return dropNumber(ctx, tx, rostermatch.Indexes(s.ring, number))
}
