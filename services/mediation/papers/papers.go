package papers

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"time"

	"xinjumin/models"
	"xinjumin/models/dispute"
	"xinjumin/services/internal/paper"
	"xinjumin/services/internal/qrcode"
)

// Document is one paper. An empty one prints the form, with room to write.
type Document interface {
	Kind() dispute.DocumentKind
	lay(p *paper.Paper)
}

// Mark is by what a printed paper is known again. A form to be filled in by hand has
// none.
type Mark struct {
	Code string    // printed on each page; whoever has it may ask whether the paper is valid
	Link string    // an address that answers about the code, printed as a QR picture
	Made time.Time // when it was made
}

// Case is what all papers of a case have.
type Case struct {
	Committee string // its full name
	FileNo    string // 「（2026）外山人调字第12号」
	Matter    string // the kind of the case in words, such as 劳动争议
	Parties   []Party
	Mediators []string
	Recorder  string
}

// Party is one who takes part, as papers name them.
type Party struct {
	Side    dispute.PartySide
	Name    string
	Company bool   // or any other organization: it has somebody who speaks for it
	Contact string // a telephone number
	Address string
}

// hashShown is how many characters of the digest stand on the paper.
const hashShown = 16

// Hash is the digest of what a paper says, in hexadecimal digits: SHA-256 of its kind and
// content as JSON. Two papers with one digest say the same.
func Hash(d Document) (string, error) {
	b, err := json.Marshal(struct {
		Kind    dispute.DocumentKind
		Content Document
	}{d.Kind(), d})
	if err != nil {
		return "", fmt.Errorf("papers: %w", err)
	}
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:]), nil
}

// Print gives a paper as PDF. The same paper and mark give the same bytes. It works for
// tens of milliseconds and waits while two others are printed: not in a transaction.
func Print(ctx context.Context, d Document, m Mark) ([]byte, error) {
	title, _ := d.Kind().Text()
	head := paper.Head{Title: title, Made: m.Made, Code: m.Code}
	if m.Code != "" {
		hash, err := Hash(d)
		if err != nil {
			return nil, err
		}
		head.Hash = hash[:hashShown]
	}
	if m.Link != "" {
		qr, err := qrcode.Screen(m.Link)
		if err != nil {
			return nil, fmt.Errorf("papers: %w", err)
		}
		head.QR = qr
	}
	return paper.Print(ctx, head, d.lay)
}

// Form gives the empty paper of a kind, and false for a kind that is none.
func Form(kind dispute.DocumentKind) (Document, bool) {
	for _, d := range []Document{
		Cover{}, Index{}, Application{}, Acceptance{}, Rights{}, Inquiry{}, Session{}, Agreement{}, OralAgreement{},
		Visit{}, Confirmation{}, Notice{Refused: true}, Notice{}, Note{}, Back{},
	} {
		if d.Kind() == kind {
			return d, true
		}
	}
	return nil, false
}

// begin writes the title and the number of the case.
func (c Case) begin(p *paper.Paper, kind dispute.DocumentKind) {
	title, _ := kind.Text()
	p.Title(title)
	p.Right("编号：" + or(c.FileNo, "（　　　　）　　　　　字第　　　号"))
	p.Gap(2)
}

// side gives those of one side, or one to be filled in.
func (c Case) side(side dispute.PartySide) []Party {
	var all []Party
	for _, each := range c.Parties {
		if each.Side == side {
			all = append(all, each)
		}
	}
	if all == nil {
		all = []Party{{Side: side}}
	}
	return all
}

// both gives all parties, of each side one at least.
func (c Case) both() []Party {
	return append(c.side(dispute.SideApplicant), c.side(dispute.SideRespondent)...)
}

// listFrom is from how many parties on they stand in a list.
const listFrom = 5

// introduce writes who the parties are. What the product does not know of people is left
// to be written.
func (c Case) introduce(p *paper.Paper) {
	if all := c.both(); len(all) >= listFrom {
		p.Row(label("身份", 2), label("姓名或名称", 3), label("联系方式", 3), label("单位或住址", 4))
		for _, each := range all {
			role, _ := each.Side.Text()
			p.Row(label(role, 2), value(each.Name, 3, 1), value(each.Contact, 3, 1), value(each.Address, 4, 2))
		}
		return
	}
	for _, each := range c.both() {
		role, _ := each.Side.Text()
		p.Row(label(role, 2), value(each.Name, 4.5, 1), label("联系方式", 2), value(each.Contact, 3.5, 1))
		if each.Company {
			p.Row(label("代表人", 2), value("", 2.4, 1), label("职务", 1.2), value("", 1.6, 1), label("地址", 1.2),
				value(each.Address, 3.6, 2))
			continue
		}
		p.Row(label("性别", 2), value("", 1, 1), label("民族", 1.2), value("", 1.2, 1), label("年龄", 1.2), value("", 1, 1),
			label("职业", 1.2), value("", 3.2, 1))
		p.Row(label("单位或住址", 2), value(each.Address, 10, 1))
	}
}

// signatures are the rows of the parties.
func (c Case) signatures() []paper.Signature {
	var all []paper.Signature
	for _, each := range c.both() {
		role, _ := each.Side.Text()
		all = append(all, paper.Signature{Role: role, Name: each.Name})
	}
	return all
}

// witnesses are the rows of the mediators and of the one who wrote the record.
func (c Case) witnesses(role string) []paper.Signature {
	var all []paper.Signature
	for _, each := range c.Mediators {
		all = append(all, paper.Signature{Role: role, Name: each})
	}
	if all == nil {
		all = []paper.Signature{{Role: role}}
	}
	return append(all, paper.Signature{Role: "记录人", Name: c.Recorder})
}

// committee gives the name of the committee, or room for it.
func (c Case) committee() string {
	return or(c.Committee, "＿＿＿＿＿＿＿＿＿＿人民调解委员会")
}

func label(text string, share float64) paper.Cell {
	return paper.Cell{Text: text, Share: share, Label: true}
}

func value(text string, share float64, lines int) paper.Cell {
	return paper.Cell{Text: text, Share: share, Lines: lines}
}

// blankDay is room for a day.
const blankDay = "　　　　年　　月　　日"

// day writes a day, or room for one.
func day(d models.Day) string {
	if d == "" {
		return blankDay
	}
	zh, _ := d.Text()
	return zh
}

// or gives a text, or what stands in its place on a form.
func or(text, blank string) string {
	if text == "" {
		return blank
	}
	return text
}
