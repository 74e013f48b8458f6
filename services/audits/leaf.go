package audits

import (
	"bytes"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/binary"

	"golang.org/x/mod/sumdb/tlog"

	"xinjumin/models"
	"xinjumin/services/internal/audit"
)

// leafHead begins every leaf and names its format for ever.
const leafHead = "xinjumin audit leaf v1\x00"

// commitEnd is the length of the commitments: actor, session, object, detail.
const commitEnd = 4 * sha256.Size

// commit gives what stands in a leaf for what may have to be erased: HMACs of
// the references and of request and detail, under a key that belongs to this
// leaf alone. Without that key, which an erasure destroys, they tell nothing,
// not even that two leaves speak of one person; and no rotation of other keys
// touches them. A reference that is not there is 32 zero bytes.
func commit(e models.AuditEvent, salt models.ID) []byte {
	out := make([]byte, 0, commitEnd)
	keyed := func(name string, value []byte) {
		mac := hmac.New(sha256.New, salt[:])
		mac.Write(audit.Field(audit.Field(nil, []byte(name)), value))
		out = mac.Sum(out)
	}
	ref := func(name string, id *models.ID) {
		if id == nil {
			out = append(out, make([]byte, sha256.Size)...)
			return
		}
		keyed(name, id[:])
	}
	if e.OnBehalfOf == nil && e.DeskSessionID == nil {
		ref("actor", e.ActorID)
	} else {
		keyed("acting", acting(e))
	}
	ref("session", e.SessionID)
	ref("object", e.ObjectID)
	detail := audit.Field(audit.Field(nil, []byte(e.RequestID)), []byte(e.Detail))
	if len(e.MAC) == 0 { // from before there were codes
		keyed("detail", detail)
	} else {
		keyed("coded", audit.Field(detail, e.MAC))
	}
	return out
}

// acting gives who acted, in whose name and in which session at a desk. It
// stands in the place of the actor, under another name, in the events that have
// it; events from before, which have none, keep the leaves they had.
func acting(e models.AuditEvent) []byte {
	var out []byte
	for _, id := range []*models.ID{e.ActorID, e.OnBehalfOf, e.DeskSessionID} {
		var value []byte
		if id != nil {
			value = id[:]
		}
		out = audit.Field(out, value)
	}
	return out
}

// leafData gives the bytes of a leaf: the head, then each field with its length
// in four bytes before it.
func leafData(e models.AuditEvent, commitments []byte) []byte {
	out := append(make([]byte, 0, 320), leafHead...)
	out = audit.Field(out, e.ID[:])
	out = audit.Field(out, binary.BigEndian.AppendUint64(nil, uint64(e.At)))
	for _, text := range []string{e.Action, e.Object, string(e.Outcome), e.Reason} {
		out = audit.Field(out, []byte(text))
	}
	var region, body []byte // empty when there is none
	if e.RegionCode != nil {
		region = []byte(*e.RegionCode)
	}
	if e.OrganizationID != nil {
		body = e.OrganizationID[:]
	}
	return audit.Field(audit.Field(audit.Field(out, region), body), commitments)
}

func leafHash(e models.AuditEvent, commitments []byte) tlog.Hash {
	return tlog.RecordHash(leafData(e, commitments))
}

// erased reports whether what may be erased of an event is gone.
func erased(e models.AuditEvent, leaf models.AuditLeaf) bool {
	return leaf.Salt.IsZero() && e.ActorID == nil && e.SessionID == nil && e.ObjectID == nil && e.OnBehalfOf == nil &&
		e.DeskSessionID == nil &&
		e.RequestID == "" && e.Detail == "" && len(e.MAC) == 0
}

// recompute gives the hash of the leaf as the event has it now, and whether the
// stored commitments are those of the event. For an erased event the stored
// commitments are all that is left.
func recompute(e models.AuditEvent, leaf models.AuditLeaf) (hash tlog.Hash, kept bool) {
	if erased(e, leaf) {
		return leafHash(e, leaf.Commitments), len(leaf.Commitments) == commitEnd
	}
	commitments := commit(e, leaf.Salt)
	return leafHash(e, commitments), bytes.Equal(commitments, leaf.Commitments)
}
