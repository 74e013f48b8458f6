package wechat

import (
	"context"
	"encoding/json"
	"errors"
	"net/url"

	"xinjumin/models"
)

const (
	loginPath = "/sns/jscode2session"
	codeMax   = 128
	openIDMax = 64
)

// session leaves the session_key in the answer undecoded on purpose.
type session struct {
	OpenID  string `json:"openid"`
	UnionID string `json:"unionid"`
}

// Code2Session exchanges a code of wx.login for the openid, and the unionid if
// the mini-program is bound to an open platform. Every error is a refusal of
// models with the APIError or TransportError as its cause: a code that is
// used, expired or foreign is ErrCodeInvalid, everything that is not the
// user's doing is ErrWeChatDown. The client logs nothing: a person who answers the
// request logs the chain, which holds neither code nor secret.
func (c *Client) Code2Session(ctx context.Context, code string) (openid, unionid string, err error) {
	if code == "" || len(code) > codeMax {
		return "", "", models.ErrCodeInvalid
	}
	body, err := c.call(ctx, request{endpoint: loginPath, query: url.Values{
		"appid":      {c.cfg.AppID},
		"secret":     {c.cfg.Secret},
		"js_code":    {code},
		"grant_type": {"authorization_code"},
	}})
	var s session
	if err == nil && (json.Unmarshal(body, &s) != nil || !identifier(s.OpenID) ||
		s.UnionID != "" && !identifier(s.UnionID)) {
		err = &TransportError{Endpoint: loginPath, Err: errors.New("the answer holds no usable openid")}
	}
	switch {
	case err == nil:
		return s.OpenID, s.UnionID, nil
	case errors.Is(err, ErrInvalidCode):
		return "", "", models.ErrCodeInvalid.Because(err)
	case errors.Is(err, ErrUserBlocked):
		return "", "", models.ErrSignInBlocked.Because(err)
	case errors.Is(err, ErrRateLimited):
		return "", "", models.ErrSignInTooOften.Because(err)
	}
	return "", "", models.ErrWeChatDown.Because(err)
}

// identifier accepts what fits the column: printable ASCII without blanks.
func identifier(s string) bool {
	if s == "" || len(s) > openIDMax {
		return false
	}
	for i := range len(s) {
		if s[i] <= ' ' || s[i] > '~' {
			return false
		}
	}
	return true
}
