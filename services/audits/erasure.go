package audits

import (
	"encoding/json"
	"errors"
	"strconv"

	"xinjumin/models"
	"xinjumin/services/internal/audit"
	"xinjumin/services/internal/keyring"
)

// erasure is a range of the log that an event allows to be empty.
type erasure struct {
	at       models.Instant
	kind     string
	from, to int64
}

// readErasures reads which ranges were emptied. Whoever can write the tables can
// write an event that says so, too; it counts only when the product wrote it, by
// its code, and has the one form that the product gives (see emptyRange). One
// without a code must have its place in the log from before there were codes;
// that it is what it was there is for the walk to see, like of any other.
func (v *verification) readErasures() error {
	rows, err := listAuditErasures(v.ctx, v.st)
	if err != nil {
		return err
	}
	for _, row := range rows {
		e, err := v.erasureOf(row)
		if err == nil {
			v.erasures = append(v.erasures, e)
			continue
		}
		seq := int64(-1)
		if row.Seq != nil {
			seq = *row.Seq
		}
		v.fault(seq, "event %s of %s (%s) empties nothing: %v", row.ID, row.At, row.Action, err)
	}
	return nil
}

var (
	errErasureForm = errors.New("the product makes no such erasure")
	errErasureLate = errors.New("it lies within the range that it has emptied")
)

// erasureOf gives the range of an erasure that the product has made.
func (v *verification) erasureOf(row erasing) (erasure, error) {
	if err := v.written(row); err != nil {
		return erasure{}, err
	}
	nobody := row.ActorID == nil && row.SessionID == nil && row.OnBehalfOf == nil && row.DeskSessionID == nil
	if !nobody || row.Secret() || row.Object != models.AuditLogObject || row.ObjectID != nil || row.RegionCode != nil ||
		row.OrganizationID != nil || row.Outcome != models.OutcomeDone || row.Reason != "" {
		return erasure{}, errErasureForm
	}
	var d map[string]string
	if json.Unmarshal([]byte(row.Detail), &d) != nil || len(d) != 4 {
		return erasure{}, errErasureForm
	}
	number := func(name string) int64 {
		n, err := strconv.ParseInt(d[name], 10, 64)
		if err != nil || strconv.FormatInt(n, 10) != d[name] {
			return -1
		}
		return n
	}
	e := erasure{row.At, d["kind"], number("from"), number("to")}
	known := e.kind == models.AuditOfLog || e.kind == models.AuditOfRecord
	if n := number("events"); !known || e.from < 0 || e.to < e.from || n < 1 || n > e.to-e.from+1 {
		return erasure{}, errErasureForm
	}
	if row.Seq != nil && *row.Seq <= e.to {
		return erasure{}, errErasureLate
	}
	return e, nil
}

// written says why an event is none that the product has written.
func (v *verification) written(row erasing) error {
	if row.Seq != nil && len(row.MAC) == 0 {
		return nil // older than the codes; the leaf speaks for it
	}
	err := v.ring.CheckCode(keyring.PurposeEvent, audit.Text(row.AuditEvent), row.MAC)
	switch {
	case row.Seq != nil && errors.Is(err, keyring.ErrUnknownKey):
		return nil // the key has left the ring since; the leaf speaks for it
	case err != nil:
		return errors.New(wrongCode(row.AuditEvent))
	}
	return nil
}

// wrongCode says in words what is wrong with the code of an event.
func wrongCode(e models.AuditEvent) string {
	if len(e.MAC) == 0 {
		return "it carries no code, so the product did not write it"
	}
	return "its code is not that of this event, so the product did not write it so"
}

// outlived reports whether an emptied event had to go by the rules: its kind,
// its place and its age are those of an erasure.
func (v *verification) outlived(seq int64, e models.AuditEvent) bool {
	kind := models.AuditKind(e.Action)
	if kind == "" {
		return false
	}
	for _, r := range v.erasures {
		if r.kind == kind && r.from <= seq && seq <= r.to &&
			e.At <= models.MonthsBefore(r.at, models.AuditMonths(kind)) {
			return true
		}
	}
	return false
}

// waiting looks at events that have no place in the log: some seconds' worth, and
// the ballots of the last hours. Those that the product did not write, and those
// that came to light when their time was closed, get none.
func (v *verification) waiting() error {
	var last Checkpoint
	if len(v.signed) > 0 {
		last = v.signed[len(v.signed)-1]
	}
	named := 0
	for after := (models.AuditEvent{}); ; {
		rows, err := listWaitingEvents(v.ctx, v.st, after, verifyPage)
		if err != nil {
			return err
		}
		for _, e := range rows {
			what := ""
			if v.ring.CheckCode(keyring.PurposeEvent, audit.Text(e), e.MAC) != nil {
				v.report.Refused++
				what = "gets no place in the log: " + wrongCode(e)
			} else if e.Secret() && e.At < last.Hours || !e.Secret() && e.At < last.Settled {
				what = "was added behind the log's back"
			}
			if what != "" && named < mostStrays {
				named++
				v.fault(-1, "event %s of %s (%s) %s", e.ID, e.At, e.Action, what)
			}
		}
		if len(rows) < verifyPage {
			return nil
		}
		after = rows[len(rows)-1]
	}
}
