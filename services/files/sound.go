package files

import (
	"bytes"
	"encoding/binary"

	"xinjumin/models/upload"
)

// checkSound looks at the frame of a recording; it is not decoded. What its kind
// does not account for stays in it, so it is handed out as a download.
func checkSound(kind upload.Kind, b []byte) error {
	whole := true
	switch kind {
	case upload.WAV:
		if err := checkWAV(b); err != nil {
			return err
		}
	case upload.AMR:
		whole = len(b) > 6
	case upload.M4A:
		return checkBoxes(b)
	}
	if !whole {
		return upload.ErrUnreadable
	}
	if bytes.Contains(b[max(0, len(b)-64<<10):], []byte("PK\x05\x06")) { // the end of a ZIP
		return upload.ErrUnsafe
	}
	return nil
}

// checkWAV wants a recording that fills the file exactly. A program that records into a stream
// cannot go back and write how long it became, and leaves 0 or the highest number: then
// the samples go to the end.
func checkWAV(b []byte) error {
	if len(b) <= 44 {
		return upload.ErrUnreadable
	}
	size := binary.LittleEndian.Uint32(b[4:])
	if open(size) {
		return checkOpenWAV(b[12:])
	}
	switch said := int64(size) + 8; {
	case said > int64(len(b)):
		return upload.ErrUnreadable
	case said < int64(len(b)):
		return upload.ErrUnsafe
	}
	return nil
}

func open(size uint32) bool { return size == 0 || size == 0xffffffff }

// checkOpenWAV walks the parts of a recording of unknown length up to its samples.
func checkOpenWAV(b []byte) error {
	for len(b) >= 8 {
		name, size := string(b[:4]), binary.LittleEndian.Uint32(b[4:])
		b = b[8:]
		if name == "data" && open(size) {
			return nil
		}
		if int64(size) > int64(len(b)) {
			return upload.ErrUnreadable
		}
		b = b[min(int64(len(b)), int64(size)+int64(size%2)):]
		if name == "data" {
			if len(b) > 0 {
				return upload.ErrUnsafe
			}
			return nil
		}
	}
	return upload.ErrUnreadable
}

// checkBoxes wants boxes that fill the file exactly, a table of contents, and in it
// tracks of sound alone: with a picture in it, it is a film, whatever it calls itself.
func checkBoxes(b []byte) error {
	tracks, err := tracksOf(b)
	switch {
	case err != nil:
		return err
	case len(tracks) == 0:
		return upload.ErrUnreadable
	}
	for _, t := range tracks {
		if t != "soun" {
			return upload.ErrKind
		}
	}
	return nil
}

// tracksOf gives what the tracks of an MP4 are, by the name of what plays each; empty
// for one that does not say.
func tracksOf(b []byte) (tracks []string, err error) {
	err = eachBox(b, func(name string, inside []byte) error {
		if name != "moov" {
			return nil
		}
		return eachBox(inside, func(name string, track []byte) error {
			if name == "trak" {
				tracks = append(tracks, handlerOf(track))
			}
			return nil
		})
	})
	return tracks, err
}

func handlerOf(track []byte) (handler string) {
	_ = eachBox(track, func(name string, media []byte) error {
		if name != "mdia" {
			return nil
		}
		return eachBox(media, func(name string, b []byte) error {
			if name == "hdlr" && len(b) >= 12 && handler == "" {
				handler = string(b[8:12])
			}
			return nil
		})
	})
	return handler
}

// eachBox walks boxes that lie side by side and must fill b exactly.
func eachBox(b []byte, do func(name string, inside []byte) error) error {
	for len(b) > 0 {
		if len(b) < 8 {
			return upload.ErrUnsafe
		}
		size, head := uint64(binary.BigEndian.Uint32(b)), uint64(8)
		name := string(b[4:8])
		switch size {
		case 0: // to the end
			size = uint64(len(b))
		case 1:
			if len(b) < 16 {
				return upload.ErrUnreadable
			}
			size, head = binary.BigEndian.Uint64(b[8:]), 16
		}
		if size < head || size > uint64(len(b)) {
			return upload.ErrUnreadable
		}
		if err := do(name, b[head:size]); err != nil {
			return err
		}
		b = b[size:]
	}
	return nil
}
