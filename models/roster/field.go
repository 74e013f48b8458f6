package roster

import (
	"fmt"
	"slices"
	"strings"

	"xinjumin/models"
)

// Field is what a column of a roster may be.
type Field string

// The fields. Name, number and side are taken over. The others are known, so
// that a leader sees that they were understood, and left in the list: a phone
// number comes from WeChat, an office is given in the organization, and what leaders
// note about people is not for us to keep (个人信息保护法 6).
const (
	Name   Field = "name"
	Number Field = "id_number"
	Side   Field = "side"
	Phone  Field = "phone"
	Office Field = "office"
	Note   Field = "note"
	Serial Field = "serial"
)

// Fields lists the fields that are taken over, those that must be there
// first.
func Fields() []Field { return []Field{Name, Number, Side} }

var rosterFieldWords = models.Words[Field]{
	{Name, "姓名", "Name"},
	{Number, "身份证号", "Identity number"},
	{Side, "身份", "Side"},
	{Phone, "手机号码", "Phone"},
	{Office, "职务", "Office"},
	{Note, "备注", "Note"},
	{Serial, "序号", "Serial number"},
}

// Text gives the plain words of a field.
func (f Field) Text() (zh, en string) { return rosterFieldWords.Of(f) }

// All gives every value in order.
func (Field) All() []Field { return rosterFieldWords.All() }

// Mapping says in which column, from 0, a field stands.
type Mapping map[Field]int

// Check tells what is wrong with a mapping.
func (m Mapping) Check(columns int) []models.FieldError {
	var bad []models.FieldError
	for _, f := range []Field{Name, Number} {
		if _, there := m[f]; !there {
			zh, en := f.Text()
			bad = append(bad, models.BodyField("/columns/"+string(f)+"_column", "required",
				fmt.Sprintf("请选择哪一列是%s", zh), en+": choose its column"))
		}
	}
	seen := map[int]bool{}
	for _, f := range Fields() {
		c, there := m[f]
		switch {
		case !there:
		case c < 0 || c >= columns:
			bad = append(bad, models.BodyField("/columns/"+string(f)+"_column", "range", "表里没有这一列",
				"There is no such column"))
		case seen[c]:
			bad = append(bad, models.BodyField("/columns/"+string(f)+"_column", "repeated", "同一列不能选两次",
				"A column means one thing"))
		}
		seen[c] = there || seen[c]
	}
	return bad
}

// Fault is what is wrong with a cell.
type Fault string

// The faults.
const (
	FaultNameMissing Fault = "name_missing"
	FaultNameInvalid Fault = "name_invalid"
	FaultNumMissing  Fault = "number_missing"
	FaultNumShort    Fault = "number_length"
	FaultNumCheck    Fault = "number_check"
	FaultNumInvalid  Fault = "number_invalid"
	FaultNumMangled  Fault = "number_mangled"
	FaultNumPlain    Fault = "number_plain"
	FaultNumYoung    Fault = "number_young"
	FaultNumTwice    Fault = "number_twice"
	FaultFormula     Fault = "formula"
	FaultCellError   Fault = "cell_error"
	FaultSideUnknown Fault = "side_unknown"
)

var faultWords = models.Words[Fault]{
	{FaultNameMissing, "姓名为空", "no name"},
	{FaultNameInvalid, "姓名不对，请按证件填写2至50个字", "not a name as on a card"},
	{FaultNumMissing, "身份证号为空", "no identity number"},
	{FaultNumShort, "身份证号位数不对，应为18位", "the identity number has not 18 characters"},
	{FaultNumCheck, "身份证号校验位不对", "the check character of the identity number is wrong"},
	{FaultNumInvalid, "身份证号里的地区或出生日期不对", "the place or birth day in the identity number does not exist"},
	{FaultNumMangled, "身份证号被表格改成了科学计数法，后几位已丢失，请把这一列设为“文本”后重新填写",
		"the spreadsheet has shortened the identity number: set the column to text and fill it in anew"},
	{FaultNumPlain, "身份证号这一列是日期或普通数字", "a day or another number where the identity number should be"},
	{FaultNumYoung, "年龄不足，未达到入会年龄", "too young for this organization"},
	{FaultNumTwice, "与前面的行重复", "the same person as in a row before"},
	{FaultFormula, "单元格是公式，请改成文字", "a formula: write the text itself"},
	{FaultCellError, "单元格显示错误（如#N/A）", "the cell shows an error"},
	{FaultSideUnknown, "身份请填“新居民”或“村（社区）干部”", "the side is neither new resident nor local cadre"},
}

// Text gives the plain words of a fault.
func (f Fault) Text() (zh, en string) { return faultWords.Of(f) }

// CellFault is a fault of one cell of a row.
type CellFault struct {
	Field Field
	Fault Fault
}

// JoinFaults writes the faults of a row as they are stored.
func JoinFaults(faults []CellFault) string {
	parts := make([]string, len(faults))
	for i, f := range faults {
		parts[i] = string(f.Field) + ":" + string(f.Fault)
	}
	return strings.Join(parts, ",")
}

// SplitFaults reads what JoinFaults wrote.
func SplitFaults(s string) []CellFault {
	var out []CellFault
	for part := range strings.SplitSeq(s, ",") {
		if field, fault, ok := strings.Cut(part, ":"); ok {
			out = append(out, CellFault{Field(field), Fault(fault)})
		}
	}
	return out
}

// ParseMemberSide reads what leaders write about a member's side; nothing is a
// new resident, as nearly everybody on such lists is. The words are folded and
// without blanks.
func ParseMemberSide(words string) (models.MemberSide, bool) {
	switch {
	case words == "", strings.Contains(words, "新居民"), strings.Contains(words, "新市民"), strings.Contains(words,
		"流动"), words == "migrant":
		return models.SideMigrant, true
	case strings.Contains(words, "干部"), strings.Contains(words, "本地"), words == "local_cadre":
		return models.SideLocalCadre, true
	}
	return "", false
}

// NumberFault tells why a text is no identity number. It repeats nothing of it.
func NumberFault(s string, err error) Fault {
	switch {
	case len(s) != 15 && len(s) != 18:
		return FaultNumShort
	case strings.Contains(err.Error(), "check character"):
		return FaultNumCheck
	}
	return FaultNumInvalid
}

// Valid reports whether the fields of a mapping exist.
func (m Mapping) Valid() bool {
	for f := range m {
		if !slices.Contains(Fields(), f) {
			return false
		}
	}
	return true
}

// All gives every value in order.
func (Fault) All() []Fault { return faultWords.All() }
