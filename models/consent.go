package models

import "strings"

// Purpose is what personal data is used for, and what somebody consents to.
type Purpose string

// The purposes.
const (
	PurposeAddress         Purpose = "address"
	PurposeEmployment      Purpose = "employment"
	PurposeSkills          Purpose = "skills"
	PurposeResidencePermit Purpose = "residence_permit"
	PurposePoliticalStatus Purpose = "political_status"
	PurposePartyLife       Purpose = "party_life" // to take part in the life of a Party branch
	PurposeEthnicity       Purpose = "ethnicity"
	PurposeBeFound         Purpose = "be_found"
	PurposePublishHonours  Purpose = "publish_honours"
)

// ConsentText is what somebody reads before consenting.
type ConsentText struct {
	Title   string
	What    string // which data
	Why     string // what it is used for, and who sees it
	Keeping string // how long it is kept
	Refusal string // what happens without it
}

// ConsentPurpose is a purpose with its present text. Whoever changes a text so
// that it means something else raises Version and sets Since: consents to the
// old text then count no longer, until they are given anew.
type ConsentPurpose struct {
	Key       Purpose
	Version   int64
	Since     Day
	Sensitive bool // sensitive by law or by our policy
	Publishes bool // shows the person to the public; for verified adults only
	ZH, EN    ConsentText
	Fields    []ProfileField // what rests on it alone and goes with it
}

// Purposes lists every purpose in the order in which they are shown.
func Purposes() []ConsentPurpose { return purposes }

// PurposeOf finds a purpose by its key.
func PurposeOf(key Purpose) (ConsentPurpose, bool) {
	for _, p := range purposes {
		if p.Key == key {
			return p, true
		}
	}
	return ConsentPurpose{}, false
}

// Consent is one giving in the ledger. A row is written once; all that may
// happen to it later is that it ends, once. Number counts the givings of a
// person for a purpose, so the greatest is the newest.
type Consent struct {
	ID        ID `gorm:"primaryKey"`
	PersonID  ID
	Purpose   Purpose `pii:"none"`
	Number    int64
	Version   int64  // of the text that was read
	LiveKey   []byte `pii:"none,technical"` // ConsentKey until it ends; unique
	GivenAt   Instant
	EndedAt   *Instant
	EndReason ConsentEnd `pii:"none"`
}

// ConsentEnd tells how a consent ended.
type ConsentEnd string

// The ends; empty while it is live.
const (
	ConsentWithdrawnByPerson ConsentEnd = "withdrawn"
	ConsentRenewed           ConsentEnd = "renewed" // a newer text took its place
	ConsentAccountClosed     ConsentEnd = "closed"
)

var consentEndWords = Words[ConsentEnd]{
	{ConsentWithdrawnByPerson, "本人撤回", "Withdrawn"},
	{ConsentRenewed, "条款更新", "A newer text took its place"},
	{ConsentAccountClosed, "账号注销", "The account was closed"},
}

// Text gives the plain words of why a consent ended.
func (e ConsentEnd) Text() (zh, en string) { return consentEndWords.Of(e) }

// All gives every value in order.
func (ConsentEnd) All() []ConsentEnd { return consentEndWords.All() }

// ConsentKey is the value of LiveKey: the person and the purpose.
func ConsentKey(person ID, p Purpose) []byte {
	return append(append(make([]byte, 0, 48), person[:]...), p...)
}

// ConsentState is how a person stands to a purpose.
type ConsentState string

// The states. An outdated consent was given to another text than the present
// one: what rests on it is kept, but neither used nor shown to anybody else.
const (
	ConsentNone      ConsentState = "none"
	ConsentGiven     ConsentState = "given"
	ConsentOutdated  ConsentState = "outdated"
	ConsentWithdrawn ConsentState = "withdrawn"
)

var consentStateWords = Words[ConsentState]{
	{ConsentNone, "未同意", "Not given"},
	{ConsentGiven, "已同意", "Given"},
	{ConsentOutdated, "说明已更新，请重新确认", "The text has changed; please renew"},
	{ConsentWithdrawn, "已撤回", "Withdrawn"},
}

// Text gives the plain words of a state.
func (s ConsentState) Text() (zh, en string) { return consentStateWords.Or(s, ConsentNone) }

// All gives every value in order.
func (ConsentState) All() []ConsentState { return consentStateWords.All() }

// Ledger is the newest consent of a person for each purpose ever consented to.
type Ledger []Consent

// Newest gives the newest consent for a purpose.
func (l Ledger) Newest(key Purpose) (Consent, bool) {
	for _, c := range l {
		if c.Purpose == key {
			return c, true
		}
	}
	return Consent{}, false
}

// State tells how the person stands to a purpose.
func (l Ledger) State(key Purpose) ConsentState {
	c, given := l.Newest(key)
	p, known := PurposeOf(key)
	switch {
	case !given || !known:
		return ConsentNone
	case c.EndedAt != nil:
		return ConsentWithdrawn
	case c.Version != p.Version:
		return ConsentOutdated
	}
	return ConsentGiven
}

// Allows reports whether what rests on the purpose may be used and shown.
func (l Ledger) Allows(key Purpose) bool { return l.State(key) == ConsentGiven }

// Stamp grows with every change of the ledger.
func (l Ledger) Stamp() int64 {
	var n int64
	for _, c := range l {
		n += 2 * c.Number
		if c.EndedAt == nil {
			n--
		}
	}
	return n
}

// MayPublish reports whether a person may consent to being shown in public: a
// verified adult. Of minors nothing is published, whoever agrees.
func MayPublish(p Person, on Day) bool {
	return p.Verification == VerificationVerified && p.BirthDay != nil && AgeOn(*p.BirthDay, on) >= VoteAge
}

// Refusals around consents.
var (
	ErrConsentOutdated = NewError(CodeConflict, "consent.outdated", "这项说明已经更新，请阅读新的说明后再确认",
		"The text has changed; read the present version and consent to that")
	ErrConsentRequired = NewError(CodeConflict, "consent.required", "填写此项需要您先同意它的用途",
		"This needs your consent to its purpose first")
	ErrConsentAdults = NewError(CodeForbidden, "consent.adults_only", "公示类事项须年满18周岁并已实名核实，未成年人的信息不公示",
		"Only verified adults may consent to publication")
)

// ConsentRequired is ErrConsentRequired with the names of what to consent to.
func ConsentRequired(purposes ...Purpose) *Error {
	var zh, en []string
	for _, p := range purposes {
		nameZH, nameEN := p.Text()
		zh, en = append(zh, "“"+nameZH+"”"), append(en, "“"+nameEN+"”")
	}
	e := *ErrConsentRequired
	e.ZH = "需要您先阅读并同意" + strings.Join(zh, "、") + "的用途说明"
	e.EN = "This needs your consent first: " + strings.Join(en, ", ")
	return &e
}

// Text gives the title of a purpose.
func (p Purpose) Text() (zh, en string) {
	of, _ := PurposeOf(p)
	return of.ZH.Title, of.EN.Title
}

// All gives every purpose in the order in which they are shown.
func (Purpose) All() []Purpose {
	all := make([]Purpose, len(purposes))
	for i, p := range purposes {
		all[i] = p.Key
	}
	return all
}
