package store

// GrantWaits is true for grants g that wait for their person's answer; it takes the
// instant, and the one before which an offer was forgotten (models.RoleOfferLife).
const GrantWaits = `g.starts_at = g.ends_at AND g.ended_at IS NULL AND g.ends_at > ? AND g.created_at > ?`
