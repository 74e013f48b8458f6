package people

import (
	"context"

	"xinjumin/models"
	"xinjumin/services/internal/keyring"
	"xinjumin/services/internal/store"
)

// WeChat is what sign-in needs of the platform. Errors are refusals of models.
type WeChat interface {
	Code2Session(ctx context.Context, code string) (openid, unionid string, err error)
	// PhoneNumber exchanges a code that the user of the openid was given.
	PhoneNumber(ctx context.Context, code, openID string) (models.Phone, error)
}

// Service is the use cases of persons.
type Service struct {
	st     *store.Store
	ring   *keyring.Ring
	weChat WeChat
	appID  string
	tokens *accessTokens
}

// New joins the area to the database, the key ring and the platform; appID is
// the mini-program whose codes weChat exchanges.
func New(st *store.Store, ring *keyring.Ring, weChat WeChat, appID string) *Service {
	return &Service{st: st, ring: ring, weChat: weChat, appID: appID, tokens: newAccessTokens(ring, st.Now)}
}

var (
	nameColumn     = keyring.PersonName
	idNumberColumn = keyring.PersonIDNumber
	phoneColumn    = keyring.PersonPhone
)

// Audited acts of this area.
var (
	ActionSignIn         = models.NewAction("session.start", "登录")
	ActionLogout         = models.NewAction("session.end", "退出登录")
	ActionRevoke         = models.NewAction("session.revoke", "退出一台设备")
	ActionRevokeAll      = models.NewAction("session.revoke_all", "退出所有设备")
	ActionReuse          = models.NewAction("session.reuse", "登录凭证被重复使用，已安全退出")
	ActionProfile        = models.NewAction("person.update", "修改个人信息")
	ActionBindPhone      = models.NewAction("phone.bind", "手机号码：绑定")
	ActionRemovePhone    = models.NewAction("phone.remove", "手机号码：删除")
	ActionSubmitIdentity = models.NewAction("identity.submit", "实名核实：提交")
	ActionTakeBack       = models.NewAction("identity.take_back", "实名核实：本人撤回")
	ActionReadReviews    = models.NewAction("identity.read_reviews", "查看待核实名单")
	ActionApprove        = models.NewAction("identity.approve", "实名核实：通过")
	ActionImport         = models.NewAction("identity.import", "名单核实")
	ActionReject         = models.NewAction("identity.reject", "实名核实：不通过")
	ActionMerge          = models.NewAction("identity.merge", "实名核实：合并账号")
	ActionProposeMerge   = models.NewAction("identity.propose_merge", "实名核实：提请合并账号")
)
