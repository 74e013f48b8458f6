// Read by the compiler alone: what must and what must not type-check against the document.
import { Client, Pager, listActivities, listOrganizations, readDispute, readMe } from '.'
import { applyForMembership, cancelSignup, fileDispute, type Answer, type Item } from '.'

declare const client: Client

export async function typed() {
  const page = await client.call(listOrganizations, { query: { limit: 10, kind: 'union' } })
  const cursor: string | null = page.next_cursor
  const first: Item<'listOrganizations'> | undefined = page.items[0]
  const one: Answer<'readDispute'> = await client.call(readDispute, { path: { id: first!.id } })
  const acts: string[] = one.acts
  await client.call(readMe)
  await client.call(applyForMembership, { path: { id: 'x' }, body: { message: cursor ?? '' }, key: client.newKey() })
  const nothing: void = await client.call(cancelSignup, { path: { id: 'x' } })
  const pager = new Pager((at) => client.call(listActivities, { query: { limit: 10, ...(at ? { cursor: at } : {}) } }))
  // @ts-expect-error a value that the enum does not have
  await client.call(listOrganizations, { query: { kind: 'bogus' } })
  // @ts-expect-error the path parameter is missing
  await client.call(readDispute)
  // @ts-expect-error a field of the body is missing
  await client.call(fileDispute, { body: { statement: 'x' } })
  // @ts-expect-error no such field
  first?.nmae
  return [acts, nothing, pager]
}
