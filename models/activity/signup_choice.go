package activity

import "xinjumin/models"

// SignupVerb is what a person does to their own sign-up.
type SignupVerb string

// The verbs.
const (
	CancelSignup SignupVerb = "cancel"
	AcceptOffer  SignupVerb = "accept_offer"
	DeclineOffer SignupVerb = "decline_offer"
)

// MayCancel refuses to leave the list of an activity that has begun, or twice.
func (s Signup) MayCancel(startsAt, now models.Instant) error {
	switch {
	case s.State != SignupRegistered && s.State != SignupWaiting && s.State != SignupOffered:
		return ErrSignupState
	case now >= startsAt:
		return ErrStarted
	}
	return nil
}

// MayAccept refuses to take a seat that is not offered, or no longer.
func (s Signup) MayAccept(now models.Instant) error {
	late := s.State == SignupOffered && s.OfferExpiresAt != nil && now >= *s.OfferExpiresAt
	switch {
	case late, s.State == SignupExpired:
		return ErrSignupOfferExpired
	case s.State != SignupOffered:
		return ErrSignupNotOffered
	}
	return nil
}

// MayDecline refuses to leave a seat to others that is not offered.
func (s Signup) MayDecline() error {
	if s.State != SignupOffered {
		return ErrSignupNotOffered
	}
	return nil
}

// Choices lists what the person may do to their own sign-up at now.
func (s Signup) Choices(startsAt, now models.Instant) models.Choices {
	out, _ := models.Choose([]SignupVerb{CancelSignup, AcceptOffer, DeclineOffer}, nil, func(v SignupVerb) error {
		switch v {
		case AcceptOffer:
			return s.MayAccept(now)
		case DeclineOffer:
			return s.MayDecline()
		}
		return s.MayCancel(startsAt, now)
	}, nil) // these rules give refusals alone
	return out
}

// Own gives the sign-up as its person sees it, with what they may do to it at now.
func (v SignupView) Own(now models.Instant) SignupView {
	v.Choices = v.Signup.Choices(v.Activity.StartsAt, now)
	return v
}
