package people_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"xinjumin/app/apptest"
	"xinjumin/app/apptest/scene"
	"xinjumin/models"
)

// asTyped are the ways in which people type and copy the same number.
var asTyped = map[string]func(string) string{
	"blank":        func(s string) string { return s[:17] + " " + s[17:] },
	"line end":     func(s string) string { return s + "\n" },
	"groups 6 8 4": func(s string) string { return s[:6] + " " + s[6:14] + " " + s[14:] },
	"hyphens":      func(s string) string { return s[:6] + "-" + s[6:14] + "-" + s[14:] },
	"zero width":   func(s string) string { return s[:3] + "\u200b" + s[3:] },
	"hard blank":   func(s string) string { return s[:6] + "\u00a0" + s[6:] },
	"full-width": func(s string) string {
		return strings.Map(func(r rune) rune { return r - '!' + '！' }, s)
	},
	"small": strings.ToLower,
}

// A name and a number are brought into their one form before their length and
// pattern are judged, and what cannot be stored is refused by its field: alike
// for the person, at the desk, in a list of an authority.
func TestNamesAndNumbersHaveOneForm(t *testing.T) {
	apptest.Each(t, func(t *testing.T, env *apptest.Env) {
		admin := env.Verified("admin")
		env.GrantRegion(admin, models.RoleRegionAdmin, county)
		desk := officerOf(env, "desk", town)
		n := 0
		for name, form := range asTyped {
			n++
			person, number := settled(env, "person "+name, village), idOf("19900307", n)
			submit(person, "王　芳", form(number)).Want(http.StatusOK)
			submit(person, "王芳", number).Want(http.StatusOK) // the same again
			other := idOf("19910307", n)
			register := func(name, number string) *apptest.Response {
				return desk.Post("/desk/persons", object{"name": name, "id_number": number, "region_code": village})
			}
			register("阿依努尔 . 买买提", form(other)).Want(http.StatusCreated)
			register("阿依努尔·买买提", other).Want(http.StatusCreated) // the same again
			admin.Post("/identity-imports", object{"source": "居住登记", "rows": []object{
				{"name": "王 芳", "id_number": form(number)}, {"name": "阿依努尔﹒买买提", "id_number": form(other)},
			}}).Want(http.StatusOK).Contains(`"verified":2`)
			code := "91350100M000100Y43"
			env.Verified("founder "+name).Post("/organizations", scene.Draft(fmt.Sprintf("%d号厂工会", n), "kind", "union",
				"subtype", "own", "employer_name", "某某制衣厂", "employer_code", form(code))).
				Want(http.StatusCreated).Contains(code)
			if t.Failed() {
				t.Fatal(name)
			}
		}
		refused := func(r *apptest.Response, field string) {
			t.Helper()
			r.Reason(http.StatusUnprocessableEntity, "request.invalid").Contains(`"field":"` + field + `"`).
				Lacks(`\ue863`).Lacks("\ue863")
		}
		who := settled(env, "who", village)
		for _, name := range []string{"王\ue863芳", "王\U000F0000芳", "王\ufffe芳", "\u0301王芳"} {
			refused(submit(who, name, idOf("19920307", 1)), "/name")
			refused(desk.Post("/desk/persons", object{"name": name, "id_number": idOf("19920307", 2),
				"region_code": village}), "/name")
			refused(desk.Post("/desk/sessions",
				object{"name": name, "id_number": idOf("19900307", 1), "region_code": village}),
				"/name")
		}
		refused(submit(who, "王芳", "33009919920307001\ue863"), "/id_number")
		refused(admin.Post("/identity-imports", object{"source": "居住\ue863", "rows": []object{{"name": "王芳"}}}),
			"/source")
		// One faulty row refuses no other.
		submit(who, "Smith John", idOf("19920307", 3)).Want(http.StatusOK)
		admin.Post("/identity-imports", object{"source": "居住登记", "rows": []object{
			{"name": "王\ue863芳", "id_number": idOf("19920307", 3)},
			{"name": "王芳", "id_number": strings.Repeat("3", 5000)},
			{"name": strings.Repeat("王", 300), "id_number": idOf("19920307", 3)}, {}, {"name": "", "id_number": ""},
			{"name": "SMITH JOHN", "id_number": idOf("19920307", 3)},
		}}).Want(http.StatusOK).Contains(`"verified":1`).Contains(`"invalid":[1,2,3,4,5]`)
		// Length counts in the form, not before it.
		long := settled(env, "long", village)
		submit(long, strings.Repeat("王　", 50), idOf("19920307", 4)).Want(http.StatusOK)
		submit(settled(env, "longer", village), strings.Repeat("王", 51), idOf("19920307", 5)).
			Reason(http.StatusUnprocessableEntity, "request.invalid").Contains("/name")
		submit(settled(env, "rare", village), "𮯰\U000323B0",
			idOf("19920307", 6)).Want(http.StatusOK) // extensions I and J
	})
}
