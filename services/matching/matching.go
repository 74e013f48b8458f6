package matching

import (
	"xinjumin/services/internal/keyring"
	"xinjumin/services/internal/store"
)

// Audit actions of this area.
const (
	ActSuggest   = "recommendation.switch"
	ActProspects = "prospect.list"
	ActShown     = "prospect.show"
	ActStation   = "station.update"
)

// Service is the use cases of finding one another.
type Service struct {
	st   *store.Store
	ring *keyring.Ring
}

// New joins the area to the database and the keys.
func New(st *store.Store, ring *keyring.Ring) *Service { return &Service{st: st, ring: ring} }
