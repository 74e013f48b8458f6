package roster

import (
	"time"

	"xinjumin/models"
)

// A roster is a list of people that a leader keeps in a spreadsheet. Its rows
// become entries that wait until the person claims them: nobody is a member
// without the own yes.

// State is where a roster stands.
type State string

// States: uploaded ⇄ checking → checked ⇄ checking, checked → importing →
// imported, and any of them → cancelling → cancelled. failed: the file could
// not be read to its end; failed → checking.
const (
	Uploaded   State = "uploaded"
	Checking   State = "checking"
	Checked    State = "checked"
	Importing  State = "importing"
	Imported   State = "imported"
	Failed     State = "failed"
	Cancelling State = "cancelling"
	Cancelled  State = "cancelled"
)

var rosterStateWords = models.Words[State]{
	{Uploaded, "已上传，待核对", "Uploaded, to be checked"},
	{Checking, "正在核对", "Being checked"},
	{Checked, "已核对，待导入", "Checked, to be imported"},
	{Importing, "正在导入", "Being imported"},
	{Imported, "已导入", "Imported"},
	{Failed, "文件读取失败", "The file could not be read"},
	{Cancelling, "正在撤销", "Being taken back"},
	{Cancelled, "已撤销", "Taken back"},
}

// Text gives the plain words of a state.
func (s State) Text() (zh, en string) { return rosterStateWords.Of(s) }

// All gives every value in order.
func (State) All() []State { return rosterStateWords.All() }

// Idle reports whether nothing is being done with it and its file is there. What
// has failed may be begun anew.
func (s State) Idle() bool { return s == Uploaded || s == Checked || s == Failed }

// As says what its people are asked for.
type As string

// An invitation is new to them; a membership is one that they have on paper.
const (
	Invitation As = "invitation"
	Membership As = "membership"
)

var rosterAsWords = models.Words[As]{
	{Invitation, "邀请入会", "Invitation"},
	{Membership, "已有会员，待本人认领", "Members already, to be claimed"},
}

// Text gives the plain words.
func (a As) Text() (zh, en string) { return rosterAsWords.Of(a) }

// All gives every value in order.
func (As) All() []As { return rosterAsWords.All() }

// Source gives how a membership began that was claimed.
func (a As) Source() models.MemberSource {
	if a == Invitation {
		return models.ByInvitation
	}
	return models.ByRoster
}

// Roster is a list that was uploaded for an organization, and what has come of it.
type Roster struct {
	ID             models.ID `gorm:"primaryKey"`
	OrganizationID models.ID
	FileID         models.ID
	State          State      `pii:"none"`
	Sheet          string     `pii:"none"`
	HeaderRow      int64      // the row that says what the columns are
	Mapping        string     `pii:"none"` // JSON: field → column
	ImportAs       As         `pii:"none"`
	RunID          *models.ID // of the check, import or taking back under way
	BusyKey        []byte     `pii:"none,technical"` // the organization, while entries are written or removed; unique
	Step           int64      // how many steps of the run are done
	RowsDone       int64      // last row of the sheet that the run has taken
	RowCount       int64      // rows with people
	BadCount       int64
	HiddenCount    int64  // of the rows with people: out of sight in the workbook
	AddedCount     int64  // of the import
	KnownCount     int64  // were on a list of the organization already
	MemberCount    int64  // are members already
	ClaimedCount   int64  // have said yes
	Blocker        string `pii:"none"` // what forbids the import of the whole list
	BlockedAt      string `pii:"none"` // where
	CreatedBy      models.ID
	CheckedAt      *models.Instant
	ImportedAt     *models.Instant
	ExpiresAt      models.Instant // until when the file waits; then until when entries do
	Version        int64
	CreatedAt      models.Instant `gorm:"autoCreateTime:false"`
	UpdatedAt      models.Instant `gorm:"autoUpdateTime:false"`
}

// Entry is somebody on a list, until they have answered or its time is
// over. Name and number are sealed, and gone once the person has said yes.
type Entry struct {
	ID               models.ID `gorm:"primaryKey"`
	OrganizationID   models.ID
	RosterID         models.ID
	RowNo            int64
	State            EntryState        `pii:"profile"`
	Side             models.MemberSide `pii:"profile"`
	NameSealed       []byte            `pii:"name"`
	IDNumberSealed   []byte            `gorm:"column:id_number_sealed" pii:"identity"`
	IDNumberIndex    []byte            `gorm:"column:id_number_index" pii:"identity,technical"`
	IDNumberIndexAlt []byte            `gorm:"column:id_number_index_alt" pii:"identity,technical"`
	PersonID         *models.ID        // who has answered
	MembershipID     *models.ID        // what came of it
	DecidedAt        *models.Instant
	ExpiresAt        models.Instant
	CreatedAt        models.Instant `gorm:"autoCreateTime:false"`
}

// TableName keeps the name of the table, which says the area, too.
func (Entry) TableName() string { return "roster_entries" }

// EntryState is where an entry stands.
type EntryState string

// States: waiting → claimed | declined. The organization sees what was declined as
// waiting still, so that it learns nothing from a no.
const (
	EntryWaiting  EntryState = "waiting"
	EntryClaimed  EntryState = "claimed"
	EntryDeclined EntryState = "declined"
)

var rosterEntryStateWords = models.Words[EntryState]{
	{EntryWaiting, "待本人认领", "Waits for the person"},
	{EntryClaimed, "本人已认领", "Claimed"},
	{EntryDeclined, "本人未认领", "Declined"},
}

// Text gives the plain words of a state.
func (s EntryState) Text() (zh, en string) { return rosterEntryStateWords.Of(s) }

// All gives every value in order.
func (EntryState) All() []EntryState { return rosterEntryStateWords.All() }

// FaultRow is a row of a list with what is wrong in it, and nothing of
// what stands there.
type FaultRow struct {
	RosterID models.ID `gorm:"primaryKey"`
	RowNo    int64     `gorm:"primaryKey"`
	Faults   string    `pii:"none"` // field:fault, separated by commas
}

// TableName keeps the name of the table, which says the area, too.
func (FaultRow) TableName() string { return "roster_fault_rows" }

// Claim is an entry as the person on it sees it, with the organization.
type Claim struct {
	Entry
	ImportAs         As
	CreatedBy        models.ID // of the list
	OrganizationName string
	OrganizationKind models.OrganizationKind
	RegionCode       models.RegionCode
}

// Bounds of rosters.
const (
	RowsMax = 120_000
	// FileLife is how long an uploaded list waits to be imported.
	FileLife = 7 * 24 * time.Hour
	// EntryLife is how long people on it may answer.
	EntryLife = 180 * 24 * time.Hour
	// DeclineLife is for how long a no keeps the organization from asking again.
	DeclineLife = 30 * 24 * time.Hour
	// QuietMax is how long a check may give no sign before it may be begun anew.
	QuietMax = time.Hour
	// FaultsMax is how many rows with faults are kept to be shown.
	FaultsMax = 5000
	SheetMax  = 100
	HeaderMax = 50
)

// What people are told about rosters.
const (
	NoticeMatched  models.NoticeKind = "roster.matched"  // to a person on a list
	NoticeClaimed  models.NoticeKind = "roster.claimed"  // to the heads
	NoticeImported models.NoticeKind = "roster.imported" // to who imported
)

// Refusals around rosters.
var (
	ErrSheetKind = models.NewError(models.CodeInvalid, "file.sheet_kind", "请上传Excel工作簿（.xlsx）或CSV文件",
		"Send a workbook (.xlsx) or a CSV")
	ErrSheetOld = models.NewError(models.CodeInvalid, "file.sheet_old",
		"这是旧版Excel文件（.xls）或网页表格，请用Excel或WPS打开，另存为“Excel工作簿（.xlsx）”后再上传", "An old workbook: save it as .xlsx")
	ErrSheetEncrypted = models.NewError(models.CodeInvalid, "file.sheet_encrypted", "文件设有打开密码，请先取消密码再上传",
		"The workbook is locked by a password: remove it first")
	ErrSheetMacro = models.NewError(models.CodeInvalid, "file.sheet_macro", "文件里有宏，请另存为“Excel工作簿（.xlsx）”后再上传",
		"The workbook has macros: save it as .xlsx")
	ErrSheetUnpacked = models.NewError(models.CodeInvalid, "file.sheet_unpacked", "文件展开后太大，请只保留名单本身，分成几个文件上传",
		"The workbook unpacks to too much: keep the list alone")
	ErrSheet = models.NewError(models.CodeInvalid, "roster.no_sheet", "文件里没有这张工作表", "The file has no such sheet")
	ErrState = models.NewError(models.CodeConflict, "roster.wrong_state", "名册当前不能进行此操作，请刷新后查看",
		"The roster is not in a state that allows this")
	ErrUnchecked = models.NewError(models.CodeConflict, "roster.not_checked", "请先核对名册，再导入",
		"Check the roster before you import it")
	ErrBusy = models.NewError(models.CodeConflict, "roster.busy", "本组织正在导入或撤销另一份名册，请稍后再试",
		"Another roster of the organization is being imported or taken back")
	ErrMerged = models.NewError(models.CodeConflict, "roster.merged_cells",
		"姓名、身份证号或身份这几列里有上下合并的单元格，无法分清每一行是谁。请取消合并并补全每一行，再重新上传",
		"Cells of name, number or side are merged over several rows: unmerge them, fill in every row and send it again")
	ErrTooLong = models.NewError(models.CodeConflict, "roster.too_long", "名单超过12万行，请分成几个文件",
		"More than 120,000 rows: split the list")
	ErrEmpty = models.NewError(models.CodeConflict, "roster.empty", "没有可以导入的行，请按提示修改后重新上传",
		"There is no row to import")
	ErrUnread = models.NewError(models.CodeConflict, "roster.unreadable", "文件读不完整，请另存为.xlsx后重新上传",
		"The file cannot be read to its end: save it anew")
	ErrDecided = models.NewError(models.CodeConflict, "roster_claim.decided", "您已经答复过了", "You have answered already")
)

// Blocker gives the refusal of what forbids the import of a whole list,
// nil for none.
func Blocker(reason string) *models.Error {
	for _, e := range []*models.Error{ErrMerged, ErrTooLong, ErrEmpty, ErrUnread, ErrSheetUnpacked, ErrSheet} {
		if e.Reason == reason {
			return e
		}
	}
	return nil
}

// Claimed gives the membership of somebody on a list who has said yes. Id is set by
// the caller, who holds the lock of the organization's row.
func Claimed(o models.Organization, c Claim, person models.ID, now models.Instant) models.Membership {
	return models.Membership{
		OrganizationID: o.ID, PersonID: person, State: models.MembershipActive, Side: c.Side, QueueNo: o.NextQueueNo,
		Tie: models.TieFormal, Source: c.ImportAs.Source(), InvitedBy: &c.CreatedBy, Answers: "[]",
		LiveKey: models.MembershipKey(o.ID, person), DecidedBy: &c.CreatedBy, DecidedAt: &now, JoinedAt: &now,
		Version: 1, CreatedAt: now, UpdatedAt: now,
	}
}
