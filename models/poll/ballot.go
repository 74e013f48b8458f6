package poll

import "xinjumin/models"

// Ballot is one secret answer. It has no person, no time and a random id, and
// nothing else that could lead back to who cast it.
type Ballot struct {
	ID     models.ID `gorm:"primaryKey"`
	PollID models.ID
	Choice int64
}

// Counted is a ballot of a closed poll, written anew after the count: under an id
// that has nothing to do with the one it was cast under, and among others than it
// was cast with (docs/decisions/0018-ballot-secrecy.md).
type Counted struct {
	PollID models.ID `gorm:"primaryKey"`
	ID     models.ID `gorm:"primaryKey"`
	Choice int64
}

// TableName puts the noun first.
func (Counted) TableName() string { return "ballots_counted" }

// RollEntry is one person's right to vote in one poll, and whether it is used.
// It never says how.
type RollEntry struct {
	PollID   models.ID `gorm:"primaryKey"`
	PersonID models.ID `gorm:"primaryKey"`
	Voted    bool
}

// TableName keeps the noun short in code.
func (RollEntry) TableName() string { return "poll_roll_entries" }

// Refusals around ballots. None tells anything about a ballot.
var (
	ErrBallotAlreadyCast = models.NewError(models.CodeConflict, "ballot.already_cast", "您已经投过票了",
		"You have voted already")
	ErrBallotNotOnRoll = models.NewError(models.CodeForbidden, "ballot.not_on_roll", "您不在本次投票的名册上",
		"You are not on the roll of this poll")
	ErrBallotChoice = models.NewError(models.CodeInvalid, "ballot.unknown_choice", "没有这个选项，请重新选择",
		"There is no such option").
		With(models.BodyField("/choice", "unknown", "没有这个选项", "No such option"))
)

// Count is how many ballots name one option.
type Count struct {
	Choice int64
	Votes  int64
}

// Result is what a closed poll says. Leaders are the options with the most
// votes, more than one at a tie, none when nobody voted.
type Result struct {
	Options []Option // Votes is set in each
	Cast    int64
	Leaders []int64
	Tie     bool
}

// Tally puts counts beside options; an option that nobody named has 0. It
// fails when a ballot names an option that is not there: such a count must not
// be published.
func Tally(options []Option, counts []Count) (Result, error) {
	votes := make(map[int64]int64, len(counts))
	var result Result
	for _, c := range counts {
		votes[c.Choice] += c.Votes
		result.Cast += c.Votes
	}
	var known, most int64
	for _, o := range options {
		n := votes[o.No]
		known += n
		o.Votes = &n
		result.Options = append(result.Options, o)
		switch {
		case n == 0 || n < most:
		case n > most:
			most, result.Leaders = n, []int64{o.No}
		default:
			result.Leaders = append(result.Leaders, o.No)
		}
	}
	if known != result.Cast {
		return Result{}, ErrMismatch
	}
	result.Tie = len(result.Leaders) > 1
	return result, nil
}

// Reading gives the result of a closed poll from its stored options.
func Reading(options []Option) Result {
	counts := make([]Count, 0, len(options))
	for _, o := range options {
		if o.Votes != nil {
			counts = append(counts, Count{Choice: o.No, Votes: *o.Votes})
		}
	}
	result, _ := Tally(options, counts) // every count names its own option
	return result
}
