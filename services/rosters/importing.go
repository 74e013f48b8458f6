package rosters

import (
	"context"
	"strconv"

	"xinjumin/models"
	"xinjumin/models/roster"
	"xinjumin/services/internal/audit"
	"xinjumin/services/internal/inbox"
	"xinjumin/services/internal/jobs"
	"xinjumin/services/internal/keyring"
	"xinjumin/services/internal/rostermatch"
	"xinjumin/services/internal/spreadsheet"
	"xinjumin/services/internal/store"
	"xinjumin/services/internal/text"
)

// importedAtOnce is how many people one transaction of an import writes.
const importedAtOnce = 500

// Import begins to take the good rows of a checked list over as entries that
// wait for the yes of each person. One list of an organization is imported at a time.
func (s *Service) Import(ctx context.Context, actor models.Actor, id models.ID, as roster.As) (View, error) {
	return s.change(ctx, actor, id, edit{action: ActionImport,
		next: func(v held) error { return v.r.MayImport(v.o) },
		do: func(tx *store.Tx, v *held) error {
			v.r.ImportAs, v.r.BusyKey, v.r.AddedCount, v.r.KnownCount, v.r.MemberCount = as, v.o.ID[:], 0, 0, 0
			return run(ctx, tx, &v.r, jobImport, roster.Importing)
		}})
}

// importRows is the work of an import: the list is read again, and each step
// writes some people together with how far it is, so that a run that was killed
// goes on behind the last row that is written, and each row is written once.
func (s *Service) importRows(ctx context.Context, id models.ID, step jobs.Step) error {
	r, o, err := s.beginRun(ctx, id)
	if err != nil {
		return quietly(err)
	}
	book, err := s.open(ctx, r.FileID)
	if err == nil {
		k := newReader(s.ring, r, o, models.DayOf(*r.CheckedAt)) // as it was checked
		err = s.importWalk(ctx, book, k, o, &r, step)
	}
	return quietly(s.finish(ctx, step, r, err, func(tx *store.Tx, now *roster.Roster) error {
		now.State, now.ImportedAt, now.RunID, now.BusyKey = roster.Imported, &now.UpdatedAt, nil, nil
		now.ExpiresAt = tx.Now.Add(roster.EntryLife)
		if _, err := tx.DropFilesOf(ctx, subject, now.ID); err != nil {
			return err
		}
		return s.tellImported(ctx, tx, o, *now)
	}))
}

func (s *Service) importWalk(
	ctx context.Context, book *spreadsheet.Book, k *reader, o models.Organization, r *roster.Roster, step jobs.Step,
) error {
	people := make([]listedPerson, 0, importedAtOnce)
	flush := func() error {
		if len(people) == 0 {
			return nil
		}
		var next roster.Roster
		err := step(func(tx *store.Tx) error { // may run more than once
			next = *r
			return s.importStep(ctx, tx, o, &next, people)
		})
		*r, people = next, people[:0]
		return err
	}
	_, err := book.Walk(r.Sheet, func(row spreadsheet.Row) error {
		p, faults, ok := k.read(row)
		if !ok || len(faults) > 0 || p.row <= r.RowsDone {
			return ctx.Err()
		}
		if people = append(people, p); len(people) == importedAtOnce {
			return flush()
		}
		return nil
	})
	if err != nil {
		return err
	}
	return flush()
}

// importStep writes the entries of some people. A person who is a member already, and
// whose number is on a list of the organization, gets none.
func (s *Service) importStep(
	ctx context.Context, tx *store.Tx, o models.Organization, r *roster.Roster, people []listedPerson,
) error {
	held, err := s.holders(ctx, tx, o, people)
	if err != nil {
		return err
	}
	known, err := s.known(ctx, tx, o, people)
	if err != nil {
		return err
	}
	r.RowsDone = people[len(people)-1].row
	var entries []roster.Entry
	var notices []inbox.Notice
	for _, p := range people {
		holder, registered := held[p.row]
		withheld, there := known[p.row]
		switch {
		case registered && holder.Member:
			r.MemberCount++
			continue
		case there && !withheld:
			r.KnownCount++
			continue
		}
		r.AddedCount++ // also where somebody has declined: a no tells nothing
		if there {
			continue
		}
		e, err := s.entry(tx, o, r.ID, p)
		if err != nil {
			return err
		}
		entries = append(entries, e)
		if registered && s.sameName(holder, p) {
			notices = append(notices, rostermatch.Notice(e, holder.ID, o.Name))
		}
	}
	if err := advance(ctx, tx, r); err != nil {
		return err
	}
	if err := insertRosterEntries(ctx, tx, entries); err != nil {
		return err
	}
	return inbox.Tell(ctx, tx, notices...)
}

func (s *Service) entry(
	tx *store.Tx, o models.Organization, rosterID models.ID, p listedPerson,
) (roster.Entry, error) {
	e := roster.Entry{ID: tx.NewID(), OrganizationID: o.ID, RosterID: rosterID, RowNo: p.row,
		State: roster.EntryWaiting, Side: p.side, IDNumberIndex: p.indexes.Main, IDNumberIndexAlt: p.indexes.Alt,
		ExpiresAt: tx.Now.Add(roster.EntryLife), CreatedAt: tx.Now}
	var err error
	if e.NameSealed, err = s.ring.Seal(keyring.RosterName, e.ID[:], []byte(p.name)); err != nil {
		return e, err
	}
	e.IDNumberSealed, err = s.ring.Seal(keyring.RosterIDNumber, e.ID[:], []byte(p.number.Digits()))
	return e, err
}

// holders finds, by row, the verified people who hold the numbers.
func (s *Service) holders(
	ctx context.Context, tx *store.Tx, o models.Organization, people []listedPerson,
) (map[int64]verifiedHolder, error) {
	numbers := make([]store.Indexes, len(people))
	rows := map[string]int64{}
	for i, p := range people {
		main, alt := s.ring.BlindIndexes(keyring.PersonIDNumber, p.number.Digits())
		numbers[i] = store.Indexes{Main: main, Alt: alt}
		rows[string(main)], rows[string(alt)] = p.row, p.row
	}
	found, err := listVerifiedHolders(ctx, tx, o.ID, numbers)
	out := make(map[int64]verifiedHolder, len(found))
	for _, h := range found {
		out[rowOf(rows, h.IDNumberIndex, h.IDNumberIndexAlt)] = h
	}
	return out, err
}

// known finds, by row, the numbers that are on a list of the organization, and whether
// that must not be seen.
func (s *Service) known(
	ctx context.Context, tx *store.Tx, o models.Organization, people []listedPerson,
) (map[int64]bool, error) {
	numbers := make([]store.Indexes, len(people))
	rows := map[string]int64{}
	for i, p := range people {
		numbers[i] = p.indexes
		rows[string(p.indexes.Main)], rows[string(p.indexes.Alt)] = p.row, p.row
	}
	found, err := listListedNumbers(ctx, tx, o.ID, numbers)
	out := make(map[int64]bool, len(found))
	for _, n := range found {
		out[rowOf(rows, n.IDNumberIndex, n.IDNumberIndexAlt)] = n.Withheld
	}
	return out, err
}

// rowOf gives the row of a number by one of its indexes.
func rowOf(rows map[string]int64, main, alt []byte) int64 {
	if row, ok := rows[string(main)]; ok && main != nil {
		return row
	}
	return rows[string(alt)]
}

// sameName compares a row with the card of who holds the number; a name that
// does not open is none.
func (s *Service) sameName(h verifiedHolder, p listedPerson) bool {
	plain, err := s.ring.Open(keyring.PersonName, h.ID[:], h.NameSealed)
	return err == nil && text.SameName(string(plain), p.name)
}

// tellImported tells who uploaded the list, and the trail, what came of it.
func (s *Service) tellImported(ctx context.Context, tx *store.Tx, o models.Organization, r roster.Roster) error {
	count := func(n int64) string { return strconv.FormatInt(n, 10) }
	err := audit.Record(ctx, tx, models.System,
		audit.Event{Action: ActionImported, Object: "roster", ObjectID: r.ID, OrganizationID: o.ID,
			RegionCode: o.RegionCode,
			Detail: map[string]string{"as": string(r.ImportAs), "added": count(r.AddedCount),
				"known": count(r.KnownCount), "members": count(r.MemberCount), "bad": count(r.BadCount)}})
	if err != nil {
		return err
	}
	return inbox.Tell(ctx, tx, inbox.Notice{PersonID: r.CreatedBy, Kind: roster.NoticeImported, Subject: "roster",
		SubjectID: r.ID,
		Params: map[string]string{"organization": o.Name, "added": count(r.AddedCount),
			"known": count(r.KnownCount + r.MemberCount), "bad": count(r.BadCount)}})
}
