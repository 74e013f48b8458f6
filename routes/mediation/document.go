package mediation

import (
	"bytes"
	"context"
	"io"

	"xinjumin/models"
	"xinjumin/models/dispute"
	"xinjumin/models/upload"
	"xinjumin/routes/httpapi"
	"xinjumin/services/mediation"
)

// Document is a paper that was printed for a case.
type Document struct {
	ID        models.ID             `json:"id"`
	Kind      dispute.DocumentKind  `json:"kind"`
	KindText  string                `json:"kind_text" maxLength:"40" example:"人民调解协议书"`
	Seq       int64                 `json:"seq" minimum:"1" maximum:"9007199254740991" doc:"Counts the papers of this kind in the case"`
	State     dispute.DocumentState `json:"state"`
	StateText string                `json:"state_text" maxLength:"20" example:"有效"`
	Code      string                `json:"code" maxLength:"16" doc:"Printed on each page" example:"7K3M9QX2V4HD8TPE"`
	Content   string                `json:"content_sha256" maxLength:"64" doc:"Of what it says; 16 digits are on each page"`
	SHA256    string                `json:"sha256" maxLength:"64" doc:"Of its bytes"`
	Size      int64                 `json:"size" minimum:"0" maximum:"20971520" doc:"Bytes, as it is stored" example:"98304"`
	MadeOn    models.Day            `json:"made_on" doc:"When it was printed"`
	EndedAt   *models.Instant       `json:"ended_at" doc:"When it was superseded or made void"`
	URL       string                `json:"url" maxLength:"500" example:"https://api.example.cn/api/v1/files/0b1f6a52-6c1d-4f0e-9d3a-5f7c3c9d1e20/content?variant=full&expires=1763863200000&signature=bXk"`
	URLEndsAt models.Instant        `json:"url_expires_at" doc:"Read the list again for fresh links"`
	CreatedAt models.Instant        `json:"created_at"`
}

// Docs implements httpapi.Documented.
func (Document) Docs() map[string]string {
	return map[string]string{
		"url": "Of the content, for the caller alone and with the access token; each look is recorded. Empty when " +
			"the file is blocked",
	}
}

// CheckedDocument is what anybody who holds a paper may learn.
type CheckedDocument struct {
	Kind      dispute.DocumentKind  `json:"kind"`
	KindText  string                `json:"kind_text" maxLength:"40" example:"人民调解协议书"`
	State     dispute.DocumentState `json:"state"`
	StateText string                `json:"state_text" maxLength:"20" example:"有效"`
	FileNo    *string               `json:"file_no" maxLength:"64" doc:"In the books of the committee, once each side has consented" example:"（2026）外山人调字第12号"`
	Committee string                `json:"committee_name" maxLength:"128" example:"外山村人民调解委员会"`
	Content   string                `json:"content_sha256" maxLength:"64" doc:"Of what it says; 16 digits are on each page"`
	SHA256    string                `json:"sha256" maxLength:"64" doc:"Of its bytes"`
	MadeOn    models.Day            `json:"made_on" doc:"When it was printed"`
}

type (
	printDocumentIn struct {
		ID models.ID `path:"id" doc:"Case"`
		httpapi.IfMatch
		Body struct {
			Kind      dispute.DocumentKind `json:"kind" example:"rights_notice"`
			SessionID *models.ID           `json:"session_id,omitempty" doc:"Session of the case, for kinds of papers that record one"`
		}
	}
	voidDocumentIn struct {
		ID models.ID `path:"id" doc:"Paper"`
	}
	listDocumentsIn struct {
		ID models.ID `path:"id" doc:"Case"`
		httpapi.PageIn
	}
	checkDocumentIn struct {
		Code string `path:"code" minLength:"1" maxLength:"32" doc:"As it is printed, in any case, with or without spaces" example:"7K3M9QX2V4HD8TPE"`
	}
	documentFormIn struct {
		Kind dispute.DocumentKind `path:"kind" doc:"Kind of paper" example:"application"`
	}
	documentOut        struct{ Body Document }
	checkedDocumentOut struct{ Body CheckedDocument }
)

func documentDTO(api *httpapi.API, d mediation.Document) Document {
	out := Document{ID: d.Document.ID, Kind: d.Document.Kind, Seq: d.Seq, State: d.Document.State, Code: d.Code,
		Content: d.ContentSHA256, SHA256: d.SHA256, Size: d.Size, MadeOn: d.MadeOn, EndedAt: d.EndedAt,
		URLEndsAt: d.LinkEnds, CreatedAt: d.Document.CreatedAt}
	out.KindText, _ = d.Document.Kind.Text()
	out.StateText, _ = d.Document.State.Text()
	out.URL, _ = d.Addresses(api.URL)
	return out
}

func presentChecked(c mediation.Checked) *checkedDocumentOut {
	out := CheckedDocument{Kind: c.Kind, State: c.State, FileNo: c.FileNo, Committee: c.CommitteeName,
		Content: c.ContentSHA256, SHA256: c.SHA256, MadeOn: c.MadeOn}
	out.KindText, _ = c.Kind.Text()
	out.StateText, _ = c.State.Text()
	return &checkedDocumentOut{out}
}

// documents registers the papers of a case.
func documents(api *httpapi.API, svc *mediation.Service) {
	present := func(d mediation.Document) *documentOut { return &documentOut{documentDTO(api, d)} }
	printer := func(audit models.Action) httpapi.Policy {
		return httpapi.Policy{Audience: httpapi.Resident, Scope: httpapi.ScopeCommittee, Audit: audit}
	}
	httpapi.Post(api, httpapi.Route{
		ID:      "printDisputeDocument",
		Path:    "/disputes/{id}/documents",
		Tag:     disputeTag,
		Summary: "Print a paper of a case",
		Status:  201,
		Once:    httpapi.OnceBySameBody("voidDisputeDocument"),
		Description: "By a mediator of the case or the head: a PDF to be signed on paper. It says what the case says " +
			"now and leaves room for the rest. The paper of this kind before it, of a session that of the same one, is " +
			"superseded.",
		ZH: httpapi.InChinese("打印纠纷的文书", "由本案调解员或委员会负责人制作，得到可以打印后签名的 PDF。写明案件现有的内容，其余留空填写。"+
			"同类的上一份文书随即被代替（调解记录、调查记录按每次会面分别计算）。"),
		Policy: printer(mediation.ActionPrintDocument),
		Errors: []*models.Error{models.ErrForbidden, models.ErrStale, dispute.ErrOwnCase, dispute.ErrNoApplication,
			upload.ErrStore},
	}, func(ctx context.Context, actor models.Actor, in *printDocumentIn) (mediation.Document, error) {
		return svc.PrintDocument(ctx, actor,
			mediation.PrintDocument{ID: in.ID, Version: in.Expected(), Kind: in.Body.Kind, Session: in.Body.SessionID})
	}, present)
	httpapi.List(api, httpapi.Route{
		ID:      "listDisputeDocuments",
		Secret:  true,
		Path:    "/disputes/{id}/documents",
		Tag:     disputeTag,
		Summary: "Papers of a case, newest first",
		Description: "To the committee all; to a party the notice of rights, agreements, the " +
			"request for confirmation " +
			"and the notices that a case is not accepted or has ended.",
		ZH: httpapi.InChinese("查看纠纷的文书", "最新的在前。委员会可以查看全部；当事人可以查看权利义务告知书、调解协议、司法确认申请书，"+
			"以及不予受理和终止调解的通知。"),
		Policy: disputeReader,
	}, "dispute-documents", func(
		ctx context.Context, actor models.Actor, in *listDocumentsIn, page models.Page,
	) (models.List[mediation.Document], error) {
		return svc.Documents(ctx, actor, in.ID, page)
	}, func(d mediation.Document) Document { return documentDTO(api, d) })
	httpapi.Post(api, httpapi.Route{
		ID:          "voidDisputeDocument",
		Path:        "/dispute-documents/{id}/void",
		Tag:         disputeTag,
		Summary:     "Make a printed paper void",
		Description: "By whoever may print one. Who asks about its code is told so.",
		ZH:          httpapi.InChinese("作废已打印的文书", "由可以制作文书的人作废。凭校验码查询的人会看到已经作废。"),
		Policy:      printer(mediation.ActionVoidDocument),
		Errors:      []*models.Error{models.ErrForbidden, dispute.ErrOwnCase, dispute.ErrDocumentEnded},
	}, func(ctx context.Context, actor models.Actor, in *voidDocumentIn) (mediation.Document, error) {
		return svc.VoidDocument(ctx, actor, in.ID)
	}, present)
	documentsForAll(api, svc)
}

// documentsForAll registers what needs no part in a case.
func documentsForAll(api *httpapi.API, svc *mediation.Service) {
	httpapi.Read(api, httpapi.Route{
		ID:      "checkDocument",
		Path:    "/documents/{code}",
		Tag:     disputeTag,
		Summary: "Check whether a printed paper is valid",
		Description: "By the code that is printed on it, which its QR picture leads to. Tells " +
			"the committee, the case's " +
			"number in its books, the kind, the day, the digests and the state, and nobody's name.",
		ZH: httpapi.InChinese("核对打印的文书是否有效", "凭文书上的校验码（二维码即指向这里）查询：调解委员会、案号、文书种类、日期、摘要和状态，"+
			"不显示任何人的姓名。"),
		Policy: httpapi.Policy{Audience: httpapi.Public, Scope: httpapi.ScopeNone},
	}, func(ctx context.Context, _ models.Actor, in *checkDocumentIn) (mediation.Checked, error) {
		return svc.CheckDocument(ctx, in.Code)
	}, presentChecked)
	httpapi.Stream(api, httpapi.Route{
		ID:          "downloadDocumentForm",
		Path:        "/document-forms/{kind}",
		Tag:         disputeTag,
		Summary:     "An empty paper of mediation to fill in by hand",
		Description: "A PDF after the ministry's forms of 2010, without a code.",
		ZH:          httpapi.InChinese("下载空白的调解文书", "按司法部2010年文书格式制作的 PDF，供手工填写，没有校验码。"),
		Policy:      httpapi.Policy{Audience: httpapi.Resident, Scope: httpapi.ScopeNone},
	}, []string{upload.PDF.MediaType()}, func(
		ctx context.Context, _ models.Actor, in *documentFormIn,
	) (*httpapi.Download, error) {
		content, err := svc.DocumentForm(ctx, in.Kind)
		if err != nil {
			return nil, err
		}
		title, _ := in.Kind.Text()
		return &httpapi.Download{Body: io.NopCloser(bytes.NewReader(content)), Size: int64(len(content)),
			Type: upload.PDF.MediaType(), Name: title + ".pdf", ETag: "form-1-" + string(in.Kind)}, nil
	})
}
