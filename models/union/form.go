package union

import (
	"unicode/utf8"

	"xinjumin/models"
)

// Channel tells how an application to a union came (流动人口登记时办理、12351、自助).
type Channel string

// The channels.
const (
	ChannelRegistration Channel = "registration"
	ChannelHotline      Channel = "hotline"
	ChannelSelf         Channel = "self"
)

var unionChannelWords = models.Words[Channel]{
	{ChannelRegistration, "居住登记时办理", "At the residence registration"},
	{ChannelHotline, "12351职工热线", "By the hotline 12351"},
	{ChannelSelf, "自己申请", "By oneself"},
}

// Text gives the plain words of a channel.
func (c Channel) Text() (zh, en string) { return unionChannelWords.Of(c) }

// All gives every value in order.
func (Channel) All() []Channel { return unionChannelWords.All() }

// Employment tells how an applicant works.
type Employment string

// The two: with a labour contract, or from job to job (新就业形态).
const (
	Contract Employment = "contract"
	Gig      Employment = "gig"
)

var unionEmploymentWords = models.Words[Employment]{
	{Contract, "有劳动合同或固定单位", "With a contract or a fixed employer"},
	{Gig, "灵活就业、平台接单", "From job to job, by a platform"},
}

// Text gives the plain words.
func (e Employment) Text() (zh, en string) { return unionEmploymentWords.Of(e) }

// All gives every value in order.
func (Employment) All() []Employment { return unionEmploymentWords.All() }

// Form is the form (入会申请书) of an application to a union; it has the id of
// the membership. What it says of the reasons is sealed.
type Form struct {
	ID              models.ID `gorm:"primaryKey"` // of the membership
	OrganizationID  models.ID
	PersonID        models.ID
	Channel         Channel        `pii:"profile"`
	Employment      Employment     `pii:"profile"`
	WorkKind        string         `pii:"profile"`
	EmployerName    string         `pii:"profile"`
	EmployerCode    string         `pii:"profile"`
	StartedOn       *models.Day    // when the present work began
	StatementSealed []byte         `pii:"words"`
	CreatedAt       models.Instant `gorm:"autoCreateTime:false"`
}

// TableName keeps the name of the table, which says the area, too.
func (Form) TableName() string { return "union_forms" }

// FormData is the form as it is written and read.
type FormData struct {
	Channel      Channel
	Employment   Employment
	WorkKind     string
	EmployerName string
	EmployerCode string
	StartedOn    *models.Day
	Statement    string
}

// Application is an application with its form and who asks.
type Application struct {
	models.OwnMembership
	Nickname  string
	Applicant models.Applicant
	Form      FormData
}

// StatementMax bounds what an applicant writes, in characters.
const StatementMax = 500

// Check names what is wrong with a form; texts are cleaned before, on is today.
func (f FormData) Check(on models.Day) []models.FieldError {
	var bad []models.FieldError
	if zh, _ := f.Channel.Text(); zh == "" {
		bad = append(bad, models.BodyField("/channel", "enum", "请选择办理渠道", "Unknown channel"))
	}
	if zh, _ := f.Employment.Text(); zh == "" {
		bad = append(bad, models.BodyField("/employment", "enum", "请选择用工方式", "Unknown way of working"))
	}
	if f.WorkKind != "" && !models.KnownCode(models.CodesWorkKind, f.WorkKind) {
		bad = append(bad, models.BodyField("/work_kind", "enum", "请从列表中选择",
			"Choose a code of the list (GET /codes/work_kind)"))
	}
	switch n := utf8.RuneCountInString(f.EmployerName); {
	case n > models.EmployerNameMax:
		bad = append(bad, models.BodyField("/employer_name", "max_length", "单位名称最多60个字", "At most 60 characters"))
	case n == 0 && f.Employment == Contract:
		bad = append(bad, models.BodyField("/employer_name", "required", "请填写工作单位", "Name the employer"))
	}
	if f.EmployerCode != "" {
		if _, exact, err := models.ParseUSCC(f.EmployerCode); err != nil || !exact {
			bad = append(bad, models.BodyField("/employer_code", "check", "统一社会信用代码有误，请对照营业执照核对",
				"The credit code is wrong"))
		}
	}
	if f.StartedOn != nil && *f.StartedOn > on {
		bad = append(bad, models.BodyField("/started_on", "maximum", "开始工作的日期不能晚于今天", "The day lies in the future"))
	}
	if n := utf8.RuneCountInString(f.Statement); n < 1 || n > StatementMax {
		bad = append(bad, models.BodyField("/statement", "length", "请写明入会的意愿，不超过500个字",
			"Say in at most 500 characters that you want to join"))
	}
	return bad
}
