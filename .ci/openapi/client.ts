// Must compile: the main job of a mini-program, typed by the document alone.
import type { components, paths } from "./schema.gen";

type Json<T> = T extends { content: { "application/json": infer B } } ? B : never;
type Ok<R> = Json<R extends { 200: infer A } ? A : R extends { 201: infer B } ? B : never>;
type Operation<P extends keyof paths, M extends string> = M extends keyof paths[P] ? paths[P][M] : never;
type Body<O> = O extends { requestBody: infer B } ? Json<B> : O extends { requestBody?: infer B } ? Json<NonNullable<B>> : never;
type Answer<O> = O extends { responses: infer R } ? Ok<R> : never;
type Problem = components["schemas"]["Problem"];

type Result<T> = { ok: true; value: T } | { ok: false; problem: Problem };

declare function send<P extends keyof paths, M extends "get" | "post" | "put">(
  method: M,
  path: P,
  options: {
    params?: Record<string, string>;
    query?: Record<string, string | number>;
    body?: Body<Operation<P, M>>;
    token?: string;
  },
): Promise<Result<Answer<Operation<P, M>>>>;

export async function tour(code: string): Promise<string[]> {
  const told: string[] = [];

  const session = await send("post", "/api/v1/auth/wechat", { body: { code, device: "tsc" } });
  if (!session.ok) {
    for (const f of session.problem.errors ?? []) told.push(`${f.in} ${f.field}: ${f.message}`);
    return told.concat(session.problem.code);
  }
  const token: string = session.value.access_token;

  const list = await send("get", "/api/v1/activities", { query: { limit: 20 }, token });
  if (!list.ok) return [list.problem.detail ?? list.problem.title];
  const next: string | null = list.value.next_cursor;
  for (const activity of list.value.items ?? []) {
    const title: string = activity.title;
    const signup = await send("post", "/api/v1/activities/{id}/signups", { params: { id: activity.id }, body: { note: title }, token });
    told.push(signup.ok ? signup.value.state : signup.problem.code);
  }

  const ballot = await send("post", "/api/v1/polls/{id}/ballots", { params: { id: "x" }, body: { choice: 1 }, token });
  told.push(ballot.ok ? "cast" : ballot.problem.code, next ?? "");

  // @ts-expect-error a ballot needs a choice
  await send("post", "/api/v1/polls/{id}/ballots", { body: {}, token });
  // @ts-expect-error there is no such path
  await send("get", "/api/v1/nowhere", {});
  return told;
}
