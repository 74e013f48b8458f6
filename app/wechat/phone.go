package wechat

import (
	"context"
	"encoding/json"
	"errors"

	"xinjumin/models"
)

const phonePath = "/wxa/business/getuserphonenumber"

// PhoneNumber exchanges a code of the phone number button for the number. The
// openid is sent along, so that WeChat refuses a code that another user got,
// and the watermark must name our mini-program. Every error is a refusal of
// models with its cause.
func (c *Client) PhoneNumber(ctx context.Context, code, openID string) (models.Phone, error) {
	if code == "" || len(code) > codeMax || !identifier(openID) {
		return models.Phone{}, models.ErrPhoneCode
	}
	body, err := c.withToken(ctx, request{endpoint: phonePath, body: map[string]any{"code": code, "openid": openID}})
	if err == nil {
		var phone models.Phone
		if phone, err = c.phoneIn(body); err == nil {
			return phone, nil
		}
	}
	switch {
	case errors.Is(err, ErrInvalidCode):
		return models.Phone{}, models.ErrPhoneCode.Because(err)
	case errors.Is(err, ErrRateLimited):
		return models.Phone{}, models.ErrPhoneTooOften.Because(err)
	}
	return models.Phone{}, models.ErrPhoneDown.Because(err)
}

// phoneIn reads an answer; its errors do not show the number.
func (c *Client) phoneIn(body []byte) (models.Phone, error) {
	var a struct {
		Info struct {
			Number    string `json:"purePhoneNumber"`
			Country   string `json:"countryCode"`
			Watermark struct {
				AppID string `json:"appid"`
			} `json:"watermark"`
		} `json:"phone_info"`
	}
	if json.Unmarshal(body, &a) != nil {
		return models.Phone{},
			&TransportError{Endpoint: phonePath, Err: errors.New("the answer is not the expected JSON")}
	}
	if a.Info.Watermark.AppID != c.cfg.AppID {
		return models.Phone{},
			&TransportError{Endpoint: phonePath, Err: errors.New("the number was given to another mini-program")}
	}
	phone, err := models.NewPhone(a.Info.Country, a.Info.Number)
	if err != nil {
		return models.Phone{}, &TransportError{Endpoint: phonePath, Err: err}
	}
	return phone, nil
}
