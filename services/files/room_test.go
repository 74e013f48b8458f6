package files

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"image"
	"image/color"
	"image/gif"
	"io"
	"runtime"
	"sort"
	"testing"

	"xinjumin/models/upload"
)

// zeros is an endless row of zero bytes, for pictures of one colour.
type zeros struct{}

func (zeros) Read(p []byte) (int, error) {
	clear(p)
	return len(p), nil
}

// onePNG is a PNG of one colour: bits a channel, kind of colour, and bytes a pixel.
func onePNG(depth, kind, wide byte, interlaced bool) func(w, h int, whole bool) []byte {
	return func(w, h int, whole bool) []byte {
		out := bytes.NewBufferString("\x89PNG\r\n\x1a\n")
		part := func(name string, data []byte) {
			_ = binary.Write(out, binary.BigEndian, uint32(len(data)))
			data = append([]byte(name), data...)
			out.Write(data)
			_ = binary.Write(out, binary.BigEndian, crc32.ChecksumIEEE(data))
		}
		head := binary.BigEndian.AppendUint32(binary.BigEndian.AppendUint32(nil, uint32(w)), uint32(h))
		head = append(head, depth, kind, 0, 0, 0)
		raw := int64(h) * (1 + int64(w)*int64(wide)) // a row is a byte and its pixels
		if interlaced {                              // seven passes, each with rows of its own
			head[12], raw = 1, int64(w)*int64(h)*int64(wide)
			for _, rows := range []struct{ from, step int }{{0, 8}, {0, 8}, {4, 8}, {0, 4}, {2, 4}, {0, 2}, {1, 2}} {
				raw += int64((h - rows.from + rows.step - 1) / rows.step)
			}
		}
		if !whole {
			raw = 0
		}
		part("IHDR", head)
		if kind == 3 {
			part("PLTE", []byte{200, 0, 0})
		}
		var packed bytes.Buffer
		z, _ := zlib.NewWriterLevel(&packed, zlib.BestSpeed)
		_, _ = io.CopyN(z, zeros{}, raw)
		_ = z.Close()
		part("IDAT", packed.Bytes())
		part("IEND", nil)
		return out.Bytes()
	}
}

// oneJPEG is a JPEG of one colour: two bits for each block, or one where it comes in
// several passes, of which this is the first.
func oneJPEG(progressive bool, more string, sampling ...byte) func(w, h int, whole bool) []byte {
	return func(w, h int, whole bool) []byte {
		b := []byte("\xff\xd8" + more + "\xff\xdb\x00\x43\x00" + string(bytes.Repeat([]byte{1}, 64)))
		n := len(sampling)
		b = append(b, 0xff, 0xc0, 0, byte(8+3*n), 8, byte(h>>8), byte(h), byte(w>>8), byte(w), byte(n))
		if progressive {
			b[len(b)-9] = 0xc2
		}
		scan := []byte{0xff, 0xda, 0, byte(6 + 2*n), byte(n)}
		blocks, wide, high := 0, int(sampling[0]>>4), int(sampling[0]&15)
		for i, s := range sampling {
			b = append(b, byte(i+1), s, 0)
			scan = append(scan, byte(i+1), 0)
			blocks += int(s>>4) * int(s&15) * ((w + 8*wide - 1) / (8 * wide)) * ((h + 8*high - 1) / (8 * high))
		}
		for _, table := range []byte{0x00, 0x10} { // one code of one bit, 0, that means: nothing
			b = append(append(b, 0xff, 0xc4, 0, 20, table, 1), make([]byte, 16)...)
		}
		last := byte(63)
		if progressive {
			last = 0
		}
		b = append(append(b, scan...), 0, last, 0)
		if !whole {
			blocks = 0
		}
		return append(append(b, make([]byte, blocks/4+8)...), 0xff, 0xd9)
	}
}

// bits are written with the lowest first, as in a lossless WebP.
type bits struct {
	b []byte
	n int
}

func (w *bits) put(v, n int) {
	for i := range n {
		if w.n%8 == 0 {
			w.b = append(w.b, 0)
		}
		w.b[w.n/8] |= byte(v>>i&1) << (w.n % 8)
		w.n++
	}
}

// codes are five trees of one symbol, which takes no bit at all.
func (w *bits) codes() {
	for range 5 {
		w.put(1, 4)
	}
}

// losslessBody is a picture of one colour in a few bytes; with colours looked up, it is
// unpacked twice.
func losslessBody(indexed bool) *bits {
	w := &bits{}
	if indexed {
		w.put(1|3<<1, 3)
		w.put(255, 8)
		w.put(0, 1)
		w.codes()
	}
	w.put(0, 3) // no more changes, no colours kept, one group of trees
	w.codes()
	w.put(0, 64)
	return w
}

func riff(parts ...[]byte) []byte {
	return appendChunk(nil, "RIFF", append([]byte("WEBP"), bytes.Join(parts, nil)...))
}

func oneLossless(w, h int, _ bool) []byte {
	head := &bits{}
	head.put(0x2f, 8)
	head.put(w-1, 14)
	head.put(h-1, 14)
	head.put(1, 4)
	body := losslessBody(true)
	for i := range body.n {
		head.put(int(body.b[i/8]>>(i%8)&1), 1)
	}
	return riff(appendChunk(nil, "VP8L", head.b))
}

func oneLossy(w, h int, _ bool) []byte { return riff(lossyPart(w, h)) }

func lossyPart(w, h int) []byte {
	first := 400_000
	tag := uint32(1<<4 | first<<5)
	b := []byte{byte(tag), byte(tag >> 8), byte(tag >> 16), 0x9d, 0x01, 0x2a, byte(w), byte(w >> 8), byte(h),
		byte(h >> 8)}
	return appendChunk(nil, "VP8 ", append(b, make([]byte, first+4_000_000)...))
}

// oneClear is a lossy WebP with a transparency, which is lossless.
func oneClear(w, h int, _ bool) []byte {
	size := []byte{0x10, 0, 0, 0, byte(w - 1), byte((w - 1) >> 8), 0, byte(h - 1), byte((h - 1) >> 8), 0}
	return riff(appendChunk(nil, "VP8X", size), appendChunk(nil, "ALPH", append([]byte{1}, losslessBody(true).b...)),
		lossyPart(w, h))
}

func oneGIF(w, h int, whole bool) []byte {
	var out bytes.Buffer
	if !whole {
		return []byte{'G', 'I', 'F', '8', '9', 'a', byte(w), byte(w >> 8), byte(h), byte(h >> 8), 0, 0, 0}
	}
	m := image.NewPaletted(image.Rect(0, 0, w, h), color.Palette{color.White, color.Transparent})
	_ = gif.Encode(&out, m, nil)
	return out.Bytes()
}

const adobe = "\xff\xee\x00\x0eAdobe\x00\x64\x00\x00\x00\x00\x00" // of unknown colours: as they are

// Each kind of picture that is taken, as large as it is taken, stays within the room
// that the decision on files promises, and one that is larger is refused by its head.
// What is counted is all that was ever asked for, so that no collector is needed.
// Beside the detector of races a picture takes minutes, so there it is smaller by its
// sides; what is asked for grows with what the head says either way.
func TestPicture_room(t *testing.T) {
	const bound = 400_000_000
	for _, p := range []struct {
		name, format string
		make         func(w, h int, whole bool) []byte
		drawn        bool
	}{
		{"PNG, colours looked up", "png", onePNG(8, 3, 1, false), false},
		{"PNG, grey", "png", onePNG(8, 0, 1, false), false},
		{"PNG, RGB", "png", onePNG(8, 2, 3, false), false},
		{"PNG, RGBA", "png", onePNG(8, 6, 4, false), false},
		{"PNG, RGBA of 16 bits", "png", onePNG(16, 6, 8, false), true},
		{"PNG, RGBA, interlaced", "png", onePNG(8, 6, 4, true), false},
		{"PNG, RGB of 16 bits, interlaced", "png", onePNG(16, 2, 6, true), false},
		{"JPEG, grey", "jpeg", oneJPEG(false, "", 0x11), false},
		{"JPEG 4:2:0", "jpeg", oneJPEG(false, "", 0x22, 0x11, 0x11), false},
		{"JPEG 4:4:4", "jpeg", oneJPEG(false, "", 0x11, 0x11, 0x11), false},
		{"JPEG 4:4:4, RGB", "jpeg", oneJPEG(false, adobe, 0x11, 0x11, 0x11), false},
		{"JPEG, CMYK", "jpeg", oneJPEG(false, adobe, 0x11, 0x11, 0x11, 0x11), true},
		{"JPEG 4:2:0, in passes", "jpeg", oneJPEG(true, "", 0x22, 0x11, 0x11), true},
		{"JPEG 4:4:4, in passes", "jpeg", oneJPEG(true, "", 0x11, 0x11, 0x11), false},
		{"JPEG, CMYK, in passes", "jpeg", oneJPEG(true, adobe, 0x11, 0x11, 0x11, 0x11), false},
		{"WebP", "webp", oneLossy, false},
		{"WebP, lossless", "webp", oneLossless, false},
		{"WebP, transparent", "webp", oneClear, true},
		{"GIF", "gif", oneGIF, false},
	} {
		small := p.make(64, 64, true)
		side := sort.Search(10_000, func(side int) bool { // the last that is taken
			pixels := int64(side+1) * int64(side+1)
			return pixels > upload.MaxPixels || roomOf(p.format, small, pixels) > roomMax
		})
		if _, err := admits(p.format, p.make(side+1, side+1, false)); !errors.Is(err, upload.ErrPixels) {
			t.Errorf("%s: a larger one: %v", p.name, err)
		}
		side = max(1, side/watched)
		content := p.make(side, side, true)
		room, err := admits(p.format, content)
		if err != nil {
			t.Errorf("%s: %v", p.name, err)
			continue
		}
		before := asked()
		decoded, err := formats[p.format].decode(content)
		unpacked := asked() - before
		if err != nil {
			t.Errorf("%s: %v", p.name, err)
			continue
		}
		drawn, written := int64(4*upload.MaxSide*upload.MaxSide), int64(0)
		if p.drawn { // it is the same work for all
			before = asked()
			full := redraw(decoded, upload.MaxSide, 6)
			if drawn = asked() - before; drawn > 4*upload.MaxSide*upload.MaxSide+2_000_000 {
				t.Errorf("%s: drawn with %d MB", p.name, drawn/1e6)
			}
			before = asked()
			if _, err = encode(full, p.format); err != nil {
				t.Errorf("%s: %v", p.name, err)
			}
			written = asked() - before
		}
		t.Logf("%-32s %5.1f MP: unpacked %3d MB of %3d, drawn %2d, written %2d", p.name, float64(side*side)/1e6,
			unpacked/1e6, room/1e6, drawn/1e6, written/1e6)
		// What was unpacked is collected before anything is written.
		if unpacked+drawn > bound || drawn+written > bound {
			t.Errorf("%s: more than %d MB", p.name, bound/1_000_000)
		}
		if more := unpacked - room; more > int64(len(content))+2_000_000 { // the file again, and small tables
			t.Errorf("%s: %d MB more than its head was held for", p.name, more/1_000_000)
		}
	}
}

// asked is how many bytes this process has asked for since it began.
func asked() int64 {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.TotalAlloc)
}
