package server

import (
	"log/slog"
	"os"
	"time"

	"github.com/google/uuid"

	"xinjumin/models"
)

// The real clock and the real randomness enter the product here and nowhere
// else.
func (o *Options) setDefaults() {
	if o.Clock == nil {
		o.Clock = Now
	}
	if o.IDs.New == nil {
		o.IDs = models.IDSource{New: newID, NewSecret: newSecretID}
	}
	if o.Log == nil {
		o.Log = slog.New(slog.NewJSONHandler(os.Stderr, nil))
	}
}

// Now is the real clock.
func Now() models.Instant { return models.InstantOf(time.Now()) }

// A machine without randomness cannot run this product; both panic then.
func newID() models.ID       { return models.ID(uuid.Must(uuid.NewV7())) }
func newSecretID() models.ID { return models.ID(uuid.New()) }
