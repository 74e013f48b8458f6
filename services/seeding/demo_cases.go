package seeding

import (
	"context"
	"fmt"
	"time"

	"xinjumin/models"
	"xinjumin/models/dispute"
	"xinjumin/services/internal/keyring"
	"xinjumin/services/internal/store"
)

// demoCase is a case before the committee of the demonstration: each state that
// a case can be in today, at each distance from its term.
type demoCase struct {
	category   dispute.Category
	by         int // who filed: a villager, counted from the first of 外山村; -1 is 李姐
	against    dispute.PartyKind
	name       string
	statement  string
	yuan       int64         // 0: not about money
	filed      time.Duration // ago
	accepted   time.Duration // ago; 0: not yet
	state      dispute.State
	taken      bool // by 老吴, who leads it
	reason     dispute.Reason
	reasonNote string
}

var demoCases = []demoCase{
	{"labour", 4, dispute.PartyEmployer, "外山织造厂", "厂里三个月没发工资，一直说下个月给。我有打卡记录和微信聊天。", 18600, 3 * hour,
		0, dispute.Applied, false, "", ""},
	{"property", 6, dispute.PartyLandlord, "房东老徐", "退租的时候房东说墙上有划痕，押金一分不退。划痕搬进来的时候就有。", 2400, 26 * hour,
		0, dispute.Applied, false, "", ""},
	{"neighbour", 8, dispute.PartyPerson, "楼上邻居", "楼上每天半夜装修，我上夜班，白天睡不了，孩子也写不了作业。", 0, 70 * hour,
		0, dispute.Applied, false, "", ""},
	{"contract", 10, dispute.PartyPerson, "合伙人小赵", "两个人一起卖水果，散伙的时候账算不清，他拿走了电子秤和三轮车。", 5200, 30 * hour,
		4 * hour, dispute.Accepted, false, "", ""},
	{"labour", 12, dispute.PartyEmployer, "城南印染有限公司", "上班时手被机器压伤，厂里垫了医药费以后就不管了，误工费不给。", 36000, 13 * day,
		12 * day, dispute.Accepted, false, "", ""},
	{"traffic", 14, dispute.PartyPerson, "电动车车主", "电动车被撞，对方当时答应赔修车钱，后来电话不接。", 1350, 9 * day,
		8 * day, dispute.Assigned, false, "", ""},
	{"labour", -1, dispute.PartyAgency, "顺达劳务中介", "中介收了介绍费，说好的工作没有，钱也不退。", 800, 6 * day,
		5 * day, dispute.Assigned, true, "", ""},
	{"house_homestead", 16, dispute.PartyLandlord, "房东周阿姨", "房子漏水两个月，说了很多次不修，衣服被子都发霉了。", 1800, 25 * day,
		24 * day, dispute.Assigned, true, "", ""},
	{"damage", 18, dispute.PartyPropertyManager, "外山物业服务部", "小区路灯坏了没人修，晚上摔了一跤，膝盖缝了五针。", 4300, 29 * day,
		28 * day, dispute.Assigned, true, "", ""},
	{"labour", 20, dispute.PartyEmployer, "明发纸箱厂", "加班费按平时的工资算，问了说厂里一直这样。", 9700, 19 * day,
		18 * day, dispute.Assigned, true, "", ""},
	{"consumer", 22, dispute.PartyOrganization, "手机维修店", "手机越修越坏，店里说不是他们弄的。", 600, 40 * day,
		0, dispute.NotAccepted, false, dispute.ReasonTaken, "市场监管所已经立案，请先等处理结果。"},
	{"neighbour", -1, dispute.PartyPerson, "隔壁租户", "隔壁在楼道给电动车充电，怕着火。后来他搬到充电棚去了。", 0, 50 * day,
		49 * day, dispute.Withdrawn, false, dispute.ReasonByApplicant, ""},
}

// The cast that has a hand in what is written, by their place in Parts.
const (
	castMember    = 1 // 李姐
	castSecretary = 3 // 小陈
	castHead      = 4 // 周主任
	castMediator  = 5 // 老吴
)

// demoDisputes writes the cases of the demonstration. Their numbers come from the
// counter that goes on counting when people file more.
func (r *run) demoDisputes(ctx context.Context, tx *store.Tx, first int) error {
	var cases []dispute.Dispute
	var parties []dispute.Party
	var events []dispute.Event
	var mediators []dispute.Mediator
	for i, c := range demoCases {
		year := string(models.DayOf(r.now)[:4])
		n, err := tx.NextNumber(ctx, "dispute:"+string(waishan[:6])+":"+year)
		if err != nil {
			return err
		}
		d, err := r.demoCase(i, c, first)
		if err != nil {
			return err
		}
		d.Number = fmt.Sprintf("调%s-%s-%06d", waishan[:6], year, n)
		if d.AcceptedAt != nil {
			if n, err = tx.NextNumber(ctx, "dispute_file:"+DemoCommittee.String()+":"+year); err != nil {
				return err
			}
			no := dispute.FileNo(year, "外山", n)
			d.FileNo = &no
		}
		lines, err := r.demoLines(&d, c, i)
		if err != nil {
			return err
		}
		both, err := r.demoParties(d, c, i, first)
		if err != nil {
			return err
		}
		if d.AssignedAt != nil {
			m := dispute.Mediator{DisputeID: d.ID, PersonID: r.castID(castMediator), IsLead: true,
				AssignedBy: r.castID(castHead), AssignedAt: *d.AssignedAt, TakenAt: d.TakenAt,
				LiveKey: dispute.LiveKey(d.ID, r.castID(castMediator))}
			mediators = append(mediators, m)
		}
		cases, parties, events = append(cases, d), append(parties, both...), append(events, lines...)
	}
	for _, rows := range []any{&cases, &parties, &events, &mediators} {
		if err := tx.Bulk(ctx, rows, rowsPerInsert); err != nil {
			return err
		}
	}
	return nil
}

func (r *run) demoCase(i int, c demoCase, first int) (dispute.Dispute, error) {
	at := r.now.Add(-c.filed)
	d := dispute.Dispute{ID: idOf("demo-dispute", i), CommitteeID: DemoCommittee, RegionCode: waishan,
		FiledBy: r.applicant(c, first), Category: c.category, Source: dispute.SourceApplication, State: c.state,
		Reason: c.reason, AppliedAt: at, NextEventSeq: 1, Version: 1, CreatedAt: at, UpdatedAt: at}
	if c.yuan > 0 {
		fen := c.yuan * 100
		d.AmountFen = &fen
	}
	if c.accepted > 0 {
		accepted := r.now.Add(-c.accepted)
		due := d.Due(accepted)
		d.DecidedAt, d.AcceptedAt, d.DueOn, d.UpdatedAt = &accepted, &accepted, &due.DueOn, accepted
	}
	if c.state == dispute.Assigned {
		assigned := d.AcceptedAt.Add(2 * hour)
		d.AssignedAt, d.UpdatedAt = &assigned, assigned
		if c.taken {
			taken := assigned.Add(3 * hour)
			d.TakenAt, d.UpdatedAt = &taken, taken
		}
	}
	if c.reason != "" {
		ended := d.UpdatedAt.Add(30 * hour)
		d.EndedAt, d.UpdatedAt = &ended, ended
	}
	var err error
	d.StatementSealed, err = r.ring.Seal(keyring.DisputeStatement, d.ID[:], []byte(c.statement))
	return d, err
}

func (r *run) applicant(c demoCase, first int) models.ID {
	if c.by < 0 {
		return r.castID(castMember)
	}
	return idOf("person", first+c.by)
}

func (r *run) demoParties(d dispute.Dispute, c demoCase, i, first int) ([]dispute.Party, error) {
	applicant := dispute.Party{ID: idOf("demo-party", 2*i), DisputeID: d.ID, Side: dispute.SideApplicant,
		Kind: dispute.PartyPerson, PersonID: &d.FiledBy, CreatedAt: d.AppliedAt}
	respondent := dispute.Party{ID: idOf("demo-party", 2*i+1), DisputeID: d.ID, Side: dispute.SideRespondent,
		Kind: c.against, CreatedAt: d.AppliedAt, Consent: dispute.ConsentPendingYet}
	applicant.Consent, applicant.ConsentWay = dispute.ConsentGiven, dispute.WaySelf
	applicant.ConsentedAt, applicant.ConsentBy = &d.AppliedAt, &d.FiledBy
	if d.AcceptedAt != nil {
		head := r.castID(castHead)
		respondent.Consent, respondent.ConsentWay = dispute.ConsentGiven, dispute.WayOral
		respondent.ConsentedAt, respondent.ConsentBy = d.AcceptedAt, &head
	}
	called := "李姐"
	if c.by >= 0 {
		called = r.homes.villager(first + c.by).name
	}
	var err error
	if applicant.NameSealed, err = r.ring.Seal(keyring.PartyName, applicant.ID[:], []byte(called)); err != nil {
		return nil, err
	}
	if respondent.NameSealed, err = r.ring.Seal(keyring.PartyName, respondent.ID[:], []byte(c.name)); err != nil {
		return nil, err
	}
	respondent.ContactSealed, err = r.ring.Seal(keyring.PartyContact, respondent.ID[:],
		fmt.Appendf(nil, "1380000%04d", 1000+i))
	return []dispute.Party{applicant, respondent}, err
}

// demoLines tells what happened to the case, and counts it in the case's row.
func (r *run) demoLines(d *dispute.Dispute, c demoCase, i int) ([]dispute.Event, error) {
	head, mediator := r.castID(castHead), r.castID(castMediator)
	var lines []dispute.Event
	var err error
	add := func(kind dispute.EventKind, actor models.ID, at *models.Instant, note string) {
		if at == nil || err != nil {
			return
		}
		e := dispute.Event{ID: idOf("demo-event", i*10+len(lines)), DisputeID: d.ID, Seq: d.NextEventSeq, Kind: kind,
			ActorID: &actor, Audience: dispute.AudienceParties, CreatedAt: *at}
		if note != "" {
			e.NoteSealed, err = r.ring.Seal(keyring.DisputeNote, e.ID[:], []byte(note))
		}
		d.NextEventSeq++
		d.Version = d.NextEventSeq - 1
		lines = append(lines, e)
	}
	add(dispute.EventFiled, d.FiledBy, &d.AppliedAt, "")
	add(dispute.EventAccepted, head, d.AcceptedAt, "")
	add(dispute.EventRegistered, head, d.AcceptedAt, "")
	add(dispute.EventAssigned, head, d.AssignedAt, "")
	add(dispute.EventTaken, mediator, d.TakenAt, "")
	switch c.state {
	case dispute.NotAccepted:
		add(dispute.EventDeclined, head, d.EndedAt, c.reasonNote)
	case dispute.Withdrawn:
		add(dispute.EventWithdrawn, d.FiledBy, d.EndedAt, "")
	default:
	}
	return lines, err
}
