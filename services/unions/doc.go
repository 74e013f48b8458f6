// Package unions is the area of the mass organizations whose rules the law or a
// national statute gives (群团组织): trade unions, the Youth League, the women's
// federation.
//
// What lives here: the form of an application to a union, the membership card,
// transfers and retained memberships, the tree of unions, the offer of a union
// to whoever lives on wages, calls for a meeting, the yearly appraisal, the
// registration of women, the lists of the League. What may not: founding,
// ordinary applications and offices of organizations (services/organizations), and
// ballots (services/governance holds those of an appraisal).
package unions
