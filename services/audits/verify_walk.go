package audits

import (
	"cmp"
	"errors"
	"slices"

	"golang.org/x/mod/sumdb/tlog"

	"xinjumin/models"
	"xinjumin/services/internal/audit"
	"xinjumin/services/internal/keyring"
)

// peaks is the tree as far as it has grown: the roots of its full subtrees,
// the largest first.
type peaks struct {
	size   int64
	hashes []tlog.Hash
}

// add appends a leaf and gives the nodes that it completes, the leaf first.
func (p *peaks) add(leaf tlog.Hash) []tlog.Hash {
	made := []tlog.Hash{leaf}
	node := leaf
	for n := p.size; n&1 == 1; n >>= 1 {
		node = tlog.NodeHash(p.hashes[len(p.hashes)-1], node)
		p.hashes = p.hashes[:len(p.hashes)-1]
		made = append(made, node)
	}
	p.hashes = append(p.hashes, node)
	p.size++
	return made
}

// root gives the root of the tree.
func (p *peaks) root() tlog.Hash {
	if len(p.hashes) == 0 {
		empty, _ := tlog.TreeHash(0, nil) // of no leaf nothing is read
		return empty
	}
	root := p.hashes[len(p.hashes)-1]
	for i := len(p.hashes) - 2; i >= 0; i-- {
		root = tlog.NodeHash(p.hashes[i], root)
	}
	return root
}

// walk goes through the leaves in their order and recomputes the tree.
func (v *verification) walk() error {
	w := &walk{verification: v, nodesOK: true, rootsOK: true}
	slices.SortStableFunc(v.claims, func(a, b claim) int { return cmp.Compare(a.size, b.size) })
	w.compareRoots()
	for w.tree.size < v.report.Size {
		leaves, err := listAuditLeaves(v.ctx, v.st, w.tree.size-1, int(min(verifyPage, v.report.Size-w.tree.size)))
		if err != nil {
			return err
		}
		events, err := v.eventsOf(leaves)
		if err != nil {
			return err
		}
		for _, leaf := range leaves {
			if leaf.Seq != w.tree.size {
				break
			}
			w.leaf(leaf, events)
			if err := w.compareNodes(); err != nil {
				return err
			}
			w.compareRoots()
		}
		if len(leaves) == 0 || leaves[len(leaves)-1].Seq != w.tree.size-1 {
			v.fault(w.tree.size, "the leaf is missing")
			return nil
		}
	}
	for _, c := range v.claims[w.claimed:] {
		say := v.fault
		if c.kept {
			say = v.diverged
		}
		say(w.tree.size, "%s was signed for %d leaves, there are %d", c.where, c.size, w.tree.size)
	}
	return nil
}

func (v *verification) eventsOf(leaves []models.AuditLeaf) (map[models.ID]models.AuditEvent, error) {
	ids := make([]models.ID, len(leaves))
	for i, l := range leaves {
		ids[i] = l.EventID
	}
	rows, err := listAuditEventsByID(v.ctx, v.st, ids)
	events := make(map[models.ID]models.AuditEvent, len(rows))
	for _, e := range rows {
		events[e.ID] = e
	}
	return events, err
}

// walk is where a walk is.
type walk struct {
	*verification
	tree    peaks
	made    []tlog.Hash // nodes that the last leaf completed
	behind  int         // checkpoints whose leaves are all walked
	claimed int         // claims that are compared
	good    int64       // size of the last claim that held

	nodes            []models.AuditHash // read ahead
	nodesOK, rootsOK bool               // until the first that is wrong: all later ones follow
}

// leaf recomputes one leaf from its event.
func (w *walk) leaf(leaf models.AuditLeaf, events map[models.ID]models.AuditEvent) {
	for w.behind < len(w.signed) && w.signed[w.behind].Size <= leaf.Seq {
		w.behind++
	}
	hash := hashOf(leaf.LeafHash)
	e, ok := events[leaf.EventID]
	if !ok {
		w.row(leaf.Seq, "event %s is missing", leaf.EventID)
	} else {
		var kept bool
		hash, kept = recompute(e, leaf)
		switch {
		case hash != hashOf(leaf.LeafHash) || len(leaf.LeafHash) != tlog.HashSize:
			w.row(leaf.Seq, "event %s or its leaf was changed", leaf.EventID)
		case !kept:
			w.row(leaf.Seq, "the commitments of event %s were changed", leaf.EventID)
		case erased(e, leaf):
			w.report.Erased++
			if !w.outlived(leaf.Seq, e) {
				w.gone[e.ID] = leaf.Seq
			}
		default:
			w.code(leaf, e)
		}
		if w.behind > 0 {
			c := w.signed[w.behind-1]
			if e.Secret() && e.At < c.Hours || !e.Secret() && e.At < c.Settled {
				w.row(leaf.Seq, "event %s of %s was added after checkpoint %d had closed that time", e.ID, e.At,
					c.Number)
			}
		}
	}
	w.made = w.tree.add(hash)
}

// code holds the code of an event that was not emptied against the event, after
// its leaf. The leaf speaks for what is older than the codes, and for a key that has left the ring.
func (w *walk) code(leaf models.AuditLeaf, e models.AuditEvent) {
	switch {
	case len(e.MAC) == 0:
		w.report.Older++
	case errors.Is(w.ring.CheckCode(keyring.PurposeEvent, audit.Text(e), e.MAC), keyring.ErrSealed):
		w.row(leaf.Seq, "event %s: %s", e.ID, wrongCode(e))
	}
}

// compareNodes holds the stored nodes against those that the leaf completed.
func (w *walk) compareNodes() error {
	at := tlog.StoredHashIndex(0, w.tree.size-1)
	for i, want := range w.made {
		if !w.nodesOK {
			return nil
		}
		if len(w.nodes) == 0 {
			var err error
			if w.nodes, err = listAuditHashes(w.ctx, w.st, at+int64(i)-1, verifyPage); err != nil {
				return err
			}
		}
		if len(w.nodes) == 0 || w.nodes[0].Position != at+int64(i) || len(w.nodes[0].Hash) != tlog.HashSize ||
			hashOf(w.nodes[0].Hash) != want {
			w.row(w.tree.size-1, "node %d of the tree is missing or was changed", at+int64(i))
			w.nodesOK = false
			return nil
		}
		w.nodes = w.nodes[1:]
	}
	return nil
}

// compareRoots holds the root of the tree against what was signed for its size.
func (w *walk) compareRoots() {
	for ; w.claimed < len(w.claims) && w.claims[w.claimed].size <= w.tree.size; w.claimed++ {
		c := w.claims[w.claimed]
		switch {
		case !w.rootsOK:
		case c.root == w.tree.root():
			w.good = c.size
		case c.kept:
			if !w.named(c.size) {
				w.diverged(w.good, "the first %d leaves are not those of %s", c.size, c.where)
			}
		case w.named(c.size):
			w.rootsOK = false
		default:
			w.fault(w.good, "the root of %s does not hold: something among the leaves %d to %d is not what it was",
				c.where, w.good, c.size-1)
			w.rootsOK = false
		}
	}
}

// named reports whether a leaf is named already that explains why the root of a
// size does not hold.
func (w *walk) named(size int64) bool {
	for _, f := range w.report.Faults {
		if f.Seq >= w.good && f.Seq < size && f.ofRow {
			return true
		}
	}
	return false
}
