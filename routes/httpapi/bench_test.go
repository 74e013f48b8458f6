package httpapi_test

import (
	"bufio"
	"net"
	"strconv"
	"strings"
	"testing"
)

// BenchmarkPipeline measures the whole way over a loopback connection, so that
// allocations per request stay in view.
func BenchmarkPipeline(b *testing.B) {
	for name, request := range map[string]string{
		"list":    "GET /api/v1/events?limit=20 HTTP/1.1\r\nHost: x\r\n\r\n",
		"packed":  "GET /api/v1/events?limit=20 HTTP/1.1\r\nHost: x\r\nAccept-Encoding: gzip\r\n\r\n",
		"held":    "GET /api/v1/events?limit=20 HTTP/1.1\r\nHost: x\r\nIf-None-Match: *\r\n\r\n",
		"signup":  post("/api/v1/events/7/signups", good),
		"invalid": post("/api/v1/events/7/signups", `{"name":"","phone":"1","gender":"x"}`),
	} {
		b.Run(name, func(b *testing.B) {
			s := serve(b, quiet)
			conn, err := net.Dial("tcp", strings.TrimPrefix(s.url, "http://"))
			if err != nil {
				b.Fatal(err)
			}
			defer func() { _ = conn.Close() }()
			in := bufio.NewReader(conn)
			b.ReportAllocs()
			for b.Loop() {
				if _, err := conn.Write([]byte(request)); err != nil {
					b.Fatal(err)
				}
				skipAnswer(b, in)
			}
		})
	}
}

func post(path, body string) string {
	return "POST " + path + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer resident\r\nContent-Type: " +
		"application/json\r\nContent-Length: " +
		strconv.Itoa(len(body)) + "\r\n\r\n" + body
}

func skipAnswer(b *testing.B, in *bufio.Reader) {
	length := 0
	for {
		line, err := in.ReadSlice('\n')
		if err != nil {
			b.Fatal(err)
		}
		if v, ok := strings.CutPrefix(string(line), "Content-Length: "); ok {
			length, _ = strconv.Atoi(strings.TrimSpace(v))
		}
		if len(line) == 2 {
			break
		}
	}
	if _, err := in.Discard(length); err != nil {
		b.Fatal(err)
	}
}
