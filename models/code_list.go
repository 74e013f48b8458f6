package models

// The 56 peoples of GB/T 3304-1991, and the two additions that registers use.
var ethnicityEntries = []CodeEntry{
	{"01", "汉族", "Han"}, {"02", "蒙古族", "Mongol"}, {"03", "回族", "Hui"}, {"04", "藏族", "Zang"}, {"05", "维吾尔族", "Uygur"},
	{"06", "苗族", "Miao"}, {"07", "彝族", "Yi"}, {"08", "壮族", "Zhuang"}, {"09", "布依族", "Buyei"}, {"10", "朝鲜族", "Chosen"},
	{"11", "满族", "Man"}, {"12", "侗族", "Dong"}, {"13", "瑶族", "Yao"}, {"14", "白族", "Bai"}, {"15", "土家族", "Tujia"},
	{"16", "哈尼族", "Hani"}, {"17", "哈萨克族", "Kazak"}, {"18", "傣族", "Dai"}, {"19", "黎族", "Li"}, {"20", "傈僳族", "Lisu"},
	{"21", "佤族", "Va"}, {"22", "畲族", "She"}, {"23", "高山族", "Gaoshan"}, {"24", "拉祜族", "Lahu"}, {"25", "水族", "Sui"},
	{"26", "东乡族", "Dongxiang"}, {"27", "纳西族", "Naxi"}, {"28", "景颇族", "Jingpo"}, {"29", "柯尔克孜族", "Kirgiz"},
	{"30", "土族", "Tu"},
	{"31", "达斡尔族", "Daur"}, {"32", "仫佬族", "Mulao"}, {"33", "羌族", "Qiang"}, {"34", "布朗族", "Blang"},
	{"35", "撒拉族", "Salar"},
	{"36", "毛南族", "Maonan"}, {"37", "仡佬族", "Gelao"}, {"38", "锡伯族", "Xibe"}, {"39", "阿昌族", "Achang"},
	{"40", "普米族", "Pumi"},
	{"41", "塔吉克族", "Tajik"}, {"42", "怒族", "Nu"}, {"43", "乌孜别克族", "Uzbek"}, {"44", "俄罗斯族", "Russ"},
	{"45", "鄂温克族", "Ewenki"},
	{"46", "德昂族", "Deang"}, {"47", "保安族", "Bonan"}, {"48", "裕固族", "Yugur"}, {"49", "京族", "Gin"},
	{"50", "塔塔尔族", "Tatar"},
	{"51", "独龙族", "Derung"}, {"52", "鄂伦春族", "Oroqen"}, {"53", "赫哲族", "Hezhen"}, {"54", "门巴族", "Monba"},
	{"55", "珞巴族", "Lhoba"},
	{"56", "基诺族", "Jino"}, {"97", "其他", "Other"}, {"98", "外国血统", "Of foreign descent"},
}

// Kinds of work, a list of our own (docs/decisions/0023-consents.md says why): the
// first digit is the main class of GB/T 6565-2015, the rest a number of ours in
// the words that people use for their work.
var workKindEntries = []CodeEntry{
	{"101", "单位负责人、管理干部", "Heads of units"},
	{"201", "教师、培训", "Teaching"}, {"202", "医生、护士", "Medicine and nursing"}, {"203", "工程师、技术员", "Engineering"},
	{"204", "会计、法律、其他专业技术", "Accounting, law and other professions"},
	{"301", "办公室文员", "Office work"}, {"302", "保安、消防", "Guards and firefighting"},
	{"401", "商店、市场卖货", "Shops and markets"}, {"402", "餐馆、酒店", "Restaurants and hotels"},
	{"403", "快递、外卖", "Parcels and meals on wheels"},
	{"404", "开车、运输", "Driving"}, {"405", "仓库、搬运", "Warehouses and moving"}, {"406", "家政、保姆、护工", "Homes and care"},
	{"407", "保洁、环卫、绿化", "Cleaning and greenery"}, {"408", "美容、理发", "Beauty and hair"}, {"409", "修理、维护", "Repairs"},
	{"410", "物业、水电", "Buildings, water and power"}, {"411", "网络、直播、电商", "Internet and live selling"},
	{"412", "其他服务", "Other services"},
	{"501", "种植", "Crops"}, {"502", "养殖、捕捞", "Animals and fishing"}, {"503", "林业、茶园", "Forests and tea"},
	{"601", "纺织、印染", "Textiles and dyeing"}, {"602", "服装、鞋帽、皮革", "Clothes, shoes and leather"},
	{"603", "机械加工、焊接", "Machining and welding"},
	{"604", "电子、电器装配", "Electronics and appliances"}, {"605", "化工、医药、塑料", "Chemicals, medicine and plastics"},
	{"606", "食品、黄酒、饮料加工", "Food, rice wine and drinks"}, {"607", "建筑、装修", "Building"},
	{"608", "五金、珍珠、袜业等小商品制造", "Hardware, pearls, socks and the like"},
	{"609", "其他工厂工作", "Other factory work"},
	{"801", "其他", "Other"},
}

// Skills, a list of our own.
var skillEntries = []CodeEntry{
	{"accounting", "记账、会计", "Accounting"}, {"baking", "面点、烘焙", "Baking"},
	{"calligraphy", "书法、绘画", "Calligraphy and painting"},
	{"carpentry", "木工", "Carpentry"}, {"chess", "棋牌", "Chess"}, {"childcare", "带孩子、育婴", "Childcare"},
	{"computer", "电脑操作", "Computers"},
	{"cooking", "做菜", "Cooking"}, {"dance", "舞蹈", "Dance"}, {"design", "设计、制图", "Design"},
	{"dialect", "方言翻译", "Interpreting dialects"},
	{"driving", "驾驶", "Driving"}, {"dyeing", "印染", "Dyeing"}, {"elder_care", "照护老人", "Care of the old"},
	{"electrician", "电工", "Electrician"},
	{"first_aid", "急救", "First aid"}, {"forklift", "叉车", "Forklift"}, {"gardening", "园艺、种植", "Gardening"},
	{"hairdressing", "理发", "Hairdressing"},
	{"handicraft", "手工、编织", "Handicraft"}, {"hosting", "主持", "Hosting"}, {"languages", "外语", "Foreign languages"},
	{"law", "法律知识", "Law"},
	{"machining", "车床、数控", "Machining"}, {"masonry", "泥瓦工", "Masonry"}, {"mediation", "劝和调解", "Mediation"},
	{"music", "唱歌、乐器", "Music"},
	{"organizing", "组织活动", "Organizing"}, {"phone_repair", "手机、家电维修", "Repairing phones and appliances"},
	{"photography", "摄影", "Photography"},
	{"plumbing", "水管安装", "Plumbing"}, {"sewing", "缝纫", "Sewing"}, {"sign_language", "手语", "Sign language"},
	{"sport", "体育", "Sport"},
	{"swimming", "游泳、救生", "Swimming"}, {"teaching", "辅导功课", "Teaching"}, {"video", "拍视频、直播", "Video"},
	{"wall_painting", "油漆粉刷", "Painting walls"},
	{"weaving", "织机操作", "Weaving"}, {"welding", "电焊", "Welding"}, {"writing", "写作、宣传", "Writing"},
}
