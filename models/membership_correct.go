package models

// Return sends an application back for correction with a reason that the applicant reads. It
// keeps its place in the order of arrival: others may be decided meanwhile, and once it is
// corrected it stands where it stood.
func (m Membership) Return(by ID, reason string, now Instant) (Membership, error) {
	if err := m.mayDecide(by); err != nil {
		return m, err
	}
	if err := CheckReason(reason); err != nil {
		return m, err
	}
	m.State, m.DecidedBy, m.DecidedAt, m.DecisionReason, m.UpdatedAt = MembershipReturned, &by, &now, reason, now
	m.Version++
	return m, nil
}

// Resubmit hands a corrected application in again, with what c says now; nothing is decided
// about it any longer, and no time has to pass as after a refusal.
func (m Membership) Resubmit(c Membership, now Instant) (Membership, error) {
	to, err := MembershipMoves.After(m.State, MembershipResubmit, ErrMembershipDecided)
	if err != nil {
		return m, err
	}
	m.State, m.Message, m.Answers, m.Side, m.UpdatedAt = to, c.Message, c.Answers, c.Side, now
	m.DecidedBy, m.DecidedAt, m.DecisionReason = nil, nil, ""
	m.Version++
	return m, nil
}
