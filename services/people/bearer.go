package people

import "xinjumin/models"

// Bearer tells whose an access token is by its signature alone, without the
// database: the session may have ended meanwhile. It is for deciding what is
// worth reading, never for letting somebody in. Refusal: ErrTokenInvalid.
func (s *Service) Bearer(token string) (models.ID, error) {
	b, err := s.tokens.verify(token)
	return b.person, err
}
