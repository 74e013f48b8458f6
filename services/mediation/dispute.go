package mediation

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"time"
	"unicode/utf8"

	"xinjumin/models"
	"xinjumin/models/dispute"
	"xinjumin/services/internal/audit"
	"xinjumin/services/internal/inbox"
	"xinjumin/services/internal/keyring"
	"xinjumin/services/internal/store"
)

// Service is the use cases of mediation.
type Service struct {
	st   *store.Store
	ring *keyring.Ring

	shelf   Shelf  // of printed papers
	address string // of this server, as papers print it

	forms sync.Map // empty papers as they were printed, by their kind
}

// New joins the area to the database and the key ring.
func New(st *store.Store, ring *keyring.Ring) *Service { return &Service{st: st, ring: ring} }

// Where this area seals.
var (
	statementColumn = keyring.DisputeStatement
	nameColumn      = keyring.PartyName
	contactColumn   = keyring.PartyContact
	noteColumn      = keyring.DisputeNote
	witnessColumn   = keyring.PartyWitness
	agreementColumn = keyring.AgreementContent
	evidenceColumn  = keyring.EvidenceTitle

	sessionPlaceColumn     = keyring.SessionPlace
	sessionRecordColumn    = keyring.SessionRecord
	extensionWitnessColumn = keyring.ExtensionWitness

	riskNoteColumn   = keyring.RiskNote
	riskReasonColumn = keyring.RiskReason
)

// Audited acts of this area.
var (
	ActionFile            = models.NewAction("dispute.file", "纠纷调解：申请")
	ActionTakeIn          = models.NewAction("dispute.take_in", "纠纷调解：委员会登记")
	ActionAskToJoin       = models.NewAction("dispute.ask_join", "纠纷调解：申请以当事人身份加入")
	ActionShortName       = models.NewAction("committee.short_name", "调解委员会：案号简称")
	ActionRegisterOral    = models.NewAction("dispute.register_oral", "纠纷调解：登记口头协议")
	ActionProfile         = models.NewAction("committee.profile", "调解委员会：填写调解员专长")
	ActionNameMediator    = models.NewAction("committee.name", "调解委员会：提名")
	ActionAcceptSeat      = models.NewAction("committee.accept", "调解委员会：接受")
	ActionDeclineSeat     = models.NewAction("committee.decline", "调解委员会：不接受")
	ActionEndSeat         = models.NewAction("committee.end_seat", "调解委员会：结束任职")
	ActionReplaceSeat     = models.NewAction("committee.replace", "调解委员会：换人")
	ActionRenewCommittee  = models.NewAction("committee.renew", "调解委员会：换届")
	ActionRecordFiling    = models.NewAction("committee.file", "调解委员会：登记备案")
	ActionCreateCommittee = models.NewAction("committee.create", "调解委员会：新建")
)

// actionsOf are the audit actions of the verbs of a dispute.
var actionsOf = map[dispute.Verb]models.Action{
	dispute.Accept:   models.NewAction("dispute.accept", "纠纷调解：接受"),
	dispute.Decline:  models.NewAction("dispute.decline", "纠纷调解：不接受"),
	dispute.Assign:   models.NewAction("dispute.assign", "纠纷调解：指派"),
	dispute.Take:     models.NewAction("dispute.take", "纠纷调解：接手"),
	dispute.Withdraw: models.NewAction("dispute.withdraw", "纠纷调解：撤回"),

	dispute.Propose: models.NewAction("agreement.propose", "调解协议：写成"),
	dispute.Sign:    models.NewAction("agreement.sign", "调解协议：登记签字"),
	dispute.Seal:    models.NewAction("agreement.seal", "调解协议：盖章"),
	dispute.Perform: models.NewAction("agreement.perform", "调解协议：登记一项履行"),
	dispute.Finish:  models.NewAction("agreement.finish", "调解协议：登记全部履行"),
	dispute.Breach:  models.NewAction("agreement.breach", "调解协议：登记没有履行"),

	dispute.Message:         models.NewAction("dispute.message", "纠纷调解：留言"),
	dispute.HandIn:          models.NewAction("dispute.hand_in", "纠纷调解：提交材料"),
	dispute.Share:           models.NewAction("dispute.share", "纠纷调解：给双方看材料"),
	dispute.Plan:            models.NewAction("dispute_session.plan", "纠纷会面：安排"),
	dispute.MoveSession:     models.NewAction("dispute_session.move", "纠纷会面：改时间地点"),
	dispute.CancelSession:   models.NewAction("dispute_session.cancel", "纠纷会面：取消"),
	dispute.Hold:            models.NewAction("dispute_session.hold", "纠纷会面：登记记录"),
	dispute.Extend:          models.NewAction("dispute.extend", "纠纷调解：同意延长期限"),
	dispute.RecordExtension: models.NewAction("dispute.record_extension", "纠纷调解：登记同意延长期限"),

	dispute.Recuse:        models.NewAction("dispute.recuse", "纠纷调解：回避"),
	dispute.Release:       models.NewAction("dispute.release", "纠纷调解：更换调解员"),
	dispute.RecordConsent: models.NewAction("dispute.record_consent", "纠纷调解：登记是否同意"),
	dispute.RecordNotice:  models.NewAction("dispute.record_notice", "纠纷调解：登记权利告知"),
	dispute.RecordTold:    models.NewAction("dispute.record_told", "纠纷调解：登记结果告知"),
	dispute.AddParty:      models.NewAction("dispute.add_party", "纠纷调解：增加当事人"),
	dispute.LeaveOut:      models.NewAction("dispute.leave_out", "纠纷调解：登记当事人不参加"),
	dispute.Invite:        models.NewAction("dispute.invite", "纠纷调解：给当事人加入码"),
	dispute.ConfirmJoin:   models.NewAction("dispute.confirm_join", "纠纷调解：确认当事人加入"),
	dispute.RefuseJoin:    models.NewAction("dispute.refuse_join", "纠纷调解：不确认当事人加入"),
	dispute.Represent:     models.NewAction("dispute.represent", "纠纷调解：登记推选代表"),
	dispute.Terminate:     models.NewAction("dispute.terminate", "纠纷调解：终止"),
	dispute.GiveConsent:   models.NewAction("dispute.consent", "纠纷调解：同意调解"),
	dispute.RefuseConsent: models.NewAction("dispute.refuse", "纠纷调解：不同意调解"),
	dispute.Acknowledge:   models.NewAction("dispute.acknowledge", "纠纷调解：确认已知权利义务"),
	dispute.Stop:          models.NewAction("dispute.stop", "纠纷调解：不再调解"),
	dispute.Assess:        models.NewAction("dispute.assess", "纠纷调解：判断风险"),
	dispute.Report:        models.NewAction("dispute.report", "纠纷调解：登记报告暴力情形"),
	dispute.NoReport:      models.NewAction("dispute.no_report", "纠纷调解：说明不报告的理由"),
	dispute.HandUp:        models.NewAction("dispute.hand_up", "纠纷调解：移交上级"),
	dispute.Refer:         models.NewAction("dispute.refer", "纠纷调解：转交有关部门"),
	dispute.Choose:        models.NewAction("dispute.choose", "纠纷调解：选择调解员"),
}

// ActionOf is the audit action of a verb.
func ActionOf(v dispute.Verb) models.Action { return actionsOf[v] }

// seal gives nil for an empty text.
func (s *Service) seal(col keyring.Column, row models.ID, plain string) ([]byte, error) {
	return s.ring.SealText(col, row[:], plain)
}

func (s *Service) open(col keyring.Column, row models.ID, sealed []byte) (string, error) {
	return s.ring.OpenText(col, row[:], sealed)
}

// length checks a cleaned text of an organization field.
func length(bad *[]models.FieldError, pointer, s string, least, most int) {
	n := utf8.RuneCountInString(s)
	switch {
	case n < least:
		*bad = append(*bad, models.BodyField(pointer, "required", "请填写这一项", "This field must not be empty"))
	case n > most:
		*bad = append(*bad, models.BodyField(pointer, "max_length", "内容太长了", "The text is too long"))
	}
}

// event is the audit row of an act on a case: number and states, never content.
func event(action models.Action, d dispute.Dispute, detail map[string]string) audit.Event {
	if detail == nil {
		detail = map[string]string{}
	}
	detail["number"] = d.Number
	return audit.Event{Action: action, Object: "dispute", ObjectID: d.ID, RegionCode: d.RegionCode, Detail: detail}
}

// tell puts one notice into the inbox of each of the people, once per person and version
// of the case.
func tell(ctx context.Context, tx *store.Tx, d dispute.Dispute, kind models.NoticeKind, people ...models.ID) error {
	return inbox.Tell(ctx, tx, noticesOf(d, kind, d.Version, people)...)
}

// tellHourly is tell at most once an hour for a person, a case and a kind: a talk is
// many lines, and one notice of it is enough.
func tellHourly(ctx context.Context, tx *store.Tx, d dispute.Dispute, kind models.NoticeKind, people ...models.ID) error {
	return inbox.TellOnce(ctx, tx, noticesOf(d, kind, int64(tx.Now)/time.Hour.Milliseconds(), people)...)
}

// tellHeads is tell for the heads of the committee of a case, but some people.
func tellHeads(ctx context.Context, tx *store.Tx, d dispute.Dispute, kind models.NoticeKind, but ...models.ID) error {
	heads, err := tx.CommitteePeople(ctx, d.CommitteeID, models.RoleCommitteeHead, tx.Now)
	if err != nil {
		return err
	}
	return tell(ctx, tx, d, kind, models.Without(heads, but...)...)
}

// noticesOf makes one notice for each of the people, known again by its mark.
func noticesOf(d dispute.Dispute, kind models.NoticeKind, mark int64, people []models.ID) []inbox.Notice {
	told := map[models.ID]bool{}
	var notices []inbox.Notice
	for _, p := range people {
		if p.IsZero() || told[p] {
			continue
		}
		told[p] = true
		notices = append(notices, inbox.Notice{
			PersonID: p, Kind: kind, Subject: "dispute", SubjectID: d.ID,
			Params: map[string]string{"number": d.Number},
			Dedupe: fmt.Sprintf("%s:%s:%s:%d", kind, d.ID, p, mark),
		})
	}
	return notices
}

// taking lists the registered people on both sides who take part.
func taking(rows []dispute.Party) []models.ID {
	return parties(slices.DeleteFunc(slices.Clone(rows), func(p dispute.Party) bool { return !p.TakesPart() }))
}

// parties lists the registered people on both sides, whether or not they take part.
func parties(rows []dispute.Party) []models.ID {
	var ids []models.ID
	for _, p := range rows {
		if p.PersonID != nil {
			ids = append(ids, *p.PersonID)
		}
	}
	return ids
}
