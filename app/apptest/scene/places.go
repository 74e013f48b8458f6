package scene

// Places of Shaoxing and around.
const (
	Waishan     = "330602005206" // 外山村
	NextVillage = "330602005001" // another community of the same town
	Chengnan    = "330602005000" // 城南街道, the town of Waishan
	Yuecheng    = "330602000000" // 越城区, the county of Chengnan
	Keqiao      = "330603000000" // 柯桥区, another county
	Shaoxing    = "330600000000" // 绍兴市, the city above both counties
	Country     = "000000000000"
)
