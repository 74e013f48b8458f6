package poll

import "xinjumin/models"

// RollRule says who is on the roll of a poll.
type RollRule string

// The rules.
const (
	RollMembers RollRule = "members" // every active member
	RollVoters  RollRule = "voters"  // see Membership.Votes
)

// RollRuleOf gives who may answer a poll of an organization: in a Party branch only who
// may vote, unless it merely consults, where all who take part are asked.
func RollRuleOf(k models.OrganizationKind, p Purpose) RollRule {
	if k == models.KindPartyBranch && p != Consultation {
		return RollVoters
	}
	return RollMembers
}
