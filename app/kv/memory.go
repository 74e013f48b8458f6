package kv

import (
	"hash/maphash"
	"sync"
)

const (
	shards     = 64
	memoryKeys = 1 << 20 // keys kept at most, about 70 MB when full
	sweepFloor = 256     // a shard smaller than this is never swept
)

// memoryStore keeps tats in sharded maps. There is no goroutine: a shard that
// has doubled since its last sweep is swept by the writer who notices.
type memoryStore struct {
	seed   maphash.Seed
	most   int // keys in one shard
	shards [shards]shard
}

type shard struct {
	mu      sync.Mutex
	tats    map[string]int64
	sweepAt int
	_       [40]byte // keeps neighbours' locks off one cache line
}

func newMemoryStore(keys int) *memoryStore {
	m := &memoryStore{seed: maphash.MakeSeed(), most: max(keys/shards, 1)}
	for i := range m.shards {
		m.shards[i].tats = map[string]int64{}
		m.shards[i].sweepAt = min(sweepFloor, m.most)
	}
	return m
}

func (m *memoryStore) allow(key string, l limit, now int64) verdict {
	s := &m.shards[maphash.String(m.seed, key)%shards]
	s.mu.Lock()
	defer s.mu.Unlock()
	old, known := s.tats[key]
	v, tat := l.step(old, now)
	if !known && len(s.tats) >= s.sweepAt {
		s.sweep(now, m.most)
	}
	s.tats[key] = tat
	return v
}

// sweep drops what has expired (a tat in the past equals an absent one). If
// that frees too little, the keys go that have used least of their limit: an
// attacker with many addresses must not make the process grow, nor wash away
// the counts of those who are being held back.
func (s *shard) sweep(now int64, most int) {
	var sum int64
	for key, tat := range s.tats {
		if tat <= now {
			delete(s.tats, key)
			continue
		}
		sum += tat - now
	}
	if n := len(s.tats); n > most*7/8 {
		mean := sum / int64(n)
		for key, tat := range s.tats {
			if tat-now <= mean {
				delete(s.tats, key)
			}
		}
	}
	s.sweepAt = min(max(2*len(s.tats), sweepFloor), most)
}

// size counts the keys.
func (m *memoryStore) size() int {
	n := 0
	for i := range m.shards {
		s := &m.shards[i]
		s.mu.Lock()
		n += len(s.tats)
		s.mu.Unlock()
	}
	return n
}
