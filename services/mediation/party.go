package mediation

import (
	"cmp"
	"context"
	"strconv"

	"xinjumin/models"
	"xinjumin/models/dispute"
	"xinjumin/models/upload"
	"xinjumin/services/internal/act"
	"xinjumin/services/internal/attach"
	"xinjumin/services/internal/store"
	"xinjumin/services/internal/text"
)

// NewParty is a party as somebody else knows it, without an account.
type NewParty struct {
	Side    dispute.PartySide
	Kind    dispute.PartyKind
	Name    string
	Contact string // may be empty
}

// clean checks a party that stands at pointer in the body.
func (p *NewParty) clean(bad *[]models.FieldError, pointer string, side dispute.PartySide) {
	p.Side, p.Name, p.Contact = side, text.Clean(p.Name), text.Clean(p.Contact)
	if p.Kind == dispute.PartyPerson {
		p.Name = text.PartyName(p.Name)
	}
	length(bad, pointer+"/name", p.Name, 1, dispute.PartyNameMax)
	length(bad, pointer+"/contact", p.Contact, 0, dispute.PartyContactMax)
	if !p.Kind.Valid() {
		*bad = append(*bad, models.BodyField(pointer+"/kind", "enum", "没有这个当事人类型", "No such kind of party"))
	}
}

// cleanParties checks the parties of a side that stand in a list.
func cleanParties(bad *[]models.FieldError, pointer string, all []NewParty, side dispute.PartySide, least, most int) {
	if len(all) < least || len(all) > most {
		*bad = append(*bad, models.BodyField(pointer, "range", "申请人1到50位，被申请人1到10位",
			"There are one to fifty applicants, and one to ten respondents"))
		return
	}
	for i := range all {
		all[i].clean(bad, pointer+"/"+strconv.Itoa(i), side)
	}
}

// newParties makes the rows of parties who have not answered yet.
func (s *Service) newParties(tx *store.Tx, id models.ID, all []NewParty) ([]dispute.Party, error) {
	rows := make([]dispute.Party, len(all))
	for i, p := range all {
		row := dispute.Party{ID: tx.NewID(), DisputeID: id, Side: p.Side, Kind: p.Kind, CreatedAt: tx.Now,
			Consent: dispute.ConsentPendingYet}
		var err error
		if row.NameSealed, err = s.seal(nameColumn, row.ID, p.Name); err != nil {
			return nil, err
		}
		if row.ContactSealed, err = s.seal(contactColumn, row.ID, p.Contact); err != nil {
			return nil, err
		}
		rows[i] = row
	}
	return rows, nil
}

// AddParty adds somebody to a case whose agreement is not written yet: a head of the
// committee or a mediator of the case. An accepted case stays accepted; the new party
// has to answer before an agreement is written (dispute.ErrConsentsFirst). A party who
// is there already by the same words is not added again.
func (s *Service) AddParty(ctx context.Context, actor models.Actor, a Act, p NewParty) (Summary, error) {
	var bad []models.FieldError
	if zh, _ := p.Side.Text(); zh == "" {
		bad = append(bad, models.BodyField("/side", "enum", "请选择申请人或者被申请人", "Applicant or respondent"))
	}
	if p.clean(&bad, "", p.Side); len(bad) > 0 {
		return Summary{}, models.ErrInvalid.With(bad...)
	}
	return s.do(ctx, actor, a, dispute.AddParty, func(tx *store.Tx, st *step) error {
		n := 0
		for _, one := range st.sides {
			if one.Side != p.Side {
				continue
			}
			n++
			if same, err := s.sameParty(one, p); err != nil || same {
				return cmp.Or(err, act.ErrUnchanged)
			}
		}
		if n >= p.Side.PartiesMax() {
			return dispute.ErrSideFull
		}
		rows, err := s.newParties(tx, st.d.ID, []NewParty{p})
		if err != nil {
			return err
		}
		st.sides = append(st.sides, rows...)
		st.detail["side"], st.detail["party_id"] = string(p.Side), rows[0].ID.String()
		st.say(dispute.EventPartyAdded)
		return insertParties(ctx, tx, rows)
	})
}

// sameParty reports whether a party of the side of p is told by the same words.
func (s *Service) sameParty(one dispute.Party, p NewParty) (bool, error) {
	name, err := s.open(nameColumn, one.ID, one.NameSealed)
	if err != nil || name != p.Name || one.Kind != p.Kind {
		return false, err
	}
	contact, err := s.open(contactColumn, one.ID, one.ContactSealed)
	return contact == p.Contact, err
}

// LeaveOut says that a party who does not answer takes no part, so that the others go on:
// a head of the committee or a mediator of the case. Whoever has answered is not left out
// by others (dispute.ErrAnswered), and whoever was can still consent.
func (s *Service) LeaveOut(ctx context.Context, actor models.Actor, version *int64, party models.ID) (Summary, error) {
	return s.onParty(ctx, actor, party, version, dispute.LeaveOut, func(tx *store.Tx, st *step,
		p *dispute.Party) error {
		st.detail["party_id"] = party.String()
		p.LeftAt = &tx.Now
		if err := act.Lost(leaveOut(ctx, tx, p), dispute.ErrAnswered); err != nil {
			return err
		}
		st.say(dispute.EventStopped)
		return st.goesOn(ctx, tx)
	})
}

// Representative is an applicant whom the others have chosen, on paper.
type Representative struct {
	Party  models.ID
	Settle bool        // may settle for the others, too
	Scan   []models.ID // own files of the purpose document: what the others signed
}

var (
	errRepresentatives = models.BodyField("/representatives", "range", "推选代表最多5位，每人只列一次",
		"At most five stand for the others, each named once")
	errMandatePaper = "请上传推选代表的书面材料"
)

// Represent writes who stands for the applicants, in place of who did: one to five of at
// least ten who take part, each with the paper by which the others chose them; none takes
// it back. A head of the committee or a mediator of the case may.
func (s *Service) Represent(ctx context.Context, actor models.Actor, a Act, all []Representative) (Summary, error) {
	named := map[models.ID]bool{}
	for _, r := range all {
		named[r.Party] = true
	}
	if len(named) != len(all) || len(all) > dispute.RepresentativesMax {
		return Summary{}, models.ErrInvalid.With(errRepresentatives)
	}
	return s.do(ctx, actor, a, dispute.Represent, func(tx *store.Tx, st *step) error {
		applicants := dispute.OnSide(st.sides, dispute.SideApplicant)
		if len(all) > 0 && len(applicants) < dispute.RepresentativesMin {
			return dispute.ErrFewApplicants
		}
		mandates, err := mandatesOf(applicants, all)
		if err != nil {
			return err
		}
		for i, r := range all {
			at := "/representatives/" + strconv.Itoa(i) + "/scan_ids"
			if err := attach.Files(ctx, tx, actor, r.Scan, upload.Document, partySubject, r.Party, at); err != nil {
				return err
			}
		}
		st.detail["representatives"] = strconv.Itoa(len(all))
		return setMandates(ctx, tx, st.d.ID, mandates)
	})
}

// mandatesOf checks who was chosen against the applicants who take part. A mandate that
// stands already needs no other paper; one that goes further does.
func mandatesOf(applicants []dispute.Party, all []Representative) (map[models.ID]dispute.Mandate, error) {
	had := map[models.ID]dispute.Mandate{}
	for _, p := range applicants {
		had[p.ID] = p.Mandate
	}
	var bad []models.FieldError
	mandates := map[models.ID]dispute.Mandate{}
	for i, r := range all {
		at := "/representatives/" + strconv.Itoa(i)
		was, is := had[r.Party]
		mandate := dispute.MandateSpeak
		if r.Settle {
			mandate = dispute.MandateSettle
		}
		switch {
		case !is:
			bad = append(bad, models.BodyField(at+"/party_id", "party", "请选择参加调解的申请人",
				"No applicant who takes part"))
		case len(r.Scan) == 0 && was != mandate && was != dispute.MandateSettle:
			bad = append(bad, models.BodyField(at+"/scan_ids", "required", errMandatePaper, "Hand in the mandate"))
		}
		mandates[r.Party] = mandate
	}
	if len(bad) > 0 {
		return nil, models.ErrInvalid.With(bad...)
	}
	return mandates, nil
}
