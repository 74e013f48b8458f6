package dispute

import (
	"strings"

	"xinjumin/models"
)

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

// Shared reports whether the parties may read such a paper. The others hold what one
// side told, how it can be reached, or what the committee wrote for itself.
func (k DocumentKind) Shared() bool {
	switch k {
	case DocumentRights, DocumentAgreement, DocumentOralAgreement, DocumentConfirmation, DocumentRefusal,
		DocumentTermination:
		return true
	}
	return false
}

// SharedDocuments lists the kinds that the parties may read.
func SharedDocuments() []DocumentKind {
	var all []DocumentKind
	for _, k := range DocumentKind("").All() {
		if k.Shared() {
			all = append(all, k)
		}
	}
	return all
}

// AgreedDocuments lists the kinds that tell what the parties have come to.
func AgreedDocuments() []DocumentKind {
	return []DocumentKind{DocumentAgreement, DocumentOralAgreement, DocumentConfirmation}
}

// DocumentState tells whether a printed paper still holds.
type DocumentState string

// The states. A paper is superseded by the next one of its kind.
const (
	DocumentValid      DocumentState = "valid"
	DocumentSuperseded DocumentState = "superseded"
	DocumentVoid       DocumentState = "void"
)

var documentStateWords = models.Words[DocumentState]{
	{DocumentValid, "有效", "Valid"},
	{DocumentSuperseded, "已被新的文书代替", "Superseded"},
	{DocumentVoid, "已作废", "Void"},
}

// Text gives the plain words of a state.
func (s DocumentState) Text() (zh, en string) { return documentStateWords.Of(s) }

// All gives every value in order.
func (DocumentState) All() []DocumentState { return documentStateWords.All() }

// Document is a paper that was printed for a case. Its bytes are a file. Code stands on
// the paper: whoever holds the paper may ask whether it is valid. ContentSHA256 is that
// of what it says, which begins on the paper, too; SHA256 is that of the bytes.
type Document struct {
	ID            models.ID `gorm:"primaryKey"`
	DisputeID     models.ID
	Kind          DocumentKind `pii:"none"`
	Seq           int64        // counts the papers of a kind in a case from 1 on
	CaseVersion   int64        // of the case that it was made from
	LiveKey       []byte       `pii:"none,technical"` // of the one valid paper of a kind in a case or session; else nil
	Code          string       `pii:"none"`
	ContentSHA256 string       `gorm:"column:content_sha256" pii:"none"`
	SHA256        string       `gorm:"column:sha256" pii:"none"`
	FileID        models.ID
	State         DocumentState `pii:"none"`
	MadeOn        models.Day
	CreatedBy     models.ID
	CreatedAt     models.Instant `gorm:"autoCreateTime:false"`
	EndedAt       *models.Instant
}

// TableName keeps the name of the table, which says the area, too.
func (Document) TableName() string { return "dispute_documents" }

// codeLetters are digits and letters that nobody takes for each other (Crockford's
// base 32).
const codeLetters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

// DocumentCodeSize is how many characters the code of a paper has: 80 random bits.
const DocumentCodeSize = 16

// DocumentCode writes ten random bytes as the code of a paper.
func DocumentCode(random [10]byte) string {
	code := make([]byte, 0, DocumentCodeSize)
	for i := range DocumentCodeSize {
		bit := 5 * i
		two := uint16(random[bit/8]) << 8
		if bit/8+1 < len(random) {
			two |= uint16(random[bit/8+1])
		}
		code = append(code, codeLetters[two>>(11-bit%8)&31])
	}
	return string(code)
}

// ReadDocumentCode reads a code as somebody typed it from the paper: in any case, in
// groups, with O for 0 and I or L for 1. False for what is none.
func ReadDocumentCode(typed string) (string, bool) {
	var code []byte
	for _, r := range strings.ToUpper(typed) {
		switch r {
		case ' ', '-':
			continue
		case 'O':
			r = '0'
		case 'I', 'L':
			r = '1'
		}
		if !strings.ContainsRune(codeLetters, r) {
			return "", false
		}
		code = append(code, byte(r))
	}
	return string(code), len(code) == DocumentCodeSize
}

// MayPrint reports whether a person who sees the case may have papers printed: its
// mediators and the head of its committee, none of them a party.
func (s Standing) MayPrint() error {
	if s.Side != "" && s.Head {
		return ErrOwnCase
	}
	if !s.Committee() {
		return models.ErrForbidden
	}
	return nil
}

// Prints reports whether a case has this paper: nobody has applied for what the committee
// began by itself (ErrNoApplication).
func (d Dispute) Prints(k DocumentKind) error {
	if k == DocumentApplication && d.Source == SourceProactive {
		return ErrNoApplication
	}
	return nil
}

// ErrNoApplication refuses the application of a case for which nobody has applied.
var ErrNoApplication = models.NewError(models.CodeConflict, "document.no_application",
	"这件纠纷是调解委员会主动介入的，没有申请书，做受理登记表就行",
	"The committee began the case: there is no application, but a record of acceptance")

// ErrDocumentEnded refuses to void a paper that is not valid any more.
var ErrDocumentEnded = models.NewError(models.CodeConflict, "document.ended", "这份文书已经失效，不用再作废",
	"This paper is not valid any more")
