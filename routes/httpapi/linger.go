package httpapi

import (
	"bytes"
	"io"
	"net"
	"sync"
	"time"
)

// A server that answers 413 and closes at once resets the connection while the
// client is still sending, and the answer is lost. lingerConn stops writing,
// reads on within bounds, and then closes.
//
// It also looks whether a request that has begun goes on: one that stalls is cut,
// however long its whole time is, so that a header without a body holds no place.
type lingerConn struct {
	net.Conn
	linger   bool
	patience time.Duration

	mu      sync.Mutex
	timer   *time.Timer // runs while a request is being read
	reading bool
	got     int64 // of the request
	judged  int64 // of it at the last look
}

const (
	// More than any body that is refused by its length and that a client would
	// send in good faith.
	lingerBytes = 16 << 20
	lingerTime  = 2 * time.Second
	// paceBytes is what must come of a request in each turn of the patience, unless
	// it is whole. A slow line brings ten times as much in five seconds.
	paceBytes = 16 << 10
)

// Read implements net.Conn. A request that breaks off in the middle is no regular end.
func (c *lingerConn) Read(p []byte) (int, error) {
	c.mu.Lock()
	c.reading = true
	c.mu.Unlock()
	n, err := c.Conn.Read(p)
	c.mu.Lock()
	defer c.mu.Unlock()
	c.reading = false
	if err == io.EOF && n == 0 && c.got > 0 { //nolint:errorlint // a connection gives it bare
		err = io.ErrUnexpectedEOF
	}
	if n > 0 && c.got == 0 {
		c.judged = 0
		if c.timer == nil {
			c.timer = time.AfterFunc(c.patience, c.look)
		} else {
			c.timer.Reset(c.patience)
		}
	}
	c.got += int64(n)
	return n, err
}

// look ends the reading of a request that does not go on. While nothing is being
// read the server is at work, and the client is not to blame.
func (c *lingerConn) look() {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.got == 0 {
		return
	}
	if c.reading && c.got-c.judged < paceBytes {
		_ = c.SetReadDeadline(time.Unix(1, 0)) // long past
		return
	}
	c.judged = c.got
	c.timer.Reset(c.patience)
}

// Write implements net.Conn. An answer ends the request, but for the invitation to send
// its body.
func (c *lingerConn) Write(p []byte) (int, error) {
	if !bytes.HasPrefix(p, []byte("HTTP/1.1 100 ")) {
		c.rest()
	}
	return c.Conn.Write(p)
}

func (c *lingerConn) rest() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.got = 0
	if c.timer != nil {
		c.timer.Stop()
	}
}

// Close implements net.Conn.
func (c *lingerConn) Close() error {
	c.rest()
	if c.linger {
		c.linger = false
		if half, ok := c.Conn.(interface{ CloseWrite() error }); ok && half.CloseWrite() == nil {
			timer := time.AfterFunc(lingerTime, func() { _ = c.Conn.Close() })
			_, _ = io.CopyN(io.Discard, c.Conn, lingerBytes)
			timer.Stop()
		}
	}
	return c.Conn.Close()
}

type lingerListener struct {
	net.Listener
	patience time.Duration
}

// Accept implements net.Listener.
func (l lingerListener) Accept() (net.Conn, error) {
	c, err := l.Listener.Accept()
	if err != nil {
		return nil, err
	}
	return &lingerConn{Conn: c, patience: l.patience}, nil
}
