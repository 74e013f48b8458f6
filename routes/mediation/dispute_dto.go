package mediation

import (
	"xinjumin/models"
	"xinjumin/models/dispute"
	"xinjumin/routes/httpapi"
	"xinjumin/services/mediation"
)

// LegalRoute is a way beside mediation.
type LegalRoute struct {
	Kind  string `json:"kind" enum:"arbitration,court,police,protection,women,legal_aid"`
	Name  string `json:"name" maxLength:"20" example:"法律援助"`
	Text  string `json:"text" maxLength:"300"`
	Phone string `json:"phone" maxLength:"20" example:"12348"`
}

// CommitteeRef names a mediation committee.
type CommitteeRef struct {
	ID   models.ID `json:"id"`
	Name string    `json:"name" maxLength:"128" example:"外山村人民调解委员会"`
}

// DisputeSummary is a case without anything confidential.
type DisputeSummary struct {
	ID           models.ID         `json:"id"`
	Number       string            `json:"number" maxLength:"64" doc:"On the receipt" example:"调330602-2026-000123"`
	FileNo       *string           `json:"file_no" maxLength:"64" doc:"In the books of the committee, once each side has consented" example:"（2026）外山人调字第12号"`
	State        dispute.State     `json:"state"`
	StateText    string            `json:"state_text" maxLength:"20" example:"已受理"`
	Reason       *dispute.Reason   `json:"reason"`
	ReasonText   *string           `json:"reason_text" maxLength:"40"`
	GoesTo       *dispute.Place    `json:"goes_to" doc:"Where whoever ended it sent the parties; null when it has not ended, or nowhere"`
	GoesToText   *string           `json:"goes_to_text" maxLength:"20" example:"仲裁委员会"`
	LetterOn     *models.Day       `json:"letter_on" doc:"Of the letter with which it was referred"`
	Category     dispute.Category  `json:"category"`
	CategoryText string            `json:"category_text" maxLength:"20" example:"欠工资、工伤、辞退"`
	RegionCode   models.RegionCode `json:"region_code"`
	RegionName   string            `json:"region_name" names:"region RegionCode" maxLength:"255"`
	Committee    CommitteeRef      `json:"committee"`
	MyPart       string            `json:"my_part" enum:"applicant,respondent,head,mediator" doc:"How the caller stands to the case"`
	Acts         []dispute.Verb    `json:"acts" enum:"accept,decline,assign,take,record_consent,record_notice,record_told,add_party,leave_out,invite,confirm_join,refuse_join,represent,record_extension,plan,hold,move_session,cancel_session,assess,report,no_report,propose,sign,seal,perform,finish,breach,recuse,release,hand_up,refer,terminate,consent,refuse,acknowledge,extend,choose,stop,withdraw,message,hand_in,share" maxItems:"60"`
	AppliedAt    models.Instant    `json:"applied_at" doc:"Filing interrupts the limitation of the claim from here on; never changes"`
	DecidedAt    *models.Instant   `json:"decided_at" doc:"When the committee took it on"`
	AcceptedAt   *models.Instant   `json:"accepted_at" doc:"When each side had consented"`
	AssignedAt   *models.Instant   `json:"assigned_at"`
	TakenAt      *models.Instant   `json:"taken_at" doc:"When the lead mediator took the case in hand"`
	EndedAt      *models.Instant   `json:"ended_at"`
	DueOn        *models.Day       `json:"due_on" doc:"Day by which it should be settled"`
	Version      int64             `json:"version" minimum:"1" maximum:"9007199254740991"`
}

// Docs implements httpapi.Documented.
func (DisputeSummary) Docs() map[string]string {
	return map[string]string{
		"reason": "Why it ended",
		"acts":   "What the caller may do now",
	}
}

// DisputeReceipt is the answer to an act: the case and the ways beside it.
type DisputeReceipt struct {
	DisputeSummary
	Routes []LegalRoute `json:"routes" maxItems:"10" doc:"Ways that stay open at any time"`
}

// DisputeDetails is a case as far as the caller may read it.
type DisputeDetails struct {
	DisputeReceipt
	Source     dispute.Source   `json:"source" doc:"How the case came in"`
	SourceText string           `json:"source_text" maxLength:"20" example:"当事人申请"`
	Referral   *DisputeReferral `json:"referral" doc:"By which letter an organ sent it; for the committee, null when none did"`

	Statement *string           `json:"statement" maxLength:"5000" doc:"The applicant's words; null without the right, or by voice alone"`
	AmountFen *int64            `json:"amount_fen" minimum:"0" maximum:"1000000000000" doc:"What the quarrel is about"`
	Due       *DisputeDue       `json:"due" doc:"The term; null before acceptance"`
	Deadlines []DisputeTerm     `json:"deadlines" maxItems:"300" doc:"To the committee all terms; to a party to settle and confirm"`
	Next      *DisputeSession   `json:"next_session" doc:"The next one that is planned, of those that the caller may see; null without one"`
	Agreement *DisputeAgreement `json:"agreement" doc:"As it stands; null before one was written"`
	Parties   []DisputeParty    `json:"parties" maxItems:"100"`
	Mediators []DisputeMediator `json:"mediators" maxItems:"50"`
	Evidence  []DisputeFile     `json:"evidence" maxItems:"1000" doc:"What was handed in; empty for those who may not read the statement"`
	Voice     *DisputeVoice     `json:"voice" doc:"The recording; null without one, or without the right"`
	Risk      *DisputeRisk      `json:"risk" doc:"For the committee alone; null while nobody has judged it"`

	HandedFrom *DisputeRef `json:"handed_from" doc:"The case of a committee below that goes on here"`
	HandedTo   *DisputeRef `json:"handed_to" doc:"The case of the committee above in which this one goes on"`
}

// DisputeRef names another case, which the reader need not see.
type DisputeRef struct {
	ID     models.ID `json:"id"`
	Number string    `json:"number" maxLength:"64" example:"调330602-2026-000123"`
}

func disputeRef(d *dispute.Dispute) *DisputeRef {
	if d == nil {
		return nil
	}
	return &DisputeRef{ID: d.ID, Number: d.Number}
}

// DisputeDue is the term of a case.
type DisputeDue struct {
	Basis    string     `json:"basis" maxLength:"100" doc:"The law it rests on"`
	StartsOn models.Day `json:"starts_on" doc:"Day one: the day after the event"`
	DueOn    models.Day `json:"due_on" doc:"Ends at 24:00 in Shanghai"`
}

// DisputeMediator is a person who mediates a case.
type DisputeMediator struct {
	PersonID models.ID       `json:"person_id"`
	Name     string          `json:"name" maxLength:"64"`
	Lead     bool            `json:"lead"`
	TakenAt  *models.Instant `json:"taken_at"`
}

// DisputeLine is a line of a timeline.
type DisputeLine struct {
	Seq       int64             `json:"seq" minimum:"1" maximum:"9007199254740991"`
	Kind      dispute.EventKind `json:"kind"`
	KindText  string            `json:"kind_text" maxLength:"40" example:"调解委员会已受理"`
	Audience  dispute.Audience  `json:"audience"`
	Note      *string           `json:"note" maxLength:"1000" doc:"A message, or what the committee wrote for itself"`
	PartyID   *models.ID        `json:"party_id" doc:"Of the audience party: which one"`
	PartyName *string           `json:"party_name" maxLength:"100" doc:"Of the audience party: its name"`
	By        string            `json:"by" enum:"party,committee,program" doc:"On whose part it was made"`
	ByName    *string           `json:"by_name" maxLength:"100" doc:"The party, or a mediator of the case"`
	IsMe      bool              `json:"is_me" doc:"The caller made it"`
	At        models.Instant    `json:"at"`
}

// DisputeTimeline is a page of a timeline.
type DisputeTimeline struct {
	httpapi.ListBody[DisputeLine]
	Routes []LegalRoute `json:"routes" maxItems:"10" doc:"Ways that stay open at any time"`
}

type (
	receiptOut struct {
		httpapi.Versioned
		Body DisputeReceipt
	}
	disputeOut struct {
		httpapi.Versioned
		Body DisputeDetails
	}
	disputesOut struct{ Body DisputeBoard }
	timelineOut struct{ Body DisputeTimeline }
)

func legalRoutes(c dispute.Category) []LegalRoute {
	list := dispute.LegalRoutes(c)
	out := make([]LegalRoute, len(list))
	for i, r := range list {
		out[i] = LegalRoute{Kind: r.Kind, Name: r.NameZH, Text: r.TextZH, Phone: r.Phone}
	}
	return out
}

func disputeSummary(s mediation.Summary) DisputeSummary {
	state, _ := s.State.Text()
	category, _ := s.Category.Text()
	out := DisputeSummary{
		ID: s.ID, Number: s.Number, State: s.State, StateText: state, Category: s.Category, CategoryText: category,
		RegionCode: s.RegionCode, Committee: CommitteeRef{ID: s.Committee.ID, Name: s.Committee.Name},
		MyPart: s.Standing.Part(), Acts: s.Standing.Acts(s.Dispute), AppliedAt: s.AppliedAt, AcceptedAt: s.AcceptedAt,
		AssignedAt: s.AssignedAt, TakenAt: s.TakenAt, EndedAt: s.EndedAt, DueOn: s.DueOn, Version: s.Version,
		FileNo: s.FileNo, DecidedAt: s.DecidedAt, LetterOn: s.LetterOn,
	}
	if s.GoesTo != "" {
		text, _ := s.GoesTo.Text()
		out.GoesTo, out.GoesToText = &s.GoesTo, &text
	}
	if s.Reason != "" {
		text, _ := s.Reason.Text()
		out.Reason, out.ReasonText = &s.Reason, &text
	}
	return out
}

func disputeReceipt(s mediation.Summary) DisputeReceipt {
	return DisputeReceipt{DisputeSummary: disputeSummary(s), Routes: legalRoutes(s.Category)}
}

func presentReceipt(s mediation.Summary) *receiptOut {
	return &receiptOut{Versioned: httpapi.VersionTag(s.Version), Body: disputeReceipt(s)}
}

func presentDispute(api *httpapi.API, c mediation.Case) *disputeOut {
	out := &disputeOut{Versioned: httpapi.VersionTag(c.Version), Body: DisputeDetails{
		DisputeReceipt: disputeReceipt(c.Summary), Statement: textOrNull(c.Statement), AmountFen: c.AmountFen,
		Parties: make([]DisputeParty, len(c.Parties)), Mediators: make([]DisputeMediator, len(c.Mediators)),
		Deadlines: disputeDeadlines(c.Deadlines),
	}}
	out.Body.Source, out.Body.Referral = c.Source, disputeReferral(c.Letter)
	out.Body.SourceText, _ = c.Source.Text()
	if c.Due != nil {
		out.Body.Due = &DisputeDue{Basis: c.Due.Basis, StartsOn: c.Due.StartsOn, DueOn: c.Due.DueOn}
	}
	for i, p := range c.Parties {
		out.Body.Parties[i] = disputeParty(api, p, out)
	}
	for i, m := range c.Mediators {
		out.Body.Mediators[i] = DisputeMediator{PersonID: m.PersonID, Name: m.Name, Lead: m.Lead, TakenAt: m.TakenAt}
	}
	if c.Next != nil {
		next := disputeSession(api, *c.Next)
		out.Body.Next = &next
	}
	out.Body.Agreement = disputeAgreement(api, c, out)
	presentBrought(api, c, out)
	out.Body.HandedFrom, out.Body.HandedTo = disputeRef(c.HandedFrom), disputeRef(c.HandedTo)
	presentRisk(c, out)
	return out
}

func disputeLine(l mediation.Line) DisputeLine {
	text, _ := l.Kind.Text()
	return DisputeLine{Seq: l.Seq, Kind: l.Kind, KindText: text, Audience: l.Audience, Note: textOrNull(l.Note),
		PartyID: l.PartyID, PartyName: textOrNull(l.For), By: string(l.By), ByName: textOrNull(l.Who), IsMe: l.Me,
		At: l.CreatedAt}
}

func textOrNull(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}
