package models

import (
	"errors"
	"hash/fnv"
)

// Choice is an act that falls to somebody. Why tells what is in its way, such as a time
// that has not come or a signature that is missing; nil means that it can be done now.
type Choice struct {
	Act string
	Why *Error
}

// Choices are the acts that fall to one reader of a noun.
type Choices []Choice

// Choose asks, for each of the verbs, the very rules that the act itself asks: may
// and next leave out what is not the reader's to do and what the state does not have;
// what hindered refuses is theirs, and not possible yet. A rule that is nil refuses
// nothing. An error that is no refusal is given back.
func Choose[V ~string](verbs []V, may, next, hindered func(V) error) (Choices, error) {
	out := Choices{}
	for _, v := range verbs {
		why, err := refusal(v, may)
		if err == nil && why == nil {
			why, err = refusal(v, next)
		}
		if err != nil {
			return nil, err
		}
		if why != nil {
			continue
		}
		c := Choice{Act: string(v)}
		if c.Why, err = refusal(v, hindered); err != nil {
			return nil, err
		}
		out = append(out, c)
	}
	return out, nil
}

// refusal asks a rule about a verb, and tells its refusal from a fault.
func refusal[V ~string](v V, rule func(V) error) (why *Error, fault error) {
	if rule == nil {
		return nil, nil
	}
	if err := rule(v); err != nil && !errors.As(err, &why) {
		return nil, err
	}
	return why, nil
}

// Mark is a number that changes with the choices, for an entity tag: time alone opens
// and closes them, which makes no new version.
func (c Choices) Mark() int64 {
	h := fnv.New32a()
	for _, one := range c {
		_, _ = h.Write([]byte(one.Act + "\x00"))
		if one.Why != nil {
			_, _ = h.Write([]byte(one.Why.Reason))
		}
		_, _ = h.Write([]byte{1})
	}
	return int64(h.Sum32())
}
