package mediation

import (
	"maps"

	"xinjumin/models"
	"xinjumin/services/internal/jobs"
)

// Jobs gives the handlers of the work that this area makes due.
func (s *Service) Jobs() map[string]jobs.Handler {
	handlers := s.committeeJobs()
	maps.Copy(handlers, s.deadlineJobs())
	handlers[jobNotTaken] = s.notTaken
	return handlers
}

// LongJobs are the handlers of due work that is too much for one transaction.
func (s *Service) LongJobs() map[string]jobs.Long {
	return map[string]jobs.Long{models.JobMoveDeadlines: s.moveDeadlines}
}
