package mediation

import "xinjumin/services/internal/jobs"

// Jobs gives the handlers of the work that this area makes due.
func (s *Service) Jobs() map[string]jobs.Handler { return s.committeeJobs() }
