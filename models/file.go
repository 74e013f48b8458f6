package models

import (
	"errors"
	"time"
)

// File is something that a person has uploaded: a photo, a paper, a voice note.
// Its content lies sealed in the blob store under its id; the row has the
// wrapped key. A file that nothing is attached to within a day goes away.
type File struct {
	ID          ID `gorm:"primaryKey"` // random: it tells nothing
	OwnerID     ID
	Purpose     FilePurpose    `pii:"none"`
	Kind        FileKind       `pii:"none"`
	State       FileState      `pii:"none"`
	Moderation  FileModeration `pii:"none"`
	NameSealed  []byte         `pii:"words"`          // what the person calls it
	KeySealed   []byte         `pii:"none,technical"` // key of the content
	Size        int64          // of the content in bytes
	ThumbSize   int64          // of the small picture; 0: there is none
	Width       int64
	Height      int64
	SubjectKind string `pii:"none"` // what it is attached to: the noun; empty while nothing is
	SubjectID   *ID
	AttachedAt  *Instant
	ExpiresAt   *Instant // when it goes away by itself; nil once it is attached
	CreatedAt   Instant  `gorm:"autoCreateTime:false"`
}

// FileState is where a file is in its life.
type FileState string

// The states. A row is pending before its content is written, so that a crash
// leaves nothing that the sweep does not find.
const (
	FilePending FileState = "pending"
	FileReady   FileState = "ready"
	FileDeleted FileState = "deleted" // the content is to be removed
	FileGone    FileState = "gone"    // the content is removed; the row still counts for the day
)

var fileStateWords = Words[FileState]{
	{FilePending, "上传中", "Being uploaded"},
	{FileReady, "可用", "Ready"},
	{FileDeleted, "已删除", "Deleted"},
	{FileGone, "已删除", "Deleted"},
}

// Text gives the plain words of a state.
func (s FileState) Text() (zh, en string) { return fileStateWords.Of(s) }

// All gives every value in order.
func (FileState) All() []FileState { return fileStateWords.All() }

// FileModeration is what was decided about showing a file.
type FileModeration string

// Until somebody decides, a file is pending and shown.
const (
	FileUnjudged FileModeration = "pending"
	FilePassed   FileModeration = "passed"
	FileBlocked  FileModeration = "blocked"
)

// FileVariant is one of the forms in which a file is stored.
type FileVariant string

// The full content, and a small JPEG for cheap phones.
const (
	FileFull  FileVariant = "full"
	FileThumb FileVariant = "thumb"
)

// FileView is a file as its reader gets it: with links that end.
type FileView struct {
	File
	Name      string
	Link      string // query of the content's address; empty when there is no content to show
	ThumbLink string
	LinkEnds  Instant
}

// ErrNoBlob says that a blob store does not hold what was asked for.
var ErrNoBlob = errors.New("no such blob")

// Refusals about files.
var (
	ErrFileEmpty    = NewError(CodeInvalid, "file.empty", "文件是空的，请重新选择", "The file is empty")
	ErrFileTooLarge = NewError(CodeTooLarge, "file.too_large", "文件太大，请压缩或换一个小一点的",
		"The file is too large for this purpose")
	ErrFileKind = NewError(CodeInvalid, "file.kind", "这里不能上传这种文件，请上传照片（JPG、PNG、WebP）、PDF或录音",
		"This kind of file is not taken here")
	ErrFileHEIC = NewError(CodeInvalid, "file.heic", "手机的HEIC照片暂时不能上传，请在相册里存为JPG，或用微信发送后再选",
		"HEIC photos are not taken; send a JPEG")
	ErrFilePixels     = NewError(CodeInvalid, "file.pixels", "照片尺寸太大，请缩小后再上传", "The picture has too many pixels")
	ErrFileUnreadable = NewError(CodeInvalid, "file.unreadable", "文件已损坏或没有传完整，请重新选择",
		"The file is damaged or incomplete")
	ErrFileUnsafe = NewError(CodeInvalid, "file.unsafe", "文件里有加密、脚本或其他内容，请另存为普通文件后再上传",
		"The file is encrypted, has scripts, or holds something else")
	ErrFileQuota = NewError(CodeConflict, "file.quota", "您上传的文件已满，请先删除不用的文件",
		"You have no room left; delete files first")
	ErrFileQuotaDay = NewError(CodeConflict, "file.quota_day", "今天上传得太多了，请明天再传", "Too many uploads today")
	ErrFileAttached = NewError(CodeConflict, "file.attached", "文件已经用在别处，不能删除",
		"The file is in use and cannot be deleted")
	ErrFileBlocked     = NewError(CodeForbidden, "file.blocked", "这个文件因违规不能查看", "The file has been blocked")
	ErrFileLinkExpired = NewError(CodeForbidden, "file.link_expired", "链接已过期，请刷新页面",
		"The link has expired; read the file again")
	ErrFileStore = NewError(CodeUnavailable, "file.store_unavailable", "文件服务暂时不可用，请稍后再试",
		"The file store is not available").After(5 * time.Second)
)
