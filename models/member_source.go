package models

var memberSources = []words{
	{string(ByApplication), "申请加入", "Applied"},
	{string(ByFounding), "发起人", "Founded it"},
	{string(ByInvitation), "受邀加入", "Was invited"},
	{string(ByCode), "扫码申请", "Applied after scanning a code"},
	{string(ByRoster), "名册导入", "From a list"},
	{string(ByRegistration), "报到登记", "Registered"},
	{string(ByTransfer), "转入", "Transferred"},
}

// Text gives the plain words of how a spell began; empty for an unknown source.
func (s MemberSource) Text() (zh, en string) { return wordsOf(memberSources, string(s)) }
