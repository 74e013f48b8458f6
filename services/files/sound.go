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
		whole = len(b) > 44 && int64(binary.LittleEndian.Uint32(b[4:]))+8 <= int64(len(b))
		if whole && int64(binary.LittleEndian.Uint32(b[4:]))+8 < int64(len(b)) {
			return upload.ErrUnsafe
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

// checkBoxes walks the outermost boxes of an MP4: they fill the file exactly,
// and there is a table of contents.
func checkBoxes(b []byte) error {
	moov := false
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
		moov = moov || name == "moov"
		b = b[size:]
	}
	if !moov {
		return upload.ErrUnreadable
	}
	return nil
}
