package config

import (
	"net/url"
	"path/filepath"
	"strings"
)

// checkFiles wants one place for uploads, or none; in production a directory
// that does not depend on where the process was started, or a bucket over TLS
// with real keys.
func (c *Config) checkFiles(f *faults) {
	switch {
	case c.FilesDir != "" && c.FilesS3URL != "":
		f.add("FILES_DIR", "is set together with FILES_S3_URL; use one of them")
	case c.FilesDir != "":
		if c.Production() && !filepath.IsAbs(c.FilesDir) {
			f.add("FILES_DIR", "the path must be absolute in production")
		}
	case c.FilesS3URL != "":
		c.checkBucket(f)
	}
}

func (c *Config) checkBucket(f *faults) {
	u, err := url.Parse(c.FilesS3URL)
	switch {
	case err != nil || u.Host == "" || u.User != nil || u.RawQuery != "" || u.Fragment != "" ||
		strings.HasSuffix(c.FilesS3URL, "/") || (u.Scheme != "https" && u.Scheme != "http"):
		f.add("FILES_S3_URL", "want the bucket's address, https://host/bucket or https://bucket.host")
	case c.Production() && u.Scheme != "https":
		f.add("FILES_S3_URL", "must be https in production")
	}
	if c.Production() {
		if c.FilesS3AccessKey == "" {
			f.add("FILES_S3_ACCESS_KEY", "is needed with FILES_S3_URL")
		}
		if isPlaceholder(c.FilesS3SecretKey.Reveal()) {
			f.add("FILES_S3_SECRET_KEY", "is missing or a placeholder")
		}
	}
}
