package models

// arranged are the years that the program knows by itself, until an administrator
// puts others in force (Calendar).
//
// 2026 is the arrangement of the State Council of 4 November 2025. For 2027 the
// table has what the holiday law itself fixes (全国年节及纪念日放假办法, 2024:
// thirteen days, and a weekday off for each that falls on a weekend). In a year
// that is not here the holidays with a fixed date stand.
var arranged = map[string][]SpecialDay{
	"2026": {
		{"2026-01-01", false, "元旦"}, {"2026-01-02", false, "元旦"}, {"2026-01-04", true, "元旦调休"},
		{"2026-02-14", true, "春节调休"},
		{"2026-02-16", false, "春节"}, {"2026-02-17", false, "春节"}, {"2026-02-18", false, "春节"},
		{"2026-02-19", false, "春节"}, {"2026-02-20", false, "春节"}, {"2026-02-23", false, "春节"},
		{"2026-02-28", true, "春节调休"},
		{"2026-04-06", false, "清明节"},
		{"2026-05-01", false, "劳动节"}, {"2026-05-04", false, "劳动节"}, {"2026-05-05", false, "劳动节"},
		{"2026-05-09", true, "劳动节调休"},
		{"2026-06-19", false, "端午节"},
		{"2026-09-20", true, "国庆节调休"},
		{"2026-09-25", false, "中秋节"},
		{"2026-10-01", false, "国庆节"}, {"2026-10-02", false, "国庆节"}, {"2026-10-05", false, "国庆节"},
		{"2026-10-06", false, "国庆节"}, {"2026-10-07", false, "国庆节"}, {"2026-10-10", true, "国庆节调休"},
	},
	"2027": {
		{"2027-01-01", false, "元旦"},
		// Eve to the third day, two of them on a weekend.
		{"2027-02-05", false, "春节"}, {"2027-02-08", false, "春节"}, {"2027-02-09", false, "春节"},
		{"2027-02-10", false, "春节"},
		{"2027-04-05", false, "清明节"},
		{"2027-05-03", false, "劳动节"}, {"2027-05-04", false, "劳动节"}, // both on a weekend
		{"2027-06-09", false, "端午节"},
		{"2027-09-15", false, "中秋节"},
		{"2027-10-01", false, "国庆节"}, {"2027-10-04", false, "国庆节"}, {"2027-10-05", false, "国庆节"}, // two on a weekend
	},
}

// fixedDaysOff are the holidays whose date is the same in every year.
var fixedDaysOff = []struct{ date, name string }{
	{"01-01", "元旦"}, {"05-01", "劳动节"}, {"05-02", "劳动节"},
	{"10-01", "国庆节"}, {"10-02", "国庆节"}, {"10-03", "国庆节"},
}
