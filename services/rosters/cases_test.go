package rosters_test

import (
	"bytes"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"xinjumin/app/apptest"
	"xinjumin/app/apptest/scene"
	"xinjumin/models"
	"xinjumin/models/roster"
)

// fixture reads a file that the reader's own tests read, too: a list as some program or somebody made it,
// with numbers of the area 339999, which was never given out.
func fixture(t testing.TB, name string) []byte {
	t.Helper()
	content, err := os.ReadFile(filepath.Join("..", "internal", "spreadsheet", "testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	return content
}

// wentWrong gives what is wrong with a roster, row by row.
func wentWrong(c *apptest.Client, at string) string {
	var page scene.List[struct {
		Row    int
		Faults []struct{ Field, Code string }
	}]
	c.Get(at + "/rows?state=bad&limit=50").Want(http.StatusOK).JSON(&page)
	var all []string
	for _, r := range page.Items {
		for _, f := range r.Faults {
			all = append(all, fmt.Sprintf("%d:%s", r.Row, f.Code))
		}
	}
	return strings.Join(all, " ")
}

// Each file is read as it was meant, or refused with words: no row vanishes
// unseen, none is somebody else's.
func TestRosterFilesOfTheWorld(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		chair := env.Verified("chair")
		org := scene.Found(env, chair, scene.Draft("外山联谊会"))
		for name, want := range map[string]struct {
			rows, bad, nameAt int
			wrong             string
			refused           string
		}{
			"heads-guardian-first.csv":           {rows: 1, nameAt: 2},
			"heads-householder-first.csv":        {rows: 1, nameAt: 2},
			"encoding-gbk-cut.csv":               {rows: 160},
			"encoding-utf16-cut.csv":             {rows: 160},
			"encoding-utf8-control.csv":          {rows: 160},
			"encoding-one-private-character.csv": {rows: 2, bad: 1, wrong: "3:name_invalid"},
			"name-private-use.csv":               {rows: 1, bad: 1, wrong: "2:name_invalid"},
			"lone-quote.csv":                     {rows: 4, bad: 1, wrong: "3:name_invalid"},
			"zeros-in-csv.csv":                   {rows: 1, bad: 1, wrong: "2:number_mangled"},
			"zip-backslash.xlsx":                 {rows: 3},
			"zip-leading-slash.xlsx":             {rows: 3},
			"workbook2.xlsx":                     {rows: 3},
			"xml-gb2312.xlsx":                    {rows: 3},
			"xml-us-ascii.xlsx":                  {rows: 3},
			"xml-utf8-misspelt.xlsx":             {rows: 3},
			"cut-in-cell-row3.xlsx":              {refused: "file.unreadable"},
			"cut-in-strings.xlsx":                {refused: "file.unreadable"},
		} {
			t.Run(name, func(t *testing.T) {
				content := fixture(t, name)
				if want.refused != "" {
					handIn(chair, org, content).Reason(http.StatusUnprocessableEntity, want.refused)
					return
				}
				at, r := dryRun(env, chair, org, content)
				if r.State != "checked" || r.RowCount != want.rows || r.BadCount != want.bad {
					t.Errorf("%+v", r)
				}
				if got := wentWrong(chair, at); got != want.wrong {
					t.Errorf("faults %q", got)
				}
				if *r.Columns["name_column"] != want.nameAt || *r.Columns["id_number_column"] != want.nameAt+1 {
					t.Errorf("columns %d %d", *r.Columns["name_column"], *r.Columns["id_number_column"])
				}
			})
		}
	})
}

// A list that breaks off behind what is looked at first ends as failed, with its
// reason, and may be begun anew or taken back.
func TestRosterThatBreaksOff(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		chair := env.Verified("chair")
		org := scene.Found(env, chair, scene.Draft("外山联谊会"))
		at, r := dryRun(env, chair, org, fixture(t, "cut-in-cell-row70.xlsx"))
		for range 2 {
			if r.State != "failed" || r.Blocker != "roster.unreadable" {
				t.Errorf("%+v", r)
			}
			chair.Get(at).Want(http.StatusOK).Contains("另存为")
			chair.Post(at+"/import", map[string]any{"as": "invitation"}).Reason(http.StatusConflict,
				"roster.wrong_state")
			chair.Post(at+"/check", nil).Want(http.StatusOK)
			env.RunJobs()
			r = readRoster(chair, at)
		}
		chair.Delete(at).Want(http.StatusNoContent)

		// A check of which nothing was heard for an hour may be begun anew, too.
		at = "/rosters/" + handIn(chair, org, fixture(t, "workbook2.xlsx")).Want(http.StatusCreated).ID().String()
		chair.Post(at+"/check", nil).Want(http.StatusOK)
		env.Clock.Add(roster.QuietMax - time.Second)
		chair = env.SignIn("chair")
		chair.Post(at+"/check", nil).Reason(http.StatusConflict, "roster.wrong_state")
		env.Clock.Add(time.Second)
		chair.Post(at+"/check", nil).Want(http.StatusOK)
		env.RunJobs()
		if r := readRoster(chair, at); r.State != "checked" || r.RowCount != 3 {
			t.Errorf("%+v", r)
		}
	})
}

// Where two columns fit, nothing is guessed: the answer shows what was understood, the
// check asks, and takes what the leader chooses.
func TestRosterColumnsAreNotGuessed(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		chair := env.Verified("chair")
		org := scene.Found(env, chair, scene.Draft("外山联谊会"))
		number := scene.RosterNumber(1)
		for heads, want := range map[string]string{ // columns of name and number
			"监护人姓名,监护人身份证号,姓名,身份证号":                  "2 3",
			"配偶姓名,姓名,配偶身份证号码,公民身份号码":                 "1 3",
			"紧急联系人姓名,紧急联系人电话,姓名,身份证":                 "2 3",
			"姓名拼音,姓名,身份证类型,身份证号":                     "1 3",
			"Company name,Name,ID type,ID number":    "1 3",
			"户主姓名,户主身份证号,成员姓名,成员身份证号":                "2 3",
			"身份证地址,身份证有效期,身份证号码,姓名":                  "3 2",
			"姓名（必填）,证件类别,身份证签发机关,身份证号（必填）":           "0 3",
			"姓名,身份证号,姓名,身份证号":                        "- -",
			"乘客姓名,司机姓名,身份证号,备注":                      "- 2",
			"姓名,身份证号,证件号码,备注":                        "0 -",
			"姓名,学员姓名,证件号码,备注":                        "0 2",
			"监护人姓名,监护人身份证号,备注,电话":                    "- -",
			"Emergency contact name,Name,Card,ID No": "1 3",
		} {
			cells := []any{}
			for _, h := range strings.Split(heads, ",") {
				cells = append(cells, h)
			}
			list := scene.Workbook(t, [][]any{cells, {"甲", "乙", "丙", "丁"}, {"甲", "乙", "丙", "丁"}})
			at := "/rosters/" + handIn(chair, org, list).Want(http.StatusCreated).ID().String()
			r := readRoster(chair, at)
			got := ""
			for _, column := range []*int{r.Columns["name_column"], r.Columns["id_number_column"]} {
				if got += " "; column == nil {
					got += "-"
				} else {
					got += fmt.Sprint(*column)
				}
			}
			if strings.TrimSpace(got) != want {
				t.Errorf("%s: %s, not %s", heads, got, want)
			}
			if check := chair.Post(at+"/check", nil); strings.Contains(want, "-") {
				check.Reason(http.StatusUnprocessableEntity, "request.invalid").Contains("_column")
			} else {
				check.Want(http.StatusOK)
			}
			env.RunJobs()
		}
		list := "姓名,身份证号,姓名,身份证号\n钱小监,,赵小芳," + number + "\n"
		at := "/rosters/" + handIn(chair, org, []byte(list)).Want(http.StatusCreated).ID().String()
		chair.Put(at+"/mapping", map[string]any{"sheet": "csv", "header_row": 1,
			"columns": map[string]any{"name_column": 2, "id_number_column": 3}}).Want(http.StatusOK)
		chair.Post(at+"/check", nil).Want(http.StatusOK)
		env.RunJobs()
		if r := readRoster(chair, at); r.counts() != "checked rows 1 bad 0 added 0 known 0 members 0" {
			t.Error(r.counts())
		}
	})
}

// Rows out of sight are rows of the list, and the check says that they are there.
// Cells merged where nobody reads, and lines below the list, forbid nothing.
func TestRosterRowsOutOfSight(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		chair := env.Verified("chair")
		org := scene.Found(env, chair, scene.Draft("外山联谊会"))
		rows := append(scene.RosterRows(1, 6), []any{"制表人：", nil, nil, nil, nil}, []any{nil, nil, nil, nil, nil})
		list := func(change func(f *excelize.File, sheet string)) []byte { return scene.Workbook(t, rows, change) }
		_, r := dryRun(env, chair, org, list(func(f *excelize.File, sheet string) {
			_ = f.SetRowVisible(sheet, 4, false)
			_ = f.SetRowVisible(sheet, 5, false)
			_ = f.MergeCell(sheet, "E3", "E6") // a column that nobody reads
			_ = f.MergeCell(sheet, "A8", "E9") // the signatures
		}))
		if r.State != "checked" || r.Blocker != "" || r.RowCount != 5 || r.Hidden != 2 {
			t.Errorf("%+v", r)
		}
		_, r = dryRun(env, chair, org, list(func(
			f *excelize.File, sheet string,
		) {
			_ = f.MergeCell(sheet, "C3", "D4")
		}))
		if r.Blocker != "roster.merged_cells" || r.BlockedAt != "C3:D4" || r.Hidden != 0 {
			t.Errorf("%+v", r)
		}
	})
}

// Digits that a spreadsheet has replaced by zeros are nobody's number; the same
// digits in a cell of text are what was written.
func TestRosterNumbersOfZeros(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		chair := env.Verified("chair")
		org := scene.Found(env, chair, scene.Draft("外山联谊会"))
		var list bytes.Buffer
		list.WriteString("姓名,身份证号\n")
		day, right := time.Date(1976, 11, 1, 0, 0, 0, 0, time.UTC), ""
		for i := range 22 {
			number := "339999" + day.AddDate(0, 0, i).Format("20060102") + "7000"
			if models.WithIDCheck(number[:17]) == number {
				right = number
			}
			fmt.Fprintf(&list, "赵测试,%s\n", number)
		}
		at, r := dryRun(env, chair, org, list.Bytes())
		if got := wentWrong(chair, at); r.BadCount != 22 || strings.Count(got, "number_mangled") != 22 {
			t.Errorf("%+v: %s", r, got)
		}
		if right == "" {
			t.Fatal("none of the numbers has a right check character")
		}
		for _, text := range []string{`"=""` + right + `"""`, "\t" + right, "'" + right} {
			if _, r := dryRun(env, chair, org, []byte("姓名,身份证号\n赵测试,"+text+"\n")); r.BadCount != 0 {
				t.Errorf("%q: %+v", text, r)
			}
		}
		asText := scene.Workbook(t, [][]any{{"姓名", "身份证号"}, {"赵测试", right}})
		if _, r := dryRun(env, chair, org, asText); r.BadCount != 0 {
			t.Errorf("%+v", r)
		}
	})
}

// A name is claimed by who has it, however it was typed here and there, and by
// nobody whose name only looks so once a character is lost.
func TestRosterNamesAreOneOnBothSides(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		chair := env.Verified("chair")
		org := scene.Found(env, chair, scene.Draft("外山联谊会"))
		wang := verifies(env, submits(env, "wang", "王　芳", scene.RosterNumber(1)))
		ayi := verifies(env, submits(env, "ayi", "阿依努尔﹒买买提", scene.RosterNumber(2)))
		john := verifies(env, submits(env, "john", "Smith John", scene.RosterNumber(3)))
		other := verifies(env, submits(env, "other", "王芳", scene.RosterNumber(4)))
		list := "姓名,身份证号\n"
		for i, name := range []string{"王 芳", "阿依努尔 · 买买提", "SMITH JOHN", "王\ue863芳"} {
			list += name + "," + scene.RosterNumber(i+1) + "\n"
		}
		_, r := takeOver(env, chair, org, []byte(list), "membership")
		if r.counts() != "imported rows 4 bad 1 added 3 known 0 members 0" {
			t.Error(r.counts())
		}
		for who, c := range map[string]*apptest.Client{"wang": wang, "ayi": ayi, "john": john} {
			if len(claims(c)) != 1 {
				t.Errorf("%s finds no claim", who)
			}
		}
		if len(claims(other)) != 0 {
			t.Error("王芳 is offered what 王\\ue863芳 was")
		}
	})
}
