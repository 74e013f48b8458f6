package bench

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"slices"
	"strconv"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// The load comes from a process of its own, so that the CPU time of this one is
// that of the server.
const loadEnv = "XINJUMIN_BENCH_LOAD"

func TestMain(m *testing.M) {
	if os.Getenv(loadEnv) != "" {
		serveLoad(os.Stdin, os.Stdout)
		return
	}
	os.Exit(m.Run())
}

// volley is what to send: request i takes entry i of each list, from the start
// again when it ends; lists of lengths without a common divisor make pairs. It
// stops after Total requests or Millis, what comes first and is not zero.
type volley struct {
	Addr, Method          string
	Paths, Tokens, Bodies []string
	Conns, Total, Millis  int
}

// outcome is what came back; times are in milliseconds.
type outcome struct {
	N, Lost         int
	Seconds         float64
	Statuses        map[int]int
	P50, P99, Worst float64
	Odd             string // the first answer that was no success
}

func (o outcome) perSecond() float64 { return float64(o.N) / o.Seconds }

// serverFaults counts what must never happen under load.
func (o outcome) serverFaults() int {
	n := o.Lost
	for status, times := range o.Statuses {
		if status >= 500 {
			n += times
		}
	}
	return n
}

// loader is the process that sends.
type loader struct {
	in  *json.Encoder
	out *json.Decoder
}

func newLoader(tb testing.TB) *loader {
	tb.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), loadEnv+"=1", "GOMAXPROCS=1")
	cmd.Stderr = os.Stderr
	in, err := cmd.StdinPipe()
	if err != nil {
		tb.Fatal(err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		tb.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { in.Close(); _ = cmd.Wait() })
	return &loader{json.NewEncoder(in), json.NewDecoder(out)}
}

// fire sends a volley and waits for its end.
func (l *loader) fire(tb testing.TB, v volley) outcome {
	tb.Helper()
	var o outcome
	if err := l.in.Encode(v); err != nil {
		tb.Fatal(err)
	}
	if err := l.out.Decode(&o); err != nil {
		tb.Fatalf("the load process has ended: %v", err)
	}
	return o
}

func serveLoad(in io.Reader, out io.Writer) {
	from, to := json.NewDecoder(in), json.NewEncoder(out)
	for {
		var v volley
		if from.Decode(&v) != nil || to.Encode(send1(v)) != nil {
			return
		}
	}
}

// send1 fires one volley over Conns connections.
func send1(v volley) outcome {
	var next, lost atomic.Int64
	var mu sync.Mutex
	total := outcome{Statuses: map[int]int{}}
	var times []float64
	begin := time.Now()
	var wg sync.WaitGroup
	for range v.Conns {
		wg.Go(func() {
			mine, statuses, odd := []float64(nil), map[int]int{}, ""
			line := &connection{addr: v.Addr}
			defer line.close()
			for {
				i := int(next.Add(1)) - 1
				if v.Total > 0 && i >= v.Total || v.Millis > 0 &&
					time.Since(begin) > time.Duration(v.Millis)*time.Millisecond {
					break
				}
				at := time.Now()
				status, body, err := line.exchange(v.request(i))
				if err != nil {
					lost.Add(1)
					odd = err.Error()
					continue
				}
				mine = append(mine, time.Since(at).Seconds()*1000)
				statuses[status]++
				if status >= 300 && odd == "" {
					odd = strconv.Itoa(status) + " " + string(body)
				}
			}
			mu.Lock()
			defer mu.Unlock()
			times = append(times, mine...)
			for s, n := range statuses {
				total.Statuses[s] += n
			}
			if total.Odd == "" {
				total.Odd = odd
			}
		})
	}
	wg.Wait()
	total.Seconds, total.N, total.Lost = time.Since(begin).Seconds(), len(times), int(lost.Load())
	if slices.Sort(times); len(times) > 0 {
		total.P50, total.P99, total.Worst = times[len(times)/2], times[len(times)*99/100], times[len(times)-1]
	}
	return total
}

func at(list []string, i int) string {
	if len(list) == 0 {
		return ""
	}
	return list[i%len(list)]
}

func (v volley) request(i int) []byte {
	b := make([]byte, 0, 1024)
	for _, part := range [...]string{v.Method, " /api/v1", at(v.Paths, i), " HTTP/1.1\r\nHost: ", v.Addr,
		"\r\nAuthorization: Bearer ", at(v.Tokens, i)} {
		b = append(b, part...)
	}
	body := at(v.Bodies, i)
	if body != "" {
		b = append(b, "\r\nContent-Type: application/json\r\nContent-Length: "...)
		b = strconv.AppendInt(b, int64(len(body)), 10)
	}
	b = append(b, "\r\n\r\n"...)
	return append(b, body...)
}

// connection speaks just enough HTTP/1.1 to cost little.
type connection struct {
	addr string
	conn net.Conn
	in   *bufio.Reader
	body []byte
}

func (c *connection) close() {
	if c.conn != nil {
		c.conn.Close()
		c.conn = nil
	}
}

func (c *connection) exchange(request []byte) (status int, body []byte, err error) {
	if c.conn == nil {
		if c.conn, err = net.DialTimeout("tcp", c.addr, 10*time.Second); err != nil {
			return 0, nil, err
		}
		c.in = bufio.NewReaderSize(c.conn, 16<<10)
	}
	status, body, err = c.once(request)
	if err != nil {
		c.close()
	}
	return status, body, err
}

func (c *connection) once(request []byte) (int, []byte, error) {
	if err := c.conn.SetDeadline(time.Now().Add(time.Minute)); err != nil {
		return 0, nil, err
	}
	if _, err := c.conn.Write(request); err != nil {
		return 0, nil, err
	}
	line, err := c.in.ReadSlice('\n')
	if err != nil {
		return 0, nil, err
	}
	if len(line) < 12 {
		return 0, nil, fmt.Errorf("status line %q", line)
	}
	status, err := strconv.Atoi(string(line[9:12]))
	if err != nil {
		return 0, nil, err
	}
	length := 0
	for {
		if line, err = c.in.ReadSlice('\n'); err != nil {
			return 0, nil, err
		}
		if line = bytes.TrimRight(line, "\r\n"); len(line) == 0 {
			break
		}
		if name, value, ok := bytes.Cut(line, []byte(":")); ok && len(name) == 14 &&
			bytes.EqualFold(name, []byte("Content-Length")) {
			if length, err = strconv.Atoi(string(bytes.TrimSpace(value))); err != nil {
				return 0, nil, err
			}
		}
	}
	if cap(c.body) < length {
		c.body = make([]byte, length)
	}
	_, err = io.ReadFull(c.in, c.body[:length])
	return status, c.body[:length], err
}
