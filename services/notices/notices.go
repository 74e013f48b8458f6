package notices

import (
	"context"
	"encoding/json"
	"fmt"

	"xinjumin/models"
	"xinjumin/services/internal/store"
)

// CountMax bounds the unread count; a badge shows no more.
const CountMax = 100

// Service is the use cases of the inbox.
type Service struct{ st *store.Store }

// New joins the area to the database.
func New(st *store.Store) *Service { return &Service{st: st} }

// Notice is a row of the inbox with its facts.
type Notice struct {
	models.Notice
	Facts map[string]string
}

// List gives the actor's own inbox, newest first.
func (s *Service) List(
	ctx context.Context, actor models.Actor, unreadOnly bool, page models.Page,
) (models.List[Notice], error) {
	rows, err := listNotices(ctx, s.st, actor.PersonID, unreadOnly, page)
	if err != nil {
		return models.List[Notice]{}, err
	}
	out := models.List[Notice]{Items: make([]Notice, len(rows.Items)), Next: rows.Next}
	for i, row := range rows.Items {
		out.Items[i].Notice = row
		if err := json.Unmarshal([]byte(row.Params), &out.Items[i].Facts); err != nil {
			return models.List[Notice]{}, fmt.Errorf("params of notice %s: %w", row.ID, err)
		}
	}
	return out, nil
}

// Unread counts what the actor has not read, up to CountMax.
func (s *Service) Unread(ctx context.Context, actor models.Actor) (int64, error) {
	return readUnreadNotices(ctx, s.st, actor.PersonID, CountMax)
}

// MarkRead marks rows of the actor's inbox as read and gives how many are unread
// after: all rows when ids is nil, none when it is empty. Ids of other people's rows do nothing.
func (s *Service) MarkRead(ctx context.Context, actor models.Actor, ids []models.ID) (int64, error) {
	var left int64
	err := s.st.InTx(ctx, func(tx *store.Tx) error {
		if _, err := markNoticesRead(ctx, tx, actor.PersonID, ids); err != nil {
			return err
		}
		var err error
		if left, err = readUnreadNotices(ctx, tx, actor.PersonID, CountMax); err != nil {
			return err
		}
		return tx.Answer(ctx, left)
	})
	return left, err
}
