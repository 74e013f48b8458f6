package people

import (
	"context"
	"encoding/base64"

	"xinjumin/models"
	"xinjumin/routes/httpapi"
	"xinjumin/services/people"
)

// BegunPairing is what a browser gets that wants to be signed in by a phone.
type BegunPairing struct {
	ID        models.ID      `json:"id"`
	Secret    string         `json:"secret" maxLength:"64" doc:"For the claim; shown here and nowhere else"`
	Code      string         `json:"code" maxLength:"32" doc:"The scene of the picture" example:"k7m2qd9xw3ha4tpe"`
	QR        string         `json:"qr_png" maxLength:"8000" doc:"Picture of page and scene: a PNG in base64"`
	Digits    string         `json:"digits" maxLength:"2" doc:"To be shown beside the picture; the person types them on the phone" example:"47"`
	ExpiresAt models.Instant `json:"expires_at" doc:"Three minutes; then another code is needed"`
	PollAfter int            `json:"poll_after" minimum:"1" maximum:"60" doc:"Seconds between two claims" example:"3"`
}

// Pairing is a browser that waits, as a phone sees it that has scanned its code.
type Pairing struct {
	Code      string         `json:"code" maxLength:"32" example:"k7m2qd9xw3ha4tpe"`
	Device    string         `json:"device" maxLength:"50" doc:"What the browser called itself" example:"Windows 电脑上的 Edge 浏览器"`
	CreatedAt models.Instant `json:"created_at" doc:"When the code was shown"`
	ExpiresAt models.Instant `json:"expires_at"`
}

type (
	beginPairingIn struct {
		Body struct {
			Device string `json:"device,omitempty" maxLength:"50" doc:"Name of the browser, for the phone and the list of sessions" example:"Windows 电脑上的 Edge 浏览器"`
		}
	}
	pairingIn struct {
		Code string `path:"code" minLength:"1" maxLength:"32" doc:"The scene of the code, in any case" example:"k7m2qd9xw3ha4tpe"`
	}
	confirmPairingIn struct {
		Code string `path:"code" minLength:"1" maxLength:"32" doc:"The scene of the code, in any case" example:"k7m2qd9xw3ha4tpe"`
		Body struct {
			Digits string `json:"digits" minLength:"2" maxLength:"2" pattern:"^[0-9]{2}$" doc:"As the browser shows them" example:"47"`
		}
	}
	claimPairingIn struct {
		ID   models.ID `path:"id" doc:"Pairing"`
		Body struct {
			Secret string `json:"secret" minLength:"1" maxLength:"64" doc:"From the beginning" example:"Wz9WkSwM8LHR4F4U6WGrWi1LwMeUQDda_ar62po46YM"`
		}
	}
	begunPairingOut struct{ Body BegunPairing }
	pairingOut      struct{ Body Pairing }
	claimOut        struct{ Body Claim }
)

// Claim is what the browser gets for its secret.
type Claim struct {
	Tokens *Tokens `json:"tokens" doc:"Once, when the phone has confirmed; null while it waits"`
}

func pairings(api *httpapi.API, svc *people.Service) {
	httpapi.Post(api, httpapi.Route{
		ID:      "beginPairing",
		Path:    "/auth/pairings",
		Tag:     authTag,
		Summary: "Begin to sign in to a browser by a phone",
		Status:  201,
		Once: httpapi.NotOnce("Each tap has a code of its own; what nobody scans ends by itself after three minutes.",
			"每次都会得到一个新的二维码；没有人扫的，3分钟后自动失效。"),
		Description: "The browser shows the picture and the two digits, and asks with its secret every few seconds " +
			"whether it may come in (claimPairing). The person scans with the mini-program, looks at the device, " +
			"and types the digits. Who is only sent the code does not see them.",
		ZH: httpapi.InChinese("开始在电脑上扫码登录", "电脑上显示二维码和两位数字，并每隔几秒凭密钥查询能否登录（claimPairing）。"+
			"本人用小程序扫码，核对设备，输入数字。只收到二维码的人看不到数字。"),
		Policy:        httpapi.Policy{Audience: httpapi.Public, Scope: httpapi.ScopeNone},
		Limit:         httpapi.LimitAuth,
		NoIdempotency: true,
	}, func(ctx context.Context, _ models.Actor, in *beginPairingIn) (people.BegunPairing, error) {
		return svc.BeginPairing(ctx, in.Body.Device)
	}, func(b people.BegunPairing) *begunPairingOut {
		return &begunPairingOut{BegunPairing{ID: b.ID, Secret: b.Secret, Code: b.Code,
			QR: base64.StdEncoding.EncodeToString(b.QR), Digits: b.Digits, ExpiresAt: b.ExpiresAt,
			PollAfter: int(models.PairingPoll.Seconds())}}
	})
	httpapi.Post(api, httpapi.Route{
		ID:      "claimPairing",
		Path:    "/auth/pairings/{id}/claim",
		Tag:     authTag,
		Summary: "Ask whether the browser may come in",
		Status:  200,
		Once: httpapi.OnceByKey("Of two claims one gets the tokens; the other is told that the pairing is over.",
			"两次领取只有一次得到令牌，另一次回答二维码已失效。"),
		Description: "Without tokens while the phone has not confirmed; with them once. The session lasts eight hours, " +
			"ends after 30 minutes without a refresh, and stands in the list of sessions. The answer is the same for " +
			"an unknown pairing, a wrong secret, one that was used up or ended by wrong digits, and one whose time is " +
			"over; who has the secret is told that the phone has refused. If the answer gets lost, show a new code.",
		ZH: httpapi.InChinese("查询电脑能否登录", "手机确认之前没有令牌，确认后给出一次。登录最长8小时，30分钟没有更换令牌即失效，可在登录设备中看到。"+
			"编号不存在、密钥不对、已用过、数字输错作废、已过期，回答都一样；密钥正确的，会说明手机上没有同意。没有收到回答时，请显示新的二维码。"),
		Policy: httpapi.Policy{Audience: httpapi.Public, Scope: httpapi.ScopeNone, Audit: people.ActionSignIn}.AsRight(),
		Errors: []*models.Error{models.ErrPairingOver, models.ErrPairingRefused},
		// A page that waits asks twenty times a minute, and many may wait behind one address; the
		// secret is too long to be guessed.
		Limit:         httpapi.LimitRead,
		NoIdempotency: true,
	}, func(ctx context.Context, _ models.Actor, in *claimPairingIn) (*people.Tokens, error) {
		return svc.ClaimPairing(ctx, in.ID, in.Body.Secret)
	}, func(t *people.Tokens) *claimOut {
		if t == nil {
			return &claimOut{}
		}
		return &claimOut{Claim{Tokens: &presentTokens(*t).Body}}
	})
	pairingsOnPhones(api, svc)
}

func pairingsOnPhones(api *httpapi.API, svc *people.Service) {
	httpapi.Get(api, httpapi.Route{
		ID:      "readPairing",
		Secret:  true,
		Path:    "/auth/pairings/{code}",
		Tag:     authTag,
		Summary: "Look at the browser whose code one has scanned",
		Description: "Which device asks, and since when; never the digits. What is over, used up or never was has one " +
			"answer.",
		ZH:     httpapi.InChinese("查看扫到的电脑", "是哪台设备、什么时候显示的二维码，不含数字。已失效、已用过、从未有过的，回答都一样。"),
		Policy: httpapi.Policy{Audience: httpapi.Resident, Scope: httpapi.ScopeNone},
		Errors: []*models.Error{models.ErrPairingOver},
	}, func(ctx context.Context, actor models.Actor, in *pairingIn) (*pairingOut, error) {
		p, err := svc.Pairing(ctx, actor, in.Code)
		if err != nil {
			return nil, err
		}
		return &pairingOut{Pairing{Code: p.Code, Device: p.Device, CreatedAt: p.CreatedAt, ExpiresAt: p.ExpiresAt}}, nil
	})
	httpapi.Post(api, httpapi.Route{
		ID:      "confirmPairing",
		Path:    "/auth/pairings/{code}/confirm",
		Tag:     authTag,
		Summary: "Let a browser in",
		Status:  204,
		Description: "With the two digits that the browser shows; the third wrong try ends the code. The mini-program " +
			"signs in anew (wx.login) just before: an old session lets nobody in, and neither does a browser. The " +
			"browser has a minute to come. Doing it again does nothing.",
		ZH: httpapi.InChinese("确认在电脑上登录", "输入电脑上显示的两位数字，输错三次二维码作废。小程序应在此之前重新登录（wx.login）："+
			"较早的登录不能确认，电脑上的登录也不能。确认后电脑须在1分钟内登录。重复确认不产生变化。"),
		Policy: httpapi.Policy{Audience: httpapi.Resident, Scope: httpapi.ScopeSelf, Audit: people.ActionConfirmPairing},
		Errors: []*models.Error{models.ErrPairingOver, models.ErrPairingDigits, models.ErrPairingPhoneOnly,
			models.ErrSessionNotFresh},
		Limit:         httpapi.LimitGuess,
		NoIdempotency: true,
	}, func(ctx context.Context, actor models.Actor, in *confirmPairingIn) (httpapi.None, error) {
		return httpapi.None{}, svc.ConfirmPairing(ctx, actor, in.Code, in.Body.Digits)
	}, none)
	httpapi.Post(api, httpapi.Route{
		ID:            "refusePairing",
		Path:          "/auth/pairings/{code}/refuse",
		Tag:           authTag,
		Summary:       "Refuse a browser",
		Status:        204,
		Description:   "Ends the code, also one that one has confirmed while the browser has not come yet.",
		ZH:            httpapi.InChinese("拒绝在电脑上登录", "二维码作废；自己已确认、电脑还没有登录的，也可以拒绝。"),
		Policy:        httpapi.Policy{Audience: httpapi.Resident, Scope: httpapi.ScopeSelf, Audit: people.ActionRefusePairing},
		Errors:        []*models.Error{models.ErrPairingOver},
		NoIdempotency: true,
	}, func(ctx context.Context, actor models.Actor, in *pairingIn) (httpapi.None, error) {
		return httpapi.None{}, svc.RefusePairing(ctx, actor, in.Code)
	}, none)
}

func none(n httpapi.None) *httpapi.None { return &n }
