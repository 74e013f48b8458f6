// The types of one call, taken from the document that the server generates.
import type { components, operations } from './schema.gen'

export type Schemas = components['schemas']
export type Problem = Schemas['Problem']
export type OperationID = keyof operations

type Part<T, K extends string> = T extends { [k in K]?: infer V } ? NonNullable<V> : unknown
type Json<R> = R extends { content: infer C } ? (C extends { 'application/json': infer J } ? J : unknown) : void
type Parameters<O> = Part<O, 'parameters'>
type Path<O> = Parameters<O> extends { path: infer P } ? { path: P } : unknown
type Query<O> = Parameters<O> extends { query: infer Q }
  ? { query: Q }
  : Parameters<O> extends { query?: infer Q }
    ? { query?: NonNullable<Q> }
    : unknown
type Body<O> = O extends { requestBody: infer B }
  ? { body: Json<B> }
  : O extends { requestBody?: infer B }
    ? { body?: Json<NonNullable<B>> }
    : unknown

/**
 * What a caller gives: path, query, body, the version that a change builds on, the key of a form, and the session at a
 * desk in which an officer acts for somebody. The server refuses the last one where it may not be.
 */
export type Args<K extends OperationID> = Path<operations[K]> &
  Query<operations[K]> &
  Body<operations[K]> & { ifMatch?: number; key?: string; actingFor?: string }

/** What a call answers: the body of its 2xx answers. */
export type Answer<K extends OperationID> = operations[K] extends { responses: infer R }
  ? { [S in keyof R]: Json<R[S]> }[keyof R]
  : never

/** A line of a list's answer. */
export type Item<K extends OperationID> = Answer<K> extends { items: (infer I)[] } ? I : never

/**
 * One operation of the contract. Of the flags, k means that it is sent with an Idempotency-Key, o that it may be
 * called without signing in, f that it takes a file.
 */
export interface Operation<K extends OperationID> {
  method: 'get' | 'post' | 'put' | 'delete'
  path: string
  flags: string
  /** Carries the type; never set. */
  id?: K
}

export const op = <K extends OperationID>(method: Operation<K>['method'], path: string, flags = ''): Operation<K> => ({
  method,
  path,
  flags,
})
