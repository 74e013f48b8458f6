package party

import "xinjumin/services/internal/store"

// What routes see of the store's rows.
type (
	RegistrationSeen = store.PartyRegistrationSeen
	TransferSeen     = store.PartyTransferSeen
	MeetingSeen      = store.MeetingSeen
	AttendanceSeen   = store.AttendanceSeen
)
