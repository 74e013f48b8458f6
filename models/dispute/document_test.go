package dispute_test

import (
	"testing"

	"xinjumin/models/dispute"
)

func TestDocumentCode(t *testing.T) {
	for want, random := range map[string][10]byte{
		"0000000000000000": {},
		"ZZZZZZZZZZZZZZZZ": {255, 255, 255, 255, 255, 255, 255, 255, 255, 255},
		"0G00000000000001": {4, 0, 0, 0, 0, 0, 0, 0, 0, 1},
	} {
		if got := dispute.DocumentCode(random); got != want {
			t.Errorf("%v: %s", random, got)
		}
	}
	for typed, want := range map[string]string{
		"7K3M9QX2V4HD8TPE": "7K3M9QX2V4HD8TPE", "7k3m 9qx2-v4hd 8tpe": "7K3M9QX2V4HD8TPE",
		"OIL0000000000000": "0110000000000000", "7K3M9QX2V4HD8TP": "", "7K3M9QX2V4HD8TPE0": "", "U000000000000000": "",
		"７K3M9QX2V4HD8TPE": "", "": "",
	} {
		if got, ok := dispute.ReadDocumentCode(typed); ok != (want != "") || ok && got != want {
			t.Errorf("%q: %s, %v", typed, got, ok)
		}
	}
}

// The parties read no paper in which one side tells the committee something.
func TestDocumentKind_Shared(t *testing.T) {
	want := map[dispute.DocumentKind]bool{
		dispute.DocumentRights: true, dispute.DocumentAgreement: true, dispute.DocumentOralAgreement: true,
		dispute.DocumentConfirmation: true, dispute.DocumentRefusal: true, dispute.DocumentTermination: true,
	}
	for _, kind := range dispute.DocumentKind("").All() {
		if kind.Shared() != want[kind] {
			t.Errorf("%s", kind)
		}
	}
}
