package upload

import (
	"slices"

	"xinjumin/models"
)

// Purpose says what a file is for; it decides what is taken.
type Purpose string

// The purposes.
const (
	Avatar        Purpose = "avatar"
	ActivityImage Purpose = "activity_image"
	Evidence      Purpose = "evidence"
	Document      Purpose = "document"
	Voice         Purpose = "voice"
	Charter       Purpose = "charter"
	Roster        Purpose = "roster"
)

// Kind is what a file is by its content, never by its name.
type Kind string

// The kinds that are stored. Pictures are always written anew, so that what
// comes as WebP or GIF becomes one of the two.
const (
	JPEG Kind = "jpeg"
	PNG  Kind = "png"
	PDF  Kind = "pdf"
	MP3  Kind = "mp3"
	M4A  Kind = "m4a"
	AAC  Kind = "aac"
	AMR  Kind = "amr"
	WAV  Kind = "wav"
	XLSX Kind = "xlsx"
	CSV  Kind = "csv"
)

// Class groups kinds that a purpose takes together.
type Class string

// The classes.
const (
	Images Class = "image"
	Papers Class = "paper"
	Sounds Class = "sound"
	Sheets Class = "sheet"
)

// Limits of one person over all purposes, and of pictures. A file of FileMax
// bytes just fits into the body of an upload.
const (
	Max             = 10 << 20
	TotalCount      = 500
	TotalBytes      = 500 << 20
	MaxPixels       = 40_000_000
	MaxSide         = 4096 // a larger picture is made smaller
	ThumbSide       = 320
	NameMax         = 80 // characters
	fileSmallSide   = 1024
	fileMiddleBytes = 5 << 20
)

// Rule is what holds for a purpose.
type Rule struct {
	Purpose Purpose
	Classes []Class
	// MaxBytes bounds one file, as it comes.
	MaxBytes int64
	// MaxSide is how large a stored picture may be.
	MaxSide int
	// Confidential files are read by the person the link was made for, signed
	// in, and each read is in the trail. Links of others suffice by themselves,
	// because the mini-program's image cannot send a header.
	Confidential bool
	// DayCount and DayBytes bound what one person may upload on one day.
	DayCount, DayBytes int64
	// Taker is the operation that takes such files; while it is empty nothing does, and
	// none are uploaded.
	Taker  string
	ZH, EN string
}

var fileRules = []Rule{
	{Avatar, []Class{Images}, fileMiddleBytes, fileSmallSide, false, 10, 50 << 20, "changeCard", "标志图片",
		"picture of an organization"},
	{ActivityImage, []Class{Images}, Max, 2048, false, 60, 200 << 20, "createActivity", "活动图片",
		"picture of an activity"},
	{Evidence, []Class{Images, Papers, Sounds}, Max, MaxSide, true, 60, 200 << 20, "fileDispute", "证据材料",
		"evidence"},
	{Document, []Class{Images, Papers}, Max, MaxSide, true, 40, 200 << 20, "recordPartyConsent", "证明材料", "paper"},
	{Voice, []Class{Sounds}, fileMiddleBytes, 0, true, 100, 100 << 20, "fileDispute", "语音", "voice note"},
	{Charter, []Class{Images, Papers}, Max, MaxSide, false, 20, 100 << 20, "", "章程", "charter"},
	{Roster, []Class{Sheets}, Max, 0, true, 20, 100 << 20, "createRoster", "名册", "roster"},
}

// Rules lists what holds for each purpose.
func Rules() []Rule { return slices.Clone(fileRules) }

// RuleOf gives the rule of a purpose; false when there is no such purpose.
func RuleOf(p Purpose) (Rule, bool) {
	for _, r := range fileRules {
		if r.Purpose == p {
			return r, true
		}
	}
	return Rule{}, false
}

// Takes reports whether files of a kind may have this purpose.
func (r Rule) Takes(k Kind) bool { return slices.Contains(r.Classes, k.Class()) }

type kindFacts struct {
	class          Class
	mime, ext      string
	wordZH, wordEN string
}

var fileKinds = map[Kind]kindFacts{
	JPEG: {Images, "image/jpeg", ".jpg", "照片", "photo"},
	PNG:  {Images, "image/png", ".png", "图片", "picture"},
	PDF:  {Papers, "application/pdf", ".pdf", "PDF文件", "PDF"},
	MP3:  {Sounds, "audio/mpeg", ".mp3", "录音", "sound"},
	M4A:  {Sounds, "audio/mp4", ".m4a", "录音", "sound"},
	AAC:  {Sounds, "audio/aac", ".aac", "录音", "sound"},
	AMR:  {Sounds, "audio/amr", ".amr", "录音", "sound"},
	WAV:  {Sounds, "audio/wav", ".wav", "录音", "sound"},
	XLSX: {Sheets, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ".xlsx", "Excel表格",
		"workbook"},
	CSV: {Sheets, "text/csv", ".csv", "CSV表格", "CSV"},
}

// Class gives the class of a kind, empty for an unknown one.
func (k Kind) Class() Class { return fileKinds[k].class }

// MediaType is what an answer with this content says it is.
func (k Kind) MediaType() string { return fileKinds[k].mime }

// Extension is how the name of such a file ends.
func (k Kind) Extension() string { return fileKinds[k].ext }

// Text gives the plain words of a kind.
func (k Kind) Text() (zh, en string) { return fileKinds[k].wordZH, fileKinds[k].wordEN }

var fileModerationWords = models.Words[Moderation]{
	{Unjudged, "待审核", "not looked at yet"},
	{Passed, "已审核", "passed"},
	{Blocked, "已屏蔽", "blocked"},
}

// Text gives the plain words of a decision about showing a file.
func (m Moderation) Text() (zh, en string) { return fileModerationWords.Or(m, Unjudged) }

// All gives every value in order.
func (Moderation) All() []Moderation { return fileModerationWords.All() }

// Use is what a person has stored and uploaded today.
type Use struct {
	Count, Bytes       int64 // all that is stored
	DayCount, DayBytes int64 // uploaded today for one purpose
}

// Room refuses one more file of a size.
func (r Rule) Room(u Use, size int64) error {
	switch {
	case u.DayCount+1 > r.DayCount || u.DayBytes+size > r.DayBytes:
		return ErrQuotaDay
	case u.Count+1 > TotalCount || u.Bytes+size > TotalBytes:
		return ErrQuota
	}
	return nil
}

// Kinds lists the kinds that are stored.
func Kinds() []Kind {
	return []Kind{JPEG, PNG, PDF, MP3, M4A, AAC, AMR, WAV, XLSX, CSV}
}

// Text gives the plain words of a purpose.
func (p Purpose) Text() (zh, en string) {
	rule, _ := RuleOf(p)
	return rule.ZH, rule.EN
}

// All gives every purpose in order.
func (Purpose) All() []Purpose {
	all := make([]Purpose, len(fileRules))
	for i, r := range fileRules {
		all[i] = r.Purpose
	}
	return all
}

// All gives every kind in order.
func (Kind) All() []Kind { return Kinds() }
