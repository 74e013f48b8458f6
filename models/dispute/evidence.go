package dispute

import "xinjumin/models"

// Evidence (证据) is a piece that somebody handed in with a case: its owner is a party,
// or the committee where PartyID is nil. The committee reads every piece, a party its
// own and what has been shared. A piece never changes: a better copy is another piece
// that replaces it, so that what was read before stays as it was.
type Evidence struct {
	ID          models.ID `gorm:"primaryKey"` // that of its file
	DisputeID   models.ID
	PartyID     *models.ID
	TitleSealed []byte     `pii:"sensitive"` // what it shows
	ReplacesID  *models.ID // the piece before it
	SharedAt    *models.Instant
	SharedBy    *models.ID
	CreatedBy   models.ID
	CreatedAt   models.Instant `gorm:"autoCreateTime:false"`
}

// TableName keeps the name of the table, which says the area, too.
func (Evidence) TableName() string { return "dispute_evidence" }

// MayShare tells whether somebody of this standing, who is the party own (nil: none),
// may share a piece of owner (nil: of the committee) with all parties: its owner, and
// the committee what is its own or was brought by somebody without an account.
// ErrNotYourEvidence otherwise.
func (s Standing) MayShare(own *models.ID, owner *Party) error {
	switch {
	case s.Side != "" && owner != nil && own != nil && *own == owner.ID:
		return nil
	case s.Committee() && (owner == nil || owner.PersonID == nil):
		return nil
	}
	return ErrNotYourEvidence
}

// Reach is whom a message of this standing reaches. The committee chooses; what a party
// writes to the committee stays between the two (单独沟通), which is the default, and
// what it writes to all needs its own consent first.
func (s Standing) Reach(wanted Audience, party *models.ID) (Audience, *models.ID, error) {
	if s.Side == "" {
		if (wanted == AudienceParty) != (party != nil) {
			return "", nil, errReach
		}
		return wanted, party, nil
	}
	switch {
	case party != nil || wanted == AudienceParty:
		return "", nil, errReach
	case wanted == AudienceCommittee:
		return AudienceParty, nil, nil // of the party that writes
	case s.Consent != ConsentGiven:
		return "", nil, ErrConsentFirst
	}
	return AudienceParties, nil, nil
}

var errReach = models.ErrInvalid.With(models.BodyField("/party_id", "audience", "请选择发给谁",
	"A party is named by the committee, with the audience party alone"))

// MessageMax is how long a message is at most, in characters.
const MessageMax = 1000

// TitleMax is how long the words are that say what a piece shows, in characters.
const TitleMax = 100

// Notices around what is written and handed in; neither says what.
const (
	NoticeMessage  models.NoticeKind = "dispute.message"
	NoticeHandedIn models.NoticeKind = "dispute.handed_in"
)

// Refusals around evidence.
var (
	ErrNotYourEvidence = models.NewError(models.CodeForbidden, "dispute.not_your_evidence",
		"这份材料不是您交的，不能替别人公开", "Only whoever handed a piece in may share it")
	ErrReplaced = models.NewError(models.CodeConflict, "dispute.evidence_replaced",
		"这份材料已经换过新的了，请刷新后再换", "The piece was replaced already")
	ErrShared = models.NewError(models.CodeConflict, "dispute.evidence_shared",
		"这份材料已经给双方看了", "The piece is shared already")
)
