package branch

import "xinjumin/models"

// Counts is how many are in a branch, by what they are.
type Counts struct {
	Full          int64 // formal, full
	Probationary  int64
	Activist      int64
	Unrecorded    int64 // formal, standing not recorded yet
	Participating int64
}

// Total is everybody in the branch.
func (c Counts) Total() int64 {
	return c.Full + c.Probationary + c.Activist + c.Unrecorded + c.Participating
}

// cellStep is how exact administrators are told a number that is no small cell:
// from the steps nobody can tell who came.
const cellStep = 5

// Coarse gives a count as administrators are told it; nil when it is small.
func Coarse(n int64) *int64 {
	if n < models.SmallCell {
		return nil
	}
	n -= n % cellStep
	return &n
}

// Hint is something that a branch should think of.
type Hint struct {
	Key    string
	ZH, EN string
}

// Hints says what the numbers of a branch ask for (支部工作条例 4–6, 10).
func Hints(o models.Organization, c Counts) []Hint {
	var hints []Hint
	add := func(when bool, key, zh, en string) {
		if when {
			hints = append(hints, Hint{key, zh, en})
		}
	}
	temporary := o.Subtype == models.BranchTemporary
	add(!temporary && c.Full < models.PartyBranchMin, "fewer_than_three", "正式党员不足3名，应与邻近单位成立联合党支部。",
		"Fewer than three full members: form a joint branch with units near by.")
	add(o.Subtype == models.BranchJoint && o.UnitCount > models.PartyJointUnits, "too_many_units", "联合党支部覆盖的单位一般不超过5个。",
		"A joint branch usually has at most five units.")
	add(!temporary && c.Full >= models.PartyCommitteeFrom, "committee", "正式党员7名以上，应设支部委员会（3至5人，最多7人）。",
		"Seven full members or more: there should be a committee of three to five, at most seven.")
	add(c.Total() > models.PartyBranchUsualMost, "over_fifty", "党员人数一般不超过50名，可以考虑分设党支部。",
		"A branch usually has at most fifty members: think of a second one.")
	add(!temporary && c.Unrecorded > 0, "unrecorded", "有党员还没有登记是正式还是预备，登记前不计入表决名册。",
		"The standing of some members is not recorded; until then they are on no roll.")
	add(temporary && o.EndsOn != nil, "temporary", "临时党支部不转组织关系、不收党费、不发展党员、不进行选举，任务结束自行撤销。",
		"A temporary branch takes no ties and no dues, admits and elects nobody, and ends with its task.")
	return hints
}
