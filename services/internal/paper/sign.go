package paper

// Signature is one who signs: what they are here, and the name as it is known.
type Signature struct{ Role, Name string }

// SealRoom is the room for a seal in millimetres: a round one is 42 wide and lies over
// the words.
const SealRoom = 42

// Sign gives a row for each who signs: room to write, room for a fingerprint, the day.
// The last row stays on the page of what follows, which is so many millimetres high.
func (p *Paper) Sign(after float64, all ...Signature) {
	const height = 17 * mm
	edges := [...]float64{left, left + 50*mm, right - 66*mm, right - 40*mm, right}
	for n, each := range all {
		who := p.glyphs.wrap(plain(each.Role+"："+each.Name), cellSize, edges[1]-left-2*pad, 0)
		tall := max(height, 2*pad+float64(len(who))*cellSize*tight)
		if p.need(tall); n == len(all)-1 {
			p.need(tall + after*mm)
		}
		s := p.sheet()
		for i := range len(edges) - 1 {
			s.box(edges[i], p.y, edges[i+1], p.y+tall)
		}
		for i, line := range who {
			p.write(s, line, edges[0]+pad, p.y+pad+float64(i)*cellSize*tight+baseline(cellSize, tight), cellSize, 0)
		}
		p.hint(edges[1], "签名或盖章")
		p.hint(edges[2], "指印")
		p.write(s, "　　年　　月　　日", edges[3]+pad, p.y+tall-pad-1, cellSize-1.5, 0)
		p.hint(edges[3], "日期")
		p.y += tall
	}
}

// hint tells in small letters what a field is for.
func (p *Paper) hint(x float64, text string) {
	p.write(p.sheet(), text, x+1.2*mm, p.y+1.2*mm+smallSize*ascent, smallSize, 0)
}

// Seal gives the place where an organization puts its seal, and the day below.
func (p *Paper) Seal(organization, day string) {
	if p.need(SealRoom * mm); p.y == top {
		p.Plain("（此页无正文）") // so that nobody writes above a seal
	}
	p.y += 12 * mm
	p.Right(organization + "（盖章）")
	p.Right(day)
	p.y += 10 * mm
	p.need(0)
}
