package matching

import (
	"xinjumin/models"
	"xinjumin/services/internal/keyring"
	"xinjumin/services/internal/store"
)

// Audit actions of this area.
var (
	ActionSuggest   = models.NewAction("recommendation.switch", "打开或关闭组织推荐")
	ActionProspects = models.NewAction("prospect.list", "查看可以邀请的人")
	ActionShown     = models.NewAction("prospect.show", "出现在可以邀请的人名单中")
	ActionStation   = models.NewAction("station.update", "新居民服务站：修改")
)

// Service is the use cases of finding one another.
type Service struct {
	st   *store.Store
	ring *keyring.Ring
}

// New joins the area to the database and the keys.
func New(st *store.Store, ring *keyring.Ring) *Service { return &Service{st: st, ring: ring} }
