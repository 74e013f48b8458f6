package models

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// PersonState tells whether a person may sign in.
type PersonState string

// States of a person.
const (
	PersonActive PersonState = "active"
	PersonClosed PersonState = "closed"
)

var personStateWords = Words[PersonState]{
	{PersonActive, "使用中", "In use"},
	{PersonClosed, "已注销", "Closed"},
}

// Text gives the plain words of a state.
func (s PersonState) Text() (zh, en string) { return personStateWords.Of(s) }

// All gives every value in order.
func (PersonState) All() []PersonState { return personStateWords.All() }

// Verification tells how far the identity of a person is proven.
type Verification string

// States of the verification: none → pending → verified | rejected → pending.
const (
	VerificationNone     Verification = "none"
	VerificationPending  Verification = "pending"
	VerificationVerified Verification = "verified"
	VerificationRejected Verification = "rejected"
)

// Person is one human with any number of WeChat identities. Name and identity
// number are sealed by the key ring; nothing here shows them.
type Person struct {
	ID                 ID           `gorm:"primaryKey"`
	State              PersonState  `pii:"none"`
	Nickname           string       `pii:"name"`
	NicknameFolded     string       `pii:"name,technical"` // what the nickname is searched by, see SearchName
	NicknamePinyin     string       `pii:"name,technical"`
	NicknameInitials   string       `pii:"name,technical"`
	Verification       Verification `pii:"none"`
	VerificationReason string       `pii:"words"`
	NameSealed         []byte       `pii:"name"`
	IDNumberSealed     []byte       `gorm:"column:id_number_sealed" pii:"identity"`
	IDNumberIndex      []byte       `gorm:"column:id_number_index" pii:"identity,technical"`
	// IDNumberIndexAlt is under the other index key, see the key ring.
	IDNumberIndexAlt []byte `gorm:"column:id_number_index_alt" pii:"identity,technical"`
	PhoneSealed      []byte `pii:"contact"`
	PhoneIndex       []byte `pii:"contact,technical"`
	PhoneIndexAlt    []byte `pii:"contact,technical"`
	BirthDay         *Day   `pii:"identity"`
	Sex              Sex
	Education        string      `pii:"profile"`
	Employment       string      `pii:"profile"`
	OriginCode       *RegionCode `pii:"profile"` // home place (户籍地)
	RegionCode       *RegionCode `pii:"contact"` // present place (现居地), a town or village
	Insured          *bool
	ClaimedAt        *Instant // under review with a number that another person holds
	// IdentityTakenBackOn is the day on which the person last took name and number back from review, and
	// IdentityTakenBack how often on that day, see IdentityTakenBackMax.
	IdentityTakenBackOn *Day
	IdentityTakenBack   int64
	MergedInto          *ID      // closed because this is the same human
	Epoch               int64    // sessions of an older epoch are dead
	SuggestionsOffAt    *Instant // suggestions by what the person has told are switched off
	CodeMAC             []byte   `gorm:"column:code_mac" pii:"none,technical"` // of the code that is shown now, see PersonCode
	CodeEndsAt          *Instant
	PostingBannedUntil  *Instant // of the live bans the latest, see Ban
	AccountBannedUntil  *Instant
	Version             int64
	CreatedAt           Instant `gorm:"autoCreateTime:false"`
	UpdatedAt           Instant `gorm:"autoUpdateTime:false"`
}

// WeChatIdentity ties an openid of one mini-program to a person.
type WeChatIdentity struct {
	ID        ID      `gorm:"primaryKey"`
	AppID     string  `pii:"none"`
	OpenID    string  `pii:"contact"`
	UnionID   *string `pii:"contact"`
	PersonID  ID
	CreatedAt Instant `gorm:"autoCreateTime:false"`
}

// TableName keeps the brand's spelling out of the schema.
func (WeChatIdentity) TableName() string { return "wechat_identities" }

// Ages that matter. Under 14 the consent of a guardian would be needed, which a
// mini-program cannot prove, so nobody younger is registered.
const (
	MinAge  = 14
	WorkAge = 16
	VoteAge = 18
	MaxAge  = 130 // older is a typing error
)

// AgeOn gives the full years of life on a day. A birthday counts as the day on
// which the year is full; who is born on 29 February has it on 1 March in
// common years. It is negative before birth.
func AgeOn(birth, on Day) int {
	if len(birth) != 10 || len(on) != 10 {
		return -1
	}
	number := func(s Day) int {
		n := 0
		for i := range len(s) {
			n = n*10 + int(s[i]-'0')
		}
		return n
	}
	age := number(on[:4]) - number(birth[:4])
	if on[5:] < birth[5:] {
		age--
	}
	return age
}

// MayVoteOn reports whether a person born on birth has the age to vote on a day.
func MayVoteOn(birth, on Day) bool { return AgeOn(birth, on) >= VoteAge }

// Refusals around people, sign-in and identity.
var (
	ErrIdentityTaken = NewError(CodeConflict, "identity.taken", "该身份证件号码无法用于此账号，请带身份证到现居住地的新居民服务站，找协管员核实",
		"This ID number cannot be used for this account; ask the officer of your community")
	ErrIdentityTooYoung = NewError(CodeForbidden, "identity.too_young", "未满14周岁不能登记，满14周岁后再来登记",
		"People under 14 cannot register")
	ErrIdentityState = NewError(CodeConflict, "identity.wrong_state", "当前状态不能进行此操作，请刷新后查看",
		"The verification is not in a state that allows this")
	ErrIdentityPending = NewError(CodeConflict, "identity.pending", "身份信息正在审核，审核结束后才能修改",
		"The identity is under review; change it after that")
	ErrIdentityTakenBackOften = NewError(CodeConflict, "identity.taken_back_often", "今天已撤回3次，请明天再试",
		"Taken back three times today; try again tomorrow")
	ErrIdentityVerified = NewError(CodeConflict, "identity.already_verified", "身份已经核实，更改的功能暂未开通",
		"The identity is verified already")
	ErrIdentityOwn = NewError(CodeForbidden, "identity.own_review", "不能审核自己的身份信息",
		"Nobody reviews their own identity")
	ErrRegionRequired = NewError(CodeConflict, "identity.region_required", "请先填写现居住的村（社区）",
		"Set your present village first")
	ErrPersonClosed = NewError(CodeForbidden, "person.closed", "此账号已注销", "This account is closed")
)

// IdentityTakenBackMax is how often a day a person may take name and number back from
// review, so that nobody finds out by trying which numbers are taken.
const IdentityTakenBackMax = 3

// Seen refuses an officer who decides without naming the version they have looked at, about
// somebody who has swapped what they had submitted before: what is decided must have been seen.
func (p Person) Seen(version *int64) error {
	if version == nil && p.IdentityTakenBackOn != nil {
		return ErrStale
	}
	return nil
}

// What a person is told about the own identity.
const (
	NoticeIdentityVerified NoticeKind = "identity.verified"
	NoticeIdentityRejected NoticeKind = "identity.rejected"
)

// ProfileChange is a partial change of what people say about themselves: nil
// leaves a field alone, a pointer to nil clears it.
type ProfileChange struct {
	Nickname   *string
	Education  *string
	OriginCode **RegionCode
	RegionCode **RegionCode
	Insured    **bool
}

// Apply gives the person as it will be.
func (c ProfileChange) Apply(p Person) Person {
	if c.Nickname != nil {
		p.Nickname = *c.Nickname
	}
	if c.Education != nil {
		p.Education = *c.Education
	}
	if c.OriginCode != nil {
		p.OriginCode = *c.OriginCode
	}
	if c.RegionCode != nil {
		p.RegionCode = *c.RegionCode
	}
	if c.Insured != nil {
		p.Insured = *c.Insured
	}
	return p
}

// Limits of what people type about themselves, in characters.
const (
	NameMin, NameMax = 2, 50
	NicknameMax      = 20
	ReasonMax        = 200
)

// ValidName reports whether s can be the name on a card: 2–50 characters of
// Han or Latin letters; the middle dot of transcribed names, a blank, a hyphen
// or an apostrophe may stand between two letters. s is in its canonical form, see
// LegalName of services/internal/text.
func ValidName(s string) bool {
	n := utf8.RuneCountInString(s)
	if !utf8.ValidString(s) || n < NameMin || n > NameMax {
		return false
	}
	afterLetter := false
	for _, r := range s {
		switch {
		case nameLetter(r):
			afterLetter = true
		case strings.ContainsRune("·-' ", r) && afterLetter:
			afterLetter = false
		default:
			return false
		}
	}
	return afterLetter
}

// nameLetter reports a letter that stands in names: ideographs, and the Latin of
// the languages that are written with it. Radicals, full-width and phonetic
// letters only look like them.
func nameLetter(r rune) bool {
	switch {
	case Ideograph(r):
		return true
	case unicode.Is(unicode.Latin, r):
		return unicode.IsLetter(r) && (r < 0x0250 || r >= 0x1E00 && r <= 0x1EFF)
	}
	return false
}

// MaskName keeps the first character: 张三丰 becomes 张**.
func MaskName(s string) string {
	n := utf8.RuneCountInString(s)
	if n == 0 {
		return ""
	}
	_, size := utf8.DecodeRuneInString(s)
	return s[:size] + strings.Repeat("*", max(1, min(n-1, 4)))
}

// Education by GB/T 4658-2006, the ten main codes.
var educationText = map[string][2]string{
	"11": {"博士", "Doctorate"}, "14": {"硕士", "Master"}, "21": {"大学本科", "Bachelor"},
	"31": {"大学专科", "Junior college"}, "41": {"中专", "Secondary specialised"}, "44": {"职高", "Vocational high school"},
	"47": {"技校", "Technical school"}, "61": {"高中", "High school"}, "71": {"初中", "Middle school"},
	"81": {"小学", "Primary school"}, "90": {"其他", "Other"},
}

// ValidEducation reports whether code is empty (not told) or one of GB/T 4658.
func ValidEducation(code string) bool {
	_, ok := educationText[code]
	return ok || code == ""
}

// EducationText gives the plain words of a code; empty for none.
func EducationText(code string) (zh, en string) {
	t := educationText[code]
	return t[0], t[1]
}

var verificationWords = Words[Verification]{
	{VerificationNone, "未提交", "Not submitted"},
	{VerificationPending, "审核中", "Under review"},
	{VerificationVerified, "已核实", "Verified"},
	{VerificationRejected, "未通过", "Rejected"},
}

// Text gives the plain words of a verification state.
func (v Verification) Text() (zh, en string) { return verificationWords.Or(v, VerificationNone) }

// All gives every value in order.
func (Verification) All() []Verification { return verificationWords.All() }

// TableName keeps the mapper from calling the table people.
func (Person) TableName() string { return "persons" }

// IsServicePhone reports whether a text is a telephone of an office: three to twelve
// digits, in groups that a hyphen or a blank may part (12351, 0575-85112345).
func IsServicePhone(s string) bool {
	digits := 0
	for i, r := range s {
		switch {
		case r >= '0' && r <= '9':
			digits++
		case (r == '-' || r == ' ') && i > 0 && i < len(s)-1:
		default:
			return false
		}
	}
	return digits >= 3 && digits <= 12 && len(s) <= ServicePhoneMax
}

// ServicePhoneMax bounds the telephone of an office, in characters.
const ServicePhoneMax = 20
