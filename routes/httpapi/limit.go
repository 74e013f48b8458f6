package httpapi

import (
	"math"
	"net/netip"
	"strconv"
	"time"
)

// rateAnswer is what the RateLimit headers tell.
type rateAnswer struct {
	known            bool
	remaining, reset int
}

// household is how many people may guess from one address as one may.
const household = 4

// countRequest takes one from the bucket of the person, or of the address for
// visitors, in the route's class.
func (cl *call) countRequest() error {
	rt := cl.route
	if !rt.limited || cl.api.opt.Limiter == nil {
		return nil
	}
	ok, remaining, wait := cl.api.opt.Limiter.Allow(cl.ctx, cl.bucket(), rt.rate.PerMinute, rt.rate.Burst)
	if ok && rt.row.Limit == LimitGuess && cl.actor.SignedIn() {
		// Many accounts on one line are one guesser, with room for a household.
		ok, _, wait = cl.api.opt.Limiter.Allow(cl.ctx, string(LimitGuess)+":a:"+network(cl.ip),
			rt.rate.PerMinute*household, rt.rate.Burst*household)
	}
	reset := int(math.Ceil(float64(rt.rate.Burst-remaining) * 60 / float64(rt.rate.PerMinute)))
	if !ok {
		reset = seconds(wait)
	}
	cl.limit = rateAnswer{known: true, remaining: max(0, remaining), reset: reset}
	if !ok {
		return errTooMany.After(time.Duration(reset) * time.Second)
	}
	return nil
}

func (cl *call) bucket() string {
	class := string(cl.route.row.Limit)
	if cl.actor.SignedIn() {
		return class + ":p:" + cl.counted().String()
	}
	return class + ":a:" + network(cl.ip)
}

// network groups an IPv6 subscriber's addresses: one /64 is one caller.
func network(ip netip.Addr) string {
	if ip.Is6() && !ip.Is4In6() {
		if p, err := ip.WithZone("").Prefix(64); err == nil {
			return p.Addr().String()
		}
	}
	return ip.String()
}

// rateHeaders speaks the simple form of the IETF draft: quota, what is left of
// it, seconds until it is whole (or until the next try, when refused).
func (cl *call) rateHeaders() {
	if !cl.limit.known {
		return
	}
	h := &cl.fc.Response().Header
	h.Set("RateLimit-Limit", strconv.Itoa(cl.route.rate.Burst))
	h.Set("RateLimit-Remaining", strconv.Itoa(cl.limit.remaining))
	h.Set("RateLimit-Reset", strconv.Itoa(cl.limit.reset))
}
