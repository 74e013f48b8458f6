package audit

import "xinjumin/models"

var actionUnreadable = models.NewAction("sealed.unreadable", "加密数据无法读取")

// Unreadable is the event of meeting a sealed value that does not open.
func Unreadable(u *models.Unreadable) Event {
	e := Event{Action: actionUnreadable, Object: u.Table, Detail: map[string]string{"column": u.Column}}
	if len(u.Row) == len(e.ObjectID) {
		e.ObjectID = models.ID(u.Row)
	}
	return e
}
