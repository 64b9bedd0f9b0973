/**
 * The host half of the contract, over any transport: checks what comes in, calls the service, sends what
 * comes out, streams with credit, cancels, and turns every error into one of the closed list. It knows no
 * service and no transport.
 */
import { randomUUID } from 'node:crypto'
import { describeError, type Logger } from '#broker/base/logger'
import type { Contract, Entry, Implements } from '#contract/define'
import { ClientMessage, type HostMessage, MAX_CALLS_IN_FLIGHT, type Transport } from '#contract/envelope'
import { AppError, type WireError } from '#contract/errors'

type AnyMethod = (input: unknown, context: { readonly signal: AbortSignal }) => unknown

/** One call or stream under way. */
class Call {
  readonly abort = new AbortController()
  #credit = 0
  #wake: () => void = () => {}

  grant(credit: number): void {
    this.#credit += credit
    this.#wake()
  }

  /** Resolves when an item may be sent; false when the call was cancelled first. */
  async takeCredit(): Promise<boolean> {
    while (this.#credit === 0) {
      if (this.abort.signal.aborted) return false
      await new Promise<void>((resolve) => {
        this.#wake = resolve
      })
    }
    if (this.abort.signal.aborted) return false
    this.#credit -= 1
    return true
  }

  cancel(): void {
    this.abort.abort(new AppError('cancelled', 'The call was cancelled.'))
    this.#wake()
  }
}

export interface ServeOptions<C extends Contract> {
  readonly contract: C
  readonly services: Implements<C>
  readonly logger: Logger
}

/** Serves `transport` until it closes; then everything under way is cancelled. */
export function serveTransport<C extends Contract>(transport: Transport, options: ServeOptions<C>): void {
  const calls = new Map<number, Call>()
  const send = (message: HostMessage) => transport.send(message)
  transport.onClose(() => {
    for (const call of calls.values()) call.cancel()
    calls.clear()
  })
  transport.onMessage((raw) => {
    const parsed = ClientMessage.safeParse(raw)
    if (!parsed.success) {
      options.logger.warn('message refused', { reason: 'it does not fit the envelope' })
      return
    }
    const message = parsed.data
    if (message.type === 'cancel') {
      calls.get(message.id)?.cancel()
      return
    }
    if (message.type === 'credit') {
      calls.get(message.id)?.grant(message.credit)
      return
    }
    if (calls.has(message.id) || calls.size >= MAX_CALLS_IN_FLIGHT) {
      const error = new AppError('invalid-input', `At most ${MAX_CALLS_IN_FLIGHT} calls can be under way.`)
      send({ type: 'error', id: message.id, error: error.toWire() })
      return
    }
    const call = new Call()
    calls.set(message.id, call)
    const run = message.type === 'call' ? answerCall : answerStream
    if (message.type === 'open') call.grant(message.credit)
    void run(message, { ...options, call, send }).finally(() => calls.delete(message.id))
  })
}

interface CallFacts {
  readonly contract: Contract
  readonly services: unknown
  readonly logger: Logger
  readonly call: Call
  readonly send: (message: HostMessage) => void
}

interface CallMessage {
  readonly id: number
  readonly area: string
  readonly method: string
  readonly input: unknown
}

async function answerCall(message: CallMessage, facts: CallFacts): Promise<void> {
  try {
    const { entry, method } = find(message, facts, ['query', 'mutation'])
    const input = parseInput(entry, message.input)
    const output = await method(input, { signal: facts.call.abort.signal })
    if (entry.kind === 'stream') return
    facts.send({ type: 'result', id: message.id, output: parseOutput(entry.output, output, message) })
  } catch (error) {
    facts.send({ type: 'error', id: message.id, error: toWireError(error, message, facts.logger) })
  }
}

async function answerStream(message: CallMessage, facts: CallFacts): Promise<void> {
  try {
    const { entry, method } = find(message, facts, ['stream'])
    const input = parseInput(entry, message.input)
    if (entry.kind !== 'stream') return
    // A stream method is an async generator by its type in `Implements`.
    const items = method(input, { signal: facts.call.abort.signal }) as AsyncIterable<unknown>
    for await (const item of items) {
      if (!(await facts.call.takeCredit())) break
      facts.send({ type: 'item', id: message.id, item: parseOutput(entry.item, item, message) })
    }
    if (!facts.call.abort.signal.aborted) facts.send({ type: 'end', id: message.id })
  } catch (error) {
    if (facts.call.abort.signal.aborted) return
    facts.send({ type: 'error', id: message.id, error: toWireError(error, message, facts.logger) })
  }
}

function find(
  { area, method: name }: CallMessage,
  { contract, services }: CallFacts,
  kinds: readonly Entry['kind'][],
): { readonly entry: Entry; readonly method: AnyMethod } {
  const entry = Object.hasOwn(contract, area) ? ownEntry(contract[area], name) : undefined
  if (entry === undefined || !kinds.includes(entry.kind)) {
    throw new AppError('invalid-input', `There is no ${kinds.join(' or ')} ${area}.${name}.`)
  }
  // `Implements<C>` gave every entry of the contract a method of the same name.
  const service = (services as Record<string, Record<string, AnyMethod>>)[area]
  const method = service?.[name]
  if (method === undefined) throw new AppError('internal', `${area}.${name} is not implemented.`)
  return { entry, method: method.bind(service) }
}

function ownEntry(area: Contract[string] | undefined, name: string): Entry | undefined {
  return area !== undefined && Object.hasOwn(area, name) ? area[name] : undefined
}

function parseInput(entry: Entry, input: unknown): unknown {
  const parsed = entry.input.safeParse(input)
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]
  const path = issue?.path.join('.') ?? ''
  throw new AppError('invalid-input', issue?.message ?? 'The input does not fit.', { detail: { path } })
}

/** A service that answers with the wrong shape is a bug: it must show here, not as a broken screen. */
function parseOutput(
  schema: { safeParse: Entry['input']['safeParse'] },
  output: unknown,
  message: CallMessage,
): unknown {
  const parsed = schema.safeParse(output)
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]
  const where = `${message.area}.${message.method}`
  throw new AppError('internal', `${where} answered with a wrong shape at ${issue?.path.join('.') ?? '?'}.`)
}

function toWireError(error: unknown, message: CallMessage, logger: Logger): WireError {
  if (error instanceof AppError) return error.toWire()
  const correlationId = randomUUID()
  logger.error('call failed', {
    call: `${message.area}.${message.method}`,
    correlationId,
    error: describeError(error),
    stack: error instanceof Error ? (error.stack ?? null) : null,
  })
  return new AppError(
    'internal',
    `Something went wrong inside Loupe. The log has it under ${correlationId}.`,
    {
      detail: { correlationId },
    },
  ).toWire()
}
