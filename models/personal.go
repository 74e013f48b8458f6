package models

import (
	"reflect"
	"strings"
)

// PII is the class of personal data that a column holds. It stands in the tag
// of the entity's field, `pii:"class"`, on everything that is text or bytes; a
// test fails for a column without one. The classes follow what the law asks to
// be told apart (个人信息保护法 Art 28 and 51; by policy political status,
// ethnicity and the content of a quarrel count as sensitive, too).
//
// A second word, `pii:"class,technical"`, marks what says nothing to people: an
// index, a hash, a key of uniqueness. It is left out of what a person is shown.
type PII string

// The classes, the harmless first.
const (
	PIINone      PII = "none"      // our codes and states, words about organizations and places, hashes of no person
	PIIProfile   PII = "profile"   // a fact about a person: education, a membership, an office
	PIITrace     PII = "trace"     // what using the product leaves: sessions, devices, requests
	PIIWords     PII = "words"     // free words that a person typed
	PIIName      PII = "name"      // names, also chosen ones
	PIIContact   PII = "contact"   // phone, WeChat account, address
	PIIIdentity  PII = "identity"  // identity number, its indexes, what follows from it
	PIISensitive PII = "sensitive" // what harms when it leaks: a case, political status, ethnicity, health
)

// PIIClasses lists the classes, the harmless first.
func PIIClasses() []PII {
	return []PII{PIINone, PIIProfile, PIITrace, PIIWords, PIIName, PIIContact, PIIIdentity, PIISensitive}
}

var pIIWords = Words[PII]{
	{PIINone, "非个人信息", "no personal data"},
	{PIIProfile, "个人情况", "facts about a person"},
	{PIITrace, "使用记录", "traces of use"},
	{PIIWords, "本人填写的文字", "words typed by people"},
	{PIIName, "姓名、昵称", "names"},
	{PIIContact, "联系方式、住址", "contact and address"},
	{PIIIdentity, "身份证件信息", "identity document"},
	{PIISensitive, "敏感个人信息", "sensitive"},
}

// Text gives the plain words of a class.
func (c PII) Text() (zh, en string) { return pIIWords.Of(c) }

// All gives every value in order.
func (PII) All() []PII { return pIIWords.All() }

// FieldPII reads the class of an entity's field. Fields that are neither text
// nor bytes need none: ids, instants, days and numbers are what their table is,
// and may be tagged where they tell more. ok is false for a text or bytes field
// without a class, or with one that does not exist.
func FieldPII(f reflect.StructField) (class PII, technical, ok bool) {
	name, option, _ := strings.Cut(f.Tag.Get("pii"), ",")
	if name == "" {
		return PIINone, false, !textual(f.Type)
	}
	for _, known := range PIIClasses() {
		if string(known) == name {
			return known, option == "technical", option == "" || option == "technical"
		}
	}
	return PIINone, false, false
}

// textual reports a type that can hold words or bytes of any kind.
func textual(t reflect.Type) bool {
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	if t == reflect.TypeFor[Day]() {
		return false
	}
	return t.Kind() == reflect.String || t.Kind() == reflect.Slice && t.Elem().Kind() == reflect.Uint8
}

// Retention is a class of how long rows are kept. Every table of the register
// of personal data has one; how long each class is stands in one place with the
// purge.
type Retention string

// The classes.
const (
	RetainAccount      Retention = "account"   // as long as the account
	RetainLog          Retention = "log"       // 网络日志不少于六个月（网络安全法）
	RetainShort        Retention = "short"     // hours to half a year: remembered answers, tokens, exports, entries on lists
	RetainInbox        Retention = "inbox"     // notices
	RetainActivity     Retention = "activity"  // sign-ups, after the activity
	RetainCase         Retention = "case"      // mediation dossiers
	RetainElection     Retention = "election"  // rolls, ballots, results
	RetainOrganization Retention = "body"      // records of an organization: members, offices
	RetainAudit        Retention = "audit"     // the trail
	RetainReference    Retention = "reference" // no personal data: kept as long as it is right
)

// Retentions lists the classes.
func Retentions() []Retention {
	return []Retention{RetainAccount, RetainLog, RetainShort, RetainInbox, RetainActivity, RetainCase, RetainElection,
		RetainOrganization, RetainAudit, RetainReference}
}

// OnClosing says what closing an account does with the rows of a table that
// are about the person.
type OnClosing string

// The three.
const (
	ClosingDeletes OnClosing = "delete" // the rows go
	ClosingForgets OnClosing = "forget" // the rows stay, the named columns are cleared
	ClosingKeeps   OnClosing = "keep"   // a law wants them as they are, named in the register
	ClosingNothing OnClosing = "none"   // the rows are nobody's
)

// PersonalTable is the line of one table in the register of personal data: the
// one place that says what it holds about people, why, for how long, who sees
// it, and what happens with it when an account is closed. The record of
// processing (docs/personal-data.md), the export of everything about oneself
// and the closing of accounts are made from these lines.
type PersonalTable struct {
	Table  string
	ZH, EN string // what it is, as the person is told
	// Subject names the columns that hold the id of the person whom a row is
	// about; none: its rows are nobody's, and the rest but Purpose may be empty.
	Subject   []string
	Retention Retention
	Purpose   string // what for (English, for the record)
	Basis     string // legal basis: law and article
	SeenBy    string // who reads it
	// Exported rows are given to the person. What is not exported says why, in
	// words for the person.
	Exported bool
	Withheld string
	Closing  OnClosing
	// Forget are the columns that closing clears: text becomes empty, the rest
	// NULL. Only with ClosingForgets.
	Forget []string
	// KeepLaw is the law that wants the rows kept. Only with ClosingKeeps or
	// ClosingForgets.
	KeepLaw string
	// Why tells the person, in plain Chinese, what closing does here and why.
	Why string
}

// Personal reports whether the table holds rows about people.
func (p PersonalTable) Personal() bool { return len(p.Subject) > 0 }
