package mediation

import (
	"xinjumin/models"
	"xinjumin/models/dispute"
	"xinjumin/routes/httpapi"
	"xinjumin/services/mediation"
)

// DisputeAgreement is the agreement of a case as it stands.
type DisputeAgreement struct {
	ID             models.ID              `json:"id"`
	Kind           dispute.AgreementKind  `json:"kind"`
	KindText       string                 `json:"kind_text" maxLength:"20" example:"书面协议"`
	Version        int64                  `json:"version" minimum:"1" maximum:"9007199254740991" doc:"Counts its versions"`
	State          dispute.AgreementState `json:"state"`
	StateText      string                 `json:"state_text" maxLength:"20" example:"等待签字盖章"`
	SHA256         string                 `json:"sha256" maxLength:"64" doc:"Of what it says; whoever signs names it"`
	Facts          string                 `json:"facts" maxLength:"5000"`
	Responsibility *string                `json:"responsibility" maxLength:"5000"`
	Terms          string                 `json:"terms" maxLength:"5000"`
	Manner         string                 `json:"manner" maxLength:"500"`
	DueOn          models.Day             `json:"due_on"`
	DrawnOn        models.Day             `json:"drawn_on" doc:"When this version was written"`
	TotalFen       int64                  `json:"total_fen" minimum:"0" maximum:"100000000000000"`
	Items          []AgreementItem        `json:"items" maxItems:"100"`
	Signatures     []AgreementSignature   `json:"signatures" maxItems:"300"`
	Copies         int                    `json:"copies" minimum:"0" maximum:"101" doc:"One a party and one for the committee; oral: none"`
	EffectiveOn    *models.Day            `json:"effective_on" doc:"The last day on which it was signed or sealed; null before"`
	ConfirmUntil   *models.Day            `json:"confirm_until" doc:"Until then both parties may ask the court together to confirm it"`
	Pages          []DisputeScan          `json:"pages" maxItems:"1000" doc:"Of the signed paper"`
}

// AgreementItem is what one party owes another.
type AgreementItem struct {
	ID          *models.ID  `json:"id" doc:"To record that it was done; null before the agreement is in effect"`
	What        string      `json:"what" maxLength:"200"`
	AmountFen   *int64      `json:"amount_fen" minimum:"0" maximum:"1000000000000"`
	PayerID     models.ID   `json:"payer_id"`
	PayerName   string      `json:"payer_name" maxLength:"100"`
	PayeeID     models.ID   `json:"payee_id"`
	PayeeName   string      `json:"payee_name" maxLength:"100"`
	DueOn       models.Day  `json:"due_on"`
	PerformedOn *models.Day `json:"performed_on"`
	Mine        bool        `json:"mine" doc:"It is owed to the caller, who may say that it was done"`
}

// AgreementSignature is that somebody signed.
type AgreementSignature struct {
	Part      dispute.Signer `json:"part"`
	PartText  string         `json:"part_text" maxLength:"20" example:"当事人签字"`
	PartyID   *models.ID     `json:"party_id" doc:"Null for mediator and seal"`
	PartyName *string        `json:"party_name" maxLength:"100"`
	On        models.Day     `json:"on"`
}

// disputeAgreement shows the agreement of a case; links of its pages end, so that their
// end is a detail of the entity tag.
func disputeAgreement(api *httpapi.API, c mediation.Case, out *disputeOut) *DisputeAgreement {
	a := c.Agreement
	if a == nil {
		return nil
	}
	d := &DisputeAgreement{ID: a.ID, Version: a.Seq, State: a.State, SHA256: a.SHA256, Facts: a.Facts,
		Responsibility: textOrNull(a.Responsibility), Terms: a.Terms, Manner: a.Manner, DueOn: a.Content.DueOn,
		DrawnOn: a.DrawnOn, TotalFen: a.Total(), Items: make([]AgreementItem, len(a.Content.Items)),
		Signatures: make([]AgreementSignature, len(a.Signatures)), Copies: len(a.Content.Parties) + 1,
		EffectiveOn: a.EffectiveOn, ConfirmUntil: a.ConfirmUntil, Pages: make([]DisputeScan, len(a.Pages))}
	d.StateText, _ = a.State.Text()
	if d.Kind = a.Kind; a.Kind == dispute.AgreementOral {
		d.Copies = 0
	}
	d.KindText, _ = a.Kind.Text()
	for i, p := range a.Content.Items {
		item := AgreementItem{What: p.What, AmountFen: p.AmountFen, PayerID: p.Payer, PayeeID: p.Payee, DueOn: p.DueOn,
			PayerName: a.NameOf(p.Payer), PayeeName: a.NameOf(p.Payee)}
		if i < len(a.Done) {
			item.ID, item.PerformedOn = &a.Done[i].ID, a.Done[i].PerformedOn
		}
		for _, party := range c.Parties {
			item.Mine = item.Mine || party.Me && party.ID == p.Payee
		}
		d.Items[i] = item
	}
	for i, s := range a.Signatures {
		one := AgreementSignature{Part: s.Part, On: s.SignedOn}
		one.PartText, _ = s.Part.Text()
		if s.Part == dispute.SignerParty {
			name := a.NameOf(s.SignerID)
			one.PartyID, one.PartyName = &s.SignerID, &name
		}
		d.Signatures[i] = one
	}
	for i, f := range a.Pages {
		d.Pages[i] = disputeScan(api, f)
		out.Versioned = httpapi.VersionTag(out.Body.Version, int64(f.LinkEnds))
	}
	return d
}
