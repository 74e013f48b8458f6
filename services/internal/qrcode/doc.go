// Package qrcode is the shared step that draws a short text as a QR picture. What
// the text says is for the area that asks; nothing is stored here.
package qrcode
