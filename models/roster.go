package models

import "time"

// A roster is a list of people that a leader keeps in a spreadsheet. Its rows
// become entries that wait until the person claims them: nobody is a member
// without the own yes.

// RosterState is where a roster stands.
type RosterState string

// States: uploaded ⇄ checking → checked ⇄ checking, checked → importing →
// imported, and any of them → cancelling → cancelled. failed: the file could
// not be read to its end.
const (
	RosterUploaded   RosterState = "uploaded"
	RosterChecking   RosterState = "checking"
	RosterChecked    RosterState = "checked"
	RosterImporting  RosterState = "importing"
	RosterImported   RosterState = "imported"
	RosterFailed     RosterState = "failed"
	RosterCancelling RosterState = "cancelling"
	RosterCancelled  RosterState = "cancelled"
)

var rosterStateWords = Words[RosterState]{
	{RosterUploaded, "已上传，待核对", "Uploaded, to be checked"},
	{RosterChecking, "正在核对", "Being checked"},
	{RosterChecked, "已核对，待导入", "Checked, to be imported"},
	{RosterImporting, "正在导入", "Being imported"},
	{RosterImported, "已导入", "Imported"},
	{RosterFailed, "文件读取失败", "The file could not be read"},
	{RosterCancelling, "正在撤销", "Being taken back"},
	{RosterCancelled, "已撤销", "Taken back"},
}

// Text gives the plain words of a state.
func (s RosterState) Text() (zh, en string) { return rosterStateWords.Of(s) }

// All gives every value in order.
func (RosterState) All() []RosterState { return rosterStateWords.All() }

// Idle reports whether nothing is being done with it and its file is there.
func (s RosterState) Idle() bool { return s == RosterUploaded || s == RosterChecked }

// RosterAs says what its people are asked for.
type RosterAs string

// An invitation is new to them; a membership is one that they have on paper.
const (
	RosterInvitation RosterAs = "invitation"
	RosterMembership RosterAs = "membership"
)

var rosterAsWords = Words[RosterAs]{
	{RosterInvitation, "邀请入会", "Invitation"},
	{RosterMembership, "已有会员，待本人认领", "Members already, to be claimed"},
}

// Text gives the plain words.
func (a RosterAs) Text() (zh, en string) { return rosterAsWords.Of(a) }

// All gives every value in order.
func (RosterAs) All() []RosterAs { return rosterAsWords.All() }

// Source gives how a spell began that was claimed.
func (a RosterAs) Source() MemberSource {
	if a == RosterInvitation {
		return ByInvitation
	}
	return ByRoster
}

// Roster is a list that was uploaded for a body, and what has come of it.
type Roster struct {
	ID             ID `gorm:"primaryKey"`
	OrganizationID ID
	FileID         ID
	State          RosterState `pii:"none"`
	Sheet          string      `pii:"none"`
	HeaderRow      int64       // the row that says what the columns are
	Mapping        string      `pii:"none"` // JSON: field → column
	ImportAs       RosterAs    `pii:"none"`
	RunID          *ID         // of the check, import or taking back under way
	BusyKey        []byte      `pii:"none,technical"` // the body, while entries are written or removed; unique
	Step           int64       // how many steps of the run are done
	RowsDone       int64       // last row of the sheet that the run has taken
	RowCount       int64       // rows with people
	BadCount       int64
	AddedCount     int64  // of the import
	KnownCount     int64  // were on a list of the body already
	MemberCount    int64  // are members already
	ClaimedCount   int64  // have said yes
	Blocker        string `pii:"none"` // what forbids the import of the whole list
	BlockedAt      string `pii:"none"` // where
	CreatedBy      ID
	CheckedAt      *Instant
	ImportedAt     *Instant
	ExpiresAt      Instant // until when the file waits; then until when entries do
	Version        int64
	CreatedAt      Instant `gorm:"autoCreateTime:false"`
	UpdatedAt      Instant `gorm:"autoUpdateTime:false"`
}

// RosterEntry is somebody on a list, until they have answered or its time is
// over. Name and number are sealed, and gone once the person has said yes.
type RosterEntry struct {
	ID               ID `gorm:"primaryKey"`
	OrganizationID   ID
	RosterID         ID
	RowNo            int64
	State            RosterEntryState `pii:"profile"`
	Side             MemberSide       `pii:"profile"`
	NameSealed       []byte           `pii:"name"`
	IDNumberSealed   []byte           `gorm:"column:id_number_sealed" pii:"identity"`
	IDNumberIndex    []byte           `gorm:"column:id_number_index" pii:"identity,technical"`
	IDNumberIndexAlt []byte           `gorm:"column:id_number_index_alt" pii:"identity,technical"`
	PersonID         *ID              // who has answered
	MembershipID     *ID              // what came of it
	DecidedAt        *Instant
	ExpiresAt        Instant
	CreatedAt        Instant `gorm:"autoCreateTime:false"`
}

// RosterEntryState is where an entry stands.
type RosterEntryState string

// States: waiting → claimed | declined. The body sees what was declined as
// waiting still, so that it learns nothing from a no.
const (
	EntryWaiting  RosterEntryState = "waiting"
	EntryClaimed  RosterEntryState = "claimed"
	EntryDeclined RosterEntryState = "declined"
)

var rosterEntryStateWords = Words[RosterEntryState]{
	{EntryWaiting, "待本人认领", "Waits for the person"},
	{EntryClaimed, "本人已认领", "Claimed"},
	{EntryDeclined, "本人未认领", "Declined"},
}

// Text gives the plain words of a state.
func (s RosterEntryState) Text() (zh, en string) { return rosterEntryStateWords.Of(s) }

// All gives every value in order.
func (RosterEntryState) All() []RosterEntryState { return rosterEntryStateWords.All() }

// RosterFaultRow is a row of a list with what is wrong in it, and nothing of
// what stands there.
type RosterFaultRow struct {
	RosterID ID     `gorm:"primaryKey"`
	RowNo    int64  `gorm:"primaryKey"`
	Faults   string `pii:"none"` // field:fault, separated by commas
}

// RosterClaim is an entry as the person on it sees it, with the body.
type RosterClaim struct {
	RosterEntry
	ImportAs         RosterAs
	CreatedBy        ID // of the list
	OrganizationName string
	OrganizationKind OrganizationKind
	RegionCode       RegionCode
}

// Bounds of rosters.
const (
	RosterRowsMax = 120_000
	// RosterFileLife is how long an uploaded list waits to be imported.
	RosterFileLife = 7 * 24 * time.Hour
	// RosterEntryLife is how long people on it may answer.
	RosterEntryLife = 180 * 24 * time.Hour
	// RosterDeclineLife is for how long a no keeps the body from asking again.
	RosterDeclineLife = 30 * 24 * time.Hour
	// RosterFaultsMax is how many rows with faults are kept to be shown.
	RosterFaultsMax = 5000
	RosterSheetMax  = 100
	RosterHeaderMax = 50
)

// What people are told about rosters.
const (
	NoticeRosterMatched  NoticeKind = "roster.matched"  // to a person on a list
	NoticeRosterClaimed  NoticeKind = "roster.claimed"  // to the heads
	NoticeRosterImported NoticeKind = "roster.imported" // to who imported
)

// Refusals around rosters.
var (
	ErrSheetKind = NewError(CodeInvalid, "file.sheet_kind", "请上传Excel工作簿（.xlsx）或CSV文件",
		"Send a workbook (.xlsx) or a CSV")
	ErrSheetOld = NewError(CodeInvalid, "file.sheet_old",
		"这是旧版Excel文件（.xls）或网页表格，请用Excel或WPS打开，另存为“Excel工作簿（.xlsx）”后再上传", "An old workbook: save it as .xlsx")
	ErrSheetEncrypted = NewError(CodeInvalid, "file.sheet_encrypted", "文件设有打开密码，请先取消密码再上传",
		"The workbook is locked by a password: remove it first")
	ErrSheetMacro = NewError(CodeInvalid, "file.sheet_macro", "文件里有宏，请另存为“Excel工作簿（.xlsx）”后再上传",
		"The workbook has macros: save it as .xlsx")
	ErrSheetUnpacked = NewError(CodeInvalid, "file.sheet_unpacked", "文件展开后太大，请只保留名单本身，分成几个文件上传",
		"The workbook unpacks to too much: keep the list alone")
	ErrRosterSheet = NewError(CodeInvalid, "roster.no_sheet", "文件里没有这张工作表", "The file has no such sheet")
	ErrRosterState = NewError(CodeConflict, "roster.wrong_state", "名册当前不能进行此操作，请刷新后查看",
		"The roster is not in a state that allows this")
	ErrRosterUnchecked = NewError(CodeConflict, "roster.not_checked", "请先核对名册，再导入",
		"Check the roster before you import it")
	ErrRosterBusy = NewError(CodeConflict, "roster.busy", "本组织正在导入或撤销另一份名册，请稍后再试",
		"Another roster of the body is being imported or taken back")
	ErrRosterMerged = NewError(CodeConflict, "roster.merged_cells", "名单里有合并的单元格，无法分清每一行是谁。请取消合并并补全每一行，再重新上传",
		"The list has merged cells: unmerge them, fill in every row and send it again")
	ErrRosterTooLong = NewError(CodeConflict, "roster.too_long", "名单超过12万行，请分成几个文件",
		"More than 120,000 rows: split the list")
	ErrRosterEmpty  = NewError(CodeConflict, "roster.empty", "没有可以导入的行，请按提示修改后重新上传", "There is no row to import")
	ErrRosterUnread = NewError(CodeConflict, "roster.unreadable", "文件读不完整，请另存为.xlsx后重新上传",
		"The file cannot be read to its end: save it anew")
	ErrRosterDecided = NewError(CodeConflict, "roster_claim.decided", "您已经答复过了", "You have answered already")
)

// RosterBlocker gives the refusal of what forbids the import of a whole list,
// nil for none.
func RosterBlocker(reason string) *Error {
	for _, e := range []*Error{ErrRosterMerged, ErrRosterTooLong, ErrRosterEmpty, ErrRosterUnread} {
		if e.Reason == reason {
			return e
		}
	}
	return nil
}

// Claimed gives the spell of somebody on a list who has said yes. Id is set by
// the caller, who holds the lock of the body's row.
func Claimed(o Organization, c RosterClaim, person ID, now Instant) Membership {
	return Membership{
		OrganizationID: o.ID, PersonID: person, State: MembershipActive, Side: c.Side, QueueNo: o.NextQueueNo,
		Tie: TieFormal, Source: c.ImportAs.Source(), InvitedBy: &c.CreatedBy, Answers: "[]",
		LiveKey: SpellKey(o.ID, person), DecidedBy: &c.CreatedBy, DecidedAt: &now, JoinedAt: &now, Version: 1,
		CreatedAt: now, UpdatedAt: now,
	}
}
