package privacy

import (
	"context"
	"errors"
	"fmt"
	"strconv"

	"xinjumin/models"
	"xinjumin/services/internal/inbox"
	"xinjumin/services/internal/keyring"
	"xinjumin/services/internal/spreadsheet"
	"xinjumin/services/internal/store"
	"xinjumin/services/internal/text"
)

// membersAtOnce is how many members one query of an export reads.
const membersAtOnce = 500

// MemberExport is the list of the members of an organization as a file: names and
// numbers masked, marked with who took it out, when, and under which number.
type MemberExport struct {
	Name    string
	Content []byte
}

// ExportFormat is the form in which a list of members is taken out.
type ExportFormat string

// The forms.
const (
	ExportCSV  ExportFormat = "csv"
	ExportXLSX ExportFormat = "xlsx"
)

var (
	exportHeads  = []string{"序号", "昵称", "姓名", "手机号码", "身份", "入会日期"}
	exportWidths = []float64{8, 20, 16, 18, 18, 14}
)

// RequestMemberExport asks for the list of the members of an organization, by its head.
// Another head, the secretary-general or, but for Party branches, an
// administrator of the place must approve.
func (s *Service) RequestMemberExport(ctx context.Context, actor models.Actor, organization models.ID,
	reason string) (models.Disclosure, error) {
	reason = text.Clean(reason)
	if err := models.CheckReason(reason); err != nil {
		return models.Disclosure{}, err
	}
	return s.ask(ctx, actor, ActionRequestMemberExport, asking{
		draw: func(tx *store.Tx, v *held) error {
			view, err := tx.Organization(ctx, v.actor, organization)
			v.o = view.Organization
			v.d = models.Disclosure{Kind: models.ApproveMemberExport, OrganizationID: &organization,
				RegionCode: v.o.RegionCode, Reason: reason}
			return err
		},
		may: func(v held) error {
			if !v.actor.InOrganization(v.o.ID, v.o.Kind.Head()) {
				return models.ErrForbidden
			}
			return nil
		},
		deciders: func(tx *store.Tx, v held) ([]models.ID, error) {
			return exportDeciders(ctx, tx, v.o, v.actor.PersonID)
		},
	})
}

// exportDeciders lists who can give the second signature: in the organization, or
// else in the place.
func exportDeciders(ctx context.Context, tx *store.Tx, o models.Organization, but models.ID) ([]models.ID, error) {
	people, err := inbox.Holders(ctx, tx, o.ID, o.Kind.Reviewers()...)
	if err != nil {
		return nil, err
	}
	if people = models.Without(people, but); len(people) > 0 || o.Kind == models.KindPartyBranch {
		return people, nil
	}
	people, err = tx.NearestAdmins(ctx, append(o.RegionCode.Ancestors(), o.RegionCode), tx.Now, inbox.ToldMax)
	return models.Without(people, but), err
}

// ReadMemberExport gives the file in one of the forms, once, to the person who asked for it, in a
// session that was signed in just now. A file that could not be made leaves the permission.
func (s *Service) ReadMemberExport(ctx context.Context, actor models.Actor, id models.ID,
	format ExportFormat) (MemberExport, error) {
	d, err := readDisclosure(ctx, s.st, actor, models.ApproveMemberExport, id)
	if err != nil {
		return MemberExport{}, err
	}
	var out MemberExport
	now := s.st.Now()
	if d.RequestedBy == actor.PersonID && d.StateAt(now) == models.DisclosureApproved &&
		d.MayStillRead(actor) == nil && actor.Fresh(now) == nil {
		if out, err = s.memberFile(ctx, actor, d, format); err != nil {
			return MemberExport{}, err
		}
	}
	_, err = s.spend(ctx, actor, models.ApproveMemberExport, id, ActionReadMemberExport,
		func(_ *store.Tx, _ *held) error {
			if out.Content == nil {
				return models.ErrDisclosureState // approved between the two looks
			}
			return nil
		})
	if err != nil {
		return MemberExport{}, err
	}
	return out, nil
}

// memberFile makes the file, page by page; its mark is its first row and its
// last, and printed it is on every page.
func (s *Service) memberFile(
	ctx context.Context, actor models.Actor, d models.Disclosure, format ExportFormat,
) (MemberExport, error) {
	o, err := s.st.OrganizationOf(ctx, *d.OrganizationID)
	if err != nil {
		return MemberExport{}, err
	}
	by, err := s.st.Person(ctx, actor.PersonID)
	if err != nil {
		return MemberExport{}, err
	}
	at := s.st.Now().Time().In(models.Shanghai).Format("2006-01-02 15:04")
	mark := fmt.Sprintf("导出编号%06d，%s，由%s于%s导出，仅限本次用途，不得转发", d.Number, o.Name, by.Nickname, at)
	w := spreadsheet.NewCSV()
	if format == ExportXLSX {
		w, err = spreadsheet.NewXLSX(spreadsheet.Layout{Sheet: "会员名单", Mark: mark, Widths: exportWidths})
	}
	if err == nil {
		err = errors.Join(w.Row(mark), w.Row(exportHeads...))
	}
	for after, last := int64(0), false; err == nil && !last; {
		after, last, err = s.memberRows(ctx, w, o.ID, after)
	}
	if err == nil {
		err = w.Row(mark)
	}
	if err != nil {
		return MemberExport{}, err
	}
	content, err := w.Bytes()
	return MemberExport{Name: fmt.Sprintf("会员名单-%06d.%s", d.Number, format), Content: content}, err
}

// memberRows writes a page of members, and tells where the next one begins.
func (s *Service) memberRows(
	ctx context.Context, w spreadsheet.Writer, organization models.ID, after int64,
) (next int64, last bool, err error) {
	page, err := listMembersToExport(ctx, s.st, organization, after, membersAtOnce)
	if err != nil {
		return after, false, err
	}
	for _, m := range page {
		row, err := s.memberRow(m)
		if err != nil {
			return after, false, err
		}
		if err := w.Row(row...); err != nil {
			return after, false, err
		}
		after = m.QueueNo
	}
	return after, len(page) < membersAtOnce, nil
}

func (s *Service) memberRow(m memberContact) ([]string, error) {
	var name, phone string
	if len(m.NameSealed) > 0 {
		plain, err := s.ring.Open(keyring.PersonName, m.PersonID[:], m.NameSealed)
		if err != nil {
			return nil, err
		}
		name = models.MaskName(string(plain))
	}
	if len(m.PhoneSealed) > 0 {
		plain, err := s.ring.Open(keyring.PersonPhone, m.PersonID[:], m.PhoneSealed)
		if err != nil {
			return nil, err
		}
		number, err := models.ParsePhone(string(plain))
		if err != nil {
			return nil, err
		}
		phone = number.Masked()
	}
	side, _ := m.Side.Text()
	joined := ""
	if m.JoinedAt != nil {
		joined = string(models.DayOf(*m.JoinedAt))
	}
	return []string{strconv.FormatInt(m.QueueNo, 10), m.Nickname, name, phone, side, joined}, nil
}
