package paper_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"testing"
	"time"

	"xinjumin/services/internal/paper"
	"xinjumin/services/internal/papertest"
	"xinjumin/services/internal/pdf"
	"xinjumin/services/internal/qrcode"
)

var made = time.Date(2026, 11, 30, 8, 0, 0, 0, time.UTC)

func printed(t *testing.T, lay func(*paper.Paper)) ([]byte, []papertest.Page) {
	t.Helper()
	qr, err := qrcode.Screen("https://example.cn/documents/ABCDEFGHJKLMNPQR")
	if err != nil {
		t.Fatal(err)
	}
	head := paper.Head{Title: "人民调解协议书", Made: made, Code: "ABCDEFGHJKLMNPQR", Hash: "0123456789abcdef", QR: qr}
	b, err := paper.Print(context.Background(), head, lay)
	if err != nil {
		t.Fatal(err)
	}
	pages, err := papertest.Read(b)
	if err != nil {
		t.Fatal(err)
	}
	return b, pages
}

func everything(p *paper.Paper) {
	p.Cover("卷宗")
	p.Title("人民调解协议书")
	p.Middle("（2026）外山人调字第12号")
	p.Right("编号")
	p.Pairs("姓名", "𬱖㼆", "电话", "13800000000")
	p.Pair("地址", strings.Repeat("浙江省海盐县武原街道，海丰路100号。", 250), 2)
	p.Heading("一、主要事实")
	p.Text(strings.Repeat("（甲方）“张三”在Hangzhou International Company欠付工资￥12,345.00元。", 90))
	p.Fill("", 30)
	p.Small("本协议书一式三份。")
	for i := range 12 {
		p.Sign(0, paper.Signature{Role: "申请人", Name: fmt.Sprintf("买买提·艾力%d", i)})
	}
	p.Sign(paper.SealRoom, paper.Signature{Role: "被申请人", Name: strings.Repeat("很长的名字", 30)})
	p.Seal("海盐县武原街道人民调解委员会", "2026年11月30日")
	p.Page()
	p.Seal("人民调解委员会", "2026年12月1日")
}

// The same words make the same file, which readers accept and which acts by itself in
// no way.
func TestPrint_sameBytes(t *testing.T) {
	a, _ := printed(t, everything)
	b, _ := printed(t, everything)
	if !bytes.Equal(a, b) {
		t.Error("two prints of one document differ")
	}
	if err := pdf.Check(a); err != nil {
		t.Error(err)
	}
}

// Nothing is written outside the margins, and the foot of each page tells its number,
// the code and the digest.
func TestPrint_pages(t *testing.T) {
	_, pages := printed(t, everything)
	if len(pages) < 8 {
		t.Fatalf("%d pages", len(pages))
	}
	const mm = 72 / 25.4
	for i, page := range pages {
		for _, each := range page {
			binding := strings.Contains("装订线", each.Words)
			if each.X < 32*mm-0.1 && !binding || each.X+each.Width > 188*mm+0.5 ||
				each.Y < 13*mm || each.Y+each.Size > 297*mm-18*mm && !binding {
				t.Errorf("page %d: %+v is outside", i+1, each)
			}
		}
		for _, foot := range []string{
			fmt.Sprintf("第 %d 页　共 %d 页", i+1, len(pages)), "校验码 ABCD EFGH JKLM NPQR", "摘要 0123 4567 89ab cdef",
		} {
			if !strings.Contains(page.String(), foot) {
				t.Errorf("page %d has no %q", i+1, foot)
			}
		}
	}
	words := papertest.Words(pages)
	for _, want := range []string{"买买提·艾力11", "海盐县武原街道人民调解委员会（盖章）2026年11月30日",
		"（此页无正文）人民调解委员会（盖章）2026年12月1日"} {
		if !strings.Contains(words, want) {
			t.Errorf("no %q", want)
		}
	}
}

// A form to be filled in by hand has no code.
func TestPrint_form(t *testing.T) {
	b, err := paper.Print(context.Background(), paper.Head{Title: "人民调解申请书"}, func(p *paper.Paper) { p.Title("申请书") })
	if err != nil {
		t.Fatal(err)
	}
	pages, err := papertest.Read(b)
	if err != nil {
		t.Fatal(err)
	}
	if words := papertest.Words(pages); words != "申请书装订线第 1 页　共 1 页" {
		t.Errorf("%q", words)
	}
}

// Characters beyond U+FFFF are copied as what they are. Those that the font has not
// are printed as 〓, and the foot of that page tells which they are.
func TestPrint_rareCharacters(t *testing.T) {
	_, pages := printed(t, func(p *paper.Paper) {
		p.Text("𬱖㼆")
		p.Page()
		p.Pair("姓名", "䲜刚䲜\U0002f00f", 1)
		p.Page()
		p.Text("\U0002f82c\U00020984")
	})
	for i, want := range []string{
		"𬱖㼆装订线",
		"姓名〓刚〓〓装订线〓 代替字库中没有的字，编码依次为：U+4C9C、U+2F00F第 2 页",
		"\U00020984\U00020984装订线",
	} {
		if got := papertest.Words(pages[i : i+1]); !strings.HasPrefix(got, want) {
			t.Errorf("page %d: %q", i+1, got)
		}
	}
	if strings.Contains(papertest.Words(pages[:1]), "U+") {
		t.Error("a page that lacks nothing says that it does")
	}
}

// A page in a script that the font has not at all lists its codes at the end.
func TestPrint_manyMissing(t *testing.T) {
	var text strings.Builder
	for r := 'ᠠ'; r < 'ᠠ'+40; r++ {
		text.WriteRune(r)
	}
	_, pages := printed(t, func(p *paper.Paper) { p.Text(text.String()) })
	words := papertest.Words(pages)
	if !strings.Contains(words, "编码见末页") || !strings.Contains(words, "U+1820") || !strings.Contains(words, "U+1847") {
		t.Errorf("%q", words)
	}
}

// Two documents are printed at once; who waits for longer than it may is told so.
func TestPrint_twoAtOnce(t *testing.T) {
	inside, leave, done := make(chan bool), make(chan bool), make(chan error)
	for range 2 {
		go func() {
			_, err := paper.Print(context.Background(), paper.Head{}, func(*paper.Paper) {
				inside <- true
				<-leave
			})
			done <- err
		}()
	}
	<-inside
	<-inside
	gone, cancel := context.WithCancel(context.Background())
	cancel()
	_, err := paper.Print(gone, paper.Head{}, func(*paper.Paper) { t.Error("a third is printed") })
	if !errors.Is(err, context.Canceled) {
		t.Errorf("%v", err)
	}
	close(leave)
	for range 2 {
		if err := <-done; err != nil {
			t.Error(err)
		}
	}
}

// The license wants the font whole under its name.
func TestFont_isWhole(t *testing.T) {
	packed, err := os.Open("font/LXGWWenKai-Regular.ttf.gz")
	if err != nil {
		t.Fatal(err)
	}
	defer packed.Close()
	z, err := gzip.NewReader(packed)
	if err != nil {
		t.Fatal(err)
	}
	sum := sha256.New()
	if _, err := io.Copy(sum, z); err != nil {
		t.Fatal(err)
	}
	said, err := os.ReadFile("font/README.md")
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(said), fmt.Sprintf("`%x`", sum.Sum(nil))) {
		t.Errorf("font/README.md does not tell %x", sum.Sum(nil))
	}
}
