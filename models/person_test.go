package models

import "testing"

func TestAgeOn(t *testing.T) {
	cases := []struct {
		birth, on Day
		age       int
		vote      bool
	}{
		{"2008-11-22", "2026-11-21", 17, false},
		{"2008-11-22", "2026-11-22", 18, true},
		{"2008-02-29", "2026-02-28", 17, false},
		{"2008-02-29", "2026-03-01", 18, true},
		{"2026-11-23", "2026-11-22", -1, false},
		{"2000-01-01", "2026-11-22", 26, true},
		{"", "2026-11-22", -1, false},
	}
	for _, c := range cases {
		if got := AgeOn(c.birth, c.on); got != c.age {
			t.Errorf("AgeOn(%s, %s) = %d, want %d", c.birth, c.on, got, c.age)
		}
		if got := MayVoteOn(c.birth, c.on); got != c.vote {
			t.Errorf("MayVoteOn(%s, %s) = %v", c.birth, c.on, got)
		}
	}
}

func TestValidName(t *testing.T) {
	for name, want := range map[string]bool{
		"张三": true, "欧阳娜娜": true, "买买提·吐尔逊": true, "𬱖𬸪": true, "〇一": true, "Anna Maria O'Neil-Li": true,
		"José María": true,
		"":           false, "张": false, "张三1": false, "张三。": false, "·张三": false, "张三·": false, "张··三": false,
		"张 ":       false,
		"张\u200b三": false, "Иван": false, "张三\n": false, "<b>": false, "\xff\xfe": false, "\U000E0100张三": false,
		"⼈山": false, "々山": false, "ɑnna": false, "Ａnna": false, "аdmin": false, "李\ue000": false,
		"e\u0301\u0301a": false, "艾山·Ali": true, "Nguyễn": true,
	} {
		if got := ValidName(name); got != want {
			t.Errorf("ValidName(%q) = %v", name, got)
		}
	}
}

func TestMaskName(t *testing.T) {
	for name, want := range map[string]string{"": "", "张": "张*", "张三": "张*", "欧阳娜娜": "欧***", "𬱖三": "𬱖*",
		"Anna Maria O'Neil": "A****"} {
		if got := MaskName(name); got != want {
			t.Errorf("MaskName(%q) = %q, want %q", name, got, want)
		}
	}
}

func TestSessionLive(t *testing.T) {
	gone := Instant(1)
	for name, c := range map[string]struct {
		s    Session
		want bool
	}{
		"live":        {Session{ExpiresAt: 100}, true},
		"newer epoch": {Session{ExpiresAt: 100, Epoch: 9}, true},
		"at its end":  {Session{ExpiresAt: 50}, false},
		"revoked":     {Session{ExpiresAt: 100, RevokedAt: &gone}, false},
		"lower epoch": {Session{ExpiresAt: 100, Epoch: -1}, false},
	} {
		if got := c.s.Live(50, 0); got != c.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}

func TestEducation(t *testing.T) {
	for code, want := range map[string]bool{"": true, "71": true, "21": true, "01": false, "99": false} {
		if ValidEducation(code) != want {
			t.Errorf("ValidEducation(%q)", code)
		}
	}
	if zh, en := EducationText("71"); zh != "初中" || en == "" {
		t.Error(zh, en)
	}
}
