package qrcode

import (
	"fmt"

	qr "github.com/skip2/go-qrcode"
)

// side is the width of a picture in pixels: sharp on a poster of A4.
const side = 1024

// screenSide is the width on a screen.
const screenSide = 320

// PNG draws a text. A quarter of the picture may be dirty or torn.
func PNG(text string) ([]byte, error) {
	png, err := qr.Encode(text, qr.High, side)
	if err != nil {
		return nil, fmt.Errorf("qr code: %w", err)
	}
	return png, nil
}

// Screen draws a text for the screen of a phone, in some hundred bytes.
func Screen(text string) ([]byte, error) {
	png, err := qr.Encode(text, qr.Medium, screenSide)
	if err != nil {
		return nil, fmt.Errorf("qr code: %w", err)
	}
	return png, nil
}
