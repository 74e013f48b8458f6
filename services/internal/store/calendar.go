package store

import (
	"context"
	"encoding/json"

	"xinjumin/models"
)

// Calendar reads on which days people work, as it is now: a handful of rows, so that
// days put in force are felt by the next transaction of every process.
func (q queries) Calendar(ctx context.Context) (models.Calendar, error) {
	var rows []models.WorkingDays
	err := q.Query(ctx).Where("state = ?", models.WorkingDaysInForce).Order("year").Find(&rows).Error
	if err != nil {
		return models.Calendar{}, Translate(err)
	}
	years := make([]models.YearDays, len(rows))
	for i, r := range rows {
		years[i].Year = int(r.Year)
		if err := json.Unmarshal([]byte(r.Days), &years[i].Days); err != nil {
			return models.Calendar{}, err
		}
	}
	return models.NewCalendar(years...), nil
}
