package apptest

import (
	"hash/fnv"
	"io"
	"net"
	"net/url"
	"sync"
	"sync/atomic"
)

// cutAfter is the request of a test after which its Redis is gone.
const cutAfter = 5

// redisLink is the way of one test to the real Redis. In every second test it
// is cut in the middle: nothing that the product promises may rest on Redis.
type redisLink struct {
	target   string
	ln       net.Listener
	requests atomic.Int64
	cuts     bool

	mu    sync.Mutex
	conns []net.Conn
	dead  bool
}

// linkRedis gives the link and the URL of its near end.
func linkRedis(e *Env, address string) (*redisLink, string) {
	e.Helper()
	u, err := url.Parse(address)
	if err != nil {
		e.Fatalf("the Redis address cannot be read")
	}
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		e.Fatal(err)
	}
	name := fnv.New32a()
	_, _ = name.Write([]byte(e.Name()))
	l := &redisLink{target: u.Host, ln: ln, cuts: name.Sum32()%2 == 0}
	go l.accept()
	e.Cleanup(l.cut)
	u.Host = ln.Addr().String()
	return l, u.String()
}

// request counts a request of the test and cuts when its time has come.
func (l *redisLink) request() {
	if l != nil && l.cuts && l.requests.Add(1) == cutAfter {
		l.cut()
	}
}

func (l *redisLink) accept() {
	for {
		near, err := l.ln.Accept()
		if err != nil {
			return
		}
		far, err := net.Dial("tcp", l.target)
		if err != nil || !l.keep(near, far) {
			near.Close()
			continue
		}
		go pipe(near, far)
		go pipe(far, near)
	}
}

func (l *redisLink) keep(conns ...net.Conn) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.dead {
		for _, c := range conns {
			c.Close()
		}
		return false
	}
	l.conns = append(l.conns, conns...)
	return true
}

func (l *redisLink) cut() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.dead = true
	l.ln.Close()
	for _, c := range l.conns {
		c.Close()
	}
}

func pipe(to, from net.Conn) {
	_, _ = io.Copy(to, from)
	to.Close()
	from.Close()
}
