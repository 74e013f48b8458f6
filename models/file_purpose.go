package models

import "slices"

// FilePurpose says what a file is for; it decides what is taken.
type FilePurpose string

// The purposes.
const (
	FileAvatar        FilePurpose = "avatar"
	FileActivityImage FilePurpose = "activity_image"
	FileEvidence      FilePurpose = "evidence"
	FileDocument      FilePurpose = "document"
	FileVoice         FilePurpose = "voice"
	FileCharter       FilePurpose = "charter"
	FileRoster        FilePurpose = "roster"
)

// FileKind is what a file is by its content, never by its name.
type FileKind string

// The kinds that are stored. Pictures are always written anew, so that what
// comes as WebP or GIF becomes one of the two.
const (
	FileJPEG FileKind = "jpeg"
	FilePNG  FileKind = "png"
	FilePDF  FileKind = "pdf"
	FileMP3  FileKind = "mp3"
	FileM4A  FileKind = "m4a"
	FileAAC  FileKind = "aac"
	FileAMR  FileKind = "amr"
	FileWAV  FileKind = "wav"
	FileXLSX FileKind = "xlsx"
	FileCSV  FileKind = "csv"
)

// FileClass groups kinds that a purpose takes together.
type FileClass string

// The classes.
const (
	FileImages FileClass = "image"
	FilePapers FileClass = "paper"
	FileSounds FileClass = "sound"
	FileSheets FileClass = "sheet"
)

// Limits of one person over all purposes, and of pictures. A file of FileMax
// bytes just fits into the body of an upload.
const (
	FileMax         = 10 << 20
	FileTotalCount  = 500
	FileTotalBytes  = 500 << 20
	FileMaxPixels   = 40_000_000
	FileMaxSide     = 4096 // a larger picture is made smaller
	FileThumbSide   = 320
	FileNameMax     = 80 // characters
	fileSmallSide   = 1024
	fileMiddleBytes = 5 << 20
)

// FileRule is what holds for a purpose.
type FileRule struct {
	Purpose FilePurpose
	Classes []FileClass
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
	ZH, EN             string
}

var fileRules = []FileRule{
	{FileAvatar, []FileClass{FileImages}, fileMiddleBytes, fileSmallSide, false, 10, 50 << 20, "头像", "profile picture"},
	{FileActivityImage, []FileClass{FileImages}, FileMax, 2048, false, 60, 200 << 20, "活动图片", "picture of an activity"},
	{FileEvidence, []FileClass{FileImages, FilePapers, FileSounds}, FileMax, FileMaxSide, true, 60, 200 << 20, "证据材料",
		"evidence"},
	{FileDocument, []FileClass{FileImages, FilePapers}, FileMax, FileMaxSide, true, 40, 200 << 20, "证明材料", "paper"},
	{FileVoice, []FileClass{FileSounds}, fileMiddleBytes, 0, true, 100, 100 << 20, "语音", "voice note"},
	{FileCharter, []FileClass{FileImages, FilePapers}, FileMax, FileMaxSide, false, 20, 100 << 20, "章程", "charter"},
	{FileRoster, []FileClass{FileSheets}, FileMax, 0, true, 20, 100 << 20, "名册", "roster"},
}

// FileRules lists what holds for each purpose.
func FileRules() []FileRule { return slices.Clone(fileRules) }

// FileRuleOf gives the rule of a purpose; false when there is no such purpose.
func FileRuleOf(p FilePurpose) (FileRule, bool) {
	for _, r := range fileRules {
		if r.Purpose == p {
			return r, true
		}
	}
	return FileRule{}, false
}

// Takes reports whether files of a kind may have this purpose.
func (r FileRule) Takes(k FileKind) bool { return slices.Contains(r.Classes, k.Class()) }

type kindFacts struct {
	class          FileClass
	mime, ext      string
	wordZH, wordEN string
}

var fileKinds = map[FileKind]kindFacts{
	FileJPEG: {FileImages, "image/jpeg", ".jpg", "照片", "photo"},
	FilePNG:  {FileImages, "image/png", ".png", "图片", "picture"},
	FilePDF:  {FilePapers, "application/pdf", ".pdf", "PDF文件", "PDF"},
	FileMP3:  {FileSounds, "audio/mpeg", ".mp3", "录音", "sound"},
	FileM4A:  {FileSounds, "audio/mp4", ".m4a", "录音", "sound"},
	FileAAC:  {FileSounds, "audio/aac", ".aac", "录音", "sound"},
	FileAMR:  {FileSounds, "audio/amr", ".amr", "录音", "sound"},
	FileWAV:  {FileSounds, "audio/wav", ".wav", "录音", "sound"},
	FileXLSX: {FileSheets, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ".xlsx", "Excel表格",
		"workbook"},
	FileCSV: {FileSheets, "text/csv", ".csv", "CSV表格", "CSV"},
}

// Class gives the class of a kind, empty for an unknown one.
func (k FileKind) Class() FileClass { return fileKinds[k].class }

// MediaType is what an answer with this content says it is.
func (k FileKind) MediaType() string { return fileKinds[k].mime }

// Extension is how the name of such a file ends.
func (k FileKind) Extension() string { return fileKinds[k].ext }

// Text gives the plain words of a kind.
func (k FileKind) Text() (zh, en string) { return fileKinds[k].wordZH, fileKinds[k].wordEN }

var fileModerationWords = Words[FileModeration]{
	{FileUnjudged, "待审核", "not looked at yet"},
	{FilePassed, "已审核", "passed"},
	{FileBlocked, "已屏蔽", "blocked"},
}

// Text gives the plain words of a decision about showing a file.
func (m FileModeration) Text() (zh, en string) { return fileModerationWords.Or(m, FileUnjudged) }

// All gives every value in order.
func (FileModeration) All() []FileModeration { return fileModerationWords.All() }

// FileUse is what a person has stored and uploaded today.
type FileUse struct {
	Count, Bytes       int64 // all that is stored
	DayCount, DayBytes int64 // uploaded today for one purpose
}

// Room refuses one more file of a size.
func (r FileRule) Room(u FileUse, size int64) error {
	switch {
	case u.DayCount+1 > r.DayCount || u.DayBytes+size > r.DayBytes:
		return ErrFileQuotaDay
	case u.Count+1 > FileTotalCount || u.Bytes+size > FileTotalBytes:
		return ErrFileQuota
	}
	return nil
}

// FileKinds lists the kinds that are stored.
func FileKinds() []FileKind {
	return []FileKind{FileJPEG, FilePNG, FilePDF, FileMP3, FileM4A, FileAAC, FileAMR, FileWAV, FileXLSX, FileCSV}
}

// Text gives the plain words of a purpose.
func (p FilePurpose) Text() (zh, en string) {
	rule, _ := FileRuleOf(p)
	return rule.ZH, rule.EN
}

// All gives every purpose in order.
func (FilePurpose) All() []FilePurpose {
	all := make([]FilePurpose, len(fileRules))
	for i, r := range fileRules {
		all[i] = r.Purpose
	}
	return all
}

// All gives every kind in order.
func (FileKind) All() []FileKind { return FileKinds() }
