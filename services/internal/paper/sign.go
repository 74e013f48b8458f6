package paper

// Sign gives a row for one who signs: the name as it is known, room to write, room for
// a fingerprint, and the day.
func (p *Paper) Sign(role, name string) {
	const height = 19 * mm
	who := p.glyphs.wrap(plain(role+name), cellSize, 46*mm, 0)
	tall := max(height, 2*pad+float64(len(who))*cellSize*tight)
	p.need(tall)
	s := p.sheet()
	edges := [...]float64{left, left + 50*mm, right - 66*mm, right - 40*mm, right}
	for i := range len(edges) - 1 {
		s.box(edges[i], p.y, edges[i+1], p.y+tall)
	}
	for i, line := range who {
		p.write(s, line, edges[0]+pad, p.y+pad+float64(i)*cellSize*tight+cellSize*ascent, cellSize, 0)
	}
	p.hint(edges[1], "签名或盖章")
	p.hint(edges[2], "指印")
	p.write(s, "　　年　　月　　日", edges[3]+pad, p.y+tall-pad-1, cellSize-1.5, 0)
	p.hint(edges[3], "日期")
	p.y += tall
}

// hint tells in small letters what a field is for.
func (p *Paper) hint(x float64, text string) {
	p.write(p.sheet(), text, x+1.2*mm, p.y+1.2*mm+smallSize*ascent, smallSize, 0)
}

// Seal gives the place where an organization puts its seal, and the day below.
func (p *Paper) Seal(organization, day string) {
	const height = 40 * mm // a round seal is 42 mm wide and lies over the words
	if organization == "" {
		organization = "＿＿＿＿＿＿＿＿＿＿人民调解委员会"
	}
	if day == "" {
		day = "　　年　　月　　日"
	}
	if p.need(height); p.y == top {
		p.Plain("（此页无正文）") // so that nobody writes above a seal
	}
	p.y += 12 * mm
	p.Right(organization + "（盖章）")
	p.Right(day)
	p.y += 10 * mm
	p.need(0)
}
