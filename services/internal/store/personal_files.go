package store

import (
	"xinjumin/models"
	"xinjumin/models/upload"
)

// personalFiles are the lines of uploads. Closing an account deletes the files
// through the area (services/files), because their contents lie elsewhere.
func personalFiles() []personalLine {
	return []personalLine{
		about[upload.File]("owner_id = ? AND state = 'ready'", "created_at DESC, id", models.PersonalTable{
			Table: "files", ZH: "上传的文件", EN: "Uploaded files", Subject: []string{"owner_id"},
			Retention: models.RetainAccount,
			Purpose:   "pictures, papers and sound that people upload; unused ones go after a day",
			Basis:     basisContract,
			SeenBy: "the person; who may see what the file is attached to; each look at a confidential one is " +
				"recorded", Exported: true,
			Closing: models.ClosingKeeps, KeepLaw: dossier, Why: "文件及内容删除；已作为纠纷证据的，随调解档案依法保存，加密存放。",
		}),
	}
}
