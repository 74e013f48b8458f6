// Our own pictures, drawn from simple shapes in white on a coloured ground of 48 by 48. A picture never stands alone:
// words are beside it. Colours have at least 5:1 against white, so that shape and ground can be told apart.

/** Outlines: s is a stroke, f a filled shape. */
const s = (d: string) => `<path d="${d}" fill="none" stroke="#fff" stroke-width="3"/>`
const f = (d: string) => `<path d="${d}" fill="#fff"/>`
const dot = (x: number, y: number, r: number) => `<circle cx="${x}" cy="${y}" r="${r}" fill="#fff"/>`
const ring = (x: number, y: number, r: number) =>
  `<circle cx="${x}" cy="${y}" r="${r}" fill="none" stroke="#fff" stroke-width="3"/>`
/** A person: a head and shoulders as wide as w on both sides. */
const person = (x: number, y: number, w = 7) =>
  dot(x, y, w * 0.62) + f(`M${x - w} ${y + w * 2.3}a${w} ${w} 0 0 1 ${2 * w} 0z`)
const house = s('M8 23L24 9l16 14M12 21v18h24V21')
const coin = ring(24, 24, 13) + s('M19 17l5 6 5-6M24 23v10M19 25h10M19 29h10')
const paper = s('M13 8h16l7 7v25H13z')

const red = '#8a1f11'
const brown = '#7a4a00'
const green = '#2c6b2f'
const teal = '#0b5f6b'
const blue = '#1d4f91'
const plum = '#8b1e63'
const violet = '#5b3f96'
const grey = '#4a4a4a'

type Drawing = [ground: string, shapes: string]

const bodies: Record<string, Drawing> = {
  // Two rings that hold each other.
  harmony_association: [red, ring(18, 24, 9) + ring(30, 24, 9)],
  fellowship: [brown, person(24, 12, 6) + person(12, 22, 6) + person(36, 22, 6)],
  villager_group: [green, s('M6 26l9-8 9 8M9 24v13h12V24M24 22l9-8 9 8M27 20v17h12V20')],
  // A round table with seats.
  council: [teal, ring(24, 24, 8) + dot(24, 9, 3) + dot(24, 39, 3) + dot(9, 24, 3) + dot(39, 24, 3)],
  party_branch: [red, f('M24 8l4.2 10.2 11 .8-8.4 7.1 2.7 10.7L24 31l-9.5 5.8 2.7-10.7L8.8 19l11-.8z')],
  // A cog.
  union: [blue, ring(24, 24, 8) + s('M24 8v6M24 34v6M8 24h6M34 24h6M13 13l4 4M31 31l4 4M35 13l-4 4M17 31l-4 4')],
  youth_league: [green, s('M14 8v32M14 10h20l-5 7 5 7H14')],
  womens_federation: [plum, ring(24, 18, 9) + s('M24 27v13M18 34h12')],
  hometown_group: [violet, house + s('M20 39V29h8v10')],
}

const categories: Record<string, Drawing> = {
  labour: [red, coin],
  contract: [brown, paper + s('M18 20h12M18 26h12') + s('M20 34l4-3 4 3')],
  house_homestead: [violet, house + s('M20 39V28h8v11')],
  neighbour: [green, s('M5 27l9-8 9 8M8 25v13h12V25M25 27l9-8 9 8M28 25v13h12V25') + s('M24 8v8')],
  damage: [plum, s('M10 20h28v12H10z') + s('M24 21v10M19 26h10') + s('M14 14l3 3M24 11v5M34 14l-3 3')],
  marriage_family: [plum, person(16, 14, 7) + person(32, 14, 7) + dot(24, 33, 3) + f('M19 41a5 5 0 0 1 10 0z')],
  production: [green, s('M24 40V20M24 26c-8 0-12-5-12-11 8 0 12 4 12 11zM24 22c0-7 4-11 12-11 0 7-4 11-12 11')],
  land: [brown, s('M7 34h34M7 34l8-14h18l8 14M24 20v14M15 27h18')],
  expropriation: [brown, house + s('M19 27l10 10M29 27L19 37')],
  environment: [teal, s('M24 8c8 10 12 15 12 21a12 12 0 0 1-24 0c0-6 4-11 12-21z')],
  consumer: [blue, s('M10 16h28l-3 24H13zM18 20v-6a6 6 0 0 1 12 0v6')],
  medical: [teal, s('M19 9h10v10h10v10H29v10H19V29H9V19h10z')],
  traffic: [blue, s('M8 30V22l5-9h22l5 9v8zM8 22h32') + dot(15, 34, 4) + dot(33, 34, 4)],
  property: [grey, s('M12 40V9h24v31M8 40h32') + s('M18 16h4M26 16h4M18 23h4M26 23h4M21 40v-8h6v8')],
  tourism: [green, s('M6 38l12-20 8 12 5-7 11 15z') + ring(33, 14, 4)],
  ip: [violet, ring(24, 19, 10) + s('M20 30v8h8v-8M24 19v10')],
  internet: [blue, s('M13 8h22v32H13zM21 35h6')],
  other: [grey, dot(13, 24, 3.5) + dot(24, 24, 3.5) + dot(35, 24, 3.5)],
}

const activities: Record<string, Drawing> = {
  // A spanner.
  skill: [blue, s('M30 9a9 9 0 0 0-9 12L9 33l6 6 12-12a9 9 0 0 0 12-9l-6 4-5-5 4-6z')],
  education: [violet, s('M24 14c-5-4-11-4-16-3v25c5-1 11-1 16 3 5-4 11-4 16-3V11c-5-1-11-1-16 3zM24 14v25')],
  citizenship: [teal, s('M8 20L24 9l16 11zM8 39h32M13 24v11M21 24v11M28 24v11M35 24v11')],
  life_skills: [green, s('M9 22h30v6a15 11 0 0 1-30 0zM16 10v6M24 8v8M32 10v6')],
  work_ethic: [brown, s('M8 18h32v21H8zM18 18v-6h12v6M8 27h32')],
  culture_sport: [plum, dot(15, 36, 5) + dot(34, 32, 5) + s('M19 36V12l19-4v24')],
  care: [red, f('M24 40C6 28 6 12 15 11c5 0 8 4 9 7 1-3 4-7 9-7 9 1 9 17-9 29z')],
  campaign: [brown, s('M9 20v9h7l17 9V11l-17 9zM38 20v9')],
}

/** Against whom. */
const parties: Record<string, Drawing> = {
  person: [violet, person(24, 16, 10)],
  employer: [blue, s('M8 40V22l10 6v-6l10 6v-6l12 6v12zM12 21V9h6v14')],
  landlord: [brown, ring(16, 24, 8) + s('M24 24h17M34 24v7M40 24v5')],
  agency: [teal, person(13, 16, 6) + person(35, 16, 6) + s('M18 37h12M26 33l5 4-5 4')],
  property_manager: [grey, s('M12 40V9h24v31M8 40h32M18 16h4M26 16h4M18 23h4M26 23h4M21 40v-8h6v8')],
  organization: [green, person(24, 12, 6) + person(12, 22, 6) + person(36, 22, 6)],
}

const choices: Record<string, Drawing> = {
  bodies: [green, person(24, 12, 6) + person(12, 22, 6) + person(36, 22, 6)],
  // A hand that holds up a voice.
  help: [red, s('M9 10h30v20H24l-9 9v-9H9z') + s('M16 18h16M16 23h10')],
  activities: [blue, s('M9 13h30v27H9zM9 21h30M17 8v8M31 8v8') + f('M16 26h6v6h-6zM26 26h6v6h-6z')],
  polls: [teal, s('M9 24v16h30V24M14 24V9h20v15M6 24h36M19 16l4 4 7-7')],
  mine: [violet, person(24, 16, 10)],
  news: [brown, s('M9 20v9h7l17 9V11l-17 9zM38 20v9')],
  inbox: [blue, s('M8 12h32v25H8zM8 14l16 13 16-13')],
  place: [teal, s('M24 41C14 30 11 25 11 20a13 13 0 0 1 26 0c0 5-3 10-13 21z') + ring(24, 20, 4)],
  cases: [red, paper + s('M18 20h12M18 26h12M18 32h7')],
  tickets: [blue, s('M8 15h32v6a4 4 0 0 0 0 8v6H8v-6a4 4 0 0 0 0-8zM28 15v20')],
  voice: [red, f('M19 8h10v19H19z') + s('M13 23a11 11 0 0 0 22 0M24 34v7M17 41h14')],
  photo: [blue, s('M7 15h8l3-5h12l3 5h8v23H7z') + ring(24, 26, 7)],
  phone: [green, s('M13 9l7 2 1 8-5 3a22 22 0 0 0 10 10l3-5 8 1 2 7c-2 4-6 5-9 4C19 36 12 29 9 18c-1-3 0-7 4-9z')],
  empty: [grey, s('M8 26l6-14h20l6 14v13H8zM8 26h9l3 5h8l3-5h9')],
}

const groups = { bodies, categories, activities, parties, choices }
export type Group = keyof typeof groups

const drawn: Record<string, string> = {}

/** A picture for <image>, in the browser as in WeChat. */
export function picture(group: Group, name: string): string {
  const unknown = group === 'bodies' ? bodies.fellowship! : categories.other!
  return (drawn[group + name] ??= draw(groups[group][name] ?? unknown))
}

function draw([ground, shapes]: Drawing): string {
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 48" stroke-linecap="round" stroke-linejoin="round">` +
    `<rect width="48" height="48" rx="11" fill="${ground}"/>${shapes}</svg>`
  return 'data:image/svg+xml,' + encodeURIComponent(svg)
}
