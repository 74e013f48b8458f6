package files_test

import (
	"encoding/binary"
	"strings"
)

// box is a part of an MP4.
func box(name string, content string) string {
	return string(binary.BigEndian.AppendUint32(nil, uint32(len(content)+8))) + name + content
}

// track is a table of contents with one track that something of this name plays.
func track(handler string) string {
	plays := box("hdlr", strings.Repeat("\x00", 8)+handler+strings.Repeat("\x00", 13))
	return box("moov", box("trak", box("mdia", plays)))
}

// wav is a recording of four samples that says how long it and its samples are.
func wav(whole, samples uint32) string {
	le := func(n uint32) string { return string(binary.LittleEndian.AppendUint32(nil, n)) }
	return "RIFF" + le(whole) + "WAVEfmt " + le(16) + strings.Repeat("\x01", 16) + "data" + le(samples) +
		"\x00\x01\x02\x03"
}
