package papers_test

import (
	"fmt"
	"strings"
	"time"

	"xinjumin/models/dispute"
	"xinjumin/services/mediation/papers"
)

var mark = papers.Mark{
	Code: "ABCDEFGHJKLMNPQR", Link: "https://example.cn/api/v1/documents/ABCDEFGHJKLMNPQR",
	Made: time.Date(2026, 11, 30, 8, 0, 0, 0, time.UTC),
}

// statement is as long as one may be.
var statement = strings.Repeat("2026年3月起在工地做木工，约定日工资￥350元，包工头一直说“过两天”（已经三个月）。", 100)

func wages() papers.Case {
	c := papers.Case{
		Committee: "绍兴市越城区外山街道人民调解委员会", FileNo: "（2026）外山人调字第12号", Matter: "劳动争议",
		Mediators: []string{"王调解", "赵调解"}, Recorder: "钱记录",
	}
	for i := range 11 {
		c.Parties = append(c.Parties, papers.Party{
			Side: dispute.SideApplicant, Name: fmt.Sprintf("工人%d", i+1), Contact: fmt.Sprintf("138000000%02d", i),
		})
	}
	c.Parties = append(c.Parties, papers.Party{
		Side: dispute.SideRespondent, Name: "浙江某某建筑劳务分包有限公司", Company: true, Contact: "0575-85000000",
		Address: "绍兴市越城区某某路1号",
	})
	return c
}

func two() papers.Case {
	c := wages()
	c.Parties = c.Parties[10:]
	c.Parties[0].Name = "阿卜杜热合曼·买买提吐尔逊𬱖㼆䲜"
	return c
}

// filled has each paper of a case with two parties.
func filled(c papers.Case) []papers.Document {
	return []papers.Document{
		papers.Cover{
			Case: c, Accepted: "2026-11-02", Ended: "2026-11-30", Outcome: "达成协议并履行", Filer: "钱记录", Filed: "2026-12-02",
			Keep: "长期",
		},
		papers.Index{Case: c, Entries: []papers.Entry{
			{Title: "人民调解申请书", Pages: "1"}, {Title: "人民调解协议书", Pages: "2—4", Remark: "原件"},
		}},
		papers.Application{Case: c, Facts: statement, Wishes: "付清工资。", Filed: "2026-11-02"},
		papers.Acceptance{Case: c, Facts: "欠工资三个月。", Accepted: "2026-11-03", Registrar: "钱记录", Sender: "外山派出所"},
		papers.Rights{Case: c, Told: "2026-11-04"},
		papers.Inquiry{
			Case: c, When: "2026-11-05", Place: "工地", Present: []string{"王调解", "钱记录"}, Asked: "李班长",
			Words: "问：做了多少天？\n答：九十天。",
		},
		papers.Session{
			Case: c, Number: 1, When: "2026-11-10", Place: "调解室", Present: []string{"王调解"}, Words: "各方说明了情况。",
			Outcome: "同意分两次付清。",
		},
		agreement(c),
		papers.OralAgreement{Case: c, Facts: "漏水。", Terms: "当场付清。", Manner: "当场", Agreed: "2026-11-11"},
		papers.Visit{Case: c, Visited: "工人1", Reason: "是否付清", Words: "已经付清。", When: "2026-12-20", Visitor: "王调解"},
		papers.Confirmation{
			Case: c, Agreed: "2026-11-11", Effective: "2026-11-12", Court: "绍兴市越城区人民法院", Filed: "2026-11-20",
		},
		papers.Notice{
			Case: c, Refused: true, To: "工人1", Reason: "已经由人民法院受理。", Where: "绍兴市越城区人民法院", Made: "2026-11-20",
		},
		papers.Notice{Case: c, To: "工人1", Reason: "一方要求终止调解。", Where: "劳动人事争议仲裁委员会", Made: "2026-11-20"},
		papers.Note{Case: c, Words: "原件存于调解室。", Filer: "钱记录", Checker: "孙主任", Made: "2026-12-02"},
		papers.Back{Case: c, Pages: 12, Filer: "钱记录", Filed: "2026-12-02"},
	}
}

func agreement(c papers.Case) papers.Agreement {
	return papers.Agreement{
		Case: c, Facts: "被申请人欠申请人2026年3月至5月工资。", Duty: "各方确认欠款属实。",
		Items: []papers.Item{
			{Words: "被申请人向申请人道歉。"},
			{Fen: 1234500, Payer: "浙江某某建筑劳务分包有限公司", Payee: c.Parties[0].Name, Due: "2026-12-31"},
			{Words: "第二期：", Fen: 6, Payer: "浙江某某建筑劳务分包有限公司", Payee: c.Parties[0].Name},
		},
		Manner: "银行转账。", Signed: "2026-11-11",
	}
}
