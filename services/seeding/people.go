package seeding

import (
	"encoding/binary"
	"fmt"
	"hash/fnv"
	"math/rand/v2"

	"xinjumin/models"
	"xinjumin/services/internal/keyring"
	"xinjumin/services/internal/text"
)

// dice gives the randomness of one row: the same for equal stream and number.
func dice(stream string, n int) *rand.Rand {
	h := fnv.New64a()
	_, _ = h.Write([]byte(stream))
	return rand.New(rand.NewPCG(h.Sum64(), uint64(n)))
}

// idOf gives the id of row n of a stream: in the form of UUIDv7 and rising with
// n, so that bulk inserts go to the end of the index.
func idOf(stream string, n int) models.ID {
	const base = 1_700_000_000_000
	r := dice("id-"+stream, n)
	var id models.ID
	binary.BigEndian.PutUint64(id[:8], uint64(base+n)<<16|uint64(r.Uint32()&0xfff))
	binary.BigEndian.PutUint64(id[8:], r.Uint64())
	id[6] = id[6]&0x0f | 0x70
	id[8] = id[8]&0x3f | 0x80
	return id
}

// Weights of the report: 162.93 of 191.97 come from outside the province,
// mostly from these six; 76 % left school at 初中 or earlier; 62 % are insured;
// 108.89 of 191.97 are men; work as counted in 万.
var (
	origins = weighted[string]{{"34", 24}, {"36", 16}, {"51", 12}, {"52", 14}, {"53", 9}, {"50", 5}, {"41", 3},
		{"42", 2}, {"33", 15}}
	schooling  = weighted[string]{{"71", 58}, {"81", 18}, {"61", 9}, {"41", 6}, {"31", 6}, {"21", 3}}
	employment = weighted[string]{{"worker", 1494}, {"business", 63}, {"service", 48}, {"other", 315}}
)

// villager tells what a made-up person is like. It is pure: later stages ask
// again instead of remembering two million people.
type villager struct {
	number   int
	male     bool
	verified bool
	birth    models.Day
	name     string
	origin   models.RegionCode
}

// homes are counties of each origin province.
type homes map[string][]models.RegionCode

func (h homes) villager(n int) villager {
	r := dice("person", n)
	v := villager{number: n, male: r.IntN(19197) < 10889, verified: r.IntN(100) < 85}
	v.birth = birthOf(n)
	province := origins.pick(r)
	if counties := h[province]; len(counties) > 0 {
		v.origin = counties[r.IntN(len(counties))]
	}
	v.name = surnames[r.IntN(len(surnames))] + givenNames[r.IntN(len(givenNames))]
	if r.IntN(100) < 55 {
		v.name += givenNames[r.IntN(len(givenNames))]
	}
	return v
}

// births are the days of 18 to 62 years of age at the end of 2026.
const births = 44 * 365

// birthOf spreads birthdays so that no two people with the same area and
// sequence in their number share one (see idNumber).
func birthOf(n int) models.Day {
	base := int(dice("birth", n%blocks).Uint32() % births)
	return models.Day("1964-01-02").AddDays((base + n/blocks*397) % births)
}

// blocks is how many people have numbers that differ in area or sequence.
const blocks = 100 * 500

// idNumber makes an identity number with a right check character in areas
// 339900–339999, which were never given out. Block and birthday make it unique
// for the first two million people.
func idNumber(v villager) string {
	sequence := 2 * (v.number % 500)
	if v.male {
		sequence++
	}
	birth := string(v.birth)
	first17 := fmt.Sprintf("3399%02d%s%s%s%03d", v.number/500%100, birth[:4], birth[5:7], birth[8:], sequence)
	return models.WithIDCheck(first17)
}

// person turns a villager into a row, sealed as the desk would have done.
func (s *Service) person(v villager, village models.RegionCode, now models.Instant) (models.Person, error) {
	r := dice("profile", v.number)
	insured := r.IntN(100) < 62
	p := models.Person{
		ID: idOf("person", v.number), State: models.PersonActive, Nickname: nickname(v),
		Verification: models.VerificationNone, Education: schooling.pick(r), Employment: employment.pick(r),
		RegionCode: &village, Insured: &insured, Version: 1, CreatedAt: now, UpdatedAt: now,
	}
	search := text.Nickname(p.Nickname)
	p.NicknameFolded, p.NicknamePinyin, p.NicknameInitials = search.Folded, search.Pinyin, search.Initials
	if v.origin != "" {
		p.OriginCode = &v.origin
	}
	if !v.verified {
		return p, nil
	}
	return p, s.verify(&p, v.name, idNumber(v))
}

// verify fills in what a review of the papers leaves on a person.
func (s *Service) verify(p *models.Person, name, number string) (err error) {
	id, err := models.ParseIDNumber(number)
	if err != nil {
		return err
	}
	birth := id.BirthDay()
	p.Verification, p.BirthDay, p.Sex = models.VerificationVerified, &birth, id.Sex()
	p.IDNumberIndex, p.IDNumberIndexAlt = s.ring.BlindIndexes(keyring.PersonIDNumber, id.Digits())
	if p.NameSealed, err = s.ring.Seal(keyring.PersonName, p.ID[:], []byte(name)); err != nil {
		return err
	}
	p.IDNumberSealed, err = s.ring.Seal(keyring.PersonIDNumber, p.ID[:], []byte(id.Digits()))
	return err
}

// nickname is what others see: never the whole name.
func nickname(v villager) string {
	first := string([]rune(v.name)[:1])
	return fmt.Sprintf("小%s%03d", first, v.number%1000)
}
