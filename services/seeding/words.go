package seeding

import "math/rand/v2"

// weighted is a choice by weight.
type weighted[T any] []struct {
	value  T
	weight int
}

func (w weighted[T]) pick(r *rand.Rand) T {
	total := 0
	for _, c := range w {
		total += c.weight
	}
	n := r.IntN(total)
	for _, c := range w {
		if n -= c.weight; n < 0 {
			return c.value
		}
	}
	return w[len(w)-1].value
}

// Words of made-up people and things.
var (
	surnames = []string{"王", "李", "张", "刘", "陈", "杨", "黄", "赵", "吴", "周", "徐", "孙", "马", "朱", "胡", "郭", "何", "林", "罗",
		"高", "梁", "郑", "谢", "宋", "唐", "许", "韩", "冯", "邓", "曹", "彭", "曾", "肖", "田", "董", "潘", "袁", "蔡", "蒋", "余", "单",
		"仇", "解", "欧阳"}
	givenNames = []string{"伟", "芳", "娜", "敏", "静", "丽", "强", "磊", "军", "洋", "勇", "艳", "杰", "娟", "涛", "明", "超", "秀", "霞",
		"平", "刚", "桂", "英", "华", "玉", "兰", "梅", "红", "建", "国", "志", "海", "波", "云", "飞", "凤", "春", "燕", "𬱖", "琴"}
	courses  = []string{"电工上岗培训", "缝纫技能培训", "叉车操作培训", "普法讲座：劳动合同", "普通话学习班", "急救常识", "手机办事入门", "消防安全培训"}
	meetings = []string{"新居民一家亲：中秋联欢", "羽毛球友谊赛", "露天电影", "冬日暖阳慰问活动", "亲子阅读", "广场舞比赛"}
	quarrels = []string{"老板拖欠三个月工资，一直说没钱。", "房东不退押金，说墙面有划痕。", "楼上半夜装修，影响上夜班的人休息。",
		"上班时手被机器压伤，厂里不肯赔医药费。", "合伙卖水果，分账说不清楚。", "电动车被撞，对方不赔修车钱。"}
	questions = []string{"是否同意修改本会公约", "中秋活动选在哪里举办", "是否同意设立互助金", "明年的培训先开哪一门课"}
)
