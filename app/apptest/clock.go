package apptest

import (
	"io"
	"log/slog"
	"sync/atomic"
	"time"

	"github.com/google/uuid"

	"xinjumin/models"
)

// Start is when every test begins: a Monday morning in Shanghai.
var Start = models.InstantOf(time.Date(2026, 11, 23, 9, 0, 0, 0, models.Shanghai))

// Clock stands still until a test moves it.
type Clock struct{ now atomic.Int64 }

// NewClock begins at Start.
func NewClock() *Clock {
	c := &Clock{}
	c.now.Store(int64(Start))
	return c
}

// Now is the models.Clock of the application.
func (c *Clock) Now() models.Instant { return models.Instant(c.now.Load()) }

// Add moves the clock.
func (c *Clock) Add(d time.Duration) { c.now.Add(d.Milliseconds()) }

// Set moves the clock to an instant.
func (c *Clock) Set(i models.Instant) { c.now.Store(int64(i)) }

// IDs makes real ids, for fixtures.
func IDs() models.IDSource {
	return models.IDSource{
		New:       func() models.ID { return models.ID(uuid.Must(uuid.NewV7())) },
		NewSecret: func() models.ID { return models.ID(uuid.New()) },
	}
}

func quiet(w io.Writer) *slog.Logger { return slog.New(slog.NewJSONHandler(w, nil)) }
