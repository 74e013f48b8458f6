package activity

import "xinjumin/models"

// SignUp is what a visitor does; it moves a sign-up and not the activity.
const SignUp Verb = "sign_up"

// MayOrganize refuses an actor who does not organize for the organization.
func (a Activity) MayOrganize(actor models.Actor) error {
	if !actor.InOrganization(a.OrganizationID, models.ActivityRoles()...) {
		return models.ErrForbidden
	}
	return nil
}

// Choices lists what the actor may do to the activity at now; listed tells that they
// are on its list already.
func (a Activity) Choices(actor models.Actor, listed bool, now models.Instant) models.Choices {
	out, _ := models.Choose([]Verb{Edit, Publish, CloseSignup, Cancel, Delete, SignUp}, func(v Verb) error {
		switch {
		case v != SignUp:
			return a.MayOrganize(actor)
		case listed || !actor.SignedIn():
			return models.ErrForbidden
		}
		return nil
	}, func(v Verb) error {
		if v == SignUp { // what is over or called off is not for signing up at all
			if a.State != Published && a.State != SignupClosed {
				return ErrState
			}
			return nil
		}
		_, err := a.After(v)
		return err
	}, func(v Verb) error {
		switch v {
		case Publish:
			return a.MayPublish(now)
		case SignUp:
			if refusal := a.SignupRefusal(now); refusal != nil {
				return refusal
			}
		}
		return nil
	}) // these rules give refusals alone
	return out
}
