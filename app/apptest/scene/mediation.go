package scene

import (
	"xinjumin/app/apptest"
	"xinjumin/models"
)

// Settled is a case with an agreement.
type Settled struct {
	Case, Agreement, Applicant, Respondent models.ID
	SHA256                                 string
	Items                                  []models.ID // once the agreement is in effect
}

// Read gives the case as who sees it now.
func (s Settled) Read(who *apptest.Client) Settled {
	var v struct {
		Parties []struct {
			ID models.ID `json:"id"`
		} `json:"parties"`
		Agreement *struct {
			ID     models.ID `json:"id"`
			SHA256 string    `json:"sha256"`
			Items  []struct {
				ID *models.ID `json:"id"`
			} `json:"items"`
		} `json:"agreement"`
	}
	who.Get("/disputes/" + s.Case.String()).Want(200).JSON(&v)
	out := Settled{Case: s.Case, Applicant: v.Parties[0].ID, Respondent: v.Parties[1].ID}
	if a := v.Agreement; a != nil {
		out.Agreement, out.SHA256 = a.ID, a.SHA256
		for _, i := range a.Items {
			if i.ID != nil {
				out.Items = append(out.Items, *i.ID)
			}
		}
	}
	return out
}

// Mediated files a case and brings it to where a mediator can write an agreement: each
// side has consented and knows its rights, and the mediator has taken it.
func Mediated(applicant, head, mediator *apptest.Client, filing map[string]any) Settled {
	id := applicant.Anew().Post("/disputes", filing).Want(201).ID()
	path := "/disputes/" + id.String()
	head.Post(path+"/accept", nil).Want(200)
	Consents(head, id)
	head.Post(path+"/assign", map[string]any{"mediator_id": mediator.PersonID, "lead": true}).Want(200)
	mediator.Post(path+"/take", NoTie).Want(200)
	s := Settled{Case: id}.Read(mediator)
	for _, p := range []models.ID{s.Applicant, s.Respondent} {
		mediator.Post("/dispute-parties/"+p.String()+"/notice", map[string]any{"way": "oral"}).Want(200)
	}
	return s
}

// Proposal is an agreement over the wages of two months, each by itself.
func (s Settled) Proposal(days ...models.Day) map[string]any {
	item := func(what string, fen int64, day models.Day) map[string]any {
		return map[string]any{"what": what, "amount_fen": fen, "payer_id": s.Respondent, "payee_id": s.Applicant,
			"due_on": day}
	}
	items, total := []any{}, int64(0)
	for i, day := range days {
		fen := int64(500000 + i)
		items, total = append(items, item("支付一个月工资", fen, day)), total+fen
	}
	return map[string]any{"facts": "欠两个月工资", "terms": "分两次付清", "manner": "银行转账",
		"due_on": days[len(days)-1], "items": items, "total_fen": total}
}

// Signed is the paper of an agreement that everybody signed on a day.
func (s Settled) Signed(on models.Day, pages ...models.ID) map[string]any {
	if pages == nil {
		pages = []models.ID{}
	}
	return map[string]any{"sha256": s.SHA256, "signatures": []any{
		map[string]any{"party_id": s.Applicant, "on": on}, map[string]any{"party_id": s.Respondent, "on": on}},
		"mediator_signed_on": on, "page_ids": pages, "original_seen": true}
}

// InEffect is a mediated case with an agreement in effect since on, whose head has just
// signed in.
func InEffect(applicant, head, mediator *apptest.Client, filing map[string]any, on models.Day,
	due ...models.Day) Settled {
	s := Mediated(applicant, head, mediator, filing)
	mediator.Post("/disputes/"+s.Case.String()+"/propose", s.Proposal(due...)).Want(200)
	s = s.Read(mediator)
	page := Upload(mediator, "document", "协议", Photo(9, 9)).Want(201).ID()
	mediator.Post("/dispute-agreements/"+s.Agreement.String()+"/sign", s.Signed(on, page)).Want(200)
	head.Post("/dispute-agreements/"+s.Agreement.String()+"/seal", map[string]any{"sha256": s.SHA256, "on": on}).
		Want(200)
	return s.Read(mediator)
}
