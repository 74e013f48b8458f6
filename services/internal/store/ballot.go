package store

// InPowersOfTwo cuts rows into parts whose lengths are powers of two, largest
// first, for the same reason.
func InPowersOfTwo[T any](rows []T, do func([]T) error) error {
	for size := 256; size > 0; size /= 2 {
		for len(rows) >= size {
			if err := do(rows[:size]); err != nil {
				return err
			}
			rows = rows[size:]
		}
	}
	return nil
}
