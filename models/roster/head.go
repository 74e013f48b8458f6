package roster

import (
	"slices"
	"strings"
)

// head is how leaders call the column of a field: exactly, or by a word in it. A
// head with one of the words in not is about something else of the person, or
// about somebody else, and is no field at all.
type head struct {
	field             Field
	exact, words, not []string
}

// others are the people who stand beside a person on lists.
var others = []string{"监护", "户主", "配偶", "丈夫", "妻", "爱人", "父", "母", "家长", "子女", "孩子", "儿子", "女儿", "家属", "亲属", "紧急",
	"联系人", "介绍人", "推荐人", "担保", "房东", "法人", "法定代表", "负责人", "经办", "填表", "制表", "登记人", "审核", "组长", "网格", "班主任",
	"guardian", "householder", "spouse", "emergency", "contact", "father", "mother", "parent", "landlord", "company",
	"employer", "user"}

// heads are the fields, the surest first.
var heads = []head{
	{Number, []string{"身份证号", "身份证号码", "公民身份号码", "公民身份证号码", "居民身份证号", "居民身份证号码", "身份证", "证件号", "证件号码", "身份证件号码",
		"idnumber", "idno.", "idno", "idcard"},
		[]string{"身份证", "证件号", "身份号", "公民身份", "idnumber", "idno", "idcard"},
		append([]string{"类型", "种类", "类别", "地址", "住址", "有效", "期限", "到期", "签发", "发证", "机关", "照片", "复印", "正面", "反面", "是否",
			"type", "address", "valid", "expir", "issue"}, others...)},
	{Phone, nil, []string{"手机", "电话", "联系方式", "phone", "mobile", "tel"}, nil},
	{Side, []string{"身份", "会员身份", "人员类别", "side"}, []string{"会员身份", "人员类别", "类别", "身份", "side"},
		append([]string{"证件", "户口", "户籍", "政治", "工种", "行业", "单位"}, others...)},
	{Office, nil, []string{"职务", "职位", "岗位", "office", "post"}, nil},
	{Note, nil, []string{"备注", "说明", "note", "remark"}, nil},
	{Serial, nil, []string{"序号", "编号", "serial", "no."}, nil},
	{Name, []string{"姓名", "名字", "会员姓名", "成员姓名", "本人姓名", "人员姓名", "新居民姓名", "职工姓名", "员工姓名", "name", "fullname"},
		[]string{"姓名", "名字", "name"},
		append([]string{"拼音", "曾用", "英文", "pinyin", "former", "nick", "place", "village"}, others...)},
}

// GuessField tells what a head probably means, and whether it says exactly that;
// empty: nothing known. The head is folded and without blanks.
func GuessField(word string) (f Field, exact bool) {
	for _, h := range heads {
		in := func(w string) bool { return strings.Contains(word, w) }
		if !slices.ContainsFunc(h.words, in) {
			continue
		}
		if slices.ContainsFunc(h.not, in) {
			return "", false
		}
		return h.field, slices.Contains(h.exact, word)
	}
	return "", false
}

// GuessMapping gives the columns of a row of heads, from 0, and how many fields of any
// kind the row names. An exact head goes before others; where two fit alike, the field
// is left open, for the leader to say.
func GuessMapping(words []string) (m Mapping, named int) {
	type seen struct{ exact, other []int }
	found := map[Field]*seen{}
	for i, w := range words {
		f, exact := GuessField(w)
		if f == "" {
			continue
		}
		if found[f] == nil {
			found[f] = &seen{}
		}
		if exact {
			found[f].exact = append(found[f].exact, i)
		} else {
			found[f].other = append(found[f].other, i)
		}
	}
	m = Mapping{}
	for _, f := range Fields() {
		if at := found[f]; at != nil {
			if candidates := append(at.exact, at.other...); len(at.exact) == 1 || len(candidates) == 1 {
				m[f] = candidates[0]
			}
		}
	}
	return m, len(found)
}
