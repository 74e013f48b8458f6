package dispute

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"

	"xinjumin/models"
)

// AgreementState is where one version of an agreement stands.
type AgreementState string

// The states: signing → effective, or void when another version replaces it or the case
// ends without it.
const (
	AgreementSigning   AgreementState = "signing"
	AgreementEffective AgreementState = "effective"
	AgreementVoid      AgreementState = "void"
)

var agreementWords = models.Words[AgreementState]{
	{AgreementSigning, "等待签字盖章", "Waits for signatures and seal"},
	{AgreementEffective, "已生效", "In effect"},
	{AgreementVoid, "已作废", "Void"},
}

// Text gives the plain words of a state.
func (s AgreementState) Text() (zh, en string) { return agreementWords.Of(s) }

// All gives every value in order.
func (AgreementState) All() []AgreementState { return agreementWords.All() }

// Agreement is one version of a mediation agreement (调解协议). What it says never
// changes: a changed word is another version, which is signed anew.
type Agreement struct {
	ID            models.ID `gorm:"primaryKey"`
	DisputeID     models.ID
	Seq           int64
	Kind          AgreementKind  `pii:"none"`
	State         AgreementState `pii:"sensitive"`
	ContentSealed []byte         `pii:"sensitive"` // Content as JSON
	SHA256        string         `gorm:"column:sha256" pii:"none,technical"`
	LiveKey       *models.ID     `pii:"none,technical"` // the case while it is not void; unique
	ProposedBy    models.ID
	EffectiveOn   *models.Day
	ConfirmUntil  *models.Day    // both may ask the court to confirm it until then (人民调解法 Art 33)
	CreatedAt     models.Instant `gorm:"autoCreateTime:false"`
}

// TableName keeps the name of the table, which says the area, too.
func (Agreement) TableName() string { return "dispute_agreements" }

// Signer is in which part somebody signs.
type Signer string

// An agreement is in effect once every party has signed, a mediator has signed and the
// committee has put its seal (人民调解法 Art 29).
const (
	SignerParty    Signer = "party"
	SignerMediator Signer = "mediator"
	SignerSeal     Signer = "seal"
)

var signerWords = models.Words[Signer]{
	{SignerParty, "当事人签字", "A party"},
	{SignerMediator, "调解员签字", "The mediator"},
	{SignerSeal, "调解委员会盖章", "The seal of the committee"},
}

// Text gives the plain words of a part.
func (s Signer) Text() (zh, en string) { return signerWords.Of(s) }

// All gives every value in order.
func (Signer) All() []Signer { return signerWords.All() }

// Signature is that somebody signed on a day, on the paper of which the pages are kept.
type Signature struct {
	AgreementID models.ID  `gorm:"primaryKey"`
	Part        Signer     `gorm:"primaryKey" pii:"none"`
	SignerID    models.ID  `gorm:"primaryKey"` // the party, the mediator or the committee
	SignedOn    models.Day `pii:"none"`
	RecordedBy  models.ID
	CreatedAt   models.Instant `gorm:"autoCreateTime:false"`
}

// TableName keeps the name of the table, which says the area, too.
func (Signature) TableName() string { return "dispute_signatures" }

// Item is one thing that an agreement in effect asks of a party, and whether it was done.
type Item struct {
	ID          models.ID `gorm:"primaryKey"`
	AgreementID models.ID
	DisputeID   models.ID
	No          int64
	AmountFen   *int64
	PayerID     models.ID // a party of the case
	PayeeID     models.ID
	DueOn       models.Day
	PerformedOn *models.Day
	RecordedBy  *models.ID
	CreatedAt   models.Instant `gorm:"autoCreateTime:false"`
}

// TableName keeps the name of the table, which says the area, too.
func (Item) TableName() string { return "dispute_items" }

// Content is what a version of an agreement says. It is written as JSON with its fields
// in this order, and the hash of that is what is signed.
type Content struct {
	Dispute        models.ID  `json:"dispute"`
	FileNo         string     `json:"file_no"`
	Version        int64      `json:"version"`
	Parties        []Named    `json:"parties"`
	Facts          string     `json:"facts"`
	Responsibility string     `json:"responsibility"`
	Terms          string     `json:"terms"`
	Manner         string     `json:"manner"`
	DueOn          models.Day `json:"due_on"`
	Items          []Promise  `json:"items"`
	DrawnOn        models.Day `json:"drawn_on"`
}

// Named is a party by the name that stands in the agreement.
type Named struct {
	Party models.ID `json:"party"`
	Side  PartySide `json:"side"`
	Name  string    `json:"name"`

	// Representatives who may settle sign in the party's place.
	SettledFor bool `json:"settled_for,omitempty"`
}

// Promise is what one party owes another by the agreement.
type Promise struct {
	What      string     `json:"what"`
	AmountFen *int64     `json:"amount_fen"` // nil when it is not about money
	Payer     models.ID  `json:"payer"`      // a party of the case
	Payee     models.ID  `json:"payee"`
	DueOn     models.Day `json:"due_on"`
}

// JSON gives the canonical text of what is agreed.
func (c Content) JSON() ([]byte, error) { return json.Marshal(c) }

// Sum is the hash of a canonical text, in hexadecimal digits.
func Sum(text []byte) string {
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:])
}

// Total adds up the money of the items, in fen.
func (c Content) Total() int64 {
	var total int64
	for _, i := range c.Items {
		if i.AmountFen != nil {
			total += *i.AmountFen
		}
	}
	return total
}

// NameOf gives the name of a party as it stands in the agreement.
func (c Content) NameOf(party models.ID) string {
	for _, p := range c.Parties {
		if p.Party == party {
			return p.Name
		}
	}
	return ""
}

// Has reports whether a party stands in the agreement.
func (c Content) Has(party models.ID) bool {
	for _, p := range c.Parties {
		if p.Party == party {
			return true
		}
	}
	return false
}

// Effective gives the day on which the agreement came into effect, the last of those on
// which it was signed and sealed; false while a signature or the seal is missing. Those
// for whom representatives settle need not sign.
func (c Content) Effective(signatures []Signature) (models.Day, bool) {
	var last models.Day
	mediator, seal := false, false
	signed := map[models.ID]bool{}
	for _, s := range signatures {
		switch s.Part {
		case SignerParty:
			signed[s.SignerID] = true
		case SignerMediator:
			mediator = true
		case SignerSeal:
			seal = true
		}
		last = max(last, s.SignedOn)
	}
	for _, p := range c.Parties {
		if !signed[p.Party] && !p.SettledFor {
			return "", false
		}
	}
	return last, mediator && seal && len(c.Parties) > 0
}

// Limits of an agreement.
const (
	FactsMax  = 5000 // characters of the facts, and of what is agreed
	MannerMax = 500
	WhatMax   = 200
	ItemsMax  = 100
	PagesMax  = 40
)

// Notices about agreements.
const (
	NoticeProposed  models.NoticeKind = "dispute.agreement_proposed"  // to the parties
	NoticeEffective models.NoticeKind = "dispute.agreement_effective" // to the parties, head and mediators
	NoticePaid      models.NoticeKind = "dispute.item_performed"      // to the parties, head and mediators
	NoticePerformed models.NoticeKind = "dispute.performed"
	NoticeBreached  models.NoticeKind = "dispute.breached"
)

// Refusals around agreements.
var (
	ErrTakerOnly = models.NewError(models.CodeForbidden, "agreement.taker_only", "只有已经接手本案的调解员可以进行此操作",
		"Only a mediator who has taken the case may do this")
	ErrRightsFirst = models.NewError(models.CodeConflict, "agreement.rights_first",
		"还有当事人没有被告知权利和义务，请先告知", "A party has not been told their rights yet")
	ErrAgreementChanged = models.NewError(models.CodeConflict, "agreement.changed",
		"协议内容已经改动，签的不是现在这一份，请按最新的协议重新签字", "What was signed is not what the agreement says now")
	ErrSigned = models.NewError(models.CodeConflict, "agreement.signed", "已经记录过这个签名",
		"That has been signed already")
	ErrPagesFirst = models.NewError(models.CodeConflict, "agreement.pages_first", "请先上传签了字的协议",
		"Hand in the signed pages first")
	ErrPayeeOnly = models.NewError(models.CodeForbidden, "agreement.payee_only",
		"当事人只能确认自己收到的那一项", "A party confirms only what is owed to them")
	ErrItemsFirst = models.NewError(models.CodeConflict, "agreement.items_first",
		"还有没履行的项目，请先逐项登记", "Items are still open")
	ErrItemDone = models.NewError(models.CodeConflict, "agreement.item_done", "这一项已经记录为履行",
		"That has been performed already")
	ErrNotOverdue = models.NewError(models.CodeConflict, "agreement.not_overdue", "没有到期还没履行的项目",
		"Nothing of the agreement is overdue")
)
