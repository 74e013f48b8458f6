package files

import (
	"bytes"
	"encoding/binary"
)

// roomMax is how many bytes a decoder may take. What is drawn from it takes 67 MB at
// the most (4096 × 4096 pixels of four bytes), so that a picture stays within 400 MB.
const roomMax = 320_000_000

// lossless is what the codes of a lossless WebP may take beside its pixels: 2600 groups
// of five trees of 2300 symbols at the worst.
const lossless = 190_000_000

// roomOf tells from its head how many bytes the decoder of a picture takes, a little
// too much rather than too little. Each figure is what the decoder allocates for one
// pixel, in quarters of a byte.
func roomOf(format string, content []byte, pixels int64) int64 {
	switch format {
	case "jpeg":
		return pixels * jpegRoom(content) / 4
	case "png":
		return pixels * pngRoom(content) / 4
	case "webp":
		return webpRoom(content, pixels)
	}
	return pixels * 2 // GIF: a byte, and one more where its rows are not in their order
}

// jpegRoom: each component in samples of a byte; where it comes in several passes also
// the coefficients, four bytes a sample; red, green, blue and black are put together in
// four bytes more.
func jpegRoom(b []byte) int64 {
	const worst = 4 * (4 + 4 + 16)
	sof, progressive := frameOf(b)
	if len(sof) < 6 || sof[5] == 0 || len(sof) < 6+3*int(sof[5]) {
		return worst
	}
	components := sof[6 : 6+3*int(sof[5])]
	first := int64(components[1]>>4) * int64(components[1]&15)
	if first == 0 {
		return worst
	}
	samples := int64(0) // in quarters
	for at := 0; at < len(components); at += 3 {
		samples += (4*int64(components[at+1]>>4)*int64(components[at+1]&15) + first - 1) / first
	}
	if len(components) == 3 { // grey, whatever it says of itself
		samples = 4
	}
	out := samples
	if progressive {
		out += 4 * samples
	}
	if len(components) == 12 || len(components) == 9 && asRGB(b, components) {
		out += 4 * 4
	}
	return min(out, worst)
}

// asRGB tells too much rather than too little.
func asRGB(b, components []byte) bool {
	return components[0] == 'R' && components[3] == 'G' && components[6] == 'B' ||
		bytes.Contains(b, []byte("Adobe"))
}

// frameOf finds the head of the frame as the decoder does: what lies between the
// parts is skipped.
func frameOf(b []byte) (sof []byte, progressive bool) {
	for at := 2; at+4 <= len(b); {
		marker := b[at+1]
		switch {
		case b[at] != 0xff, marker == 0xff: // not at a part yet, or a byte that fills
			at++
			continue
		case marker == 0 || marker >= 0xd0 && marker <= 0xd7:
			at += 2
			continue
		case marker == 0xd9 || marker == 0xda:
			return nil, false
		}
		size := int(binary.BigEndian.Uint16(b[at+2:]))
		if size < 2 || at+2+size > len(b) {
			return nil, false
		}
		if marker >= 0xc0 && marker <= 0xc2 {
			return b[at+4 : at+2+size], marker == 0xc2
		}
		at += 2 + size
	}
	return nil, false
}

// pngRoom: a byte where there are at most 256 colours, four for colours and for grey
// with something transparent, twice that at 16 bits; interlaced ones once more.
func pngRoom(b []byte) int64 {
	if len(b) < 33 {
		return 4 * 16
	}
	depth, kind, interlaced := b[24], b[25], b[28]
	out := int64(4)
	if kind == 3 {
		out = 1
	}
	if depth == 16 {
		out *= 2
	}
	if interlaced != 0 {
		out *= 2
	}
	return 4 * out
}

// webpRoom: a byte and a half where something is lost; where nothing is, four bytes,
// as many where there are few colours, and a quarter for each of three small pictures
// that tell how to read it. Transparency is such a picture, and a byte of its own.
func webpRoom(b []byte, pixels int64) int64 {
	quarters, more := int64(6), int64(0)
	for name, data := range chunksOf(b[min(len(b), 12):]) {
		switch {
		case name == "VP8L":
			quarters, more = quarters+4*8+3, lossless
		case name == "ALPH" && len(data) > 0 && data[0]&3 == 0:
			quarters += 4
		case name == "ALPH":
			quarters, more = quarters+4*9+3, lossless
		}
	}
	return pixels*quarters/4 + more
}
