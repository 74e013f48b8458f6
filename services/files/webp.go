package files

import (
	"encoding/binary"
	"iter"
)

// chunksOf gives the parts of what follows the twelve bytes of the head of a RIFF file,
// or of what a frame holds: four letters, and what is there of the part.
func chunksOf(b []byte) iter.Seq2[string, []byte] {
	return func(yield func(string, []byte) bool) {
		for len(b) >= 8 {
			size := int64(binary.LittleEndian.Uint32(b[4:]))
			end := min(int64(len(b)), 8+size)
			if !yield(string(b[:4]), b[8:end]) {
				return
			}
			b = b[min(int64(len(b)), end+size%2):]
		}
	}
}

// frameHead is what stands before the picture in a frame of an animation: place,
// size, time, and how it is laid over the last one.
const frameHead = 16

// firstFrame gives a WebP of the first picture of an animated one, and any other as it
// is. An animation begins with an empty canvas, so the first frame needs no other.
func firstFrame(b []byte) []byte {
	if len(b) < 12 {
		return b
	}
	for name, frame := range chunksOf(b[12:]) {
		if name != "ANMF" || len(frame) < frameHead {
			continue
		}
		var alpha, picture []byte
		for name, part := range chunksOf(frame[frameHead:]) {
			switch name {
			case "ALPH":
				alpha = appendChunk(nil, name, part)
			case "VP8 ", "VP8L":
				picture = appendChunk(nil, name, part)
			}
		}
		if alpha != nil {
			size := frame[6:12] // width and height, each less one, in three bytes
			alpha = append(appendChunk(nil, "VP8X", append([]byte{0x10, 0, 0, 0}, size...)), alpha...)
		}
		return appendChunk(nil, "RIFF", append(append([]byte("WEBP"), alpha...), picture...))
	}
	return b
}

func appendChunk(b []byte, name string, data []byte) []byte {
	b = append(b, name...)
	b = binary.LittleEndian.AppendUint32(b, uint32(len(data)))
	b = append(b, data...)
	if len(data)%2 == 1 {
		b = append(b, 0)
	}
	return b
}
