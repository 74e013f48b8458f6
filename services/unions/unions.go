package unions

import (
	"context"

	"xinjumin/models"
	"xinjumin/models/poll"
	"xinjumin/services/internal/inbox"
	"xinjumin/services/internal/keyring"
	"xinjumin/services/internal/store"
)

// Audit actions of this area.
var (
	ActionApply     = models.NewAction("union.apply", "入工会：申请")
	ActionResubmit  = models.NewAction("union.resubmit", "入工会：更正后重新提交")
	ActionAsk       = models.NewAction("union_transfer.ask", "工会会籍转接：申请")
	ActionAccept    = models.NewAction("union_transfer.accept", "工会会籍转接：接收")
	ActionRefuse    = models.NewAction("union_transfer.refuse", "工会会籍转接：不接收")
	ActionWithdraw  = models.NewAction("union_transfer.withdraw", "工会会籍转接：撤回")
	ActionRetain    = models.NewAction("union.retain", "保留会籍：办理")
	ActionRetainAll = models.NewAction("union.retain_all", "保留会籍：整个工会一起办理")
	ActionAffiliate = models.NewAction("union.affiliate", "工会隶属关系：申请")
	ActionTakeUnder = models.NewAction("union.accept_affiliation", "工会隶属关系：同意接收")
	ActionTurnDown  = models.NewAction("union.refuse_affiliation", "工会隶属关系：不接收")
	ActionDecline   = models.NewAction("union.decline_offer", "入工会：暂不加入")
	ActionCall      = models.NewAction("union.call_meeting", "会员要求开会：提出")
	ActionSign      = models.NewAction("union.sign_call", "会员要求开会：签名")
	ActionAnswer    = models.NewAction("union.answer_call", "会员要求开会：答复")
	ActionAppraise  = models.NewAction("union.appraise", "开始工会评议")
	ActionRegister  = models.NewAction("membership.register", "登记加入妇联")
)

// Polls holds secret ballots: the area of governance, joined in package services.
type Polls interface {
	// Convene puts a question to the members of an organization, in the transaction of the
	// caller: the roll is published at once, and the voting opens and closes by
	// itself.
	Convene(ctx context.Context, tx *store.Tx, actor models.Actor, in poll.DraftInput) (poll.Poll, error)
}

// Service is the use cases of the area.
type Service struct {
	st    *store.Store
	ring  *keyring.Ring
	polls Polls
}

// New joins the area to the database, the keys, and what holds ballots.
func New(st *store.Store, ring *keyring.Ring, polls Polls) *Service {
	return &Service{st: st, ring: ring, polls: polls}
}

// goes ends what a member has in an organization before the membership goes on elsewhere: the
// offices; the last head of an active organization stays until somebody follows.
func goes(ctx context.Context, tx *store.Tx, o models.Organization, person models.ID) error {
	heads, err := inbox.Holders(ctx, tx, o.ID, o.Kind.Head())
	if err != nil {
		return err
	}
	if o.State == models.OrganizationActive && len(heads) == 1 && heads[0] == person {
		return models.ErrLastHead
	}
	_, err = tx.EndOfficesOf(ctx, o.ID, person)
	return err
}
