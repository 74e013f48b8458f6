package models

import "time"

// Approval is the second signature under a dangerous act: one person proposes,
// another approves before it expires.
type Approval struct {
	ID         ID           `gorm:"primaryKey"`
	Kind       ApprovalKind `pii:"none"`
	SubjectID  ID           // unique with the kind
	ProposedBy ID
	ApprovedBy *ID
	ApprovedAt *Instant
	ExpiresAt  Instant
	CreatedAt  Instant `gorm:"autoCreateTime:false"`
}

// ApprovalKind names an act that needs two people.
type ApprovalKind string

// ApprovePlatformAdmin makes somebody a platform administrator; the subject is
// the offer of the role.
const ApprovePlatformAdmin ApprovalKind = "platform_admin"

var approvalKindWords = Words[ApprovalKind]{
	{ApprovePlatformAdmin, "任命平台管理员", "Appointing a platform administrator"},
	{ApproveStaffMerge, "合并有职务的账号", "Merging an account that has a role"},
	{ApproveIdentityDisclosure, "查看身份信息", "Reading an identity"},
	{ApproveMemberExport, "导出会员名册", "Exporting a list of members"},
	{ApproveWorkingDays, "放假调休安排", "Days without work of a year"},
}

// Text gives the plain words of what needs a second signature.
func (k ApprovalKind) Text() (zh, en string) { return approvalKindWords.Of(k) }

// All gives every value in order.
func (ApprovalKind) All() []ApprovalKind { return approvalKindWords.All() }

// ApprovalLife is how long a proposal waits for its second signature.
const ApprovalLife = 48 * time.Hour

// Refusals of the second signature.
var (
	ErrApprovalSecondPerson = NewError(CodeForbidden, "approval.second_person", "提议人和本人不能批准，请由另一位管理员操作",
		"Neither who proposed nor who is concerned can approve")
	ErrApprovalClosed = NewError(CodeConflict, "approval.closed", "这项提议已经处理或过期",
		"The proposal has been decided or has expired")
)
