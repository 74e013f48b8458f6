package dispute

import "xinjumin/models"

// DocumentKind is a paper of a case. Names and order are those of 人民调解文书格式 (司法部
// 2010), with the dossier's own sheets at both ends.
type DocumentKind string

// The papers, in the order in which they lie in a dossier.
const (
	DocumentCover         DocumentKind = "dossier_cover"
	DocumentIndex         DocumentKind = "dossier_index"
	DocumentApplication   DocumentKind = "application"
	DocumentAcceptance    DocumentKind = "acceptance"
	DocumentRights        DocumentKind = "rights_notice"
	DocumentInquiry       DocumentKind = "inquiry"
	DocumentSession       DocumentKind = "session_record"
	DocumentAgreement     DocumentKind = "agreement"
	DocumentOralAgreement DocumentKind = "oral_agreement"
	DocumentVisit         DocumentKind = "return_visit"
	DocumentConfirmation  DocumentKind = "confirmation_request"
	DocumentRefusal       DocumentKind = "refusal_notice"
	DocumentTermination   DocumentKind = "termination_notice"
	DocumentNote          DocumentKind = "dossier_note"
	DocumentBack          DocumentKind = "dossier_back"
)

var documentKindWords = models.Words[DocumentKind]{
	{DocumentCover, "人民调解卷宗", "Cover of the dossier"},
	{DocumentIndex, "卷内目录", "Index of the dossier"},
	{DocumentApplication, "人民调解申请书", "Application for mediation"},
	{DocumentAcceptance, "人民调解受理登记表", "Record of acceptance"},
	{DocumentRights, "人民调解当事人权利义务告知书", "Notice of rights and duties"},
	{DocumentInquiry, "人民调解调查记录", "Record of inquiry"},
	{DocumentSession, "人民调解记录", "Record of mediation"},
	{DocumentAgreement, "人民调解协议书", "Mediation agreement"},
	{DocumentOralAgreement, "人民调解口头协议登记表", "Record of an oral agreement"},
	{DocumentVisit, "人民调解回访记录", "Record of a return visit"},
	{DocumentConfirmation, "司法确认申请书", "Request for judicial confirmation"},
	{DocumentRefusal, "不予受理通知书", "Notice that a case is not accepted"},
	{DocumentTermination, "终止调解通知书", "Notice that mediation has ended"},
	{DocumentNote, "卷宗情况说明", "Note on the dossier"},
	{DocumentBack, "封底", "Back cover of the dossier"},
}

// Text gives the title of a paper.
func (k DocumentKind) Text() (zh, en string) { return documentKindWords.Of(k) }

// All gives every value in order.
func (DocumentKind) All() []DocumentKind { return documentKindWords.All() }
