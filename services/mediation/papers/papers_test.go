package papers_test

import (
	"context"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"xinjumin/models/dispute"
	"xinjumin/services/internal/papertest"
	"xinjumin/services/mediation/papers"
)

func printed(t *testing.T, d papers.Document, m papers.Mark) []papertest.Page {
	t.Helper()
	b, err := papers.Print(context.Background(), d, m)
	if err != nil {
		t.Fatal(err)
	}
	pages, err := papertest.Read(b)
	if err != nil {
		t.Fatal(err)
	}
	return pages
}

// says leaves out what stands at the foot and the edge of each page.
func says(pages []papertest.Page) string {
	var b strings.Builder
	for _, page := range pages {
		for _, run := range page {
			if run.Size > 10 {
				b.WriteString(run.Words)
			}
		}
	}
	return b.String()
}

// Every kind of paper says its title and what it was given, and carries the mark on each
// page.
func TestPrint_filled(t *testing.T) {
	want := map[dispute.DocumentKind][]string{
		dispute.DocumentCover:       {"外山街道人民调解委员会", "人民调解卷宗", "2026年11月2日", "达成协议并履行", "长期"},
		dispute.DocumentIndex:       {"卷内目录", "1人民调解申请书1", "2人民调解协议书2—4原件", "18"},
		dispute.DocumentApplication: {"人民调解申请书", statement, "付清工资。", "申请日期：2026年11月2日", "代表人"},
		dispute.DocumentAcceptance:  {"人民调解受理登记表", "□ 当事人申请", "√ 其他机关移送、委托：外山派出所", "登记人：钱记录"},
		dispute.DocumentRights:      {"人民调解当事人权利义务告知书", "自主表达意愿、自愿达成调解协议", "不收取任何费用", "2026年11月4日"},
		dispute.DocumentInquiry:     {"人民调解调查记录", "被调查人：李班长", "答：九十天。", "调查人：王调解"},
		dispute.DocumentSession:     {"人民调解记录", "第1次", "同意分两次付清。", "人民调解员：赵调解"},
		dispute.DocumentAgreement: {"人民调解协议书", "各方确认欠款属实。", "1．被申请人向申请人道歉。", "于2026年12月31日前（含当日）向",
			"支付人民币12,345.00元（大写：壹万贰仟叁佰肆拾伍元整）。", "人民币0.06元（大写：陆分）。", "一式3份"},
		dispute.DocumentOralAgreement: {"人民调解口头协议登记表", "漏水。", "当场付清。", "记录人：钱记录"},
		dispute.DocumentVisit:         {"人民调解回访记录", "已经付清。", "回访人：王调解"},
		dispute.DocumentConfirmation: {"司法确认申请书", "（2026）外山人调字第12号人民调解协议有效", "绍兴市越城区人民法院", "于2026年11月11日经",
			"2026年11月12日起生效"},
		dispute.DocumentRefusal:     {"不予受理通知书", "工人1：", "已经由人民法院受理。", "送达回证"},
		dispute.DocumentTermination: {"终止调解通知书", "一方要求终止调解。", "劳动人事争议仲裁委员会"},
		dispute.DocumentNote:        {"卷宗情况说明", "原件存于调解室。", "检查人：孙主任"},
		dispute.DocumentBack:        {"本卷宗共 12 页", "钱记录"},
	}
	var seen []dispute.DocumentKind
	for _, d := range filled(two()) {
		seen = append(seen, d.Kind())
		hash, err := papers.Hash(d)
		if err != nil {
			t.Fatal(err)
		}
		pages := printed(t, d, mark)
		words := says(pages)
		for _, each := range want[d.Kind()] {
			if !strings.Contains(words, each) {
				t.Errorf("%s: no %q in\n%s", d.Kind(), each, words)
			}
		}
		short := fmt.Sprintf("摘要 %s %s %s %s", hash[:4], hash[4:8], hash[8:12], hash[12:16])
		for i, page := range pages {
			if foot := page.String(); !strings.Contains(foot, short) ||
				!strings.Contains(foot, "校验码 ABCD EFGH JKLM NPQR") {
				t.Errorf("%s: page %d does not tell its code and digest", d.Kind(), i+1)
			}
		}
	}
	if all := dispute.DocumentKind("").All(); !slices.Equal(seen, all) {
		t.Errorf("%q were tried, there are %q", seen, all)
	}
}

// A form has a title, room to write and to sign, and neither code nor digest.
func TestForm(t *testing.T) {
	for _, kind := range dispute.DocumentKind("").All() {
		d, ok := papers.Form(kind)
		if !ok || d.Kind() != kind {
			t.Fatalf("%s: %v, %v", kind, d, ok)
		}
		pages := printed(t, d, papers.Mark{})
		title, _ := kind.Text()
		if words := says(pages); kind != dispute.DocumentBack && !strings.Contains(words, title) {
			t.Errorf("%s: no %q in %q", kind, title, words)
		}
		if all := papertest.Words(pages); strings.Contains(all, "校验码") || strings.Contains(all, "摘要") ||
			strings.Contains(all, "√") || strings.Contains(all, "〓") {
			t.Errorf("%s: %q", kind, all)
		}
		if len(pages) > 2 {
			t.Errorf("%s has %d pages", kind, len(pages))
		}
	}
	if d, ok := papers.Form("no such paper"); ok {
		t.Errorf("%v", d)
	}
}

// Twelve parties have twelve rows to sign, thirteen copies, and a seal that does not
// stand alone.
func TestAgreement_manyParties(t *testing.T) {
	pages := printed(t, agreement(wages()), mark)
	words := papertest.Words(pages)
	if n := strings.Count(words, "签名或盖章"); n != 12+2+1 {
		t.Errorf("%d rows to sign", n)
	}
	for _, want := range []string{"一式13份", "申请人工人1113800000010", "申请人：工人11", "0575-85000000"} {
		if !strings.Contains(words, want) {
			t.Errorf("no %q in %q", want, words)
		}
	}
	if last := pages[len(pages)-1].String(); !strings.Contains(last, "记录人：钱记录") || !strings.Contains(last, "（盖章）") {
		t.Errorf("the seal stands alone:\n%s", last)
	}
}

// A name beyond the first plane is copied as it is; one that the font lacks is told.
func TestAgreement_rareNames(t *testing.T) {
	words := papertest.Words(printed(t, agreement(two()), mark))
	if !strings.Contains(words, "𬱖㼆〓") || !strings.Contains(words, "U+4C9C") {
		t.Errorf("%q", words)
	}
}

// A changed comma is another paper.
func TestHash(t *testing.T) {
	a, b := agreement(two()), agreement(two())
	hash := func(d papers.Document) string {
		h, err := papers.Hash(d)
		if err != nil {
			t.Fatal(err)
		}
		return h
	}
	if hash(a) != hash(b) || len(hash(a)) != 64 {
		t.Errorf("%s, %s", hash(a), hash(b))
	}
	b.Facts = strings.Replace(b.Facts, "。", "，", 1)
	if hash(a) == hash(b) {
		t.Error("a comma changes nothing")
	}
	if hash(papers.Notice{}) == hash(papers.Notice{Refused: true}) || hash(papers.Note{}) == hash(papers.Back{}) {
		t.Error("two kinds of paper have one digest")
	}
}

// The forms have no field for the number of an identity card.
func TestNoIdentityNumber(t *testing.T) {
	var look func(of reflect.Type)
	look = func(of reflect.Type) {
		for i := range of.NumField() {
			f := of.Field(i)
			if strings.Contains(f.Name, "ID") || strings.Contains(f.Name, "Identity") {
				t.Errorf("%s has %s", of, f.Name)
			}
			for f.Type.Kind() == reflect.Slice {
				f.Type = f.Type.Elem()
			}
			if f.Type.Kind() == reflect.Struct {
				look(f.Type)
			}
		}
	}
	for _, kind := range dispute.DocumentKind("").All() {
		d, _ := papers.Form(kind)
		look(reflect.TypeOf(d))
	}
}
