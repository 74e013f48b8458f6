package poll

// JobDiscard is the due work that destroys the ballots of a poll that was stopped; the subject
// is the poll. Whoever annuls a poll makes it due in the same transaction: what was
// cast for nothing is opened by nobody and lies nowhere.
const JobDiscard = "poll.discard"
