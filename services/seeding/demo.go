package seeding

import (
	"context"
	"time"

	"xinjumin/models"
	"xinjumin/models/activity"
	"xinjumin/models/poll"
	"xinjumin/services/internal/store"
	"xinjumin/services/internal/text"
)

// Member is one of the cast of the demonstration: who signs in with this openid
// plays this part.
type Member struct {
	Part   Part
	OpenID string
}

// Part is a role in the demonstration.
type Part struct {
	Name     string // of the sign-in code, dev:<Name>:<anything>
	Nickname string
	About    string // for the terminal
	verified bool
	member   bool
	office   models.Role
	region   models.Role // over the town of the village, or wider
	over     models.RegionCode
	judge    models.Role // in the committee of the village
}

// Parts lists the cast.
func Parts() []Part {
	return []Part{
		{Name: "xiaofang", Nickname: "小方", About: "新居民，刚来，还没有实名认证", over: ""},
		{Name: "lijie", Nickname: "李姐", About: "新居民，已实名，外山村和谐促进会会员", verified: true, member: true},
		{Name: "wanghui", Nickname: "老王", About: "外山村和谐促进会会长", verified: true, member: true, office: models.RoleChair},
		{Name: "chenmi", Nickname: "小陈", About: "外山村和谐促进会秘书长，审核入会、办活动、办投票", verified: true, member: true,
			office: models.RoleSecretaryGeneral},
		{Name: "zhouzhuren", Nickname: "周主任", About: "外山村人民调解委员会主任", verified: true, judge: models.RoleCommitteeHead},
		{Name: "wutiaojie", Nickname: "老吴", About: "外山村调解员", verified: true, judge: models.RoleMediator},
		{Name: "sunxieguan", Nickname: "小孙", About: "城南街道协管员，核实身份", verified: true, region: models.RoleOfficer,
			over: "330602005000"},
		{Name: "qianguan", Nickname: "钱管理", About: "越城区管理员，审批组织", verified: true, region: models.RoleRegionAdmin,
			over: "330602000000"},
		{Name: "root", Nickname: "平台管理员", About: "平台管理员", verified: true, region: models.RolePlatformAdmin,
			over: models.CountryCode},
	}
}

// Fixed ids of what the demonstration is about, for its printed tour.
var (
	DemoOrganization = idOf("demo-org", 1)
	DemoActivity     = idOf("demo-act", 1)
	DemoPoll         = idOf("demo-poll", 1)
	DemoCommittee    = idOf("demo-com", 1)
)

// demo adds the cast and what they play with: an association in 外山村 that
// accepts members, a course with two seats, an open poll, and a committee.
func (r *run) demo(ctx context.Context) error {
	if len(r.Cast) == 0 {
		return nil
	}
	return r.store.InTx(ctx, func(tx *store.Tx) error {
		for i, m := range r.Cast {
			if err := r.castMember(ctx, tx, i, m); err != nil {
				return err
			}
		}
		if err := r.demoAssociation(ctx, tx); err != nil {
			return err
		}
		return r.demoCommittee(ctx, tx)
	})
}

func (r *run) castID(i int) models.ID { return idOf("cast", i) }

func (r *run) castMember(ctx context.Context, tx *store.Tx, i int, m Member) error {
	village := waishan
	p := models.Person{ID: r.castID(i), State: models.PersonActive, Nickname: m.Part.Nickname,
		Verification: models.VerificationNone, RegionCode: &village, Version: 1, CreatedAt: r.now, UpdatedAt: r.now}
	if m.Part.verified {
		v := villager{number: MaxPeople + i, male: i%2 == 0, birth: birthOf(MaxPeople + i)}
		if err := r.verify(&p, m.Part.Nickname+"某", idNumber(v)); err != nil {
			return err
		}
	}
	search := text.Nickname(p.Nickname)
	p.NicknameFolded, p.NicknamePinyin, p.NicknameInitials = search.Folded, search.Pinyin, search.Initials
	identity := models.WeChatIdentity{ID: idOf("cast-wx", i), AppID: r.AppID, OpenID: m.OpenID, PersonID: p.ID,
		CreatedAt: r.now}
	if err := tx.InsertPerson(ctx, &p, &identity); err != nil {
		return err
	}
	if m.Part.region == "" {
		return nil
	}
	grant := models.NewRegionGrant(idOf("cast-role", i), p.ID, m.Part.region, m.Part.over, r.now, r.now.Add(365*day))
	return tx.InsertRoleGrant(ctx, &grant)
}

// home is the village where the demonstration plays.
func (r *run) home() place {
	for _, p := range r.places {
		if p.code == waishan {
			return p
		}
	}
	return r.places[0]
}

// demoAssociation writes what the association of the demonstration is made of.
func (r *run) demoAssociation(ctx context.Context, tx *store.Tx) error {
	home := r.home()
	g := group{number: len(r.groups), id: DemoOrganization, region: waishan, first: home.first,
		size: min(home.count, 20)}
	org := r.organization(g, models.KindHarmonyAssociation, "外山村和谐促进会（演示）")
	org.NameFolded = text.Fold(org.Name)
	members, offices, err := r.demoMembers(org, g)
	if err != nil {
		return err
	}
	org.MemberCount, org.MigrantCount, org.NextQueueNo = int64(len(members)), int64(len(members)), int64(len(members))+1
	org.JoinForm = joinForm.String()
	waiting := r.applications(g.id, home, org.NextQueueNo)
	org.NextQueueNo += int64(len(waiting))
	members = append(members, waiting...)
	course, _ := r.activity(g, false)
	course.ID, course.Title, course.Capacity = DemoActivity, "电工上岗培训（演示）", 2
	course.SeatsTaken, course.WaitingCount, course.NextQueueNo = 0, 0, 1
	founder, charter, term := r.papersOf(org, g.number)
	for _, rows := range []any{&[]models.Organization{org}, &[]models.Founder{founder}, &[]models.Charter{*charter},
		&[]models.Term{term}, &members, &offices, &[]activity.Activity{course}} {
		if err := tx.Bulk(ctx, rows, rowsPerInsert); err != nil {
			return err
		}
	}
	if err := nameMembers(ctx, tx, g.id); err != nil {
		return err
	}
	for _, more := range []func() error{
		func() error { return r.demoPoll(ctx, tx, g) },
		func() error { return r.demoPolls(ctx, tx, g) },
		func() error { return r.demoActivityRows(ctx, tx, g) },
		func() error { return r.demoNeighbours(ctx, tx, home) },
	} {
		if err := more(); err != nil {
			return err
		}
	}
	return nil
}

// demoMembers are the cast that is in it, with their offices, and villagers.
func (r *run) demoMembers(org models.Organization, g group) ([]models.Membership, []models.RoleGrant, error) {
	var members []models.Membership
	join := func(person models.ID) {
		at := r.now.Add(-30 * day)
		members = append(members, models.Membership{
			ID: idOf("demo-mem", len(members)), OrganizationID: g.id, PersonID: person, State: models.MembershipActive,
			Side: models.SideMigrant, Tie: models.TieFormal, Source: models.ByApplication, Answers: "[]",
			QueueNo: int64(len(members) + 1), LiveKey: models.MembershipKey(g.id, person), JoinedAt: &at, Version: 1,
			CreatedAt: at, UpdatedAt: at,
		})
	}
	var offices []models.RoleGrant
	for i, m := range r.Cast {
		if m.Part.member {
			join(r.castID(i))
		}
		if m.Part.office == "" {
			continue
		}
		office, err := models.Appoint(org, r.castID(i), m.Part.office, models.DayOf(r.now).AddDays(365), r.castID(i),
			r.now)
		if err != nil {
			return nil, nil, err
		}
		office.ID = idOf("demo-off", i)
		offices = append(offices, office)
	}
	for i := range g.size {
		join(idOf("person", g.first+i))
	}
	return members, offices, nil
}

// demoPoll is open for a week; the verified members of the cast are on its roll.
func (r *run) demoPoll(ctx context.Context, tx *store.Tx, g group) error {
	roll := r.roll(g)
	for i, m := range r.Cast {
		if m.Part.member && m.Part.verified {
			roll = append(roll, r.castID(i))
		}
	}
	p, _, entries, _ := r.poll(g, roll)
	sealed := r.now.Add(-time.Hour)
	p.ID, p.Title, p.State = DemoPoll, "中秋活动选在哪里举办（演示）", poll.Open
	p.OpensAt, p.ClosesAt, p.RollSealedAt, p.CastCount = sealed, r.now.Add(7*day), &sealed, nil
	p.CreatedBy = r.castID(castSecretary)
	options := poll.NumberOptions(DemoPoll, []string{"文化礼堂", "村口广场", "厂区食堂"})
	for i := range entries {
		entries[i].PollID, entries[i].Voted = DemoPoll, false
	}
	for _, rows := range []any{&[]poll.Poll{p}, &options, &entries} {
		if err := tx.Bulk(ctx, rows, rowsPerInsert); err != nil {
			return err
		}
	}
	return nil
}
