package models

import "slices"

// CodeEntry is one code of a list with its plain words.
type CodeEntry struct{ Code, ZH, EN string }

// CodeList is a list of codes that people choose from. Codes are never reused
// and never taken away, because rows hold them.
type CodeList struct {
	Key      string
	Standard string // the standard it follows; empty for a list of our own
	ZH, EN   string
	Entries  []CodeEntry // by code
}

// The lists, by key.
const (
	CodesSex             = "sex"
	CodesEducation       = "education"
	CodesPoliticalStatus = "political_status"
	CodesEthnicity       = "ethnicity"
	CodesEmployment      = "employment_status"
	CodesWorkKind        = "work_kind"
	CodesSkill           = "skill"
	CodesPermit          = "residence_permit"
)

// CodeLists gives every list.
func CodeLists() []CodeList { return codeLists }

// CodeListOf finds a list by its key.
func CodeListOf(key string) (CodeList, bool) {
	i := slices.IndexFunc(codeLists, func(l CodeList) bool { return l.Key == key })
	if i < 0 {
		return CodeList{}, false
	}
	return codeLists[i], true
}

// CodeText gives the plain words of a code; ok is false when the list has none
// such.
func CodeText(list, code string) (zh, en string, ok bool) {
	e, ok := codeEntries[list][code]
	return e.ZH, e.EN, ok
}

// KnownCode reports whether a list has a code.
func KnownCode(list, code string) bool {
	_, ok := codeEntries[list][code]
	return ok
}

var codeEntries = func() map[string]map[string]CodeEntry {
	all := map[string]map[string]CodeEntry{}
	for _, l := range codeLists {
		all[l.Key] = map[string]CodeEntry{}
		for _, e := range l.Entries {
			all[l.Key][e.Code] = e
		}
	}
	return all
}()

var codeLists = []CodeList{
	{Key: CodesSex, Standard: "GB/T 2261.1-2003", ZH: "性别", EN: "Sex", Entries: []CodeEntry{
		{"0", "未知", "Unknown"}, {"1", "男", "Male"}, {"2", "女", "Female"},
	}},
	{Key: CodesEducation, Standard: "GB/T 4658-2006", ZH: "文化程度", EN: "Education", Entries: educationEntries()},
	{Key: CodesPoliticalStatus, Standard: "GB/T 4762-1984", ZH: "政治面貌", EN: "Political status", Entries: []CodeEntry{
		{"01", "中共党员", "Member of the Communist Party"}, {"02", "中共预备党员", "Probationary member of the Communist Party"},
		{"03", "共青团员", "Member of the Communist Youth League"},
		{"04", "民革会员", "Member of the Revolutionary Committee of the Kuomintang"},
		{"05", "民盟盟员", "Member of the Democratic League"},
		{"06", "民建会员", "Member of the Democratic National Construction Association"},
		{"07", "民进会员", "Member of the Association for Promoting Democracy"},
		{"08", "农工党党员", "Member of the Peasants' and Workers' Democratic Party"},
		{"09", "致公党党员", "Member of the Zhi Gong Party"}, {"10", "九三学社社员", "Member of the Jiusan Society"},
		{"11", "台盟盟员", "Member of the Taiwan Democratic Self-Government League"},
		{"12", "无党派民主人士", "Without party affiliation"},
		{"13", "群众", "None of these"},
	}},
	{Key: CodesEthnicity, Standard: "GB/T 3304-1991", ZH: "民族", EN: "Ethnic group", Entries: ethnicityEntries},
	{Key: CodesEmployment, ZH: "就业状态", EN: "Employment status", Entries: []CodeEntry{
		{string(Employed), "在单位上班", "Employed"}, {string(GigWorker), "灵活就业、平台接单", "Gig or platform work"},
		{string(Homemaker), "料理家务", "Homemaker"}, {string(JobSeeker), "正在找工作", "Looking for work"},
		{string(Retired), "退休", "Retired"}, {string(SelfEmployed), "个体经营、自己当老板", "Self-employed"},
		{string(Student), "在校学习", "Student"},
	}},
	{Key: CodesWorkKind, ZH: "从事的工作", EN: "Kind of work", Entries: workKindEntries},
	{Key: CodesSkill, ZH: "技能特长", EN: "Skills", Entries: skillEntries},
	{Key: CodesPermit, ZH: "居住证", EN: "Residence permit", Entries: []CodeEntry{
		{string(PermitEnded), "曾经有，已经失效", "Ended"}, {string(PermitNone), "没有办理", "None"},
		{string(PermitSuspended), "没有按期签注，已中止", "Suspended"}, {string(PermitValid), "有效", "Valid"},
	}},
}

func educationEntries() []CodeEntry {
	var all []CodeEntry
	for code, words := range educationText {
		all = append(all, CodeEntry{code, words[0], words[1]})
	}
	slices.SortFunc(all, func(a, b CodeEntry) int {
		if a.Code < b.Code {
			return -1
		}
		return 1
	})
	return all
}
