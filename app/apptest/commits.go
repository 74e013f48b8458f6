package apptest

import (
	"encoding/binary"
	"io"
	"net"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/go-sql-driver/mysql"
)

// Commits is the way of one application to its MariaDB. It can swallow the answer to
// a COMMIT: the server has committed, and the application sees a connection that
// broke, as when a wire is cut at the worst moment.
type Commits struct {
	target string
	ln     net.Listener
	left   atomic.Int64 // how many more until one is swallowed; 0 or less: none
	cuts   atomic.Int64

	mu    sync.Mutex
	conns []net.Conn
}

// Cut swallows the answer to the nth COMMIT from now on, counted from 1.
func (c *Commits) Cut(nth int) { c.left.Store(int64(nth)) }

// Leave stops the counting and tells whether the answer was swallowed.
func (c *Commits) Leave() (cut bool) {
	c.left.Store(0)
	return c.cuts.Swap(0) > 0
}

// linkCommits stands before the server of an address, and gives the address of its
// near end.
func linkCommits(t testing.TB, dsn string) (*Commits, string) {
	t.Helper()
	cfg, err := mysql.ParseDSN(dsn)
	if err != nil {
		t.Fatal("the address of MariaDB cannot be read") // the cause would print the password
	}
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	c := &Commits{target: cfg.Addr, ln: ln}
	go c.accept()
	t.Cleanup(c.close)
	cfg.Net, cfg.Addr = "tcp", ln.Addr().String()
	return c, cfg.FormatDSN()
}

func (c *Commits) accept() {
	for {
		near, err := c.ln.Accept()
		if err != nil {
			return
		}
		far, err := net.Dial("tcp", c.target)
		if err != nil {
			near.Close()
			continue
		}
		c.mu.Lock()
		c.conns = append(c.conns, near, far)
		c.mu.Unlock()
		swallow := new(atomic.Bool)
		go c.ask(far, near, swallow)
		go answer(near, far, swallow)
	}
}

func (c *Commits) close() {
	c.ln.Close()
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, conn := range c.conns {
		conn.Close()
	}
}

// commitPacket is COM_QUERY with its text; no packet of the handshake looks so.
const commitPacket = "\x03COMMIT"

// ask carries packets to the server: three bytes of length, one of sequence, and the
// payload. It looks into those that are as long as a COMMIT.
func (c *Commits) ask(server, client net.Conn, swallow *atomic.Bool) {
	defer server.Close()
	defer client.Close()
	var head [4]byte
	for {
		if _, err := io.ReadFull(client, head[:]); err != nil {
			return
		}
		payload := make([]byte, int(binary.LittleEndian.Uint32(head[:])&0xffffff))
		if _, err := io.ReadFull(client, payload); err != nil {
			return
		}
		if string(payload) == commitPacket && c.left.Load() > 0 && c.left.Add(-1) == 0 {
			c.cuts.Add(1)
			swallow.Store(true)
		}
		if _, err := server.Write(append(head[:], payload...)); err != nil {
			return
		}
	}
}

// answer carries what the server says. It says one thing for each question, so what
// comes after the COMMIT that is to be swallowed is the answer to it.
func answer(client, server net.Conn, swallow *atomic.Bool) {
	defer client.Close()
	defer server.Close()
	part := make([]byte, 32<<10)
	for {
		n, err := server.Read(part)
		if err != nil || swallow.Load() {
			return
		}
		if _, err := client.Write(part[:n]); err != nil {
			return
		}
	}
}
