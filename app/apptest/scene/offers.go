package scene

import (
	"strings"

	"xinjumin/app/apptest"
	"xinjumin/models"
)

// Offers demands what somebody is offered to do to one line of a list: the acts that are
// possible, then those that are not yet, each with its reason, as "approve reject(reason)".
// key is the field by which the line is found.
func Offers(c *apptest.Client, list, key string, id models.ID, want string) {
	c.Env().Helper()
	var page List[map[string]any]
	c.Get(list).Want(200).JSON(&page)
	for _, line := range page.Items {
		if line[key] != id.String() {
			continue
		}
		var said []string
		acts, _ := line["acts"].([]any)
		for _, a := range acts {
			said = append(said, a.(string))
		}
		notYet, _ := line["not_yet"].([]any)
		for _, n := range notYet {
			n := n.(map[string]any)
			said = append(said, n["act"].(string)+"("+n["reason"].(string)+")")
		}
		if got := strings.Join(said, " "); got != want {
			c.Env().Errorf("%s of %s in %s is offered %q, want %q", key, id, list, got, want)
		}
		return
	}
	c.Env().Errorf("%s is not in %s", id, list)
}
