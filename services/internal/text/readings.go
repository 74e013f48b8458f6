package text

// maxWord is the longest word of placeWords in characters.
const maxWord = 3

// common are single characters whose first reading in the dictionary is not the
// usual one in names of places and people.
var common = map[rune]string{
	'佛': "fo", '都': "du", '长': "chang", '藏': "zang", '勒': "le", '厦': "xia",
	'什': "shi", '曾': "zeng", '泊': "bo", '浜': "bang", '陂': "pi",
	'枞': "zong", '珲': "hun", '涡': "guo", '伽': "jia", '地': "di", '了': "liao",
}

// given are characters that are usually read otherwise in given names than the
// dictionary has them first.
var given = map[rune]string{
	'晟': "sheng", '钥': "yue", '参': "shen", '调': "tiao", '畜': "xu", '还': "huan",
}

// personWords are what people call themselves by words, in which those characters
// are read as in the dictionary.
var personWords = map[string]string{
	"钥匙": "yao shi", "参加": "can jia", "参谋": "can mou", "参天": "can tian", "参观": "can guan", "调查": "diao cha",
	"调动": "diao dong", "声调": "sheng diao", "格调": "ge diao", "低调": "di diao", "家畜": "jia chu", "畜生": "chu sheng",
	"还是": "hai shi", "还有": "hai you", "还在": "hai zai", "还好": "hai hao",
}

// placeWords are names in which a character is read differently than alone.
var placeWords = map[string]string{
	"重庆": "chong qing", "蚌埠": "beng bu", "蚌山": "beng shan", "六安": "lu an", "六合": "lu he",
	"乐清": "yue qing", "乐亭": "lao ting", "乐陵": "lao ling", "长子县": "zhang zi xian",
	"单县": "shan xian", "蔚县": "yu xian", "浚县": "xun xian", "大城县": "dai cheng xian", "费县": "fei xian",
	"泌阳": "bi yang", "中牟": "zhong mu", "牟平": "mu ping", "洪洞": "hong tong", "繁峙": "fan shi",
	"荥经": "ying jing", "荥阳": "xing yang", "筠连": "jun lian", "犍为": "qian wei", "吴堡": "wu bu",
	"尉犁": "yu li", "尉氏": "wei shi", "铅山": "yan shan", "东阿": "dong e", "大埔": "da bu",
	"称多": "chen duo", "会稽": "kuai ji", "穆棱": "mu ling", "井陉": "jing xing", "石柱": "shi zhu",
	"巷道": "hang dao", "朝阳": "chao yang", "番禺": "pan yu", "大堤": "da di", "车站": "che zhan",
	"大厦": "da sha", "崧厦": "song xia", "曲阜": "qu fu", "莘县": "shen xian", "莘庄": "xin zhuang",
	"任丘": "ren qiu", "尚志": "shang zhi", "万俟": "mo qi", "阿房": "e pang",
	"东莞": "dong guan", "阳曲": "yang qu", "厦门": "xia men", "高要": "gao yao", "隆尧": "long yao", "龙圩": "long xu",
}

// surnames are read so as the first part of a name. Tones do not matter here.
var surnames = map[string]string{
	"单": "shan", "曾": "zeng", "仇": "qiu", "解": "xie", "区": "ou", "查": "zha", "朴": "piao",
	"任": "ren", "华": "hua", "盖": "ge", "翟": "zhai", "尉": "wei", "乐": "yue", "员": "yun",
	"缪": "miao", "宓": "mi", "冼": "xian", "洗": "xian", "覃": "qin", "秘": "bi", "繁": "po",
	"种": "chong", "召": "shao", "折": "she", "黑": "he", "句": "gou", "阚": "kan", "能": "nai",
	"祭": "zhai", "隗": "wei", "郇": "xun", "逄": "pang", "牟": "mou", "於": "yu", "干": "gan",
	"沈": "shen", "那": "na", "石": "shi", "万": "wan", "俞": "yu", "谌": "chen", "訾": "zi",
	"乜": "nie", "厍": "she", "盛": "sheng", "车": "che", "叶": "ye", "贾": "jia", "瞿": "qu",
	"邵": "shao", "幺": "yao", "佴": "nai", "撒": "sa", "郗": "xi", "薄": "bo", "卜": "bu",
	"宁": "ning", "钭": "tou", "眭": "sui", "佘": "she", "仝": "tong", "粘": "nian", "占": "zhan",
	"长": "chang", "重": "chong", "莘": "shen", "宿": "su", "强": "qiang", "柏": "bai", "葛": "ge",
	"尉迟": "yu chi", "单于": "chan yu", "万俟": "mo qi", "澹台": "tan tai", "长孙": "zhang sun",
	"令狐": "ling hu", "夏侯": "xia hou", "皇甫": "huang fu", "鲜于": "xian yu", "呼延": "hu yan",
	"淳于": "chun yu", "诸葛": "zhu ge", "赫连": "he lian", "濮阳": "pu yang", "欧阳": "ou yang",
}
