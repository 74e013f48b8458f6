package audit_test

import (
	"testing"

	"xinjumin/models"
	"xinjumin/services/internal/audit"
	"xinjumin/services/internal/keyring"
)

// BenchmarkCode is what the code of an event costs an act.
func BenchmarkCode(b *testing.B) {
	ring, err := keyring.Parse(keyring.DemoText(), false)
	if err != nil {
		b.Fatal(err)
	}
	region, id := models.RegionCode("330602005206"), models.ID{1}
	e := models.AuditEvent{ID: id, At: 1, ActorID: &id, SessionID: &id, Action: "membership.accept",
		Object: "membership", ObjectID: &id, RegionCode: &region, OrganizationID: &id, Outcome: models.OutcomeDone,
		RequestID: "01a20573-745f-709c-a0c1-d936d4b7f7c8", Detail: `{"state":"active"}`}
	b.ReportAllocs()
	for b.Loop() {
		e.MAC = ring.Code(keyring.PurposeEvent, audit.Text(e))
	}
}
