package profile

import (
	"context"
	"errors"
	"slices"

	"xinjumin/models"
	"xinjumin/services/internal/keyring"
	"xinjumin/services/internal/store"
)

// Read opens the profile of a person; the row has version 0 when nothing was
// told yet.
func Read(ctx context.Context, from store.Reader, ring *keyring.Ring, person models.ID) (models.Profile,
	models.ProfileData, error) {
	return read(ctx, from, person, func(column keyring.Column, sealed []byte) ([]byte, error) {
		return ring.Open(column, person[:], sealed)
	})
}

// Erase clears fields and tells which of them held something. It opens nothing,
// so that a value that is damaged, or whose key is gone, goes as well.
func Erase(ctx context.Context, tx *store.Tx, person models.ID, fields []models.ProfileField) ([]models.ProfileField,
	error) {
	row, data, err := read(ctx, tx, person, func(keyring.Column, []byte) ([]byte, error) { return []byte("told"), nil })
	if err != nil {
		return nil, err
	}
	held := slices.DeleteFunc(slices.Clone(fields), func(f models.ProfileField) bool { return !data.Has(f) })
	if len(held) == 0 {
		return nil, nil
	}
	_, err = Write(ctx, tx, nil, row, data, data.Without(held))
	return held, err
}

func read(ctx context.Context, from store.Reader, person models.ID,
	open func(keyring.Column, []byte) ([]byte, error)) (models.Profile, models.ProfileData, error) {
	row, err := from.Profile(ctx, person)
	if errors.Is(err, store.ErrNotFound) {
		return models.Profile{ID: person}, models.ProfileData{}, nil
	}
	if err != nil {
		return row, models.ProfileData{}, err
	}
	data := models.ProfileData{
		EmploymentStatus: row.EmploymentStatus, WorkKind: row.WorkKind, EmployerCode: row.EmployerCode,
		EmployerName: row.EmployerName,
		PermitState:  row.PermitState, RegisteredOn: row.RegisteredOn,
	}
	if data.Skills, err = listProfileSkills(ctx, from, person); err != nil {
		return row, data, err
	}
	for _, s := range sealed(&row, &data) {
		if len(*s.bytes) == 0 {
			continue
		}
		plain, err := open(s.column, *s.bytes)
		if err != nil {
			return row, data, err
		}
		*s.text = string(plain)
	}
	return row, data, nil
}

// Write stores what a profile says now, as the next version of the row that was
// read. The caller holds the lock of the person's row. The ring is needed where
// a sealed field is filled anew.
func Write(ctx context.Context, tx *store.Tx, ring *keyring.Ring, row models.Profile, was,
	is models.ProfileData) (models.Profile, error) {
	row.EmploymentStatus, row.WorkKind, row.EmployerCode, row.EmployerName = is.EmploymentStatus, is.WorkKind,
		is.EmployerCode, is.EmployerName
	row.PermitState, row.RegisteredOn = is.PermitState, is.RegisteredOn
	before := sealed(&row, &was)
	for i, s := range sealed(&row, &is) {
		switch {
		case *s.text == "":
			*s.bytes = nil
		case *s.text != *before[i].text || len(*s.bytes) == 0:
			b, err := ring.Seal(s.column, row.ID[:], []byte(*s.text))
			if err != nil {
				return row, err
			}
			*s.bytes = b
		}
	}
	row.Version, row.UpdatedAt = row.Version+1, tx.Now
	if !slices.Equal(was.Skills, is.Skills) {
		if err := tx.ReplaceSkills(ctx, row.ID, is.Skills); err != nil {
			return row, err
		}
	}
	if row.Version == 1 {
		row.CreatedAt = tx.Now
		return row, insertProfile(ctx, tx, &row)
	}
	return row, replaceProfile(ctx, tx, row)
}

type sealedField struct {
	column keyring.Column
	bytes  *[]byte
	text   *string
}

// sealed pairs the sealed columns with what they hold.
func sealed(row *models.Profile, data *models.ProfileData) []sealedField {
	return []sealedField{
		{keyring.ProfileAddress, &row.AddressSealed, &data.Address},
		{keyring.ProfilePolitical, &row.PoliticalStatusSealed, &data.PoliticalStatus},
		{keyring.ProfileEthnicity, &row.EthnicitySealed, &data.Ethnicity},
	}
}
