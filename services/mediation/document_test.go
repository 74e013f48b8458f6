package mediation_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"xinjumin/app/apptest"
	"xinjumin/app/apptest/scene"
	"xinjumin/models"
	"xinjumin/models/dispute"
	"xinjumin/services/internal/papertest"
)

type documentView struct {
	ID      models.ID `json:"id"`
	Kind    string    `json:"kind"`
	Seq     int       `json:"seq"`
	State   string    `json:"state"`
	Code    string    `json:"code"`
	Content string    `json:"content_sha256"`
	SHA256  string    `json:"sha256"`
	URL     string    `json:"url"`
	EndedAt *string   `json:"ended_at"`
}

func (c *committeeFixture) print(who *apptest.Client, id models.ID, kind dispute.DocumentKind) documentView {
	c.Helper()
	var v documentView
	who.Anew().Post(at(id, "documents"), map[string]any{"kind": kind}).Want(201).JSON(&v)
	return v
}

// words reads what a printed paper says, by the link that the reader was given.
func (c *committeeFixture) words(who *apptest.Client, v documentView) string {
	c.Helper()
	_, path, ok := strings.Cut(v.URL, "/api/v1")
	if !ok {
		c.Fatalf("no link in %+v", v)
	}
	res := who.Get(path).Want(http.StatusOK)
	pages, err := papertest.Read(res.Body)
	if err != nil {
		c.Fatal(err)
	}
	return papertest.Words(pages)
}

func (c *committeeFixture) documents(who *apptest.Client, id models.ID) []documentView {
	c.Helper()
	var list struct {
		Items []documentView `json:"items"`
	}
	who.Get(at(id, "documents")).Want(200).JSON(&list)
	return list.Items
}

// A mediator prints; the committee reads all papers, the parties those that are for
// both, and in those nobody's number or words.
func TestDocument(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		c := newCommitteeFixture(t, env)
		id := c.to(dispute.Assigned)
		application := c.print(c.head, id, dispute.DocumentApplication)
		rights := c.print(c.first, id, dispute.DocumentRights)
		if words := c.words(c.head, application); !strings.Contains(words, canaryStatement) ||
			!strings.Contains(words, canaryMine) || !strings.Contains(words, "校验码 "+application.Code[:4]) ||
			!strings.Contains(words, "摘要 "+application.Content[:4]) {
			t.Errorf("the application says %s", words)
		}
		words := c.words(c.applicant, c.documents(c.applicant, id)[0])
		apptest.Lacks(t, "notice of rights", words, canaryStatement)
		apptest.Lacks(t, "notice of rights", words, canaryMine)
		apptest.Lacks(t, "notice of rights", words, canaryTheirs)
		if !strings.Contains(words, canaryName) || !strings.Contains(words, "外山村人民调解委员会") {
			t.Errorf("the notice says %s", words)
		}
		if got := c.documents(c.applicant, id); len(got) != 1 || got[0].ID != rights.ID {
			t.Errorf("the party sees %+v", got)
		}
		if got := c.documents(c.head, id); len(got) != 2 || got[0].ID != rights.ID || got[1].ID != application.ID {
			t.Errorf("the head sees %+v", got)
		}
		_, path, _ := strings.Cut(application.URL, "/api/v1")
		c.applicant.Get(path).Want(404)
		c.second.Get(at(id, "documents")).Want(404)
		c.second.Post(at(id, "documents"), map[string]any{"kind": "agreement"}).Want(404)
		c.applicant.Post(at(id, "documents"), map[string]any{"kind": "agreement"}).Want(403)
		c.head.Post(at(id, "documents"), map[string]any{"kind": "poem"}).Want(422)
		c.head.With("If-Match", `"1"`).Post(at(id, "documents"), map[string]any{"kind": "agreement"}).Want(412)
		if n := env.Count("SELECT COUNT(*) FROM files WHERE state <> 'ready' OR attached_at IS NULL"); n != 0 {
			t.Errorf("%d files belong to nothing", n)
		}
	})
}

// Whoever holds a paper learns whether it is valid, and no name.
func TestDocument_check(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		c := newCommitteeFixture(t, env)
		id := c.to(dispute.Assigned)
		visitor := env.Visitor()
		check := func(code, state string) {
			t.Helper()
			var v struct {
				State     string
				FileNo    *string `json:"file_no"`
				Committee string  `json:"committee_name"`
				SHA256    string  `json:"sha256"`
			}
			res := visitor.Get("/documents/" + code).Want(200)
			res.Lacks("canary")
			res.JSON(&v)
			if v.State != state || v.Committee != "外山村人民调解委员会" || v.FileNo == nil ||
				!strings.Contains(*v.FileNo, "人调字第") ||
				len(v.SHA256) != 64 {
				t.Errorf("%s: %+v", code, v)
			}
		}
		first := c.print(c.first, id, dispute.DocumentAgreement)
		check(first.Code, "valid")
		c.later(time.Minute)
		next := c.print(c.head, id, dispute.DocumentAgreement)
		if next.Seq != 2 || next.Code == first.Code || next.Content != first.Content || next.SHA256 == first.SHA256 {
			t.Errorf("%+v after %+v", next, first)
		}
		check(first.Code, "superseded")
		check(strings.ToLower(next.Code[:4]+"-"+next.Code[4:]), "valid")
		void := func(d documentView) string { return "/dispute-documents/" + d.ID.String() + "/void" }
		c.applicant.Post(void(next), nil).Want(403)
		c.second.Post(void(next), nil).Want(404)
		c.first.Post(void(next), nil).Want(200)
		c.first.Post(void(next), nil).Reason(409, "document.ended")
		c.first.Post(void(first), nil).Reason(409, "document.ended")
		check(next.Code, "void")
		for _, none := range []string{"0000000000000000", "x", "U000000000000000", first.Code + "0"} {
			visitor.Get("/documents/" + none).Want(404)
		}
		if after := c.print(c.head, id, dispute.DocumentAgreement); after.Seq != 3 {
			t.Errorf("%+v", after)
		}
	})
}

// Of many prints at once one stays valid; each has its own number and bytes.
func TestDocument_race(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		c := newCommitteeFixture(t, env)
		id := c.to(dispute.Assigned)
		for _, err := range apptest.Race(6, func(int) error {
			c.head.Anew().Post(at(id, "documents"), map[string]any{"kind": "agreement"}).Want(201)
			return nil
		}) {
			if err != nil {
				t.Error(err)
			}
		}
		if n := env.Count("SELECT COUNT(*) FROM dispute_documents WHERE state = 'valid' AND seq = 6"); n != 1 {
			t.Errorf("%d are valid and the last", n)
		}
		if n := env.Count("SELECT COUNT(DISTINCT file_id) FROM dispute_documents"); n != 6 {
			t.Errorf("%d files", n)
		}
	})
}

// Two equal taps make one paper, and what the second had printed goes.
func TestDocument_twice(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		c := newCommitteeFixture(t, env)
		id := c.to(dispute.Assigned)
		for range 2 {
			c.head.Post(at(id, "documents"), map[string]any{"kind": "agreement"}).Want(201)
		}
		if n, files := env.Count("SELECT COUNT(*) FROM dispute_documents"), env.Count("SELECT COUNT(*) FROM "+
			"files"); n != 1 ||
			files != 1 {
			t.Errorf("%d papers, %d files", n, files)
		}
	})
}

// Every kind can be printed for a case, and as an empty form.
func TestDocument_kinds(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		c := newCommitteeFixture(t, env)
		id := c.to(dispute.Assigned)
		for _, kind := range dispute.DocumentKind("").All() {
			title, _ := kind.Text()
			if words := c.words(c.head, c.print(c.head, id, kind)); kind != dispute.DocumentBack &&
				!strings.Contains(words, title) {
				t.Errorf("%s says %s", kind, words)
			}
			pages, err := papertest.Read(c.applicant.Get("/document-forms/" + string(kind)).Want(200).Body)
			if err != nil {
				t.Fatal(err)
			}
			apptest.Lacks(t, string(kind), papertest.Words(pages), "校验码")
		}
		c.applicant.Get("/document-forms/poem").Want(422)
	})
}

// The printed agreement says what the version says, and is void with it.
func TestDocument_saysTheAgreement(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		c := newCommitteeFixture(t, env)
		s := scene.Mediated(c.applicant, c.head, c.first, filing())
		c.first.Post(at(s.Case, "propose"), s.Proposal("2026-12-10", "2027-01-10")).Want(200)
		doc := c.print(c.first, s.Case, dispute.DocumentAgreement)
		text := strings.ReplaceAll(c.words(c.first, doc), "\n", "")
		for _, said := range []string{"欠两个月工资", "分两次付清", "5,000.01", "银行转账", "2027年1月10日", "外山人调字第1号"} {
			if !strings.Contains(text, said) {
				t.Errorf("the paper does not say %s: %s", said, text)
			}
		}
		c.first.Anew().Post(at(s.Case, "propose"), s.Proposal("2026-12-10")).Want(200)
		env.Visitor().Get("/documents/" + doc.Code).Want(200).Contains(`"state":"void"`)
	})
}
