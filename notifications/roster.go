package notifications

import "xinjumin/models/roster"

// Params: organization (its name); of an import also added, known and bad
// (numbers).
var _ = register(Templates{
	roster.NoticeMatched: {
		ZH: Text{"{organization}的名单上有您", "请点开“我的名册”看一看：愿意就点“同意”，不愿意就点“不参加”。您不同意，就不会成为会员。"},
		EN: Text{"You are on the list of {organization}",
			"Open it to accept or decline. You are no member unless you accept."},
	},
	roster.NoticeClaimed: {
		ZH: Text{"{organization}名册上有人已认领", "可在会员名单中查看。"},
		EN: Text{"Somebody on a list of {organization} has accepted", "See the list of members."},
	},
	roster.NoticeImported: {
		ZH: Text{"{organization}的名册已导入", "新增{added}人，名单上原有或已是会员{known}人，有误未导入{bad}行。名单上的人同意后才成为会员。"},
		EN: Text{"The list of {organization} was imported",
			"{added} new, {known} known already, {bad} rows with faults left out. People become members when " +
				"they accept."},
	},
})
