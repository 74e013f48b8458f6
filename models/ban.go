package models

// Banned tells until when a person is kept from what; zero: not at all.
type Banned struct {
	PostingUntil Instant
	AccountUntil Instant
	Reason       string // of the ban that ends last
}

// None reports whether nothing is taken away.
func (b Banned) None() bool { return b.PostingUntil == 0 && b.AccountUntil == 0 }

// Posting refuses who may not publish words.
func (b Banned) Posting() error {
	if b.None() {
		return nil
	}
	return ErrBanned.banned(max(b.PostingUntil, b.AccountUntil), b.Reason)
}

// Account refuses who may do nothing but use their rights.
func (b Banned) Account() error {
	if b.AccountUntil == 0 {
		return nil
	}
	return ErrBanned.banned(b.AccountUntil, b.Reason)
}

// ErrBanned is told with the end and the reason.
var ErrBanned = NewError(CodeForbidden, "person.banned", "此账号目前不能进行这项操作", "This account may not do this at present")

func (e *Error) banned(until Instant, reason string) *Error {
	c := *e
	at := until.Time().In(Shanghai)
	if r := []rune(reason); len(r) > 100 { // the rest is in the inbox
		reason = string(r[:100]) + "…"
	}
	c.ZH += "，期限至" + at.Format("2006年1月2日15:04") + "。原因：" + reason + "。如有异议可以申诉"
	c.EN += ", until " + at.Format("2006-01-02 15:04") + " (Beijing time). Reason: " + reason + ". You may appeal"
	return &c
}
