package dispute

import (
	"slices"

	"xinjumin/models"
)

// ExtensionMonths is by how much both sides may extend the term to settle a case in all
// (人民调解工作若干规定 Art 33), counted from the last day that it had at first.
const ExtensionMonths = 1

// Extension is that a party agrees to settle the case by a later day than the law says.
type Extension struct {
	ID            models.ID `gorm:"primaryKey"`
	DisputeID     models.ID
	PartyID       models.ID
	UntilOn       models.Day
	Way           Way    `pii:"none"`
	WitnessSealed []byte `pii:"name"`
	RecordedBy    models.ID
	CreatedAt     models.Instant `gorm:"autoCreateTime:false"`
}

// TableName keeps the name of the table, which says the area, too.
func (Extension) TableName() string { return "dispute_extensions" }

// Extensible gives the day on which a party may agree, a working day that is later than
// the last one (ErrDeadlineNotLater) and within what can be given in all
// (ErrDeadlineTooFar).
func (d Deadline) Extensible(c models.Calendar, until models.Day) (models.Day, error) {
	to, err := d.Extended(c, until)
	if err == nil && to > c.TermOfMonths(d.FirstDueOn, ExtensionMonths) {
		return to, ErrDeadlineTooFar
	}
	return to, err
}

// ExtendedByAll reports whether everybody who takes part, all of whom have consented, has agreed
// to one day.
func ExtendedByAll(parties []Party, agreed []Extension, until models.Day) bool {
	if !Agreed(parties) {
		return false
	}
	return !slices.ContainsFunc(parties, func(p Party) bool {
		return p.TakesPart() && !slices.ContainsFunc(agreed, func(e Extension) bool {
			return e.PartyID == p.ID && e.UntilOn == until
		})
	})
}

// NoticeExtended tells everybody that the term has a later last day.
const NoticeExtended models.NoticeKind = "dispute.extended"

// Refusals around extensions.
var (
	ErrDeadlineTooFar = models.NewError(models.CodeConflict, "deadline.too_far", "最多只能延长一个月",
		"One more month at most")
	ErrExtendedAlready = models.NewError(models.CodeConflict, "deadline.agreed", "已经登记过同意延长到这一天",
		"That day has been agreed to already")
)
