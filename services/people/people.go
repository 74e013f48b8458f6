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
const (
	ActSignIn         = "session.start"
	ActLogout         = "session.end"
	ActRevoke         = "session.revoke"
	ActRevokeAll      = "session.revoke_all"
	ActReuse          = "session.reuse"
	ActProfile        = "person.update"
	ActBindPhone      = "phone.bind"
	ActRemovePhone    = "phone.remove"
	ActSubmitIdentity = "identity.submit"
	ActReadReviews    = "identity.read_reviews"
	ActApprove        = "identity.approve"
	ActImport         = "identity.import"
	ActReject         = "identity.reject"
	ActMerge          = "identity.merge"
	ActProposeMerge   = "identity.propose_merge"
)
