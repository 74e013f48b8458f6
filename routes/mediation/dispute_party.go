package mediation

import (
	"context"

	"xinjumin/models"
	"xinjumin/models/dispute"
	"xinjumin/models/upload"
	"xinjumin/routes/httpapi"
	"xinjumin/services/mediation"
)

// DisputeParty is one side. Name and contact are null where the reader may not
// see them.
type DisputeParty struct {
	ID          models.ID         `json:"id"`
	Side        dispute.PartySide `json:"side"`
	Kind        dispute.PartyKind `json:"kind"`
	KindText    string            `json:"kind_text" maxLength:"20" example:"用工单位"`
	IsMe        bool              `json:"is_me"`
	Name        *string           `json:"name" maxLength:"100"`
	Contact     *string           `json:"contact" maxLength:"100" doc:"For the committee and who gave it"`
	Consent     dispute.Consent   `json:"consent" doc:"To mediation, which nobody is made to"`
	ConsentText string            `json:"consent_text" maxLength:"20" example:"同意调解"`
	ConsentWay  *dispute.Way      `json:"consent_way" doc:"How it was said; null before"`
	ConsentedAt *models.Instant   `json:"consented_at" doc:"When it was given or refused"`
	InformedAt  *models.Instant   `json:"informed_at" doc:"When their rights and duties were explained to them"`
	InformedWay *dispute.Way      `json:"informed_way"`
	ToldOn      *models.Day       `json:"told_on" doc:"When they were told of the end; for the committee"`
	ToldWay     *dispute.ToldWay  `json:"told_way"`
	Witness     *string           `json:"witness" maxLength:"100" doc:"Of what was said by word of mouth; for the committee"`
	Scans       []DisputeScan     `json:"scans" maxItems:"100" doc:"Of what was said on paper; for the committee"`
	LeftAt      *models.Instant   `json:"left_at" doc:"Since when they take no part in the mediation; null while they do"`
	Mandate     *dispute.Mandate  `json:"mandate" doc:"Whether they stand for the other applicants; null when not"`

	HasAccount bool               `json:"has_account" doc:"They have come to the case with their own account; told to the committee alone"`
	Invitation *DisputeInvitation `json:"invitation" doc:"The code to join by, or who has asked; for the committee, null without one"`
	ExtendsTo  *models.Day        `json:"extends_to" doc:"The later last day to which they have agreed, while the term has an earlier one"`

	WishedID   *models.ID `json:"wished_mediator_id" doc:"The mediator whom they wish; for the committee and themselves"`
	WishedName *string    `json:"wished_mediator_name" maxLength:"64" example:"吴有德"`
}

// DisputeScan is a paper of a party.
type DisputeScan struct {
	ID        models.ID      `json:"id"`
	Kind      string         `json:"kind" enum:"jpeg,png,pdf" example:"jpeg"`
	Size      int64          `json:"size" minimum:"0" maximum:"20971520" doc:"Bytes, as it is stored" example:"183204"`
	URL       string         `json:"url" maxLength:"500"`
	ThumbURL  *string        `json:"thumb_url" maxLength:"500" doc:"Of a small JPEG; null for what is no picture"`
	URLEndsAt models.Instant `json:"url_expires_at" doc:"Read the case again for fresh links"`
}

// disputeParty shows a party; links of its papers end, so that their end is a detail of
// the entity tag.
func disputeParty(api *httpapi.API, p mediation.Party, out *disputeOut) DisputeParty {
	d := DisputeParty{ID: p.ID, Side: p.Side, Kind: p.Kind, IsMe: p.Me, Name: textOrNull(p.Name),
		Contact: textOrNull(p.Contact), Consent: p.Consent, ConsentWay: codeOrNull(p.ConsentWay),
		ConsentedAt: p.ConsentedAt, InformedAt: p.InformedAt, InformedWay: codeOrNull(p.InformedWay), ToldOn: p.ToldOn,
		ToldWay: codeOrNull(p.ToldWay), Witness: textOrNull(p.Witness), Scans: make([]DisputeScan, len(p.Scans)),
		LeftAt: p.LeftAt, Mandate: codeOrNull(p.Mandate), HasAccount: p.Joined, Invitation: disputeInvitation(p.Invited),
		ExtendsTo: p.Until,
		WishedID:  p.WishedID, WishedName: textOrNull(p.Wished)}
	d.KindText, _ = p.Kind.Text()
	d.ConsentText, _ = p.Consent.Text()
	for i, f := range p.Scans {
		d.Scans[i] = disputeScan(api, f)
		out.Versioned = httpapi.VersionTag(out.Body.Version, int64(f.LinkEnds))
	}
	return d
}

func disputeScan(api *httpapi.API, f upload.View) DisputeScan {
	s := DisputeScan{ID: f.ID, Kind: string(f.Kind), Size: f.Size, URLEndsAt: f.LinkEnds}
	s.URL, s.ThumbURL = f.Addresses(api.URL)
	return s
}

func codeOrNull[T ~string](code T) *T {
	if code == "" {
		return nil
	}
	return &code
}

type partyConsentIn struct {
	ID models.ID `path:"id" doc:"Party of a case"`
	httpapi.IfMatch
	Body struct {
		Consent dispute.Consent `json:"consent" enum:"given,refused"`
		Way     dispute.Way     `json:"way" enum:"paper,oral"`
		Witness string          `json:"witness,omitempty" maxLength:"100" example:"网格员小沈"`
		ScanIDs []models.ID     `json:"scan_ids,omitempty" maxItems:"9"`
	}
}

// Docs implements httpapi.Documented.
func (partyConsentIn) Docs() map[string]string {
	return map[string]string{
		"witness":  "Who was there; needed for what was said by word of mouth",
		"scan_ids": "Own files of the purpose document: the signed paper; needed for what was said on paper",
	}
}

type partyNoticeIn struct {
	ID models.ID `path:"id" doc:"Party of a case"`
	httpapi.IfMatch
	Body struct {
		Way     dispute.Way `json:"way" enum:"paper,oral"`
		ScanIDs []models.ID `json:"scan_ids,omitempty" maxItems:"9"`
	}
}

// Docs implements httpapi.Documented.
func (partyNoticeIn) Docs() map[string]string {
	return map[string]string{"scan_ids": "Own files of the purpose document: the signed paper; needed for what was said on paper"}
}

type partyToldIn struct {
	ID models.ID `path:"id" doc:"Party of a case"`
	httpapi.IfMatch
	Body struct {
		Way dispute.ToldWay `json:"way"`
		On  models.Day      `json:"on" doc:"From the day of the end until today"`
	}
}

// partyAct is the route of what a committee writes down for a party.
func partyAct(v dispute.Verb, id, path, summary, more string, zh httpapi.Chinese, errs ...*models.Error) httpapi.Route {
	return below(v, httpapi.ScopeCommittee, id, "/dispute-parties/{id}/"+path, summary, more, zh,
		append(errs, dispute.ErrCommitteeOnly, dispute.ErrOwnCase)...)
}

// disputePartyActs registers what a committee writes down for those who have no account,
// or who said it in another way.
func disputePartyActs(api *httpapi.API, svc *mediation.Service) {
	httpapi.Post(api, partyAct(dispute.RecordConsent, "recordPartyConsent", "consent",
		"Record whether a party consents to mediation",
		"By a head of the committee or a mediator of the case: on paper, of which a scan is kept, or by word of mouth "+
			"before a witness. What the party has answered in person stays. The case is accepted with the "+
			"consent of each side, and ends when nobody is left on one.",
		httpapi.InChinese("登记当事人是否同意调解", "由委员会负责人或本案调解员登记：书面的要上传签字的纸，口头的要有见证人。当事人自己作过的答复不能改写。"+
			"双方都同意后正式受理；一方没有人同意的，纠纷结束。"),
		dispute.ErrAnsweredSelf, dispute.ErrAnswered),
		func(ctx context.Context, actor models.Actor, in *partyConsentIn) (mediation.Summary, error) {
			return svc.RecordConsent(ctx, actor, in.Expected(), mediation.Recorded{Party: in.ID,
				Consent: in.Body.Consent, Way: in.Body.Way, Witness: in.Body.Witness, Scan: in.Body.ScanIDs})
		}, presentReceipt)
	httpapi.Post(api, partyAct(dispute.RecordNotice, "recordPartyNotice", "notice",
		"Record that a party was told their rights and duties",
		"By a head of the committee or a mediator of the case, once for each party; before the "+
			"first session everybody "+
			"who takes part knows their rights.",
		httpapi.InChinese("登记已告知当事人权利和义务", "由委员会负责人或本案调解员登记，每位当事人一次；第一次调解以前，参加的人都要知道自己的权利。"),
		dispute.ErrAnswered),
		func(ctx context.Context, actor models.Actor, in *partyNoticeIn) (mediation.Summary, error) {
			return svc.RecordNotice(ctx, actor, in.Expected(), mediation.Recorded{Party: in.ID, Way: in.Body.Way,
				Scan: in.Body.ScanIDs})
		}, presentReceipt)
	httpapi.Post(api, partyAct(dispute.RecordTold, "recordPartyTold", "told",
		"Record how a party was told that the case has ended",
		"By a head of the committee or a mediator of the case, once for each party.",
		httpapi.InChinese("登记已把结果告知当事人", "由委员会负责人或本案调解员登记，每位当事人一次。"), dispute.ErrTold),
		func(ctx context.Context, actor models.Actor, in *partyToldIn) (mediation.Summary, error) {
			return svc.RecordTold(ctx, actor, in.Expected(), mediation.Told{Party: in.ID, Way: in.Body.Way,
				On: in.Body.On})
		}, presentReceipt)
}
