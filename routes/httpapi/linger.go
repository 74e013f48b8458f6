package httpapi

import (
	"io"
	"net"
	"time"
)

// A server that answers 413 and closes at once resets the connection while the
// client is still sending, and the answer is lost. lingerConn stops writing,
// reads on within bounds, and then closes.
type lingerConn struct {
	net.Conn
	linger bool
}

const (
	// More than any body that is refused by its length and that a client would
	// send in good faith.
	lingerBytes = 16 << 20
	lingerTime  = 2 * time.Second
)

// Close implements net.Conn.
func (c *lingerConn) Close() error {
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

type lingerListener struct{ net.Listener }

// Accept implements net.Listener.
func (l lingerListener) Accept() (net.Conn, error) {
	c, err := l.Listener.Accept()
	if err != nil {
		return nil, err
	}
	return &lingerConn{Conn: c}, nil
}
