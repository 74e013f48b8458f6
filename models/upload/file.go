package upload

import (
	"errors"
	"time"

	"xinjumin/models"
)

// File is something that a person has uploaded: a photo, a paper, a voice note.
// Its content lies sealed in the blob store under its id; the row has the
// wrapped key. A file that nothing is attached to within a day goes away.
type File struct {
	ID          models.ID `gorm:"primaryKey"` // random: it tells nothing
	OwnerID     models.ID
	Purpose     Purpose    `pii:"none"`
	Kind        Kind       `pii:"none"`
	State       State      `pii:"none"`
	Moderation  Moderation `pii:"none"`
	NameSealed  []byte     `pii:"words"`          // what the person calls it
	KeySealed   []byte     `pii:"none,technical"` // key of the content
	ContentHash []byte     `pii:"none,technical"` // SHA-256 of the content as it is stored
	Size        int64      // of the content in bytes
	ThumbSize   int64      // of the small picture; 0: there is none
	Width       int64
	Height      int64
	SubjectKind string `pii:"none"` // what it is attached to: the noun; empty while nothing is
	SubjectID   *models.ID
	AttachedAt  *models.Instant
	ExpiresAt   *models.Instant // when it goes away by itself; nil once it is attached
	// What was said in a recording, in writing; nothing for what is no sound.
	TranscriptSealed    []byte         `pii:"sensitive"`
	TranscriptLang      string         `pii:"none"`
	TranscriptConfirmed bool           // the speaker has read or heard it and found it right
	CreatedAt           models.Instant `gorm:"autoCreateTime:false"`
}

// State is where a file is in its life.
type State string

// The states. A row is pending before its content is written, so that a crash
// leaves nothing that the sweep does not find.
const (
	Pending State = "pending"
	Ready   State = "ready"
	Deleted State = "deleted" // the content is to be removed
	Gone    State = "gone"    // the content is removed; the row still counts for the day
)

var fileStateWords = models.Words[State]{
	{Pending, "上传中", "Being uploaded"},
	{Ready, "可用", "Ready"},
	{Deleted, "已删除", "Deleted"},
	{Gone, "已删除", "Deleted"},
}

// Text gives the plain words of a state.
func (s State) Text() (zh, en string) { return fileStateWords.Of(s) }

// All gives every value in order.
func (State) All() []State { return fileStateWords.All() }

// Moderation is what was decided about showing a file.
type Moderation string

// Until somebody decides, a file is pending and shown.
const (
	Unjudged Moderation = "pending"
	Passed   Moderation = "passed"
	Blocked  Moderation = "blocked"
)

// Variant is one of the forms in which a file is stored.
type Variant string

// The full content, and a small JPEG for cheap phones.
const (
	Full  Variant = "full"
	Thumb Variant = "thumb"
)

// View is a file as its reader gets it: with links that end.
type View struct {
	File
	Name      string
	Words     string // the transcript of a recording
	Link      string // query of the content's address; empty when there is no content to show
	ThumbLink string
	LinkEnds  models.Instant
}

// Addresses gives where content and thumbnail are read; at makes an address of this
// server out of a path. What has no link has no address.
func (v View) Addresses(at func(path string) string) (content string, thumb *string) {
	address := at("/files/" + v.ID.String() + "/content?")
	if v.Link != "" {
		content = address + v.Link
	}
	if v.ThumbLink != "" {
		address += v.ThumbLink
		thumb = &address
	}
	return content, thumb
}

// ErrNoBlob says that a blob store does not hold what was asked for.
var ErrNoBlob = errors.New("no such blob")

// Refusals about files.
var (
	ErrEmpty    = models.NewError(models.CodeInvalid, "file.empty", "文件是空的，请重新选择", "The file is empty")
	ErrTooLarge = models.NewError(models.CodeTooLarge, "file.too_large", "文件太大，请压缩或换一个小一点的",
		"The file is too large for this purpose")
	ErrKind = models.NewError(models.CodeInvalid, "file.kind", "这里不能上传这种文件，请上传照片（JPG、PNG、WebP）、PDF或录音",
		"This kind of file is not taken here")
	ErrHEIC = models.NewError(models.CodeInvalid, "file.heic", "手机的HEIC照片暂时不能上传，请在相册里存为JPG，或用微信发送后再选",
		"HEIC photos are not taken; send a JPEG")
	ErrPixels = models.NewError(models.CodeInvalid, "file.pixels", "照片尺寸太大，请缩小后再上传；逐步显示的JPG、印刷用的照片和无损的WebP请另存为普通JPG",
		"The picture has too many pixels for its kind; make it smaller, or save it as a plain JPEG")
	ErrUnreadable = models.NewError(models.CodeInvalid, "file.unreadable", "文件已损坏或没有传完整，请重新选择",
		"The file is damaged or incomplete")
	ErrUnsafe = models.NewError(models.CodeInvalid, "file.unsafe", "文件有加密、脚本、附件，或会自动打开别的内容，请另存为普通文件后再上传",
		"The file is encrypted, has scripts, holds something else, or opens something by itself")
	ErrQuota = models.NewError(models.CodeConflict, "file.quota", "您上传的文件已满，请先删除不用的文件",
		"You have no room left; delete files first")
	ErrQuotaDay = models.NewError(models.CodeConflict, "file.quota_day", "今天上传得太多了，请明天再传", "Too many uploads today")
	ErrAttached = models.NewError(models.CodeConflict, "file.attached", "文件已经用在别处，不能删除",
		"The file is in use and cannot be deleted")
	ErrBlocked     = models.NewError(models.CodeForbidden, "file.blocked", "这个文件因违规不能查看", "The file has been blocked")
	ErrLinkExpired = models.NewError(models.CodeForbidden, "file.link_expired", "链接已过期，请刷新页面",
		"The link has expired; read the file again")
	ErrStore = models.NewError(models.CodeUnavailable, "file.store_unavailable", "文件服务暂时不可用，请稍后再试",
		"The file store is not available").After(5 * time.Second)
)
