package organizations

// What the tests of query plans ask for.
var (
	FindMembers       = findMembers
	ListMembers       = listMembers
	ListOrganizations = listOrganizations
	ListNearest       = listNearest
)

// MemberSearch is what such a query is asked with.
type MemberSearch = memberSearch

// OrganizationFilter is what such a query is asked with.
type OrganizationFilter = organizationFilter
