package mediation_test

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"xinjumin/app/apptest"
	"xinjumin/app/apptest/scene"
	"xinjumin/models"
	"xinjumin/models/dispute"
)

// What may not be filed, and which field is to blame.
func TestDispute_filingRefused(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		c := newCommitteeFixture(t, env)
		set := func(key string, v any) func(map[string]any) { return func(b map[string]any) { b[key] = v } }
		their := func(key string, v any) func(map[string]any) {
			return func(b map[string]any) { b["respondent"].(map[string]any)[key] = v }
		}
		for name, bad := range map[string]struct {
			change func(map[string]any)
			field  string
		}{
			"no statement":     {func(b map[string]any) { delete(b, "statement") }, "/statement"},
			"empty statement":  {set("statement", ""), "/statement"},
			"blank statement":  {set("statement", " \n\u3000\u200b"), "/statement"},
			"long statement":   {set("statement", strings.Repeat("字", 5001)), "/statement"},
			"category":         {set("category", "weather"), "/category"},
			"a price":          {set("fee_fen", 1), "/fee_fen"},
			"no place":         {func(b map[string]any) { delete(b, "region_code") }, "/region_code"},
			"a town":           {set("region_code", town), "/region_code"},
			"no such village":  {set("region_code", "330602005999"), "/region_code"},
			"negative amount":  {set("amount_fen", -1), "/amount_fen"},
			"huge amount":      {set("amount_fen", 1000000000001), "/amount_fen"},
			"fraction":         {set("amount_fen", 1.5), "/amount_fen"},
			"no respondent":    {func(b map[string]any) { delete(b, "respondent") }, "/respondent"},
			"kind":             {their("kind", "ghost"), "/respondent/kind"},
			"blank name":       {their("name", "  "), "/respondent/name"},
			"long name":        {their("name", strings.Repeat("名", 101)), "/respondent/name"},
			"long contact":     {their("contact", strings.Repeat("1", 101)), "/respondent/contact"},
			"lost character":   {their("name", "王\ue863芳"), "/respondent/name"},
			"lost in words":    {func(b map[string]any) { b["statement"] = "欠薪\ue863三个月" }, "/statement"},
			"their person id":  {their("person_id", c.head.PersonID), "/respondent/person_id"},
			"state of the row": {set("state", "accepted"), "/state"},
		} {
			res := c.applicant.Post("/disputes", filing(bad.change))
			if res.Status != 422 || !strings.Contains(string(res.Body), `"field":"`+bad.field+`"`) ||
				res.Holds("canary") {
				t.Errorf("%s: %s", name, res)
			}
		}
		c.applicant.Post("/disputes", filing(set("region_code", otherVillage))).Reason(409, "dispute.no_committee")
		env.Visitor().Post("/disputes", filing()).Want(401)
		if n := env.Count("SELECT COUNT(*) FROM disputes") + env.Count("SELECT COUNT(*) FROM dispute_parties") +
			env.Count("SELECT COUNT(*) FROM counters") + env.Count(`SELECT COUNT(*) FROM notices
				WHERE kind LIKE 'dispute.%'`); n != 0 {
			t.Errorf("refused filings left %d rows", n)
		}

		longest := filing(set("statement", strings.Repeat("𬱖", 5000)), their("name", strings.Repeat("𬱖", 100)))
		delete(longest, "category")
		delete(longest, "amount_fen")
		id := c.applicant.Post("/disputes", longest).Want(201).ID()
		if v := c.read(c.applicant, id); *v.Statement != longest["statement"] || v.Category != "other" ||
			v.AmountFen != nil {
			t.Errorf("longest: %s, %v", v.Category, v.AmountFen)
		}
	})
}

// Acts that the state or the people forbid, with their reason keys.
func TestDispute_actsRefused(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		c := newCommitteeFixture(t, env)
		outsider := env.SignIn("outsider")
		decline := map[string]any{"reason": "not_civil"}

		applied := c.to(dispute.Applied)
		c.head.Post(at(applied, "assign"), assign(c.first, true)).Reason(409, "dispute.wrong_state")
		c.head.Post(at(applied, "decline"), map[string]any{}).Want(422)
		c.head.Post(at(applied, "decline"), map[string]any{"reason": "by_applicant"}).Reason(422, "request.invalid")
		c.head.Post(at(applied, "decline"), map[string]any{"reason": "busy"}).Reason(422, "request.invalid")
		c.head.Post(at(applied, "accept"), map[string]any{"note": strings.Repeat("字", 1001)}).
			Reason(422, "request.invalid")
		c.head.With("If-Match", `"7"`).Post(at(applied, "accept"), nil).Reason(412, "request.stale")
		c.head.With("If-Match", `"1"`).Post(at(applied, "accept"), nil).Want(200)

		c.agree(applied)
		c.head.Post(at(applied, "decline"), decline).Reason(409, "dispute.wrong_state")
		c.head.Post(at(applied, "assign"), assign(c.first, false)).Reason(409, "dispute.lead_first")
		c.head.Post(at(applied, "assign"), assign(outsider, true)).Reason(409, "dispute.not_mediator")
		c.head.Post(at(applied, "assign"), assign(c.applicant, true)).Reason(409, "dispute.mediator_is_party")
		c.head.Post(at(applied, "assign"), map[string]any{"mediator_id": models.ID{9}, "lead": true}).
			Reason(409, "dispute.not_mediator")
		c.head.Post(at(applied, "take"), scene.NoTie).Reason(403, "dispute.not_assigned")
		c.head.Post(at(applied, "assign"), assign(c.first, true)).Want(200)
		c.head.Post(at(applied, "assign"), assign(c.first, false)).Reason(409, "dispute.already_assigned")
		c.head.Post(at(applied, "assign"), assign(c.second, true)).Reason(409, "dispute.lead_taken")
		c.head.Post(at(applied, "assign"), assign(c.second, false)).Want(200)
		c.second.Post(at(applied, "take"), scene.NoTie).Want(200)
		if v := c.read(c.head, applied); v.TakenAt != nil || len(v.Mediators) != 2 ||
			c.notices(dispute.NoticeTaken, c.applicant) != 0 {
			t.Errorf("a second mediator is not the lead: %+v", v)
		}
		c.first.Post(at(applied, "take"), scene.NoTie).Want(200)
		c.first.Post(at(applied, "take"), scene.NoTie).Reason(409, "dispute.already_taken")

		for _, ended := range []dispute.State{dispute.NotAccepted, dispute.Withdrawn} {
			id := c.to(ended)
			c.head.Post(at(id, "accept"), nil).Reason(409, "dispute.wrong_state")
			c.head.Post(at(id, "decline"), decline).Reason(409, "dispute.wrong_state")
			c.head.Post(at(id, "assign"), assign(c.first, true)).Reason(409, "dispute.wrong_state")
			c.applicant.Post(at(id, "withdraw"), nil).Reason(409, "dispute.wrong_state")
			if v := c.read(c.applicant, id); v.EndedAt == nil || v.Reason == nil || len(v.Routes) != 3 ||
				len(v.Acts) != 0 || c.read(c.head, id).Acts[0] != "record_told" {
				t.Errorf("%s: %+v", ended, v)
			}
		}
		if n := env.Count(`SELECT COUNT(*) FROM audit_events
			WHERE outcome = 'refused' AND reason = 'dispute.not_assigned' AND object_id = ?`, applied); n != 1 {
			t.Errorf("%d refusals in the trail", n)
		}
	})
}

// A party handles nothing in its own case, whatever offices it holds, and a
// mediator who lost the role has lost the case.
func TestDispute_ownCase(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		c := newCommitteeFixture(t, env)
		id := c.to(dispute.Applied)
		c.respondent(id, c.head)
		for verb, body := range map[string]any{"accept": nil, "decline": map[string]any{"reason": "not_civil"},
			"assign": assign(c.first, true)} {
			c.head.Post(at(id, verb), body).Reason(403, "dispute.own_case")
		}
		if v := c.read(c.head, id); v.MyPart != "respondent" || v.Statement != nil || v.AmountFen != nil ||
			!slices.Equal(v.Acts, []string{"consent", "refuse", "acknowledge", "choose", "message", "hand_in"}) {
			t.Errorf("a head reads their own case as %+v", v)
		}
		env.GrantCommittee(c.second, models.RoleCommitteeHead, c.committee)
		c.second.Post(at(id, "accept"), map[string]any{"note": canaryNote}).Want(200)
		c.second.Post(at(id, "assign"), assign(c.head, true)).Reason(409, "dispute.mediator_is_party")
		c.second.Post(at(id, "assign"), assign(c.second, true)).Want(200).Contains(`"take"`)
		c.second.Post(at(id, "take"), scene.NoTie).Want(200)
		c.head.Get(at(id, "timeline")).Want(200).Lacks("canary").Lacks(`"note","kind_text"`)

		other := c.to(dispute.Assigned)
		c.first.Get(at(other, "")).Want(200)
		env.Exec("UPDATE role_grants SET ended_at = ? WHERE person_id = ?", int64(env.Clock.Now()), c.first.PersonID)
		c.first.Get(at(other, "")).Reason(404, "request.not_found")
		c.first.Post(at(other, "take"), scene.NoTie).Reason(404, "request.not_found")
	})
}

// Standing × verb: one row for each standing, in a case of each interesting state.
func TestDispute_visibility(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		c := newCommitteeFixture(t, env)
		respondent, stranger := env.SignIn("respondent"), env.SignIn("stranger")
		officer, platform, auditor := env.SignIn("officer"), env.SignIn("platform"), env.SignIn("auditor")
		otherHead := env.Verified("other head")
		env.GrantRegion(officer, models.RoleOfficer, village)
		env.GrantRegion(platform, models.RolePlatformAdmin, models.CountryCode)
		env.GrantRegion(auditor, models.RoleAuditor, county)
		c.create("别的调委会", village, otherHead, env.Verified("other first"), env.Verified("other second"))
		id := c.to(dispute.Assigned)
		c.respondent(id, respondent)

		type row struct {
			name                           string
			who                            *apptest.Client
			read                           int
			part                           string
			decide, assign, take, withdraw string
			statement, notes               bool
			contacts                       string // mine, theirs
		}
		const none = "request.not_found"
		hidden := func(name string, who *apptest.Client) row {
			return row{name, who, 404, "", none, none, none, none, false, false, ""}
		}
		rows := []row{
			{"applicant", c.applicant, 200, "applicant", "dispute.head_only", "dispute.head_only", "dispute.own_case",
				"", true, false, "both"},
			{"respondent", respondent, 200, "respondent", "dispute.head_only", "dispute.head_only", "dispute.own_case",
				"dispute.applicant_only", false, false, "theirs"},
			{"head", c.head, 200, "head", "", "", "dispute.not_assigned", "dispute.applicant_only", true, true, "both"},
			{"assigned mediator", c.first, 200, "mediator", "dispute.head_only", "dispute.head_only", "",
				"dispute.applicant_only", true, true, "both"},
			hidden("unassigned mediator", c.second), hidden("other head", otherHead), hidden("stranger", stranger),
			hidden("officer", officer), hidden("region admin", c.admin), hidden("auditor", auditor),
			hidden("platform admin", platform),
		}
		for _, r := range rows {
			checkReads(t, c, id, r.name, r.who, r.read, r.part, r.statement, r.notes, r.contacts)
			for verb, want := range map[string]string{"accept": r.decide, "decline": r.decide, "assign": r.assign,
				"take": r.take, "withdraw": r.withdraw} {
				if want == "" {
					continue // allowed: the scenario tests do it
				}
				var body any
				switch verb {
				case "decline":
					body = map[string]any{"reason": "not_civil"}
				case "assign":
					body = assign(c.second, false)
				case "take":
					body = scene.NoTie
				}
				before := env.Count("SELECT COUNT(*) FROM audit_events")
				res := r.who.Post(at(id, verb), body)
				status, rows := http.StatusForbidden, 1
				if want == none {
					status, rows = http.StatusNotFound, 0
				}
				if res.Status != status || res.Code() != want {
					t.Errorf("%s, %s: %s; want %d %s", r.name, verb, res, status, want)
				}
				if got := env.Count("SELECT COUNT(*) FROM audit_events") - before; got != rows {
					t.Errorf("%s, %s: %d audit rows, want %d", r.name, verb, got, rows)
				}
			}
		}
		if v := c.read(c.head, id); v.State != "assigned" || v.Version != 4 {
			t.Errorf("a refused act changed the case: %+v", v)
		}
		for _, path := range []string{"/disputes", "/me/disputes", at(id, ""), at(id, "timeline")} {
			env.Visitor().Get(path).Want(401)
		}
		c.head.Get("/disputes/"+models.ID{7}.String()).Reason(404, "request.not_found")
	})
}

func checkReads(t *testing.T, c *committeeFixture, id models.ID, name string, who *apptest.Client, status int,
	part string, statement, notes bool, contacts string) {
	t.Helper()
	one, line := who.Get(at(id, "")), who.Get(at(id, "timeline"))
	if one.Status != status || line.Status != status {
		t.Errorf("%s: read %d, timeline %d, want %d", name, one.Status, line.Status, status)
		return
	}
	list, own := who.Get("/disputes").Want(200), who.Get("/me/disputes").Want(200)
	party, committee := who.Get("/disputes?as=party").Want(200), who.Get("/disputes?as=committee").Want(200)
	has := func(r *apptest.Response, text string) bool { return r.Holds(text) }
	isParty := part == "applicant" || part == "respondent"
	for what, got := range map[string][2]bool{
		"list":              {has(list, id.String()), status == 200},
		"own list":          {has(own, id.String()), isParty},
		"list as party":     {has(party, id.String()), isParty},
		"list as committee": {has(committee, id.String()), status == 200 && !isParty},
		"name in a list":    {has(list, canaryName), status == 200},
		"amount in a list":  {has(list, "1234500"), statement},
		"sealed in a list": {has(list, "canarystatement") || has(own, "canarystatement") || has(list, canaryNote) ||
			has(list, "canarymine") || has(list, "canarytheirs"), false},
		"statement":         {has(one, "canarystatement"), statement},
		"amount":            {has(one, "1234500"), statement},
		"name":              {has(one, "canaryname"), status == 200},
		"note":              {has(line, canaryNote), notes},
		"contact of mine":   {has(one, "canarymine"), contacts == "both"},
		"contact of theirs": {has(one, "canarytheirs"), contacts != ""},
		"legal aid":         {has(one, "legal_aid") && has(line, "legal_aid"), status == 200},
	} {
		if got[0] != got[1] {
			t.Errorf("%s: %s is %v, want %v", name, what, got[0], got[1])
		}
	}
	if status == 200 {
		if v := c.read(who, id); v.MyPart != part {
			t.Errorf("%s: part %s, want %s", name, v.MyPart, part)
		}
	}
}

// Pages of a list neither lose nor repeat a case, and filters narrow it.
func TestDispute_list(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		c := newCommitteeFixture(t, env)
		want := map[string]bool{}
		for range 7 {
			want[c.file().String()] = true // all in one millisecond: the id breaks the tie
		}
		withdrawn := c.to(dispute.Withdrawn)
		want[withdrawn.String()] = true
		var page struct {
			Items      []view  `json:"items"`
			NextCursor *string `json:"next_cursor"`
		}
		seen := map[string]bool{}
		for cursor := ""; ; cursor = "&cursor=" + *page.NextCursor {
			c.head.Get("/disputes?limit=3" + cursor).Want(200).JSON(&page)
			for _, v := range page.Items {
				if seen[v.ID.String()] || !want[v.ID.String()] {
					t.Errorf("%s twice, or not ours", v.ID)
				}
				seen[v.ID.String()] = true
			}
			if page.NextCursor == nil {
				break
			}
		}
		if len(seen) != len(want) {
			t.Errorf("%d of %d cases", len(seen), len(want))
		}
		c.head.Get("/disputes?state=withdrawn").Want(200).JSON(&page)
		if len(page.Items) != 1 || page.Items[0].ID != withdrawn {
			t.Errorf("withdrawn: %+v", page.Items)
		}
		c.head.Get("/disputes?state=lost").Reason(422, "request.invalid")
		c.head.Get("/disputes?as=admin").Reason(422, "request.invalid")
		for range 3 {
			c.head.Get(fmt.Sprintf("/disputes?limit=%d", 0)).Want(422)
		}
		etag := c.head.Get(at(withdrawn, "")).Want(200).Header.Get("ETag")
		c.head.With("If-None-Match", etag).Get(at(withdrawn, "")).Want(304)
	})
}
