package seeding

import (
	"context"
	"time"

	"xinjumin/models"
	"xinjumin/services/internal/store"
	"xinjumin/services/internal/text"
)

// neighbours are the other organizations of 外山村 in the demonstration, so that
// somebody who looks has a choice.
var neighbours = []struct {
	kind  models.OrganizationKind
	name  string
	intro string
	from  int // its first member, counted from the first villager
	size  int
	at    models.RegionCode
}{
	{models.KindFellowship, "外山村新居民联谊会", "下班以后一起打球、唱歌、过节，也帮刚来的人找房子。", 2, 18, waishan},
	{models.KindCouncil, "外山新市民理事会", "替大家和村里商量路灯、停车、孩子上学这些事。", 8, 9, waishan},
	{models.KindHometownGroup, "外山村安徽老乡小组", "老乡之间搭把手：搬家、看病、回家拼车。", 14, 12, waishan},
	{models.KindHometownGroup, "外山村贵州老乡小组", "周末一起做饭，有活一起找。", 22, 11, waishan},
	{models.KindFellowship, "城南街道新居民联谊会", "全街道的新居民都可以来，每月办一次活动。", 5, 22, "330602005000"},
	{models.KindVillagerGroup, "外山村厂区宿舍新村民小组", "住在厂区宿舍的人自己管卫生、防火和晾衣场。", 30, 12, waishan},
}

// demoNeighbours writes them with members, offices and papers, and 李姐's
// invitation to the first.
func (r *run) demoNeighbours(ctx context.Context, tx *store.Tx, home place) error {
	for i, n := range neighbours {
		number := len(r.groups) + 10 + i
		first := home.first + n.from
		g := group{number: number, kind: n.kind, id: idOf("demo-neighbour", i), region: n.at, first: first,
			size: min(n.size, home.count-n.from)}
		org := r.organization(g, n.kind, n.name)
		org.Introduction = n.intro
		members := r.neighbourMembers(g, i)
		if i == 0 {
			members = append(members, r.invitation(g))
			org.NextQueueNo++
		}
		founder, charter, term := r.papersOf(org, number)
		rows := []any{&[]models.Organization{org}, &[]models.Founder{founder}, &[]models.Term{term}, &members,
			new(r.offices(g, n.kind))}
		if charter != nil {
			rows = append(rows, &[]models.Charter{*charter})
		}
		for _, list := range rows {
			if err := tx.Bulk(ctx, list, rowsPerInsert); err != nil {
				return err
			}
		}
		if err := nameMembers(ctx, tx, g.id); err != nil {
			return err
		}
	}
	return nil
}

func (r *run) neighbourMembers(g group, i int) []models.Membership {
	out := make([]models.Membership, g.size)
	for k := range out {
		person := idOf("person", g.first+k)
		at := r.now.Add(-40 * day)
		out[k] = models.Membership{ID: idOf("demo-neighbour-mem", i*100+k), OrganizationID: g.id, PersonID: person,
			State: models.MembershipActive, Side: models.SideMigrant, Tie: models.TieFormal,
			Source: models.ByApplication, Answers: "[]", QueueNo: int64(k + 1),
			LiveKey: models.MembershipKey(g.id, person), JoinedAt: &at, DecidedAt: &at, Version: 1, CreatedAt: at,
			UpdatedAt: at}
	}
	return out
}

// invitation waits for 李姐's answer.
func (r *run) invitation(g group) models.Membership {
	person, by := r.castID(castMember), idOf("person", g.first)
	expires := r.now.Add(20 * day)
	return models.Membership{ID: idOf("demo-invitation", 0), OrganizationID: g.id, PersonID: person,
		State: models.MembershipInvited, Side: models.SideMigrant, Tie: models.TieFormal, Source: models.ByInvitation,
		Answers: "[]", QueueNo: int64(g.size + 1), LiveKey: models.MembershipKey(g.id, person), InvitedBy: &by,
		ExpiresAt: &expires, Version: 1, CreatedAt: r.now.Add(-2 * day), UpdatedAt: r.now.Add(-2 * day)}
}

// applicants wait for the secretary-general of the association of the demonstration.
var applicants = []struct {
	villager int
	message  string
	hours    int
}{
	{30, "我在外山村住了两年，会修电动车，想加入。", 5},
	{31, "老乡介绍我来的。", 20},
	{32, "孩子在村里上学，想跟大家一起。", 30},
	{33, "", 52},
}

// joinForm is what the association asks.
var joinForm = models.JoinForm{
	{Text: "您住在村里哪一片？", Kind: models.QuestionText},
	{Text: "您愿意帮什么忙？", Kind: models.QuestionChoice, Options: []string{"接孩子", "教技术", "办活动", "先看看"}},
}

// applications gives the applications of villagers who are no members yet; next is
// the first free number of the queue.
func (r *run) applications(organization models.ID, home place, next int64) []models.Membership {
	places := []string{"厂区宿舍3幢", "村口小店楼上", "学校旁边", "河边出租房"}
	var out []models.Membership
	for i, a := range applicants {
		if a.villager >= home.count {
			break
		}
		person := idOf("person", home.first+a.villager)
		search := text.Nickname(nickname(r.homes.villager(home.first + a.villager)))
		at := r.now.Add(-time.Duration(a.hours) * hour)
		answers, _ := joinForm.Answers([]string{places[i], joinForm[1].Options[i]})
		out = append(out, models.Membership{ID: idOf("demo-application", i), OrganizationID: organization,
			PersonID: person, State: models.MembershipApplied, Side: models.SideMigrant, Tie: models.TieFormal,
			Source: models.ByApplication, QueueNo: next + int64(i), Message: a.message, Answers: answers,
			LiveKey: models.MembershipKey(organization, person), NameFolded: search.Folded, NamePinyin: search.Pinyin,
			NameInitials: search.Initials, Version: 1, CreatedAt: at, UpdatedAt: at})
	}
	return out
}
