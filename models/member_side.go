package models

// MemberSide tells whom a member stands for in a mixed organization.
type MemberSide string

// The sides.
const (
	SideMigrant    MemberSide = "migrant"     // 新居民
	SideLocalCadre MemberSide = "local_cadre" // 村（社区）干部
)

var memberSideWords = Words[MemberSide]{
	{SideMigrant, "新居民", "New resident"},
	{SideLocalCadre, "村（社区）干部", "Local cadre"},
}

// Text gives the plain words of a side.
func (s MemberSide) Text() (zh, en string) { return memberSideWords.Or(s, SideMigrant) }

// All gives every value in order.
func (MemberSide) All() []MemberSide { return memberSideWords.All() }
