package models

// A person who comes back with another WeChat account submits a number that is
// taken: by the person's own older account, or by a thief. The submission is
// kept as a claim (Person.ClaimedAt) and has no index of the number. Only an
// officer who has the person and the card before her tells which it is: she
// merges the new account into the older one, or rejects the claim.

// Merged is the outcome of a merge.
type Merged struct {
	PersonID ID // the account that stays
	ClosedID ID // the empty one, which points at it
	// Waiting: nothing is merged yet, another platform administrator must ask
	// for it, too.
	Waiting bool
}

// ApproveStaffMerge merges an account into one that has power over others; the
// subject stands for this claim on that account.
const ApproveStaffMerge ApprovalKind = "staff_merge"

// Claims reports whether the number under review is another person's so far.
func (p Person) Claims() bool { return p.Verification == VerificationPending && p.ClaimedAt != nil }

// NoticeIdentityMerged tells the account that stays.
const NoticeIdentityMerged NoticeKind = "identity.merged"

// NoticeMergeProposed asks the other platform administrators for the second
// signature.
const NoticeMergeProposed NoticeKind = "identity.merge_proposed"

// Refusals of a merge.
var (
	ErrIdentityConflict = NewError(CodeConflict, "identity.conflict", "该证件号码已登记在另一个账号上，请当面核对证件后合并账号或退回",
		"Another account holds this number; merge the accounts after a look at the card, or reject")
	ErrMergeUnproven = NewError(CodeConflict, "identity.merge_unproven", "登记该证件号码的账号尚未核实，请先审核那个账号",
		"The account that holds this number is not verified; review it first")
	ErrMergeHistory = NewError(CodeConflict, "identity.merge_history", "新账号已有入会、报名、纠纷或投票等记录，不能直接合并",
		"The new account has records of its own: memberships, sign-ups, cases or polls")
	ErrMergeStaff = NewError(CodeForbidden, "identity.merge_staff", "该账号担任管理或调解职务，请由两位平台管理员合并",
		"The account holds a role of the administration or mediation; two platform administrators must merge it")
)
