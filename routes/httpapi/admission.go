package httpapi

import (
	"bytes"
	"errors"
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"
	"github.com/valyala/fasthttp"

	"xinjumin/models"
)

// Bodies are held in memory. Nearly all are bounded by Options.BodyLimit; an
// upload may be larger, and is let in by its header, before its body is read:
// only with an access token of ours and with a place, see door.go. Together they hold at most
// uploadsAtOnce × uploadLimit = 250 MB, each once more while it is worked on.
const (
	// uploadLimit leaves room for the form around a file of 10 MiB.
	uploadLimit = 10<<20 + 64<<10
	// transferTime bounds the coming and going of a file over a slow line.
	transferTime = time.Minute
)

var errUploadsBusy = models.NewError(models.CodeUnavailable, "request.uploads_busy", "上传的人太多，请稍后再试",
	"Too many uploads at once, try again").After(3 * time.Second)

// admission is what was decided about a request by its header.
type admission struct {
	route   *route
	refusal *models.Error // why only an ordinary body may come
	release func()
	vain    func() // the body did not come
}

// headerReceived decides how much of a body is read, and for how long.
func (a *API) headerReceived(h *fasthttp.RequestHeader) fasthttp.RequestConfig {
	config := markTwoLengths(h)
	path, _, _ := strings.Cut(string(h.RequestURI()), "?")
	if rt := a.uploads[path]; rt != nil && h.IsPost() {
		a.leave(h) // what an earlier request on this connection left behind
		adm := a.admit(rt, h)
		a.door.seen.Store(h, adm)
		if adm.refusal == nil {
			config.MaxRequestBodySize = max(uploadLimit, a.opt.BodyLimit)
			config.ReadTimeout = max(transferTime, a.opt.ReadTimeout)
		}
	}
	for _, d := range a.downloads {
		if rest, ok := strings.CutPrefix(path, d[0]); ok && strings.HasSuffix(rest, d[1]) {
			config.WriteTimeout = max(transferTime, a.opt.WriteTimeout)
		}
	}
	return config
}

func (a *API) admit(rt *route, h *fasthttp.RequestHeader) *admission {
	adm := &admission{route: rt}
	scheme, token, _ := bytes.Cut(h.Peek("Authorization"), []byte(" "))
	if a.opt.Bearer == nil || !strings.EqualFold(string(scheme), "Bearer") {
		adm.refusal = models.ErrUnauthenticated
		return adm
	}
	who, err := a.opt.Bearer(string(token))
	if err != nil {
		if !errors.As(err, &adm.refusal) {
			adm.refusal = models.ErrUnauthenticated
		}
		return adm
	}
	release, ok := a.door.enter(who)
	if !ok {
		adm.refusal = errUploadsBusy
		return adm
	}
	adm.vain = func() { a.door.vain(who) }
	// Whatever becomes of the connection, the place comes back by time.
	timer := time.AfterFunc(max(transferTime, a.opt.ReadTimeout)+time.Second, release)
	adm.release = func() {
		timer.Stop()
		release()
	}
	return adm
}

// leave ends the stay of a request, if it had one, and tells what was decided.
func (a *API) leave(h *fasthttp.RequestHeader) *admission {
	v, ok := a.door.seen.LoadAndDelete(h)
	if !ok {
		return nil
	}
	adm := v.(*admission)
	if adm.release != nil {
		adm.release()
	}
	return adm
}

// tooLarge answers a body that was larger than the header had let in, without
// its having been read.
func (a *API) tooLarge(c *fiber.Ctx, adm *admission) {
	cl := a.begin(c, adm.route)
	defer cl.finish()
	cl.setCORS()
	cl.ip = cl.clientIP()
	if conn, ok := c.Context().Conn().(*lingerConn); ok {
		conn.linger = true
	}
	switch {
	case adm.refusal == nil:
		cl.refuse(errTooLarge)
	case adm.refusal.Code == models.CodeUnauthenticated:
		cl.refuse(cl.countRefused(adm.refusal))
	default:
		cl.refuse(adm.refusal)
	}
}
