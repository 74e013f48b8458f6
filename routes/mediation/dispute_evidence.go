package mediation

import (
	"encoding/hex"

	"xinjumin/models"
	"xinjumin/models/dispute"
	"xinjumin/routes/httpapi"
	"xinjumin/services/mediation"
)

// DisputeFile is a file that was handed in with a case.
type DisputeFile struct {
	ID         models.ID          `json:"id"`
	Kind       string             `json:"kind" enum:"jpeg,png,pdf,mp3,m4a,aac,amr,wav,xlsx,csv" example:"jpeg"`
	KindText   string             `json:"kind_text" maxLength:"40" example:"照片"`
	Name       string             `json:"name" maxLength:"100" doc:"For display only" example:"工资条.jpg"`
	Size       int64              `json:"size" minimum:"0" maximum:"20971520" doc:"Bytes, as it is stored" example:"183204"`
	Title      *string            `json:"title" maxLength:"100" doc:"What it shows" example:"九月的考勤表"`
	SHA256     *string            `json:"sha256" maxLength:"64" doc:"Of its content, as it is stored; null for old files"`
	PartyID    *models.ID         `json:"party_id" doc:"Whose it is; null: the committee's"`
	PartyName  *string            `json:"party_name" maxLength:"100"`
	Side       *dispute.PartySide `json:"side"`
	SideText   string             `json:"side_text" maxLength:"20" example:"申请人"`
	ReplacesID *models.ID         `json:"replaces_id" doc:"The older piece of which it is the better copy"`
	IsShared   bool               `json:"is_shared" doc:"All parties read it"`
	CanShare   bool               `json:"can_share" doc:"The caller may share it with all parties"`
	IsMe       bool               `json:"is_me" doc:"The caller handed it in"`
	URL        string             `json:"url" maxLength:"500" example:"https://api.example.cn/api/v1/files/0b1f6a52-6c1d-4f0e-9d3a-5f7c3c9d1e20/content?variant=full&expires=1763863200000&signature=bXk"`
	ThumbURL   *string            `json:"thumb_url" maxLength:"500" doc:"Of a small JPEG; null for what is no picture"`
	URLEndsAt  models.Instant     `json:"url_expires_at" doc:"Read the case again for fresh links"`
	CreatedAt  models.Instant     `json:"created_at"`
}

// Docs implements httpapi.Documented.
func (DisputeFile) Docs() map[string]string {
	return map[string]string{
		"side": "On which side its owner is; null for the committee's",
		"url": "Of the content, for the caller alone and with the access token; each look is recorded. Empty when " +
			"the file is blocked",
	}
}

// DisputeVoice is the recording in which a case was told.
type DisputeVoice struct {
	DisputeFile
	Transcript          *string `json:"transcript" maxLength:"5000" doc:"What is said in it, in writing"`
	TranscriptLang      *string `json:"transcript_lang" maxLength:"35" doc:"Language or dialect (BCP 47)" example:"zh-CN"`
	TranscriptConfirmed bool    `json:"transcript_confirmed" doc:"The speaker found the transcript right"`
}

// disputeFile shows a file with its links under the address of this server.
func disputeFile(api *httpapi.API, b mediation.Brought) DisputeFile {
	out := DisputeFile{ID: b.ID, Kind: string(b.Kind), Name: b.Name, Size: b.Size, Title: textOrNull(b.Title),
		PartyID: b.Party, PartyName: textOrNull(b.Owner), Side: codeOrNull(b.Side), SideText: "调委会",
		ReplacesID: b.Replaces, IsShared: b.Shared, CanShare: b.CanShare, IsMe: b.Me, URLEndsAt: b.LinkEnds,
		CreatedAt: b.CreatedAt}
	out.KindText, _ = b.Kind.Text()
	if b.Side != "" {
		out.SideText, _ = b.Side.Text()
	}
	if len(b.Hash) > 0 {
		hash := hex.EncodeToString(b.Hash)
		out.SHA256 = &hash
	}
	out.URL, out.ThumbURL = b.Addresses(api.URL)
	return out
}

// presentBrought adds what was handed in. Links end, so their end is a detail of
// the entity tag.
func presentBrought(api *httpapi.API, c mediation.Case, out *disputeOut) {
	out.Body.Evidence = make([]DisputeFile, len(c.Evidence))
	for i, b := range c.Evidence {
		out.Body.Evidence[i] = disputeFile(api, b)
		out.Versioned = httpapi.VersionTag(c.Version, int64(b.LinkEnds))
	}
	if c.Voice != nil {
		out.Body.Voice = &DisputeVoice{DisputeFile: disputeFile(api, *c.Voice), Transcript: textOrNull(c.Voice.Words),
			TranscriptLang: textOrNull(c.Voice.TranscriptLang), TranscriptConfirmed: c.Voice.TranscriptConfirmed}
		out.Versioned = httpapi.VersionTag(c.Version, int64(c.Voice.LinkEnds))
	}
}
