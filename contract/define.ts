/**
 * The words a contract is written in. A contract is a value: areas of queries, mutations and streams
 * with zod schemas, from which the client's types, the services' types and the run-time checks all come.
 */
import type { z } from 'zod'
import type { AppErrorCode } from './errors.ts'

type Schema = z.ZodType

/** Reads; safe to repeat. */
export interface Query<I extends Schema = Schema, O extends Schema = Schema> {
  readonly kind: 'query'
  readonly doc: string
  readonly input: I
  readonly output: O
  readonly errors: readonly AppErrorCode[]
}

/** Changes something; never retried by the transport. */
export interface Mutation<I extends Schema = Schema, O extends Schema = Schema> {
  readonly kind: 'mutation'
  readonly doc: string
  readonly input: I
  readonly output: O
  readonly errors: readonly AppErrorCode[]
}

/** Many items over time, until it ends, fails or is cancelled. Flow is governed by credit. */
export interface Stream<I extends Schema = Schema, O extends Schema = Schema> {
  readonly kind: 'stream'
  readonly doc: string
  readonly input: I
  readonly item: O
  readonly errors: readonly AppErrorCode[]
}

export type Entry = Query | Mutation | Stream
export type Area = Readonly<Record<string, Entry>>
export type Contract = Readonly<Record<string, Area>>

/** Declares a query. `doc` says what it returns, in which order, with which limits. */
export function query<I extends Schema, O extends Schema>(spec: Omit<Query<I, O>, 'kind'>): Query<I, O> {
  return { kind: 'query', ...spec }
}

/** Declares a mutation. */
export function mutation<I extends Schema, O extends Schema>(
  spec: Omit<Mutation<I, O>, 'kind'>,
): Mutation<I, O> {
  return { kind: 'mutation', ...spec }
}

/** Declares a stream. */
export function stream<I extends Schema, O extends Schema>(spec: Omit<Stream<I, O>, 'kind'>): Stream<I, O> {
  return { kind: 'stream', ...spec }
}

/** What every call on the service side is given beside its input. */
export interface CallContext {
  /** Aborts when the caller cancels or its transport closes. */
  readonly signal: AbortSignal
}

type ServiceMethod<E> =
  E extends Query<infer I, infer O>
    ? (input: z.output<I>, context: CallContext) => Promise<z.input<O>>
    : E extends Mutation<infer I, infer O>
      ? (input: z.output<I>, context: CallContext) => Promise<z.input<O>>
      : E extends Stream<infer I, infer O>
        ? (input: z.output<I>, context: CallContext) => AsyncIterable<z.input<O>>
        : never

/** What one area's service must provide; a missing method does not compile. */
export type ImplementsArea<A extends Area> = { readonly [Name in keyof A]: ServiceMethod<A[Name]> }

/** What the services together must provide. */
export type Implements<C extends Contract> = { readonly [Name in keyof C]: ImplementsArea<C[Name]> }

/** Options of every call on the client side. */
export interface CallOptions {
  readonly signal?: AbortSignal
}

type ClientMethod<E> =
  E extends Query<infer I, infer O>
    ? (input: z.input<I>, options?: CallOptions) => Promise<z.output<O>>
    : E extends Mutation<infer I, infer O>
      ? (input: z.input<I>, options?: CallOptions) => Promise<z.output<O>>
      : E extends Stream<infer I, infer O>
        ? (input: z.input<I>, options?: CallOptions) => AsyncIterable<z.output<O>>
        : never

/** What a page, a script or a test holds. */
export type Client<C extends Contract> = {
  readonly [Name in keyof C]: { readonly [Method in keyof C[Name]]: ClientMethod<C[Name][Method]> }
}
