package apptest

import "sync"

// Race calls do(0) … do(n-1) at once, one goroutine each, and gives their
// results in that order.
func Race[T any](n int, do func(i int) T) []T {
	results := make([]T, n)
	start := make(chan struct{})
	var wg sync.WaitGroup
	for i := range n {
		wg.Go(func() {
			<-start
			results[i] = do(i)
		})
	}
	close(start)
	wg.Wait()
	return results
}

// Statuses counts the statuses of answers.
func Statuses(answers []*Response) map[int]int {
	n := map[int]int{}
	for _, r := range answers {
		n[r.Status]++
	}
	return n
}
