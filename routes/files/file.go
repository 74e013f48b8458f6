package files

import (
	"context"

	"xinjumin/models"
	"xinjumin/models/roster"
	"xinjumin/models/upload"
	"xinjumin/routes/httpapi"
	"xinjumin/services/files"
)

// File is something that was uploaded, with links that end.
type File struct {
	ID             models.ID         `json:"id"`
	Purpose        string            `json:"purpose" enum:"avatar,activity_image,evidence,document,voice,charter,roster" example:"evidence"`
	PurposeText    string            `json:"purpose_text" maxLength:"40" example:"证据材料"`
	Kind           string            `json:"kind" enum:"jpeg,png,pdf,mp3,m4a,aac,amr,wav,xlsx,csv" example:"jpeg"`
	KindText       string            `json:"kind_text" maxLength:"40" example:"照片"`
	Name           string            `json:"name" maxLength:"100" doc:"For display only" example:"工资条.jpg"`
	Size           int64             `json:"size" minimum:"0" maximum:"20971520" doc:"Bytes, as it is stored" example:"183204"`
	Width          int64             `json:"width" minimum:"0" maximum:"4096" doc:"0 for what is no picture" example:"1080"`
	Height         int64             `json:"height" minimum:"0" maximum:"4096" doc:"0 for what is no picture" example:"1440"`
	Moderation     upload.Moderation `json:"moderation" example:"pending"`
	ModerationText string            `json:"moderation_text" maxLength:"40" example:"待审核"`
	Confidential   bool              `json:"confidential"`
	URL            string            `json:"url" maxLength:"500" example:"https://api.example.cn/api/v1/files/0b1f6a52-6c1d-4f0e-9d3a-5f7c3c9d1e20/content?variant=full&expires=1763863200000&signature=bXk"`
	ThumbURL       *string           `json:"thumb_url" maxLength:"500" doc:"Of a small JPEG; null for what is no picture"`
	URLExpiresAt   models.Instant    `json:"url_expires_at" doc:"Read the file again for fresh links"`
	Attached       bool              `json:"attached" doc:"It is in use; else it goes away at expires_at" example:"false"`
	ExpiresAt      *models.Instant   `json:"expires_at" doc:"When it goes away unless it is used until then"`
	CreatedAt      models.Instant    `json:"created_at"`
}

// Docs implements httpapi.Documented.
func (File) Docs() map[string]string {
	return map[string]string{
		"kind": "What it is, by its content",
		"confidential": "Links need the access token of whom they were made for, each read is recorded: use " +
			"wx.downloadFile with the header. Other links suffice by themselves, for <image src>",
		"url": "Of the content, good until url_expires_at; empty when the file is blocked",
	}
}

type fileOut struct{ Body File }

type fileIn struct {
	ID models.ID `path:"id" doc:"File"`
}

type contentIn struct {
	ID        models.ID `path:"id" doc:"File"`
	Variant   string    `query:"variant" maxLength:"10" doc:"full or thumb, as in the link"`
	Expires   int64     `query:"expires" minimum:"0" maximum:"9007199254740991" doc:"As in the link"`
	Signature string    `query:"signature" maxLength:"64" doc:"As in the link"`
}

// Files registers the routes of uploads.
func Files(api *httpapi.API, svc *files.Service) {
	const tag = "files"
	api.Tag(tag, "Files", "文件")
	api.Words(words)
	var purposes []string
	for _, r := range upload.Rules() {
		if r.Taker != "" { // the others come with the operation that takes them
			purposes = append(purposes, string(r.Purpose))
		}
	}
	own := httpapi.Policy{Audience: httpapi.Resident, Scope: httpapi.ScopeSelf}
	u, remove := own.ForActing(), own
	u.Audit, remove.Audit = files.ActionUpload, files.ActionDelete
	httpapi.Upload(api, httpapi.Route{
		ID:      "uploadFile",
		Path:    "/files",
		Tag:     tag,
		Summary: "Upload a file",
		Status:  201,
		Once: httpapi.NotOnce("A file is nobody's until an act takes it, and goes by itself when none does.",
			"文件在被使用之前不属于任何事项，没有使用的会自动删除。"),
		Policy: u,
		Description: "One file a call, at most 10 MB (wx.uploadFile). What it is comes from its content: pictures " +
			"are turned upright, made at most 4096 pixels wide or high, and written anew without place, camera or " +
			"anything else, of a moving one the first; PDF, sound and spreadsheets (.xlsx, .csv, of the purpose " +
			"roster) are kept as they are. A PDF that acts by itself, and a film, are refused. " +
			"Nothing is shown to others before it is attached to something, and what is not attached within a day " +
			"goes away. A picture that turns out to be broken counts for the day, too. A repeated " +
			"Idempotency-Key gives the first answer, whose links may have ended; read " +
			"the file for fresh ones.",
		ZH: httpapi.InChinese("上传文件", "每次一个文件，不超过10 MB（wx.uploadFile）。按内容判断是什么文件：图片会转正，宽高不超过4096像素，并重新生成，"+
			"去掉拍摄地点、设备等一切附带信息；PDF、录音和表格（.xlsx、.csv，用途为 roster）原样保存。文件挂到具体事项之前别人看不到，一天之内没有挂上的会被清除。"+
			"损坏的图片也计入当天的次数。重复同一个 Idempotency-Key 得到第一次的回答，里面的链接可能已失效，重新查看文件可得到新链接。"),
		Errors: []*models.Error{upload.ErrEmpty, upload.ErrTooLarge, upload.ErrKind, upload.ErrHEIC,
			upload.ErrPixels, upload.ErrUnreadable, upload.ErrUnsafe, roster.ErrSheetKind,
			roster.ErrSheetOld, roster.ErrSheetEncrypted, roster.ErrSheetMacro, roster.ErrSheetUnpacked,
			upload.ErrQuota, upload.ErrQuotaDay, upload.ErrStore, models.ErrIdempotencyMismatch},
	}, purposes, func(ctx context.Context, actor models.Actor, in *httpapi.UploadIn) (upload.View, error) {
		return svc.Upload(ctx, actor, files.Upload{Purpose: upload.Purpose(in.Purpose), Name: in.Name,
			Content: in.Content})
	}, func(v upload.View) *fileOut { return &fileOut{fileDTO(api, v)} })
	httpapi.Read(api, httpapi.Route{
		ID:          "readFile",
		Secret:      true,
		Path:        "/files/{id}",
		Tag:         tag,
		Summary:     "Read about an own file",
		Policy:      own,
		Description: "For its owner, with fresh links. Others get links where the file is attached.",
		ZH:          httpapi.InChinese("查看自己的文件信息", "供文件的所有者查看，附新链接。其他人从文件所挂的事项处得到链接。"),
	}, func(ctx context.Context, actor models.Actor, in *fileIn) (upload.View, error) {
		return svc.Read(ctx, actor, in.ID)
	}, func(v upload.View) *fileOut {
		return &fileOut{fileDTO(api, v)}
	})
	deleteFile(api, svc, tag, remove)
	fileContent(api, svc, tag)
}

func deleteFile(api *httpapi.API, svc *files.Service, tag string, remove httpapi.Policy) {
	httpapi.Delete(api, httpapi.Route{
		ID:          "deleteFile",
		Path:        "/files/{id}",
		Tag:         tag,
		Summary:     "Delete an own file that is not in use",
		Policy:      remove,
		Description: "From then on nobody can read it. What is attached to something stays.",
		ZH:          httpapi.InChinese("删除自己没有在用的文件", "删除后谁也不能再看。已挂到事项上的文件不能删除。"),
		Errors:      []*models.Error{upload.ErrAttached},
	}, func(ctx context.Context, actor models.Actor, in *fileIn) (*httpapi.None, error) {
		return nil, svc.Delete(ctx, actor, in.ID)
	})
}

// fileContent registers what the links of a file lead to.
func fileContent(api *httpapi.API, svc *files.Service, tag string) {
	var types []string
	for _, k := range upload.Kinds() {
		types = append(types, k.MediaType())
	}
	httpapi.Stream(api, httpapi.Route{
		ID:      "readFileContent",
		Path:    "/files/{id}/content",
		Tag:     tag,
		Summary: "Read the content of a file by its link",
		Policy: httpapi.Policy{Audience: httpapi.Public, Scope: httpapi.ScopeSelf,
			Audit: files.ActionRead}.ForActing(),
		Description: "Take url and thumb_url as they are; they end after five to ten minutes. A link to a " +
			"confidential file is good only for the person it was made for, with the access token. A link that " +
			"we did not make is 404.",
		ZH: httpapi.InChinese("按链接下载文件内容", "url 和 thumb_url 原样使用，五到十分钟后失效。机密文件的链接只对领取链接的本人有效，并须带访问令牌。"+
			"不是本系统签发的链接回答 404。"),
		Errors: []*models.Error{upload.ErrLinkExpired, upload.ErrBlocked, upload.ErrStore},
	}, types, func(ctx context.Context, actor models.Actor, in *contentIn) (*httpapi.Download, error) {
		c, err := svc.Open(ctx, actor, files.Link{File: in.ID, Variant: upload.Variant(in.Variant),
			Ends: models.Instant(in.Expires)}, in.Signature)
		if err != nil {
			return nil, err
		}
		return &httpapi.Download{Body: c.Body, Size: c.Size, Type: c.Type, Name: c.Name, Inline: c.Inline,
			MaxAge: c.MaxAge, ETag: in.ID.String() + "-" + in.Variant}, nil
	})
}

func fileDTO(api *httpapi.API, v upload.View) File {
	rule, _ := upload.RuleOf(v.Purpose)
	f := File{
		ID: v.ID, Purpose: string(v.Purpose), PurposeText: rule.ZH, Kind: string(v.Kind), Name: v.Name, Size: v.Size,
		Width: v.Width, Height: v.Height, Moderation: v.Moderation, Confidential: rule.Confidential,
		URLExpiresAt: v.LinkEnds, Attached: v.AttachedAt != nil, ExpiresAt: v.ExpiresAt, CreatedAt: v.CreatedAt,
	}
	f.KindText, _ = v.Kind.Text()
	f.ModerationText, _ = v.Moderation.Text()
	f.URL, f.ThumbURL = v.Addresses(api.URL)
	return f
}
