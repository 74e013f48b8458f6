package kv

import (
	"log/slog"

	"xinjumin/models"
)

// OpenPatient is Open for a Redis that is alive on a machine that is busy: with
// the timeouts of production a slow answer would count as a dead server.
func OpenPatient(url string, clock models.Clock, logger *slog.Logger) (*KV, error) {
	return open(url, clock, logger, 100)
}
