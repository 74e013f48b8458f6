package models

import (
	"slices"
	"unicode/utf8"
)

// CheckProfile names every touched field that is wrong. The employer's code is
// in the form that ParseUSCC gives when it can be one; on is today.
func CheckProfile(e ProfileEdit, on Day) []FieldError {
	var bad []FieldError
	for _, f := range e.Touched {
		if !e.To.Has(f) {
			continue // clearing is always right
		}
		if code, zh, en := checkField(f, e.To, on); code != "" {
			bad = append(bad, BodyField("/"+string(f), code, zh, en))
		}
	}
	return bad
}

// listOf gives the code list of a field; empty for free text.
func listOf(f ProfileField) string {
	switch f {
	case FieldEmploymentStatus:
		return CodesEmployment
	case FieldWorkKind:
		return CodesWorkKind
	case FieldSkills:
		return CodesSkill
	case FieldPoliticalStatus:
		return CodesPoliticalStatus
	case FieldEthnicity:
		return CodesEthnicity
	case FieldPermitState:
		return CodesPermit
	}
	return ""
}

func checkField(f ProfileField, d ProfileData, on Day) (code, zh, en string) {
	switch f {
	case FieldAddress:
		if utf8.RuneCountInString(d.Address) > AddressMax {
			return "max_length", "地址最多100个字", "At most 100 characters"
		}
	case FieldEmployerName:
		if utf8.RuneCountInString(d.EmployerName) > EmployerNameMax {
			return "max_length", "单位名称最多60个字", "At most 60 characters"
		}
	case FieldEmployerCode:
		if _, _, err := ParseUSCC(d.EmployerCode); err != nil {
			return "uscc", "统一社会信用代码应为18位数字和大写字母，可在营业执照上找到", "Not a unified social credit code of " +
				"18 characters (GB 32100)"
		}
	case FieldRegisteredOn:
		if *d.RegisteredOn > on {
			return "maximum", "登记日期不能晚于今天", "The day of registration lies in the future"
		}
	case FieldSkills:
		switch {
		case len(d.Skills) > SkillsMax:
			return "max_items", "最多选10项", "At most 10 skills"
		case len(slices.Compact(slices.Sorted(slices.Values(d.Skills)))) != len(d.Skills):
			return "unique", "同一项技能选了两次", "A skill appears twice"
		}
	}
	if list := listOf(f); list != "" {
		for _, c := range codesOf(f, d) {
			if !KnownCode(list, c) {
				return "enum", "请从列表中选择", "Choose a code of the list (GET /codes/" + list + ")"
			}
		}
	}
	return "", "", ""
}

func codesOf(f ProfileField, d ProfileData) []string {
	switch f {
	case FieldEmploymentStatus:
		return []string{string(d.EmploymentStatus)}
	case FieldWorkKind:
		return []string{d.WorkKind}
	case FieldSkills:
		return d.Skills
	case FieldPoliticalStatus:
		return []string{d.PoliticalStatus}
	case FieldEthnicity:
		return []string{d.Ethnicity}
	case FieldPermitState:
		return []string{string(d.PermitState)}
	}
	return nil
}

// PurposeOfField gives the purpose on which a field rests.
func PurposeOfField(f ProfileField) ConsentPurpose {
	for _, p := range purposes {
		if slices.Contains(p.Fields, f) {
			return p
		}
	}
	return ConsentPurpose{}
}

// ConsentLacking names every field that the edit fills without a consent to its
// purpose that holds, and those purposes, each once. Clearing needs none.
func ConsentLacking(e ProfileEdit, l Ledger) (bad []FieldError, purposes []Purpose) {
	for _, f := range e.Touched {
		if !e.To.Has(f) {
			continue
		}
		if p := PurposeOfField(f); !l.Allows(p.Key) {
			bad = append(bad, BodyField("/"+string(f), "consent."+string(p.Key),
				"请先阅读并同意“"+p.ZH.Title+"”的用途说明", "Consent to the purpose “"+p.EN.Title+"” first"))
			if !slices.Contains(purposes, p.Key) {
				purposes = append(purposes, p.Key)
			}
		}
	}
	return bad, purposes
}
