package models

import "unicode/utf8"

// UnionChannel tells how an application to a union came (流动人口登记时办理、12351、自助).
type UnionChannel string

// The channels.
const (
	ChannelRegistration UnionChannel = "registration"
	ChannelHotline      UnionChannel = "hotline"
	ChannelSelf         UnionChannel = "self"
)

var unionChannelWords = Words[UnionChannel]{
	{ChannelRegistration, "居住登记时办理", "At the residence registration"},
	{ChannelHotline, "12351职工热线", "By the hotline 12351"},
	{ChannelSelf, "自己申请", "By oneself"},
}

// Text gives the plain words of a channel.
func (c UnionChannel) Text() (zh, en string) { return unionChannelWords.Of(c) }

// All gives every value in order.
func (UnionChannel) All() []UnionChannel { return unionChannelWords.All() }

// UnionEmployment tells how an applicant works.
type UnionEmployment string

// The two: with a labour contract, or from job to job (新就业形态).
const (
	UnionContract UnionEmployment = "contract"
	UnionGig      UnionEmployment = "gig"
)

var unionEmploymentWords = Words[UnionEmployment]{
	{UnionContract, "有劳动合同或固定单位", "With a contract or a fixed employer"},
	{UnionGig, "灵活就业、平台接单", "From job to job, by a platform"},
}

// Text gives the plain words.
func (e UnionEmployment) Text() (zh, en string) { return unionEmploymentWords.Of(e) }

// All gives every value in order.
func (UnionEmployment) All() []UnionEmployment { return unionEmploymentWords.All() }

// UnionForm is the form (入会申请书) of an application to a union; it has the id of
// the spell. What it says of the reasons is sealed.
type UnionForm struct {
	ID              ID `gorm:"primaryKey"` // of the membership
	OrganizationID  ID
	PersonID        ID
	Channel         UnionChannel    `pii:"profile"`
	Employment      UnionEmployment `pii:"profile"`
	WorkKind        string          `pii:"profile"`
	EmployerName    string          `pii:"profile"`
	EmployerCode    string          `pii:"profile"`
	StartedOn       *Day            // when the present work began
	StatementSealed []byte          `pii:"words"`
	CreatedAt       Instant         `gorm:"autoCreateTime:false"`
}

// UnionFormData is the form as it is written and read.
type UnionFormData struct {
	Channel      UnionChannel
	Employment   UnionEmployment
	WorkKind     string
	EmployerName string
	EmployerCode string
	StartedOn    *Day
	Statement    string
}

// UnionApplication is an application with its form and who asks.
type UnionApplication struct {
	Spell
	Nickname string
	Form     UnionFormData
}

// UnionStatementMax bounds what an applicant writes, in characters.
const UnionStatementMax = 500

// Check names what is wrong with a form; texts are cleaned before, on is today.
func (f UnionFormData) Check(on Day) []FieldError {
	var bad []FieldError
	if zh, _ := f.Channel.Text(); zh == "" {
		bad = append(bad, BodyField("/channel", "enum", "请选择办理渠道", "Unknown channel"))
	}
	if zh, _ := f.Employment.Text(); zh == "" {
		bad = append(bad, BodyField("/employment", "enum", "请选择用工方式", "Unknown way of working"))
	}
	if f.WorkKind != "" && !KnownCode(CodesWorkKind, f.WorkKind) {
		bad = append(bad, BodyField("/work_kind", "enum", "请从列表中选择",
			"Choose a code of the list (GET /codes/work_kind)"))
	}
	switch n := utf8.RuneCountInString(f.EmployerName); {
	case n > EmployerNameMax:
		bad = append(bad, BodyField("/employer_name", "max_length", "单位名称最多60个字", "At most 60 characters"))
	case n == 0 && f.Employment == UnionContract:
		bad = append(bad, BodyField("/employer_name", "required", "请填写工作单位", "Name the employer"))
	}
	if f.EmployerCode != "" {
		if _, exact, err := ParseUSCC(f.EmployerCode); err != nil || !exact {
			bad = append(bad, BodyField("/employer_code", "check", "统一社会信用代码有误，请对照营业执照核对", "The credit code is wrong"))
		}
	}
	if f.StartedOn != nil && *f.StartedOn > on {
		bad = append(bad, BodyField("/started_on", "maximum", "开始工作的日期不能晚于今天", "The day lies in the future"))
	}
	if n := utf8.RuneCountInString(f.Statement); n < 1 || n > UnionStatementMax {
		bad = append(bad, BodyField("/statement", "length", "请写明入会的意愿，不超过500个字",
			"Say in at most 500 characters that you want to join"))
	}
	return bad
}
