package desk

import (
	"context"

	"xinjumin/models"
	"xinjumin/models/assistance"
	"xinjumin/services/internal/store"
)

// around is what stands around some sessions.
type around struct {
	people   map[models.ID]models.Person
	places   map[models.RegionCode]string
	weChat   map[models.ID]bool // people who have an account of WeChat
	objected map[models.ID]bool // sessions to which somebody objected
}

// readAround reads what stands around the sessions, with four queries for any number.
func readAround(ctx context.Context, q store.Reader, rows []assistance.Session) (around, error) {
	out := around{map[models.ID]models.Person{}, map[models.RegionCode]string{}, map[models.ID]bool{},
		map[models.ID]bool{}}
	var ids, everybody, people []models.ID
	var codes []models.RegionCode
	for _, d := range rows {
		ids, people = append(ids, d.ID), append(people, d.PersonID)
		everybody, codes = append(everybody, d.OfficerID, d.PersonID), append(codes, d.RegionCode)
	}
	found, err := store.Find[models.Person](q, q.Query(ctx).Where("id IN ?", store.InList(everybody)))
	if err != nil {
		return out, err
	}
	for _, p := range found {
		out.people[p.ID] = p
	}
	regions, err := q.RegionsIn(ctx, codes)
	if err != nil {
		return out, err
	}
	for _, r := range regions {
		out.places[r.Code] = placeName(r)
	}
	has, err := listWithWeChat(ctx, q, people)
	if err != nil {
		return out, err
	}
	for _, id := range has {
		out.weChat[id] = true
	}
	has = nil
	err = q.Query(ctx).Table("desk_objections").Where("session_id IN ?", store.InList(ids)).
		Pluck("session_id", &has).Error
	for _, id := range has {
		out.objected[id] = true
	}
	return out, store.Translate(err)
}
