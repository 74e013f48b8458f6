package httpapi

import (
	"net"
	"net/netip"
	"strings"
)

// clientIP believes X-Forwarded-For only as far as trusted proxies wrote it: it
// walks from the right and stops at the first hop that is not one of them.
// Anything else in the header is the client's own invention. Fiber's IP() is not
// used: it takes the whole header or its leftmost, forged entry.
func (cl *call) clientIP() netip.Addr {
	peer := peerOf(cl.fc.Context().RemoteAddr())
	trusted := cl.api.opt.TrustedProxies
	if !contains(trusted, peer) {
		return peer
	}
	var hops []string
	for _, line := range cl.fc.Request().Header.PeekAll("X-Forwarded-For") {
		hops = append(hops, strings.Split(string(line), ",")...)
	}
	at := peer
	for i := len(hops) - 1; i >= 0; i-- {
		hop, err := parseHop(strings.TrimSpace(hops[i]))
		if err != nil {
			return at // what a trusted proxy cannot have written ends the walk
		}
		at = hop
		if !contains(trusted, hop) {
			return hop
		}
	}
	return at
}

func parseHop(s string) (netip.Addr, error) {
	if ip, err := netip.ParseAddr(s); err == nil {
		return ip.Unmap(), nil
	}
	ap, err := netip.ParseAddrPort(s)
	return ap.Addr().Unmap(), err
}

func peerOf(a net.Addr) netip.Addr {
	if tcp, ok := a.(*net.TCPAddr); ok {
		if ip, ok := netip.AddrFromSlice(tcp.IP); ok {
			return ip.Unmap()
		}
	}
	return netip.IPv4Unspecified() // a test connection or a unix socket
}

func contains(list []netip.Prefix, ip netip.Addr) bool {
	for _, p := range list {
		if p.Contains(ip) {
			return true
		}
	}
	return false
}
