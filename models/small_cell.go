package models

// SmallCell is the number below which a count of people is not told: few people
// are somebody.
const SmallCell = 10
