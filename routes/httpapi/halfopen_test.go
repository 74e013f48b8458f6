package httpapi_test

import (
	"errors"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"xinjumin/routes/httpapi"
)

// Many who begin a request and never end it stop nobody, and are let go when
// the time to read is over.
func TestHalfOpenRequestsStopNobody(t *testing.T) {
	s := serve(t, func(o *httpapi.Options) { o.ReadTimeout = 2 * time.Second })
	beginnings := []string{
		"GET /api/v1/events HTTP/1.1\r\nHost: x\r\nX-Slow: ",
		"POST /api/v1/events/1/signups HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: " +
			"100\r\n\r\n{",
		"G",
	}
	var open []net.Conn
	for i := range 300 {
		conn, err := net.Dial("tcp", strings.TrimPrefix(s.url, "http://"))
		if err != nil {
			t.Fatal(err)
		}
		defer conn.Close()
		if _, err := conn.Write([]byte(beginnings[i%len(beginnings)])); err != nil {
			t.Fatal(err)
		}
		open = append(open, conn)
	}
	for range 20 {
		if got := s.do(t, http.MethodGet, "/api/v1/events", ""); got.status != http.StatusOK {
			t.Fatal(got)
		}
	}
	for i, conn := range open {
		_ = conn.SetDeadline(time.Now().Add(time.Minute))
		answer, err := io.ReadAll(conn)
		var late net.Error
		if errors.As(err, &late) && late.Timeout() {
			t.Fatalf("connection %d is still open", i)
		}
		if len(answer) > 0 && !strings.HasPrefix(string(answer), "HTTP/1.1 408") {
			t.Errorf("connection %d: %.100s", i, answer)
		}
	}
}
