package dispute

import "xinjumin/models"

// AgreementKind is whether an agreement stands on paper.
type AgreementKind string

// The kinds (人民调解法 Art 28): an oral agreement is registered, and nobody signs it.
const (
	AgreementWritten AgreementKind = "written"
	AgreementOral    AgreementKind = "oral"
)

var agreementKindWords = models.Words[AgreementKind]{
	{AgreementWritten, "书面协议", "On paper"},
	{AgreementOral, "口头协议", "By word of mouth"},
}

// Text gives the plain words of a kind.
func (k AgreementKind) Text() (zh, en string) { return agreementKindWords.Of(k) }

// All gives every value in order.
func (AgreementKind) All() []AgreementKind { return agreementKindWords.All() }

// Bounds of a quarrel that is settled by word of mouth; our own, no law names a number.
const (
	OralDays   = 7         // it was settled so many days ago at most
	OralMaxFen = 10_000_00 // from ten thousand yuan on both have something in hand
)

// OralNeed is why a quarrel is not for an oral agreement; empty: nothing is against it.
type OralNeed string

// The reasons.
const (
	OralAsked  OralNeed = "paper_asked"
	OralDanger OralNeed = "danger"
)

var oralNeedWords = models.Words[OralNeed]{
	{OralAsked, "有一方要求写书面协议", "A party asks for a paper"},
	{OralDanger, "有暴力或者可能激化", "There is violence, or it may grow worse"},
}

// Text gives the plain words of a reason.
func (n OralNeed) Text() (zh, en string) { return oralNeedWords.Of(n) }

// All gives every value in order.
func (OralNeed) All() []OralNeed { return oralNeedWords.All() }

// Oral is what decides whether a settled quarrel may be registered in one go.
type Oral struct {
	Category   Category
	AmountFen  *int64
	HappenedOn models.Day // settled and performed
	Performed  bool       // there and then
	Agreed     bool       // by both
	NoConflict bool       // of who registers it
	Need       OralNeed
}

// Check refuses what needs a written agreement, each with its field, and what is not
// complete.
func (o Oral) Check(today models.Day) error {
	switch {
	case !o.Category.Valid():
		return models.ErrInvalid.With(models.BodyField("/category", "enum", "没有这个纠纷类别", "No such category"))
	case o.Category == CategoryLabour:
		return refused(ErrOralLabour, "/category")
	case o.Category == CategoryFamily:
		return refused(ErrOralFamily, "/category")
	case !o.Performed:
		return refused(ErrOralNotPerformed, "/performed_on_spot")
	case o.Need == OralAsked:
		return refused(ErrOralPaper, "/needs_paper")
	case o.Need == OralDanger:
		return refused(ErrOralMajor, "/needs_paper")
	case o.AmountFen != nil && *o.AmountFen > OralMaxFen:
		return refused(ErrOralMajor, "/amount_fen")
	}
	var bad []models.FieldError
	if a := o.AmountFen; a != nil && *a < 0 {
		bad = append(bad, models.BodyField("/amount_fen", "range", "金额超出范围", "The amount is out of range"))
	}
	if !o.Agreed {
		bad = append(bad, models.BodyField("/both_agreed", "required", "双方都同意才能登记", "Both must agree"))
	}
	if !o.NoConflict {
		bad = append(bad, models.BodyField("/no_conflict", "required",
			"请先确认您和双方没有亲属、雇佣、债务等关系；有关系的请由别的调解员登记", "Declare that you have no tie to a party"))
	}
	if o.HappenedOn > today || o.HappenedOn < today.AddDays(-OralDays) {
		bad = append(bad, models.BodyField("/happened_on", "range", "只能登记最近七天内的口头协议",
			"Within the last seven days"))
	}
	if zh, _ := o.Need.Text(); o.Need != "" && zh == "" {
		bad = append(bad, models.BodyField("/needs_paper", "enum", "请重新选择", "No such reason"))
	}
	if len(bad) > 0 {
		return models.ErrInvalid.With(bad...)
	}
	return nil
}

func refused(err *models.Error, field string) error {
	return err.With(models.BodyField(field, "oral", err.ZH, err.EN))
}

// Refusals of the oral way; each tells the written one.
var (
	ErrOralLabour = models.NewError(models.CodeInvalid, "oral.labour",
		"欠工资、工伤、辞退要写书面协议：让申请人提交调解申请，按一般程序办理", "Labour disputes need a written agreement")
	ErrOralFamily = models.NewError(models.CodeInvalid, "oral.family",
		"婚姻、收养、继承等家事要写书面协议：让申请人提交调解申请，按一般程序办理", "Family matters need a written agreement")
	ErrOralNotPerformed = models.NewError(models.CodeInvalid, "oral.not_performed",
		"没有当场履行的要写书面协议：让申请人提交调解申请，按一般程序办理", "What is not performed on the spot needs a written agreement")
	ErrOralPaper = models.NewError(models.CodeInvalid, "oral.paper",
		"有一方要求书面协议的，就写书面协议：让申请人提交调解申请，按一般程序办理", "Whoever asks for a paper gets one")
	ErrOralMajor = models.NewError(models.CodeInvalid, "oral.major",
		"超过一万元，或者有暴力、可能激化的，要写书面协议：让申请人提交调解申请，按一般程序办理",
		"Beyond ten thousand yuan, or with danger, a written agreement is needed")
)
