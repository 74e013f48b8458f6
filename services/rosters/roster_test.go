package rosters_test

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/simplifiedchinese"

	"xinjumin/app/apptest"
	"xinjumin/app/apptest/scene"
	"xinjumin/models"
	"xinjumin/models/roster"
)

// A list that a leader has kept for years: upload, columns, dry run, import, and
// the yes of each person, before and after the card was looked at.
func TestRosterFromFileToMember(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		chair, stranger := env.Verified("chair"), env.Verified("stranger")
		org := scene.Found(env, chair, scene.Draft("外山联谊会"))
		early := verifies(env, submits(env, "early", "王小芳", scene.RosterNumber(1)))
		// the list has another name for this number
		slip := verifies(env, submits(env, "slip", "李雷", scene.RosterNumber(2)))
		admin := env.SignIn("admin of " + scene.Waishan)

		list := scene.Workbook(t, [][]any{
			{"外山村新居民联谊会会员名单", nil, nil, nil, nil},
			{"序号", "姓 名", "公民身份号码", "联系电话", "人员类别"},
			{1, "王　小芳", scene.RosterNumber(1)[:17] + strings.ToLower(scene.RosterNumber(1)[17:]), "13800000001", "新居民"},
			{2, "王小芳", "'" + scene.RosterNumber(2), "13800000002", nil},
			{3, "王小芳", scene.RosterNumber(3)[:6] + " " + scene.RosterNumber(3)[6:], "13800000003", "村干部"},
			{4, nil, nil, nil, nil}, // prepared, not filled in
		}, func(f *excelize.File, sheet string) { _ = f.MergeCell(sheet, "A1", "E1") })
		got := handIn(chair, org, list).Want(http.StatusCreated)
		at := "/rosters/" + got.ID().String()
		r := readRoster(chair, at)
		if r.State != "uploaded" || r.HeaderRow != 2 || r.Sheet != "Sheet1" || *r.Columns["name_column"] != 1 ||
			*r.Columns["id_number_column"] != 2 || *r.Columns["side_column"] != 4 {
			t.Fatalf("guessed %+v", r)
		}
		if c := r.Preview.Columns; len(c) != 5 || c[3].Guess != "phone" || c[2].Letter != "C" ||
			len(c[2].Samples) != 3 || c[1].Head != "姓 名" {
			t.Errorf("preview %+v", c)
		}
		chair.Get(at).Lacks(scene.RosterNumber(1)).Lacks("13800000001").Lacks("小芳")
		for name, c := range map[string]*apptest.Client{"stranger": stranger, "visitor": env.Visitor(),
			"admin of the place": admin} {
			if got := c.Get(at); got.Status == http.StatusOK {
				t.Errorf("%s reads the roster: %s", name, got)
			}
		}
		chair.Post(at+"/import", map[string]any{"as": "membership"}).Reason(http.StatusConflict, "roster.not_checked")
		put := func(name, number int) *apptest.Response {
			return chair.Put(at+"/mapping", map[string]any{"sheet": "Sheet1", "header_row": 2,
				"columns": map[string]any{"name_column": name, "id_number_column": number, "side_column": 4}})
		}
		put(1, 1).Want(http.StatusUnprocessableEntity).Contains("/columns/id_number_column")
		put(1, 40).Want(http.StatusUnprocessableEntity)
		put(1, 2).Want(http.StatusOK)
		chair.Put(at+"/mapping",
			map[string]any{"sheet": "没有", "header_row": 2,
				"columns": map[string]any{"name_column": 1, "id_number_column": 2}}).
			Reason(http.StatusUnprocessableEntity, "roster.no_sheet")
		chair.Post(at+"/check", nil).Want(http.StatusOK)
		chair.Post(at+"/check", nil).Reason(http.StatusConflict, "roster.wrong_state")
		env.RunJobs()
		if r = readRoster(chair, at); r.State != "checked" || r.RowCount != 3 || r.BadCount != 0 || r.Blocker != "" {
			t.Fatalf("checked %+v", r)
		}
		if n := env.Count("SELECT COUNT(*) FROM roster_entries"); n != 0 {
			t.Errorf("a dry run has written %d entries", n)
		}
		chair.Post(at+"/import", map[string]any{"as": "membership"}).Want(http.StatusOK)
		env.RunJobs()
		if r = readRoster(chair, at); r.counts() != "imported rows 3 bad 0 added 3 known 0 members 0" {
			t.Fatal(r.counts())
		}
		if n := env.Count("SELECT COUNT(*) FROM files WHERE purpose = 'roster' AND key_sealed IS NOT NULL"); n != 0 {
			t.Error("the file can still be read after the import")
		}
		for _, plain := range []string{scene.RosterNumber(1), "小芳", "13800000001"} {
			if scene.Shows(env.Dump(), plain) || apptest.Holds(env.Logs(), plain) {
				t.Errorf("%s stands somewhere in clear", plain)
			}
		}

		early.Get("/notifications").Want(http.StatusOK).Contains("外山联谊会的名单上有您")
		slip.Get("/notifications").Want(http.StatusOK).Lacks("名单")
		if len(claims(slip)) != 0 {
			t.Error("a slip of the pen is offered to somebody else")
		}
		mine := claims(early)
		if len(mine) != 1 || mine[0].OrganizationID != org || mine[0].As != "membership" {
			t.Fatalf("claims %+v", mine)
		}
		claim := "/roster-claims/" + mine[0].ID.String()
		stranger.Post(claim+"/accept", nil).Reason(http.StatusNotFound, "request.not_found")
		slip.Post(claim+"/decline", nil).Reason(http.StatusNotFound, "request.not_found")
		early.Get("/me/memberships").Want(http.StatusOK).Lacks(org.String())
		early.Post(claim+"/accept", nil).Want(http.StatusCreated).Contains(`"active"`)
		early.Post(claim+"/accept", nil).Reason(http.StatusConflict, "roster_claim.decided")
		early.Get("/me/memberships").Want(http.StatusOK).Contains(org.String())
		chair.Get(fmt.Sprintf("/organizations/%s/members", org)).Want(http.StatusOK).Contains(early.PersonID.String())
		chair.Get("/notifications").Want(http.StatusOK).Contains("有人已认领").Contains("新增3人")

		// A person who comes later is told when the card is looked at, and not before.
		late := submits(env, "late", "王小芳", scene.RosterNumber(3))
		if len(claims(late)) != 0 {
			t.Error("a number that nobody has looked at opens a list")
		}
		verifies(env, late)
		late.Get("/notifications").Want(http.StatusOK).Contains("外山联谊会的名单上有您")
		late.Post("/roster-claims/"+claims(late)[0].ID.String()+"/accept", nil).Want(http.StatusCreated).
			Contains(`"local_cadre"`)
		if r = readRoster(chair, at); r.Claimed != 2 {
			t.Errorf("claimed %d", r.Claimed)
		}
		chair.Get(at + "/rows?state=claimed").Want(http.StatusOK).Contains(`"row":3`).Contains(`"row":5`)
		chair.Get(at + "/rows?state=waiting").Want(http.StatusOK).Contains(`"row":4`).Contains("王**").
			Contains("33**************").Lacks(scene.RosterNumber(2))
		for _, action := range []string{"roster.upload", "roster.map", "roster.check", "roster.import",
			"roster.imported", "roster.read_entries", "roster_claim.accept"} {
			if n := env.Count("SELECT COUNT(*) FROM audit_events WHERE action = ? AND outcome = 'done'",
				action); n == 0 {
				t.Errorf("%s left no audit row", action)
			}
		}
	})
}

// The same list again changes nothing; a corrected one adds what is new; a no is
// neither seen nor asked again; a list that is taken back leaves the members.
func TestRosterAgain(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		chair := env.Verified("chair")
		org := scene.Found(env, chair, scene.Draft("外山联谊会"))
		yes, no := verifies(env, submits(env, "yes", "王小芳", scene.RosterNumber(1))),
			verifies(env, submits(env, "no", "王小芳", scene.RosterNumber(2)))
		first, r := takeOver(env, chair, org, scene.Workbook(t, scene.RosterRows(1, 6)), "invitation")
		if r.counts() != "imported rows 5 bad 0 added 5 known 0 members 0" {
			t.Fatal(r.counts())
		}
		yes.Post("/roster-claims/"+claims(yes)[0].ID.String()+"/accept", nil).Want(http.StatusCreated)
		said := "/roster-claims/" + claims(no)[0].ID.String()
		no.Post(said+"/decline", nil).Want(http.StatusOK).Contains(`"declined"`)
		no.Post(said+"/accept", nil).Reason(http.StatusConflict, "roster_claim.decided")
		if len(claims(no)) != 0 {
			t.Error("what was declined still waits")
		}
		chair.Get(first + "/rows?state=waiting").Want(http.StatusOK).Contains(`"row":3`) // the one who said no
		if n := env.Count(`SELECT COUNT(*) FROM audit_events
			WHERE action = 'roster_claim.decline' AND organization_id IS NOT NULL`); n != 0 {
			t.Error("the organization finds the no in its trail")
		}

		if _, r = takeOver(env, chair, org, scene.Workbook(t, scene.RosterRows(1, 6)),
			"invitation"); r.counts() != "imported rows 5 bad 0 added 0 known 4 members 1" {
			t.Error("the same again: ", r.counts())
		}
		second, r := takeOver(env, chair, org, scene.Workbook(t, scene.RosterRows(1, 8)), "invitation")
		if r.counts() != "imported rows 7 bad 0 added 2 known 4 members 1" {
			t.Error("a longer list: ", r.counts())
		}

		chair.Delete(first).Want(http.StatusNoContent)
		chair.Delete(first).Want(http.StatusNoContent)
		at, _ := dryRun(env, chair, org, scene.Workbook(t, scene.RosterRows(1, 6))) // also takes the first list back
		if r := readRoster(chair, first); r.State != "cancelled" {
			t.Error("taken back: ", r.State)
		}
		if n := env.Count("SELECT COUNT(*) FROM roster_entries WHERE state = 'waiting'"); n != 2 {
			t.Errorf("%d wait, of the second list there are 2", n)
		}
		yes.Get("/me/memberships").Want(http.StatusOK).Contains(`"active"`)
		chair.Post(at+"/import", map[string]any{"as": "invitation"}).Want(http.StatusOK)
		env.RunJobs()
		// A no counts as anybody new, so that the leader learns nothing, and is not asked.
		if r := readRoster(chair, at); r.counts() != "imported rows 5 bad 0 added 4 known 0 members 1" {
			t.Error("after taking back: ", r.counts())
		}
		if len(claims(no)) != 0 {
			t.Error("asked again too early")
		}
		env.Clock.Add(roster.DeclineLife)
		no, chair = env.SignIn("no"), env.SignIn("chair")
		takeOver(env, chair, org, scene.Workbook(t, scene.RosterRows(1, 6)), "membership")
		if len(claims(no)) != 1 {
			t.Error("never asked again")
		}
		chair.Get(second).Want(http.StatusOK)

		// What nobody imports goes away, and entries end.
		waits := "/rosters/" + handIn(chair, org, scene.Workbook(t, scene.RosterRows(1, 3))).Want(http.StatusCreated).
			ID().String()
		env.Clock.Add(roster.FileLife)
		env.RunJobs()
		chair = env.SignIn("chair")
		if r := readRoster(chair, waits); r.State != "cancelled" {
			t.Error("a list that nobody imports: ", r.State)
		}
		chair.Post(waits+"/check", nil).Reason(http.StatusConflict, "roster.wrong_state")
		env.Clock.Add(roster.EntryLife)
		if _, err := env.Server.Services.Purge(t.Context()); err != nil {
			t.Fatal(err)
		}
		if n := env.Count("SELECT COUNT(*) FROM roster_entries"); n != 0 {
			t.Errorf("%d entries outlive their time", n)
		}
	})
}

// Whatever is wrong is said by its row, and nothing comes in by it.
func TestRosterDryRunNamesEveryFault(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		chair := env.Verified("chair")
		org := scene.Found(env, chair, scene.Draft("外山联谊会"))
		wrong := scene.RosterNumber(7)[:17] + map[bool]string{true: "1", false: "0"}[scene.RosterNumber(7)[17] == '0']
		young := models.WithIDCheck("33060220200101001")
		rows := [][]any{
			{"姓名", "身份证号", "身份"},
			{"王小芳", scene.RosterNumber(1), "新居民"},
			{nil, scene.RosterNumber(2), nil},
			{"王小芳", wrong, nil},
			{"王小芳", scene.RosterNumber(1), nil},
			{"王小芳", young, nil},
			{"王小芳", 330602199001010110, nil},
			{"王小芳", "33060219900101", nil},
			{"王小芳", nil, nil},
			{"王小芳", 32874, nil},
			{"12", scene.RosterNumber(3), "外星人"},
			{"王小芳", strings.Map(func(r rune) rune { return r - '0' + '０' }, scene.RosterNumber(4)[:17]) +
				scene.RosterNumber(4)[17:], "村（社区）干部"},
			{"王小芳", "330602900101777", nil},
			{nil, nil, nil},
			{"王小芳", nil, nil},
		}
		list := scene.Workbook(t, rows, func(f *excelize.File, sheet string) {
			_ = f.SetCellFormula(sheet, "B15", `"3306"&"02"`)
		})
		at, r := dryRun(env, chair, org, list)
		if r.RowCount != 13 || r.BadCount != 10 || r.Blocker != "" {
			t.Errorf("%+v", r)
		}
		answer := chair.Get(at + "/rows?state=bad&limit=50").Want(http.StatusOK)
		for row, fault := range map[int]string{3: "姓名为空", 4: "身份证号校验位不对", 5: "与前面的行重复", 6: "年龄不足", 7: "科学计数法",
			8: "位数不对", 9: "身份证号为空",
			10: "日期或普通数字", 11: "姓名不对", 15: "单元格是公式"} {
			if !strings.Contains(string(answer.Body), fmt.Sprintf("第%d行：", row)) ||
				!strings.Contains(string(answer.Body), fault) {
				t.Errorf("row %d: no %q in %s", row, fault, answer)
			}
		}
		answer.Contains("第11行：身份请填").Lacks(wrong).Lacks("199001011")
		var page scene.List[map[string]any]
		chair.Get(at + "/rows?state=bad&limit=4").Want(http.StatusOK).JSON(&page)
		if len(page.Items) != 4 || page.NextCursor == nil {
			t.Fatalf("%+v", page)
		}
		chair.Get(at + "/rows?state=bad&limit=4&cursor=" + *page.NextCursor).Want(http.StatusOK).Contains(`"row":7`).
			Lacks(`"row":6`)
		chair.Post(at+"/import", map[string]any{"as": "invitation"}).Want(http.StatusOK)
		env.RunJobs()
		if r = readRoster(chair, at); r.Added != 3 {
			t.Errorf("added %d", r.Added)
		}

		// What Excel in China writes as CSV, with what it does to long numbers.
		var text bytes.Buffer
		w := csv.NewWriter(&text)
		_ = w.WriteAll([][]string{{"姓名", "证件号码", "备注"}, {"王小芳", scene.RosterNumber(20), "先锋"},
			{"王小芳", "3.30602E+17", ""}, {"王小芳", `="` + scene.RosterNumber(21) + `"`, "=cmd()"},
			{"=cmd()", scene.RosterNumber(22), ""}, {"𬱖小芳", scene.RosterNumber(23), ""}})
		gb, err := simplifiedchinese.GB18030.NewEncoder().Bytes(text.Bytes())
		if err != nil {
			t.Fatal(err)
		}
		for name, content := range map[string][]byte{"GB18030": gb, "UTF-8": text.Bytes(),
			"UTF-8 with mark": append([]byte("\xef\xbb\xbf"), text.Bytes()...)} {
			at, r := dryRun(env, chair, org, content)
			if r.RowCount != 5 || r.BadCount != 2 || r.Blocker != "" {
				t.Errorf("%s: %+v", name, r)
			}
			chair.Get(at + "/rows").Want(http.StatusOK).Contains("第3行：身份证号被表格改成了科学计数法").Contains("第5行：单元格是公式")
		}
	})
}
