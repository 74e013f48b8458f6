package files

import (
	"bytes"
	"encoding/binary"
)

// Of all that EXIF holds one value is wanted, the orientation; nothing of it is
// ever stored.

const orientationTag = 0x0112

// orientation reads the value from a TIFF block; 1 is upright, and what is
// damaged or absent.
func orientation(tiff []byte) int {
	if len(tiff) < 8 {
		return 1
	}
	var order binary.ByteOrder
	switch string(tiff[:4]) {
	case "II*\x00":
		order = binary.LittleEndian
	case "MM\x00*":
		order = binary.BigEndian
	default:
		return 1
	}
	at := int64(order.Uint32(tiff[4:]))
	if at+2 > int64(len(tiff)) {
		return 1
	}
	entries := tiff[at+2:]
	for range order.Uint16(tiff[at:]) {
		if len(entries) < 12 {
			return 1
		}
		if order.Uint16(entries) == orientationTag && order.Uint16(entries[2:]) == 3 {
			if v := int(order.Uint16(entries[8:])); v >= 1 && v <= 8 {
				return v
			}
			return 1
		}
		entries = entries[12:]
	}
	return 1
}

// jpegEXIF finds the TIFF block of a JPEG.
func jpegEXIF(b []byte) []byte {
	for at := 2; at+4 <= len(b) && b[at] == 0xff; {
		marker := b[at+1]
		if marker == 0xff { // a fill byte
			at++
			continue
		}
		size := int(binary.BigEndian.Uint16(b[at+2:]))
		if marker == 0xda || size < 2 || at+2+size > len(b) {
			return nil
		}
		if part, ok := bytes.CutPrefix(b[at+4:at+2+size], []byte("Exif\x00\x00")); ok && marker == 0xe1 {
			return part
		}
		at += 2 + size
	}
	return nil
}

// pngEXIF finds the eXIf chunk of a PNG.
func pngEXIF(b []byte) []byte {
	for at := 8; at+12 <= len(b); {
		size := int64(binary.BigEndian.Uint32(b[at:]))
		if size > int64(len(b)-at-12) {
			return nil
		}
		if string(b[at+4:at+8]) == "eXIf" {
			return b[at+8 : at+8+int(size)]
		}
		at += 12 + int(size)
	}
	return nil
}

// webpEXIF finds the EXIF chunk of a WebP.
func webpEXIF(b []byte) []byte {
	for at := 12; at+8 <= len(b); {
		size := int64(binary.LittleEndian.Uint32(b[at+4:]))
		if size > int64(len(b)-at-8) {
			return nil
		}
		if part := b[at+8 : at+8+int(size)]; string(b[at:at+4]) == "EXIF" {
			return bytes.TrimPrefix(part, []byte("Exif\x00\x00"))
		}
		at += 8 + int(size+size%2)
	}
	return nil
}
