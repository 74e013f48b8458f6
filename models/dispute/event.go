package dispute

import "xinjumin/models"

// Event is one line of the timeline, numbered from the case's own row.
type Event struct {
	ID         models.ID `gorm:"primaryKey"`
	DisputeID  models.ID
	Seq        int64
	Kind       EventKind `pii:"sensitive"`
	ActorID    *models.ID
	Audience   Audience       `pii:"none"`
	PartyID    *models.ID     // whose line it is, of the audience party
	NoteSealed []byte         `pii:"sensitive"`
	CreatedAt  models.Instant `gorm:"autoCreateTime:false"`
}

// TableName keeps the name of the table, which says the area, too.
func (Event) TableName() string { return "dispute_events" }

// Audience tells who may read a line of the timeline.
type Audience string

// The audiences; the committee reads all of them.
const (
	AudienceParties   Audience = "parties"
	AudienceCommittee Audience = "committee"
	AudienceParty     Audience = "party" // one party alone
)

var disputeAudienceWords = models.Words[Audience]{
	{AudienceParties, "当事人可见", "The parties"},
	{AudienceCommittee, "调委会可见", "The committee"},
	{AudienceParty, "这一位当事人可见", "One party"},
}

// Text gives the plain words of who reads a line.
func (a Audience) Text() (zh, en string) { return disputeAudienceWords.Of(a) }

// All gives every value in order.
func (Audience) All() []Audience { return disputeAudienceWords.All() }

// EventKind names a line of the timeline.
type EventKind string

// The lines of the timeline. A note is what the committee writes for itself.
const (
	EventFiled            EventKind = "filed"
	EventAccepted         EventKind = "accepted"   // the head takes it on
	EventRegistered       EventKind = "registered" // each side has consented: it has its file number
	EventDeclined         EventKind = "declined"
	EventAssigned         EventKind = "assigned"
	EventTaken            EventKind = "taken"
	EventReleased         EventKind = "released"
	EventRecused          EventKind = "recused"
	EventConsented        EventKind = "consented"
	EventRefused          EventKind = "refused"
	EventInformed         EventKind = "informed"
	EventWithdrawn        EventKind = "withdrawn"
	EventStopped          EventKind = "stopped"
	EventTerminated       EventKind = "terminated"
	EventTold             EventKind = "told"
	EventMovedUp          EventKind = "moved_up"
	EventMovedIn          EventKind = "moved_in"
	EventSentOn           EventKind = "sent_on"
	EventPartyAdded       EventKind = "party_added"
	EventPartyJoined      EventKind = "party_joined"
	EventExtended         EventKind = "extended"
	EventSessionPlanned   EventKind = "session_planned"
	EventSessionHeld      EventKind = "session_held"
	EventSessionCancelled EventKind = "session_cancelled"
	EventProposed         EventKind = "proposed"
	EventRedrawn          EventKind = "redrawn"
	EventSigned           EventKind = "signed"
	EventSealed           EventKind = "sealed"
	EventEffective        EventKind = "effective"
	EventPaid             EventKind = "paid"
	EventPerformed        EventKind = "performed"
	EventBreached         EventKind = "breached"
	EventRevisited        EventKind = "revisited"
	EventHandedIn         EventKind = "handed_in"
	EventMessage          EventKind = "message"
	EventNote             EventKind = "note"
)

var eventWords = models.Words[EventKind]{
	{EventFiled, "纠纷已登记", "The case was filed"},
	{EventAccepted, "调解委员会决定受理", "The committee takes the case on"},
	{EventRegistered, "双方同意调解，已登记立案", "Each side has consented; the case is registered"},
	{EventDeclined, "调解委员会不予受理", "The committee declined the case"},
	{EventAssigned, "已指派调解员", "A mediator was assigned"},
	{EventTaken, "调解员已接手", "The mediator has taken the case"},
	{EventReleased, "更换了调解员", "A mediator was taken off the case"},
	{EventRecused, "调解员已回避", "A mediator has left the case"},
	{EventConsented, "一方同意调解", "A party has consented"},
	{EventRefused, "一方不同意调解", "A party has refused"},
	{EventInformed, "已告知一方权利和义务", "A party has been told their rights"},
	{EventWithdrawn, "申请人撤回了申请", "The applicant withdrew"},
	{EventStopped, "一方不再参加调解", "A party takes no part any more"},
	{EventTerminated, "调解已终止", "The mediation has ended without an agreement"},
	{EventTold, "已把结果告知一方", "A party was told of the end"},
	{EventMovedUp, "已移交上级调解委员会", "The case went to the committee above"},
	{EventMovedIn, "由下级调解委员会移交而来", "The case came from a committee below"},
	{EventSentOn, "已转交有关部门", "The case went to an organ"},
	{EventPartyAdded, "登记了一位当事人", "A party was added"},
	{EventPartyJoined, "一位当事人已用自己的账号加入", "A party has joined with their own account"},
	{EventExtended, "双方同意延长调解期限", "Both sides have extended the term"},
	{EventSessionPlanned, "已安排调解时间", "A session was arranged"},
	{EventSessionHeld, "进行了一次调解", "A session was held"},
	{EventSessionCancelled, "取消了一次调解", "A session was called off"},
	{EventProposed, "调解协议已写好，等待签字", "The agreement waits for its signatures"},
	{EventRedrawn, "调解协议已修改，需要重新签字", "The agreement was changed: signatures begin anew"},
	{EventSigned, "一方已在协议上签字", "The agreement was signed by one"},
	{EventSealed, "调解委员会已盖章", "The committee has put its seal"},
	{EventEffective, "调解协议已生效", "The agreement is in effect"},
	{EventPaid, "协议中的一项已履行", "An item of the agreement was performed"},
	{EventPerformed, "协议已全部履行", "The agreement was performed"},
	{EventBreached, "协议没有履行", "The agreement was not performed"},
	{EventRevisited, "调解员作了回访", "The mediator has looked after it"},
	{EventHandedIn, "提交了新的材料", "Something was handed in"},
	{EventMessage, "留言", "Message"},
	{EventNote, "调解委员会内部记录", "Note of the committee"},
}

// Text gives the plain words of a line of the timeline.
func (k EventKind) Text() (zh, en string) { return eventWords.Of(k) }

// All gives every value in order.
func (EventKind) All() []EventKind { return eventWords.All() }
