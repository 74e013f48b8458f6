package httpapi

import (
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/validation"

	"xinjumin/models"
)

// sep parts code, argument and pointer in the messages that huma carries for us.
const sep = "\x1f"

// huma keeps its texts and error constructors in package variables and bakes
// them into schemas, so they are set before anything is registered. They are
// the same for every API: what differs is in the call.
func init() {
	huma.DefaultArrayNullable = false // the encoder writes nil slices as []
	huma.ValidateStrictCasing = true
	huma.NewError = func(status int, _ string, _ ...error) huma.StatusError { return &Problem{Status: status} }
	huma.NewErrorWithContext = humaError
	for msg, text := range map[*string]string{
		&validation.MsgUnexpectedProperty:                "unknown_field",
		&validation.MsgExpectedRequiredProperty:          "required" + sep + "%s",
		&validation.MsgExpectedDependentRequiredProperty: "required" + sep + "%s",
		&validation.MsgExpectedString:                    "type" + sep + "string",
		&validation.MsgExpectedInteger:                   "type" + sep + "integer",
		&validation.MsgExpectedNumber:                    "type" + sep + "number",
		&validation.MsgExpectedBoolean:                   "type" + sep + "boolean",
		&validation.MsgExpectedArray:                     "type" + sep + "array",
		&validation.MsgExpectedObject:                    "type" + sep + "object",
		&validation.MsgExpectedMinLength:                 "min_length" + sep + "%d",
		&validation.MsgExpectedMaxLength:                 "max_length" + sep + "%d",
		&validation.MsgExpectedMinItems:                  "min_items" + sep + "%d",
		&validation.MsgExpectedMaxItems:                  "max_items" + sep + "%d",
		&validation.MsgExpectedMinimumNumber:             "minimum" + sep + "%v",
		&validation.MsgExpectedMaximumNumber:             "maximum" + sep + "%v",
		&validation.MsgExpectedExclusiveMinimumNumber:    "above" + sep + "%v",
		&validation.MsgExpectedExclusiveMaximumNumber:    "below" + sep + "%v",
		&validation.MsgExpectedNumberBeMultipleOf:        "multiple_of" + sep + "%v",
		&validation.MsgExpectedArrayItemsUnique:          "unique",
		&validation.MsgExpectedOneOf:                     "enum" + sep + "%s",
		&validation.MsgExpectedConst:                     "enum" + sep + "%v",
		&validation.MsgExpectedBePattern:                 "pattern" + sep + "%s",
		&validation.MsgExpectedMatchPattern:              "pattern",
		&validation.MsgExpectedRFC3339DateTime:           "date_time",
		&validation.MsgExpectedRFC3339Date:               "date",
		&validation.MsgExpectedRFC4122UUID:               "id" + sep + "%v",
	} {
		*msg = text
	}
}

// words are what a person reads about a wrong field, by code: Chinese, English.
// %s is the argument.
var words = map[string][2]string{
	"unknown_field":  {"不支持的内容", "is not a known field"},
	"repeated":       {"只能填一次", "may be given once only"},
	"required":       {"必填", "is required"},
	"type":           {"应为%s", "must be %s"},
	"min_length":     {"至少 %s 个字", "needs at least %s characters"},
	"max_length":     {"不能超过 %s 个字", "may have at most %s characters"},
	"min_items":      {"至少 %s 项", "needs at least %s items"},
	"max_items":      {"不能超过 %s 项", "may have at most %s items"},
	"minimum":        {"不能小于 %s", "must be at least %s"},
	"maximum":        {"不能大于 %s", "must be at most %s"},
	"above":          {"必须大于 %s", "must be more than %s"},
	"below":          {"必须小于 %s", "must be less than %s"},
	"multiple_of":    {"必须是 %s 的倍数", "must be a multiple of %s"},
	"unique":         {"有重复的项", "has repeated items"},
	"enum":           {"请从给出的选项中选择", "must be one of %s"},
	"pattern":        {"格式不正确", "has the wrong format"},
	"date_time":      {"应为日期和时间", "must be a date-time such as 2026-05-01T09:00:00.000Z"},
	"date":           {"应为日期，例如 2026-05-01", "must be a date such as 2026-05-01"},
	"id":             {"编号不正确", "is not a valid id"},
	"null":           {"不能为空", "must not be null"},
	"empty":          {"不能为空", "must not be empty"},
	"cursor":         {"翻页位置已失效，请从第一页重新开始", "is not a cursor of this list; start again from the first page"},
	"key":            {"应为 1 到 128 个可见的英文字符", "must be 1 to 128 visible ASCII characters"},
	"entity_tag":     {"内容可能已有变化，请重新打开后再试", "must be one ETag from an earlier answer"},
	"duplicate_name": {"同一项出现了两次", "appears twice"},
	"encoding":       {"文字编码不正确", "is not valid UTF-8"},
	"character":      {"这里有一个无法保存的字（自造字），请换一种输入法重新输入", "holds a character that cannot be stored: type it anew"},
	"nul":            {"含有不可用的字符", "holds a NUL character"},
	"depth":          {"层次太深", "is nested too deeply"},
	"values":         {"内容太多，请分几次提交", "holds too many values"},
	"syntax":         {"格式有误，无法读取", "is not valid JSON"},
	"invalid":        {"格式不正确", "has the wrong format"},
}

var typeWords = map[string][2]string{
	"string": {"文字", "a string"}, "integer": {"整数", "an integer"}, "number": {"数字", "a number"},
	"boolean": {"是或否", "true or false"}, "array": {"列表", "an array"}, "object": {"对象", "an object"},
}

// malformedCodes make a body unparseable (400) rather than wrong (422).
var malformedCodes = []string{"duplicate_name", "encoding", "nul", "depth", "values", "syntax"}

// field builds a field error from the catalogue.
func field(in, name, code, arg string) models.FieldError {
	w, known := words[code]
	if !known {
		w = words["invalid"]
	}
	zh, en := arg, arg
	if t, ok := typeWords[arg]; ok && code == "type" {
		zh, en = t[0], t[1]
	}
	if code == "pattern" && arg != "" { // patternDescription: "中文|English"
		zh, en, _ = strings.Cut(arg, "|")
		w[0] = "应为%s"
		if en != "" {
			w[1] = "must be %s"
		}
	}
	f := models.FieldError{Field: name, In: in, Code: code, ZH: fill(w[0], zh), EN: fill(w[1], en)}
	if code == "enum" {
		f.Values = strings.Split(arg, ", ")
	}
	return f
}

func fill(text, arg string) string {
	if !strings.Contains(text, "%s") {
		return text
	}
	return fmt.Sprintf(text, arg)
}

// humaError is where huma asks for every error of its own: validation, reading,
// and faults it did not expect.
func humaError(ctx huma.Context, status int, _ string, errs ...error) huma.StatusError {
	cl := callOf(ctx.Context())
	switch status {
	case http.StatusBadRequest, http.StatusUnprocessableEntity:
		return cl.problem(validationError(errs, status))
	case http.StatusUnsupportedMediaType:
		return cl.problem(errMediaType)
	case http.StatusRequestEntityTooLarge:
		return cl.problem(errTooLarge)
	case http.StatusRequestTimeout:
		return cl.problem(errSlowClient)
	}
	return cl.problem(cl.classify(errors.Join(errs...)))
}

// validationError reports up to maxFields wrong fields, in a stable order.
func validationError(errs []error, status int) *models.Error {
	details := make([]*huma.ErrorDetail, 0, len(errs))
	for _, err := range errs {
		var d *huma.ErrorDetail
		if errors.As(err, &d) {
			details = append(details, d)
		}
	}
	slices.SortStableFunc(details, func(a, b *huma.ErrorDetail) int { return strings.Compare(a.Location, b.Location) })
	out := models.ErrInvalid
	if status == http.StatusBadRequest && len(details) == 0 {
		return errMalformed.With(field("body", "", "required", ""))
	}
	var fields []models.FieldError
	for _, d := range details[:min(len(details), maxFields)] {
		f := fieldOf(d)
		if slices.Contains(malformedCodes, f.Code) {
			out = errMalformed
		}
		fields = append(fields, f)
	}
	slices.SortStableFunc(fields, func(a, b models.FieldError) int { return strings.Compare(a.Field, b.Field) })
	return out.With(fields...)
}

// fieldOf reads huma's detail. The value it carries is dropped: it echoes whole
// objects, which amplifies answers and leaks what was typed.
func fieldOf(d *huma.ErrorDetail) models.FieldError {
	in, path, _ := strings.Cut(d.Location, ".")
	code, rest, _ := strings.Cut(d.Message, sep)
	arg, pointer, _ := strings.Cut(rest, sep)
	if _, known := words[code]; !known {
		code, arg = literalCode(d.Message)
	}
	if in != "body" {
		return field(in, clip(path), code, arg)
	}
	if pointer == "" {
		pointer = pointerOf(path)
		if code == "required" && arg != "" {
			pointer += "/" + escapePointer(arg)
		}
	}
	if code == "enum" {
		arg = strings.ReplaceAll(arg, `"`, "")
	}
	return field(in, clip(pointer), code, arg)
}

// literalCode knows the few texts that huma does not keep in variables.
func literalCode(msg string) (code, arg string) {
	switch {
	case strings.HasPrefix(msg, "required "):
		return "required", ""
	case msg == "invalid integer":
		return "type", "integer"
	case msg == "invalid float":
		return "type", "number"
	case msg == "invalid boolean":
		return "type", "boolean"
	case strings.HasPrefix(msg, "invalid value: "):
		return codeOf(strings.TrimPrefix(msg, "invalid value: ")), ""
	}
	return "invalid", ""
}

// pointerOf turns huma's "items[2].name" into a JSON Pointer.
func pointerOf(path string) string {
	if path == "" {
		return ""
	}
	var b strings.Builder
	for part := range strings.SplitSeq(path, ".") {
		name, indexes, _ := strings.Cut(part, "[")
		if name != "" || indexes == "" {
			b.WriteString("/" + escapePointer(show.Replace(name)))
		}
		if indexes != "" {
			b.WriteString("/" + strings.ReplaceAll(strings.TrimSuffix(indexes, "]"), "][", "/"))
		}
	}
	return b.String()
}

func escapePointer(s string) string {
	return strings.ReplaceAll(strings.ReplaceAll(s, "~", "~0"), "/", "~1")
}

// clip bounds names that the client invented.
func clip(s string) string {
	const bound = 128
	if len(s) <= bound {
		return s
	}
	return strings.ToValidUTF8(s[:bound], "") + "…"
}
