package people

import (
	"context"

	"xinjumin/models"
	"xinjumin/routes/httpapi"
	"xinjumin/services/people"
)

// Tokens is what a client acts with.
type Tokens struct {
	AccessToken      string         `json:"access_token" maxLength:"1024" doc:"For Authorization: Bearer, ten minutes"`
	TokenType        string         `json:"token_type" enum:"Bearer"`
	AccessExpiresAt  models.Instant `json:"access_expires_at"`
	RefreshToken     string         `json:"refresh_token" maxLength:"64" doc:"Good for one exchange at /auth/refresh"`
	RefreshExpiresAt models.Instant `json:"refresh_expires_at" doc:"Slides with each exchange: 14 days, in a browser 30 minutes"`
	SessionID        models.ID      `json:"session_id"`
	Person           PersonSummary  `json:"person"`
}

// PersonSummary is the least of a person that a client shows.
type PersonSummary struct {
	ID               models.ID `json:"id"`
	Nickname         string    `json:"nickname" maxLength:"20"`
	Verification     string    `json:"verification" enum:"none,pending,verified,rejected"`
	VerificationText string    `json:"verification_text" maxLength:"16" example:"已核实"`
}

// Session is one place where a person is signed in.
type Session struct {
	ID         models.ID      `json:"id"`
	Device     string         `json:"device" maxLength:"50" doc:"What the device called itself"`
	Kind       string         `json:"kind" enum:"wechat,browser"`
	KindText   string         `json:"kind_text" maxLength:"16" example:"手机小程序"`
	Current    bool           `json:"current" doc:"This is the session of the request"`
	CreatedAt  models.Instant `json:"created_at"`
	LastUsedAt models.Instant `json:"last_used_at" doc:"Sign-in or last exchange of the refresh token"`
	ExpiresAt  models.Instant `json:"expires_at"`
}

type signInIn struct {
	Body struct {
		Code   string `json:"code" minLength:"1" maxLength:"128" doc:"Code of wx.login, good once" example:"dev:alice:1"`
		Device string `json:"device,omitempty" maxLength:"50" doc:"Name of the device, for the list of sessions" example:"iPhone 15"`
	}
}

type refreshIn struct {
	Body struct {
		RefreshToken string `json:"refresh_token" minLength:"1" maxLength:"64" example:"Wz9WkSwM8LHR4F4U6WGrWi1LwMeUQDda_ar62po46YM"`
	}
}

type tokensOut struct{ Body Tokens }

type sessionsOut struct {
	Body struct {
		Items []Session `json:"items" maxItems:"100"`
	}
}

type sessionIn struct {
	ID models.ID `path:"id" doc:"Session"`
}

// Auth registers sign-in and sessions.
func Auth(api *httpapi.API, svc *people.Service) {
	api.Tag(authTag, "Sign-in", "登录")
	signIn(api, svc)
	pairings(api, svc)
	sessions(api, svc)
}

const authTag = "auth"

func signIn(api *httpapi.API, svc *people.Service) {
	httpapi.Post(api, httpapi.Route{
		ID:      "signInWithWeChat",
		Path:    "/auth/wechat",
		Tag:     authTag,
		Summary: "Sign in with a code of wx.login",
		Status:  200,
		Description: "The first sign-in registers the person. Two sign-ins with one code are " +
			"one sign-in and one 401.",
		ZH:     httpapi.InChinese("用 wx.login 的登录码登录", "首次登录即注册。同一个登录码登录两次，一次成功，一次回答 401。"),
		Policy: httpapi.Policy{Audience: httpapi.Public, Scope: httpapi.ScopeNone, Audit: people.ActionSignIn},
		Errors: []*models.Error{models.ErrCodeInvalid, models.ErrSignInBlocked, models.ErrSignInTooOften,
			models.ErrWeChatDown, models.ErrPersonClosed},
		Limit:         httpapi.LimitAuth,
		NoIdempotency: true,
	}, func(ctx context.Context, _ models.Actor, in *signInIn) (people.Tokens, error) {
		return svc.SignInWithWeChat(ctx, people.SignIn{Code: in.Body.Code, Device: in.Body.Device})
	}, presentTokens)
	httpapi.Post(api, httpapi.Route{
		ID:      "refreshTokens",
		Path:    "/auth/refresh",
		Tag:     authTag,
		Summary: "Exchange a refresh token",
		Status:  200,
		Description: "Gives a new access token and the successor of the refresh token. If the answer was lost, " +
			"the same token may be sent again for 60 seconds and gives the same successor. A token that comes back " +
			"later ends the session with all its tokens.",
		ZH: httpapi.InChinese("更换刷新令牌", "得到新的访问令牌和接替的刷新令牌。没有收到回答时，同一个令牌60秒内可以再发一次，得到同样的结果。"+
			"更晚再出现的旧令牌会使该次登录连同全部令牌失效。"),
		Policy:        httpapi.Policy{Audience: httpapi.Public, Scope: httpapi.ScopeNone},
		Errors:        []*models.Error{models.ErrRefreshInvalid},
		Limit:         httpapi.LimitAuth,
		NoIdempotency: true,
	}, func(ctx context.Context, _ models.Actor, in *refreshIn) (people.Tokens, error) {
		return svc.Refresh(ctx, in.Body.RefreshToken)
	}, presentTokens)
	httpapi.Post(api, httpapi.Route{
		ID:          "signOut",
		Path:        "/auth/logout",
		Tag:         authTag,
		Summary:     "End this session",
		Description: "Its tokens are refused at once, on every process.",
		ZH:          httpapi.InChinese("退出登录", "该次登录的令牌立即失效，在所有服务进程上生效。"),
		Policy: httpapi.Policy{Audience: httpapi.Resident, Scope: httpapi.ScopeSelf,
			Audit: people.ActionLogout}.AsRight(),
		Limit:         httpapi.LimitAuth,
		NoIdempotency: true,
	}, func(ctx context.Context, actor models.Actor, _ *httpapi.None) (httpapi.None, error) {
		return httpapi.None{}, svc.Logout(ctx, actor)
	}, none)
}

func sessions(api *httpapi.API, svc *people.Service) {
	httpapi.Get(api, httpapi.Route{
		ID:          "listSessions",
		Secret:      true,
		Path:        "/auth/sessions",
		Tag:         authTag,
		Summary:     "List where one is signed in",
		Description: "Sessions that still hold, the one used last first.",
		ZH:          httpapi.InChinese("查看自己在哪里登录", "列出仍有效的登录，最近使用的在前。"),
		Policy:      httpapi.Policy{Audience: httpapi.Resident, Scope: httpapi.ScopeSelf},
	}, func(ctx context.Context, actor models.Actor, _ *httpapi.None) (*sessionsOut, error) {
		rows, err := svc.Sessions(ctx, actor)
		if err != nil {
			return nil, err
		}
		out := &sessionsOut{}
		out.Body.Items = make([]Session, 0, len(rows))
		for _, s := range rows {
			kind, _ := s.Kind.Text()
			out.Body.Items = append(out.Body.Items,
				Session{ID: s.ID, Device: s.Device, Kind: string(s.Kind), KindText: kind, Current: s.ID == actor.SessionID,
					CreatedAt: s.CreatedAt, LastUsedAt: s.LastUsedAt, ExpiresAt: s.ExpiresAt})
		}
		return out, nil
	})
	httpapi.Delete(api, httpapi.Route{
		ID:          "revokeSession",
		Path:        "/auth/sessions/{id}",
		Tag:         authTag,
		Summary:     "End one session",
		Description: "Its access tokens are refused at once, on every process.",
		ZH:          httpapi.InChinese("结束某一处的登录", "其访问令牌立即失效，在所有服务进程上生效。"),
		Policy: httpapi.Policy{Audience: httpapi.Resident, Scope: httpapi.ScopeSelf,
			Audit: people.ActionRevoke}.AsRight(),
		Errors: []*models.Error{models.ErrSessionUnknown},
	}, func(ctx context.Context, actor models.Actor, in *sessionIn) (*httpapi.None, error) {
		return &httpapi.None{}, svc.RevokeSession(ctx, actor, in.ID)
	})
	httpapi.Delete(api, httpapi.Route{
		ID:          "revokeAllSessions",
		Path:        "/auth/sessions",
		Tag:         authTag,
		Summary:     "Sign out everywhere",
		Description: "Ends this session, too.",
		ZH:          httpapi.InChinese("在所有地方退出登录", "也包括这一次登录。"),
		Policy: httpapi.Policy{Audience: httpapi.Resident, Scope: httpapi.ScopeSelf,
			Audit: people.ActionRevokeAll}.AsRight(),
	}, func(ctx context.Context, actor models.Actor, _ *httpapi.None) (*httpapi.None, error) {
		return &httpapi.None{}, svc.RevokeAll(ctx, actor)
	})
}

func presentTokens(t people.Tokens) *tokensOut {
	return &tokensOut{Body: Tokens{
		AccessToken: t.Access, TokenType: "Bearer", AccessExpiresAt: t.AccessExpires, RefreshToken: t.Refresh,
		RefreshExpiresAt: t.RefreshExpires, SessionID: t.SessionID, Person: personSummary(t.Person),
	}}
}

func personSummary(p models.Person) PersonSummary {
	words, _ := p.Verification.Text()
	return PersonSummary{ID: p.ID, Nickname: p.Nickname, Verification: string(p.Verification), VerificationText: words}
}
