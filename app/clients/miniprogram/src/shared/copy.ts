// The copy of one's data comes from the server as one plain page of HTML in Chinese words, meant for saving. Here it is
// taken apart again, because a mini-program shows no HTML; in the other answer of the server the values are bare codes.

export interface CopyPart {
  title: string
  /** What becomes of it when the account is closed. */
  why: string
  /** What is no list of rows. */
  text: string
  cards: [label: string, value: string][][]
}

const plain = (html: string) =>
  html
    .replace(/<br\s*\/?>/g, '\n')
    .replace(/<[^>]*>/g, '')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&#34;|&quot;/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/&amp;/g, '&')
    .trim()

const first = (html: string, find: RegExp) => plain(html.match(find)?.[1] ?? '')

export function copyParts(page: string): CopyPart[] {
  return page
    .split('<details')
    .slice(1)
    .map((part) => ({
      title: first(part, /<h2>([\s\S]*?)<\/h2>/),
      why: first(part, /<p class="why">([\s\S]*?)<\/p>/),
      text: first(part, /<p>([\s\S]*?)<\/p>/),
      cards: part
        .split('<div class="card">')
        .slice(1)
        .map((card) =>
          [...card.matchAll(/<div><b>([\s\S]*?)<\/b>([\s\S]*?)<\/div>/g)].map(
            ([, label = '', value = '']): [string, string] => [plain(label), plain(value)],
          ),
        ),
    }))
}
