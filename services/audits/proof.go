package audits

import (
	"context"
	"fmt"

	"golang.org/x/mod/sumdb/tlog"
)

// LeafProof proves that a leaf is in the tree of a size: whoever has the bytes
// of the leaf and a checkpoint of that size can check it with tlog.CheckRecord.
func (s *Service) LeafProof(ctx context.Context, seq, size int64) (tlog.RecordProof, error) {
	if seq < 0 || seq >= size {
		return nil, fmt.Errorf("a tree of %d leaves has no leaf %d", size, seq)
	}
	return tlog.ProveRecord(size, seq, s.nodes(ctx))
}

// GrowthProof proves that the tree of one size is the beginning of the tree of
// a later one (tlog.CheckTree).
func (s *Service) GrowthProof(ctx context.Context, from, to int64) (tlog.TreeProof, error) {
	if from < 1 || from > to {
		return nil, fmt.Errorf("no proof from size %d to %d", from, to)
	}
	return tlog.ProveTree(to, from, s.nodes(ctx))
}

func (s *Service) nodes(ctx context.Context) *nodes {
	return &nodes{ctx: ctx, read: hashesFrom(s.st), known: map[int64]tlog.Hash{}}
}

// grew refuses unless the later checkpoint is of a tree that has grown out of
// the tree of the earlier one.
func (s *Service) grew(ctx context.Context, from, to Checkpoint) error {
	switch {
	case to.Size < from.Size:
		return fmt.Errorf("checkpoint %d has fewer leaves than checkpoint %d", to.Number, from.Number)
	case to.Size == from.Size && to.Root != from.Root:
		return fmt.Errorf("checkpoint %d is of another tree than checkpoint %d", to.Number, from.Number)
	case to.Size == from.Size, from.Size == 0:
		return nil
	}
	proof, err := s.GrowthProof(ctx, from.Size, to.Size)
	if err != nil {
		return err
	}
	if err := tlog.CheckTree(proof, to.Size, to.Root, from.Size, from.Root); err != nil {
		return fmt.Errorf("checkpoint %d does not go on from checkpoint %d: %w", to.Number, from.Number, err)
	}
	return nil
}
