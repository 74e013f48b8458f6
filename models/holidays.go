package models

// daysOff are the days without work that are no Saturday or Sunday, and daysOn
// the Saturdays and Sundays that are worked, by year. Weekends are a rule, not
// data.
//
// 2026 is the arrangement of the State Council of 4 November 2025. For 2027 the
// table has what the holiday law itself fixes (全国年节及纪念日放假办法, 2024:
// thirteen days, and a weekday off for each that falls on a weekend); the
// arrangement, once it is published, replaces that line. In a year without a
// line the holidays with a fixed date stand.
var daysOff = map[string][]string{
	"2026": {
		"01-01", "01-02", // 元旦
		"02-16", "02-17", "02-18", "02-19", "02-20", "02-23", // 春节
		"04-06",                   // 清明节
		"05-01", "05-04", "05-05", // 劳动节
		"06-19",                                     // 端午节
		"09-25",                                     // 中秋节
		"10-01", "10-02", "10-05", "10-06", "10-07", // 国庆节
	},
	"2027": {
		"01-01",                            // 元旦
		"02-05", "02-08", "02-09", "02-10", // 春节: eve to the third day, two of them a weekend
		"04-05",          // 清明节
		"05-03", "05-04", // 劳动节, both on a weekend
		"06-09",                   // 端午节
		"09-15",                   // 中秋节
		"10-01", "10-04", "10-05", // 国庆节, two on a weekend
	},
}

var daysOn = map[string][]string{
	"2026": {"01-04", "02-14", "02-28", "05-09", "09-20", "10-10"},
}

var fixedDaysOff = []string{"01-01", "05-01", "05-02", "10-01", "10-02", "10-03"}
