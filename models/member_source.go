package models

var memberSources = Words[MemberSource]{
	{ByApplication, "申请加入", "Applied"},
	{ByFounding, "发起人", "Founded it"},
	{ByInvitation, "受邀加入", "Was invited"},
	{ByCode, "扫码申请", "Applied after scanning a code"},
	{ByRoster, "名册导入", "From a list"},
	{ByRegistration, "报到登记", "Registered"},
	{ByTransfer, "转入", "Transferred"},
}

// Text gives the plain words of how a membership began; empty for an unknown source.
func (s MemberSource) Text() (zh, en string) { return memberSources.Of(s) }

// All gives every value in order.
func (MemberSource) All() []MemberSource { return memberSources.All() }
