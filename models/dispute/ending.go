package dispute

import (
	"slices"

	"xinjumin/models"
)

// Reason tells why a case ended.
type Reason string

// Why a committee may decline (人民调解工作若干规定 Art 22), and why a case ends.
const (
	ReasonSpecialOrgan Reason = "special_organ" // only a special organ may handle it
	ReasonTaken        Reason = "already_taken" // by a court, the police or a department
	ReasonPartyRefuses Reason = "party_refuses" // mediation is voluntary
	ReasonNotCivil     Reason = "not_civil"     // no quarrel about civil rights
	ReasonByApplicant  Reason = "by_applicant"  // withdrawn
	ReasonPartyStopped Reason = "party_stopped" // a party does not go on
	ReasonNoAgreement  Reason = "no_agreement"  // there is none in sight
	ReasonUnreachable  Reason = "unreachable"   // a party cannot be found
	ReasonUnfit        Reason = "unfit"         // it turns out to be nothing for mediation
	ReasonMovedUp      Reason = "moved_up"
	ReasonSentOn       Reason = "sent_on"
)

var reasonWords = models.Words[Reason]{
	{ReasonSpecialOrgan, "依法应由专门机关处理", "Only a special organ may handle it"},
	{ReasonTaken, "法院、公安或有关部门已经受理或处理", "A court, the police or a department has it already"},
	{ReasonPartyRefuses, "一方不同意调解", "A party does not agree to mediation"},
	{ReasonNotCivil, "不属于民间纠纷", "Not a civil dispute"},
	{ReasonByApplicant, "申请人撤回", "Withdrawn by the applicant"},
	{ReasonPartyStopped, "一方不愿意继续调解", "A party does not go on"},
	{ReasonNoAgreement, "双方没有达成协议", "The parties have come to no agreement"},
	{ReasonUnreachable, "联系不上一方当事人", "A party cannot be reached"},
	{ReasonUnfit, "情况有变，不适合调解", "It has turned out to be nothing for mediation"},
	{ReasonMovedUp, "已移交上级调解委员会", "It went to the committee above"},
	{ReasonSentOn, "已转交有关部门", "It went to an organ"},
}

// DeclineReasons lists what a committee may give as its reason.
func DeclineReasons() []Reason {
	return []Reason{ReasonSpecialOrgan, ReasonTaken, ReasonPartyRefuses, ReasonNotCivil}
}

// TerminateReasons lists why a committee may end a mediation without an agreement
// (人民调解法 Art 26).
func TerminateReasons() []Reason {
	return []Reason{ReasonNoAgreement, ReasonPartyStopped, ReasonPartyRefuses, ReasonUnreachable, ReasonUnfit}
}

// ValidDeclineReason reports whether a committee may give r.
func ValidDeclineReason(r Reason) bool { return slices.Contains(DeclineReasons(), r) }

// ValidTerminateReason reports whether a committee may end a case for r.
func ValidTerminateReason(r Reason) bool { return slices.Contains(TerminateReasons(), r) }

// Text gives the plain words of a reason.
func (r Reason) Text() (zh, en string) { return reasonWords.Of(r) }

// All gives every value in order.
func (Reason) All() []Reason { return reasonWords.All() }

// Place is where a committee that ends a case tells the parties to go.
type Place string

// The places.
const (
	PlaceArbitration Place = "arbitration"
	PlaceCourt       Place = "court"
	PlaceLegalAid    Place = "legal_aid"
	PlaceInspection  Place = "labour_inspection"
	PlacePolice      Place = "police"
	PlaceDepartment  Place = "department"
	PlaceCommittee   Place = "higher_committee"
)

var placeWords = models.Words[Place]{
	{PlaceArbitration, "仲裁委员会", "Arbitration"},
	{PlaceCourt, "人民法院", "Court"},
	{PlaceLegalAid, "法律援助中心", "Legal aid"},
	{PlaceInspection, "劳动保障监察", "Labour inspection"},
	{PlacePolice, "派出所", "Police"},
	{PlaceDepartment, "有关主管部门", "The competent department"},
	{PlaceCommittee, "上级调解委员会", "The committee above"},
}

// Valid reports whether there is such a place.
func (p Place) Valid() bool { zh, _ := p.Text(); return zh != "" }

// Text gives the plain words of a place.
func (p Place) Text() (zh, en string) { return placeWords.Of(p) }

// All gives every value in order.
func (Place) All() []Place { return placeWords.All() }

// EndReason tells why a mediator is no longer in a case; empty while they are.
type EndReason string

// Why a mediator left a case.
const (
	EndReleased EndReason = "released"   // the head took them off it
	EndRecused  EndReason = "recused"    // they left it themselves
	EndSeat     EndReason = "seat_ended" // they do not serve in the committee any more
	EndNotTaken EndReason = "not_taken"  // they had not taken it in time
)

var endReasonWords = models.Words[EndReason]{
	{EndReleased, "主任更换", "Taken off it by the head"},
	{EndRecused, "自行回避", "Left it"},
	{EndSeat, "不再任职", "Serves no more"},
	{EndNotTaken, "没有按时接手", "Had not taken it in time"},
}

// Text gives the plain words of why a mediator left.
func (r EndReason) Text() (zh, en string) { return endReasonWords.Of(r) }

// All gives every value in order.
func (EndReason) All() []EndReason { return endReasonWords.All() }

// LiveKey is the key of a mediator's present time in a case, which there is once.
func LiveKey(dispute, person models.ID) []byte { return append(dispute[:], person[:]...) }
