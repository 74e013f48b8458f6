package cli_test

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// The tour calls curl, which a fresh machine may lack: this test binary is curl
// when it is called by that name.
func TestMain(m *testing.M) {
	if filepath.Base(os.Args[0]) == "curl" {
		if err := curl(os.Args[1:], os.Stdout); err != nil {
			fmt.Fprintln(os.Stderr, "curl:", err)
			os.Exit(2)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// statusLine is the one form of -w that the tour uses.
const statusLine = `\n%{http_code}\n`

// curl knows the options of the tour and refuses all others, so that the tour
// cannot come to rely on what is not done here.
func curl(args []string, out io.Writer) error {
	var method, url, body string
	var status, sends bool
	header := http.Header{}
	for len(args) > 0 {
		option := args[0]
		args = args[1:]
		if option == "-s" {
			continue
		}
		if !strings.HasPrefix(option, "-") {
			if url != "" {
				return fmt.Errorf("two addresses: %s and %s", url, option)
			}
			url = option
			continue
		}
		if len(args) == 0 {
			return fmt.Errorf("%s needs a value", option)
		}
		value := args[0]
		args = args[1:]
		switch option {
		case "-X":
			method = value
		case "-d":
			body, sends = value, true
		case "-H":
			name, text, ok := strings.Cut(value, ": ")
			if !ok {
				return fmt.Errorf("header %q", value)
			}
			header.Set(name, text)
		case "-w":
			if value != statusLine {
				return fmt.Errorf("-w %q", value)
			}
			status = true
		default:
			return errors.New("unknown option " + option)
		}
	}
	if method == "" {
		method = http.MethodGet
		if sends {
			method = http.MethodPost
		}
	}
	return request(method, url, header, body, status, out)
}

func request(method, url string, header http.Header, body string, status bool, out io.Writer) error {
	req, err := http.NewRequest(method, url, strings.NewReader(body))
	if err != nil {
		return err
	}
	req.Header = header
	res, err := (&http.Client{Timeout: time.Minute}).Do(req)
	if err != nil {
		return err
	}
	defer res.Body.Close()
	if _, err := io.Copy(out, res.Body); err != nil {
		return err
	}
	if status {
		_, err = fmt.Fprintf(out, "\n%d\n", res.StatusCode)
	}
	return err
}
