package privacy

import (
	"bytes"
	"encoding/json"
	"html/template"
	"strconv"

	"xinjumin/models"
	"xinjumin/notifications"
	"xinjumin/services/privacy"
)

// pageRows bounds the rows of one part on the page, for phones with little
// memory; the data file has them all.
const pageRows = 200

// exportPage is what the page shows.
type exportPage struct {
	MadeAt string
	Parts  []exportPagePart
	Empty  []string // what there is nothing of
	Held   []models.PersonalTable
}

type exportPagePart struct {
	models.PersonalTable
	Cards [][]exportPageLine
	Open  bool
	Count int
	Rest  int
}

type exportPageLine struct{ Label, Text string }

var exportTemplate = template.Must(template.New("export").Parse(`<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>我的个人数据</title>
<style>
body{margin:0 auto;max-width:42em;padding:12px 16px 48px;font:17px/1.6 sans-serif;color:#1a1a1a;background:#fff}
h1{font-size:24px;margin:8px 0}
h2{font-size:19px;display:inline}
details{border-top:1px solid #ccc;padding:10px 0}
summary{cursor:pointer;min-height:44px}
.n{color:#555;font-size:15px}
.card{background:#f5f5f2;border-radius:8px;padding:8px 12px;margin:8px 0}
.card div{padding:2px 0;overflow-wrap:anywhere;white-space:pre-wrap}
.card b{font-weight:normal;color:#555;font-size:15px;display:block}
.why{color:#555;font-size:15px;margin:4px 0}
</style>
</head>
<body>
<h1>我的个人数据</h1>
<p>这里是平台保存的、与您有关的全部信息，生成于{{.MadeAt}}。依据《个人信息保护法》第四十五条，您有权查阅和复制。</p>
<p>其中有您的证件号码和手机号码，请妥善保管，不要转发给别人。</p>
<p>您在无记名投票中选了什么，平台没有保存在您的名下，任何人都查不到，所以这里也没有。涉及他人的信息不显示。</p>
{{range .Parts}}<details{{if .Open}} open{{end}}><summary><h2>{{.ZH}}</h2> <span class="n">{{.Count}}条</span></summary>
<p class="why">注销账号时：{{.Why}}</p>
{{range .Cards}}<div class="card">{{range .}}<div><b>{{.Label}}</b>{{.Text}}</div>{{end}}</div>
{{end}}{{if .Rest}}<p class="why">这里只列出最近的一部分，另有{{.Rest}}条在数据文件里。</p>{{end}}</details>
{{end}}{{if .Empty}}<details><summary><h2>没有记录的项目</h2> <span class="n">{{len .Empty}}项</span></summary>
<p>{{range $i, $e := .Empty}}{{if $i}}、{{end}}{{$e}}{{end}}</p></details>
{{end}}<details><summary><h2>没有列出的项目</h2> <span class="n">{{len .Held}}项</span></summary>
{{range .Held}}<div class="card"><div><b>{{.ZH}}</b>{{.Withheld}}</div></div>
{{end}}</details>
<details open><summary><h2>您还可以</h2></summary>
<p>信息有误，可以在“我的资料”里修改，或请社区协管员更正；不再使用，可以在“注销账号”里注销。</p></details>
</body>
</html>
`))

// renderExport makes the page: no scripts, nothing from elsewhere, every value
// escaped.
func renderExport(e privacy.Export) ([]byte, error) {
	page := exportPage{MadeAt: spokenTime(e.MadeAt), Held: e.Withheld}
	for i, s := range e.Sections {
		if len(s.Rows) == 0 {
			page.Empty = append(page.Empty, s.Table.ZH)
			continue
		}
		part := exportPagePart{PersonalTable: s.Table, Open: i == 0, Count: len(s.Rows),
			Rest: max(0, len(s.Rows)-pageRows)}
		for _, row := range s.Rows[:min(len(s.Rows), pageRows)] {
			if card := exportCard(e, s, row); len(card) > 0 {
				part.Cards = append(part.Cards, card)
			}
		}
		page.Parts = append(page.Parts, part)
	}
	var buf bytes.Buffer
	err := exportTemplate.Execute(&buf, page)
	return buf.Bytes(), err
}

// exportCard puts one row into words; what is empty or only for machines is
// left out.
func exportCard(e privacy.Export, s privacy.ExportSection, row []any) []exportPageLine {
	var card []exportPageLine
	var kind models.NoticeKind
	var params string
	for i, f := range s.Fields {
		if s.Table.Table == "notices" {
			switch v := row[i].(type) {
			case models.NoticeKind:
				kind = v
			case string:
				if f.Column == "params" {
					params = v
				}
			}
		}
		label, _ := models.ColumnText(s.Table.Table, f.Column)
		if text := exportText(e, f.Column, row[i]); label != "" && text != "" {
			card = append(card, exportPageLine{label, text})
		}
	}
	if kind != "" {
		words := notifications.Render(kind, factsOf(params), notifications.Chinese)
		card = append([]exportPageLine{{words.Title, words.Body}}, card...)
	}
	return card
}

// exportText puts one value into words; empty: nothing to show.
func exportText(e privacy.Export, column string, v any) string {
	switch v := v.(type) {
	case nil:
		return ""
	case privacy.SomebodyElse:
		return "他人"
	case models.ID:
		if v == e.PersonID {
			return "本人"
		}
		return e.Names[v]
	case models.RegionCode:
		if name := e.Places[v]; name != "" {
			return name
		}
		return string(v)
	case models.Instant:
		return spokenTime(v)
	case models.Day:
		return spokenDay(v)
	case bool:
		if v {
			return "是"
		}
		return "否"
	case int64:
		return strconv.FormatInt(v, 10)
	}
	return codeText(column, v)
}

func spokenTime(i models.Instant) string {
	return i.Time().In(models.Shanghai).Format("2006年1月2日15:04")
}

func spokenDay(d models.Day) string {
	if d == "" {
		return ""
	}
	return d.Start().Time().In(models.Shanghai).Format("2006年1月2日")
}

func factsOf(params string) map[string]string {
	facts := map[string]string{}
	if json.Unmarshal([]byte(params), &facts) != nil {
		return nil // a row that an older version wrote otherwise
	}
	return facts
}
