package mediation_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"xinjumin/app/apptest"
	"xinjumin/app/apptest/scene"
	"xinjumin/models"
	"xinjumin/models/dispute"
)

const canaryWords = "老板不发工资canarywords"

// handed is what a reader sees of the files of a case.
type handed struct {
	Statement *string `json:"statement"`
	Evidence  []struct {
		ID       models.ID `json:"id"`
		Kind     string    `json:"kind"`
		Name     string    `json:"name"`
		Side     string    `json:"side"`
		IsMe     bool      `json:"is_me"`
		URL      string    `json:"url"`
		ThumbURL *string   `json:"thumb_url"`
	} `json:"evidence"`
	Voice *struct {
		URL                 string  `json:"url"`
		Transcript          *string `json:"transcript"`
		TranscriptLang      *string `json:"transcript_lang"`
		TranscriptConfirmed bool    `json:"transcript_confirmed"`
	} `json:"voice"`
}

func (c *committeeFixture) handed(who *apptest.Client, id models.ID) handed {
	c.Helper()
	var v handed
	who.Get(at(id, "")).Want(http.StatusOK).JSON(&v)
	return v
}

func upload(who *apptest.Client, purpose string, content []byte) models.ID {
	return scene.Upload(who, purpose, "工资条", content).Want(http.StatusCreated).ID()
}

// follow reads what a link leads to.
func follow(who *apptest.Client, link string) *apptest.Response {
	return who.Get(link[strings.Index(link, "/files/"):])
}

func setting(pairs ...any) func(map[string]any) {
	return func(b map[string]any) {
		for i := 0; i < len(pairs); i += 2 {
			b[pairs[i].(string)] = pairs[i+1]
		}
	}
}

// Evidence and a recording come with a filing, and are read by exactly those who
// read the statement; each look leaves its trace.
func TestDispute_evidence(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		c := newCommitteeFixture(t, env)
		photo := upload(c.applicant, "evidence", scene.Photo(40, 30))
		env.Clock.Add(time.Millisecond) // what came first is listed first
		paper := upload(c.applicant, "evidence", []byte(onePage))
		voice := upload(c.applicant, "voice", scene.Recording(1))
		id := c.applicant.Post("/disputes", filing(setting("evidence_ids", []models.ID{photo, paper}, "voice_id", voice,
			"transcript", canaryWords, "transcript_lang", "wuu", "transcript_confirmed", false))).
			Want(http.StatusCreated).Lacks("canary").ID()
		c.head.Post(at(id, "accept"), nil).Want(http.StatusOK)
		c.respondent(id, c.second)
		for who, sees := range map[*apptest.Client]bool{c.applicant: true, c.head: true, c.second: false} {
			v := c.handed(who, id)
			if (v.Statement != nil) != sees || (len(v.Evidence) == 2) != sees || (v.Voice != nil) != sees {
				t.Errorf("%s reads %+v", who.Name, v)
			}
		}
		c.first.Get(at(id, "")).Want(http.StatusNotFound)
		c.head.Post(at(id, "assign"), assign(c.first, true)).Want(http.StatusOK)
		v := c.handed(c.first, id)
		if len(v.Evidence) != 2 || v.Voice == nil || *v.Voice.Transcript != canaryWords ||
			*v.Voice.TranscriptLang != "wuu" ||
			v.Voice.TranscriptConfirmed || *v.Statement != canaryStatement {
			t.Fatalf("the mediator reads %+v", v)
		}
		e := v.Evidence[0]
		if e.ID != photo || e.Kind != "jpeg" || e.Side != string(dispute.SideApplicant) || e.IsMe ||
			e.ThumbURL == nil ||
			!strings.HasPrefix(e.Name, "工资条") || v.Evidence[1].ID != paper ||
			!c.handed(c.applicant, id).Evidence[0].IsMe {
			t.Fatalf("%+v", v.Evidence)
		}
		// The links are the mediator's own, and each look is written down.
		for _, link := range []string{e.URL, *e.ThumbURL, v.Voice.URL} {
			follow(c.first, link).Want(http.StatusOK)
			follow(c.second, link).Want(http.StatusNotFound)
			follow(env.Visitor(), link).Want(http.StatusNotFound)
		}
		if n := env.Count(`SELECT COUNT(*) FROM audit_events WHERE action = 'file.read' AND actor_id = ?`,
			c.first.PersonID); n != 3 {
			t.Errorf("%d looks were written down", n)
		}
		// What is part of a case stays.
		c.applicant.Delete("/files/"+photo.String()).Reason(http.StatusConflict, "file.attached")
		apptest.Lacks(t, "rows", env.Dump(), "canary")

		// Links end, so a reader who has the case already gets fresh ones.
		tag := c.first.Get(at(id, "")).Want(http.StatusOK).Header.Get("ETag")
		c.first.With("If-None-Match", tag).Get(at(id, "")).Want(http.StatusNotModified)
		env.Clock.Add(6 * time.Minute)
		c.first.With("If-None-Match", tag).Get(at(id, "")).Want(http.StatusOK)
	})
}

// Somebody who does not write tells it by voice: the confirmed transcript is the
// statement, one that nobody confirmed is not.
func TestDispute_byVoice(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		c := newCommitteeFixture(t, env)
		for name, v := range map[string]struct {
			transcript []any
			statement  string
		}{
			"confirmed": {[]any{"transcript", canaryWords, "transcript_lang", "zh-CN", "transcript_confirmed",
				true}, canaryWords},
			"not confirmed": {[]any{"transcript", canaryWords, "transcript_lang", "zh-CN"}, ""},
			"sound alone":   {nil, ""},
		} {
			voice := upload(c.applicant, "voice", scene.Recording(2))
			body := filing(setting(append(v.transcript, "voice_id", voice)...))
			delete(body, "statement")
			id := c.applicant.Post("/disputes", body).Want(http.StatusCreated).ID()
			got := c.handed(c.head, id)
			if (got.Statement == nil) != (v.statement == "") || got.Statement != nil && *got.Statement != v.statement ||
				got.Voice == nil || (got.Voice.Transcript == nil) != (v.transcript == nil) || len(got.Evidence) != 0 {
				t.Errorf("%s: %+v", name, got)
			}
		}
	})
}

// A filing takes only free files of its own filer, each for what it was
// uploaded; the refusal says which field it is, and nothing is kept.
func TestDispute_filesRefused(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		c := newCommitteeFixture(t, env)
		mine, voice := upload(c.applicant, "evidence", scene.Photo(9, 9)), upload(c.applicant, "voice",
			scene.Recording(3))
		theirs, avatar := upload(c.head, "evidence", scene.Photo(9, 9)), upload(c.applicant, "activity_image",
			scene.Photo(9, 9))
		ten := make([]models.ID, 10)
		for i := range ten {
			ten[i] = models.ID{byte(i + 1)}
		}
		ids := func(ids ...models.ID) []models.ID { return ids }
		for _, bad := range map[string]struct {
			change func(map[string]any)
			field  string
		}{
			"another's":         {setting("evidence_ids", ids(mine, theirs)), "/evidence_ids/1"},
			"absent":            {setting("evidence_ids", ids(models.ID{9})), "/evidence_ids/0"},
			"other purpose":     {setting("evidence_ids", ids(avatar)), "/evidence_ids/0"},
			"twice":             {setting("evidence_ids", ids(mine, mine)), "/evidence_ids/1"},
			"too many":          {setting("evidence_ids", ten), "/evidence_ids"},
			"photo as voice":    {setting("voice_id", mine), "/voice_id"},
			"voice as evidence": {setting("evidence_ids", ids(voice)), "/evidence_ids/0"},
			"words, no voice":   {setting("transcript", "话", "transcript_lang", "zh"), "/voice_id"},
			"no language":       {setting("voice_id", voice, "transcript", "话"), "/transcript_lang"},
			"odd language": {setting("voice_id", voice, "transcript", "话", "transcript_lang", "中文"),
				"/transcript_lang"},
			"nothing to confirm": {setting("voice_id", voice, "transcript_confirmed", true), "/transcript"},
			"long transcript": {setting("voice_id", voice, "transcript", strings.Repeat("字", 5001), "transcript_lang",
				"zh"),
				"/transcript"},
		} {
			c.applicant.Post("/disputes", filing(bad.change)).Want(http.StatusUnprocessableEntity).
				Contains(`"field":"` + bad.field + `"`)
		}
		if n := env.Count("SELECT COUNT(*) FROM disputes") + env.Count("SELECT COUNT(*) FROM counters") +
			env.Count("SELECT COUNT(*) FROM files WHERE attached_at IS NOT NULL"); n != 0 {
			t.Errorf("refused filings left %d rows", n)
		}
	})
}

// One file in several filings at once is part of one of them, and the others
// leave nothing.
func TestDispute_raceForOneFile(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		c := newCommitteeFixture(t, env)
		twin := env.Second()
		file := upload(c.applicant, "evidence", scene.Photo(9, 9))
		got := apptest.Race(6, func(i int) *apptest.Response {
			who := c.applicant
			if i%2 == 1 {
				who = who.On(twin)
			}
			return who.Anew().Post("/disputes", filing(setting("evidence_ids", []models.ID{file})))
		})
		if n := apptest.Statuses(got); n[201] != 1 || n[422] != 5 {
			t.Fatalf("%v\n%v", n, got)
		}
		if n := env.Count("SELECT COUNT(*) FROM disputes"); n != 1 {
			t.Errorf("%d cases", n)
		}
	})
}

// onePage is the smallest paper that is taken.
const onePage = "%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\nxref\n0 1\ntrailer<</Root 1 0 R>>\nstartxref\n9\n%%EOF\n"
