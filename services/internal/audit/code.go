package audit

import (
	"encoding/binary"

	"xinjumin/models"
)

// codeHead begins the text of every event and names its format for ever.
const codeHead = "xinjumin audit event v1\x00"

// Text gives the bytes over which the code of an event is made: the head, then
// each field with its length in four bytes before it, in the order of
// docs/decisions/0020-audit-log.md. A reference that is not there is empty.
func Text(e models.AuditEvent) []byte {
	out := append(make([]byte, 0, 512), codeHead...)
	out = Field(out, e.ID[:])
	out = Field(out, binary.BigEndian.AppendUint64(nil, uint64(e.At)))
	for _, text := range []string{e.Action, e.Object, string(e.Outcome), e.Reason} {
		out = Field(out, text)
	}
	var region models.RegionCode
	if e.RegionCode != nil {
		region = *e.RegionCode
	}
	out = Field(out, region)
	for _, id := range []*models.ID{e.OrganizationID, e.ActorID, e.SessionID, e.ObjectID, e.OnBehalfOf,
		e.DeskSessionID} {
		if id == nil {
			out = Field(out, "")
			continue
		}
		out = Field(out, id[:])
	}
	return Field(Field(out, e.RequestID), e.Detail)
}

// Field appends a value with its length in four bytes (big-endian) before it.
func Field[T ~string | ~[]byte](out []byte, value T) []byte {
	return append(binary.BigEndian.AppendUint32(out, uint32(len(value))), value...)
}
