package audit

import "xinjumin/models"

// Unreadable is the event of meeting a sealed value that does not open.
func Unreadable(u *models.Unreadable) Event {
	e := Event{Action: "sealed.unreadable", Object: u.Table, Detail: map[string]string{"column": u.Column}}
	if len(u.Row) == len(e.ObjectID) {
		e.ObjectID = models.ID(u.Row)
	}
	return e
}
