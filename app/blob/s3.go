package blob

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
	"time"

	"xinjumin/models"
	"xinjumin/models/upload"
)

// S3Config says where the bucket is.
type S3Config struct {
	// URL is the bucket's own address: https://host/bucket, or
	// https://bucket.host where the store wants the name there.
	URL       string
	Region    string
	AccessKey string
	SecretKey string
	// Clock stamps the signatures.
	Clock models.Clock
}

// S3 keeps contents in one bucket. Three calls of the protocol are all that is
// used.
type S3 struct {
	base   *url.URL
	sign   signature
	clock  models.Clock
	client *http.Client
}

const (
	connectTime = 5 * time.Second
	answerTime  = 15 * time.Second
	wholeTime   = time.Minute
	// keptConns is how many connections stay open.
	keptConns = 16
	// faultBytes of what the store says are read when it refuses.
	faultBytes = 2 << 10
)

// OpenS3 makes the store; it asks nobody yet.
func OpenS3(c S3Config) (*S3, error) {
	u, err := url.Parse(strings.TrimSuffix(c.URL, "/"))
	if err != nil || u.Host == "" || u.User != nil || u.RawQuery != "" || (u.Scheme != "https" && u.Scheme != "http") {
		return nil, errors.New("blob: the address of the bucket cannot be used")
	}
	dial := net.Dialer{Timeout: connectTime}
	return &S3{
		base: u, sign: signature{c.AccessKey, c.SecretKey, c.Region}, clock: c.Clock,
		client: &http.Client{
			Timeout: wholeTime,
			Transport: &http.Transport{
				DialContext: dial.DialContext, TLSHandshakeTimeout: connectTime, ResponseHeaderTimeout: answerTime,
				MaxIdleConnsPerHost: keptConns, IdleConnTimeout: time.Minute, DisableCompression: true,
			},
			// Nobody but the store that was named gets our signatures.
			CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		},
	}, nil
}

// call asks for one object; the caller closes the answer's body.
func (s *S3) call(ctx context.Context, method, key string, size int64, body io.Reader) (*http.Response, error) {
	if _, _, err := place(key); err != nil {
		return nil, err
	}
	target := *s.base
	target.Path += "/" + key
	if body != nil {
		body = io.NopCloser(body) // never read again for another try
	}
	req, err := http.NewRequestWithContext(ctx, method, target.String(), body)
	if err != nil {
		return nil, err
	}
	if body != nil {
		req.ContentLength = size
		req.Header.Set("Content-Type", "application/octet-stream")
	}
	s.sign.sign(req, unsigned, s.clock().Time())
	res, err := s.client.Do(req)
	if err != nil {
		var u *url.Error
		if errors.As(err, &u) {
			err = u.Err // without the address
		}
		return nil, fmt.Errorf("blob: %s: %w", method, err)
	}
	return res, nil
}

// done reads a short answer to its end, so that the connection can be used
// again.
func done(res *http.Response, method string) error {
	text, _ := io.ReadAll(io.LimitReader(res.Body, faultBytes))
	_ = res.Body.Close()
	if res.StatusCode/100 == 2 {
		return nil
	}
	code := codeOf(string(text))
	if res.StatusCode == http.StatusNotFound && code != "NoSuchBucket" {
		return upload.ErrNoBlob
	}
	return fmt.Errorf("blob: %s: status %d %s", method, res.StatusCode, code)
}

// codeOf finds the code in what the store says; the rest may hold addresses.
func codeOf(text string) string {
	_, rest, _ := strings.Cut(text, "<Code>")
	code, _, found := strings.Cut(rest, "</Code>")
	if !found || len(code) > 64 {
		return ""
	}
	return code
}

// Put uploads in one piece, which the protocol makes visible as a whole or not
// at all.
func (s *S3) Put(ctx context.Context, key string, size int64, r io.Reader) error {
	res, err := s.call(ctx, http.MethodPut, key, size, r)
	if err != nil {
		return err
	}
	return done(res, http.MethodPut)
}

// Get downloads.
func (s *S3) Get(ctx context.Context, key string) (io.ReadCloser, error) {
	res, err := s.call(ctx, http.MethodGet, key, 0, nil)
	if err != nil {
		return nil, err
	}
	if res.StatusCode != http.StatusOK {
		if err := done(res, http.MethodGet); err != nil {
			return nil, err
		}
		return nil, fmt.Errorf("blob: GET: status %d", res.StatusCode)
	}
	return res.Body, nil
}

// Delete removes an object.
func (s *S3) Delete(ctx context.Context, key string) error {
	res, err := s.call(ctx, http.MethodDelete, key, 0, nil)
	if err != nil {
		return err
	}
	if err := done(res, http.MethodDelete); !errors.Is(err, upload.ErrNoBlob) {
		return err
	}
	return nil
}

// Check asks for an object that does not exist.
func (s *S3) Check(ctx context.Context) error {
	body, err := s.Get(ctx, "check.in.use")
	switch {
	case errors.Is(err, upload.ErrNoBlob):
		return nil
	case err == nil:
		return body.Close()
	}
	return err
}

// Close ends idle connections.
func (s *S3) Close() error {
	s.client.CloseIdleConnections()
	return nil
}
