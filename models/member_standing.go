package models

var memberStandingWords = Words[MemberStanding]{
	{StandingFull, "正式党员", "Full member"},
	{StandingProbationary, "预备党员", "Probationary member"},
	{StandingActivist, "入党积极分子", "Activist"},
	{StandingRetained, "保留会籍", "Retained"},
}

// Text gives the plain words of a standing.
func (s MemberStanding) Text() (zh, en string) { return memberStandingWords.Of(s) }

// All gives every value in order.
func (MemberStanding) All() []MemberStanding { return memberStandingWords.All() }

var memberTieWords = Words[MemberTie]{
	{TieFormal, "组织关系在此", "Belongs here"},
	{TieParticipating, "报到参加", "Takes part"},
}

// Text gives the plain words of a tie.
func (t MemberTie) Text() (zh, en string) { return memberTieWords.Or(t, TieFormal) }

// All gives every value in order.
func (MemberTie) All() []MemberTie { return memberTieWords.All() }
