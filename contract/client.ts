/** The client half of the contract: typed calls, streams with credit, cancellation, over any transport. */
import type { Client, Contract, Entry } from './define.ts'
import { HostMessage, STREAM_CREDIT, type Transport } from './envelope.ts'
import { AppError, type WireError } from './errors.ts'

interface PendingCall {
  onResult(output: unknown): void
  onItem(item: unknown): void
  onEnd(): void
  onError(error: AppError): void
}

/** A client and the means to know and cause its end. */
export interface ClientHandle<C extends Contract> {
  readonly client: Client<C>
  readonly isClosed: () => boolean
  /** Runs `listener` once, when the transport closes. */
  onClose(listener: () => void): void
  close(): void
}

/**
 * Makes a client for `contract` over `transport`. Every call rejects with an `AppError`; when the
 * transport closes, all that is under way rejects with `disconnected`.
 */
export function createClient<C extends Contract>(contract: C, transport: Transport): ClientHandle<C> {
  const calls = new Map<number, PendingCall>()
  const closeListeners: (() => void)[] = []
  let nextId = 1
  let isClosed = false

  transport.onMessage((raw) => {
    const parsed = HostMessage.safeParse(raw)
    if (parsed.success) dispatch(calls, parsed.data)
  })
  transport.onClose(() => {
    isClosed = true
    const pending = [...calls.values()]
    calls.clear()
    for (const call of pending) call.onError(disconnected())
    for (const listener of closeListeners) listener()
  })

  const start = (pending: PendingCall): number => {
    const id = nextId++
    calls.set(id, pending)
    return id
  }
  const context: CallMachinery = { transport, calls, start, isClosed: () => isClosed }
  const client: Record<string, Record<string, unknown>> = {}
  for (const [area, entries] of Object.entries(contract)) {
    const methods: Record<string, unknown> = {}
    for (const [method, entry] of Object.entries(entries)) {
      methods[method] = callable(context, { area, method, entry })
    }
    client[area] = methods
  }
  return {
    client: client as Client<C>, // built from the contract's own entries, one callable each
    isClosed: () => isClosed,
    onClose: (listener) => void closeListeners.push(listener),
    close: () => transport.close(),
  }
}

interface CallMachinery {
  readonly transport: Transport
  readonly calls: Map<number, PendingCall>
  readonly start: (pending: PendingCall) => number
  readonly isClosed: () => boolean
}

interface Target {
  readonly area: string
  readonly method: string
  readonly entry: Entry
}

function callable(machinery: CallMachinery, target: Target): unknown {
  return target.entry.kind === 'stream'
    ? (input: unknown, options: { signal?: AbortSignal } = {}) =>
        openStream(machinery, target, { input, ...options })
    : (input: unknown, options: { signal?: AbortSignal } = {}) =>
        callOnce(machinery, target, { input, ...options })
}

interface CallArguments {
  readonly input: unknown
  readonly signal?: AbortSignal
}

function callOnce(machinery: CallMachinery, target: Target, args: CallArguments): Promise<unknown> {
  const { transport, calls } = machinery
  return new Promise((resolve, reject) => {
    if (machinery.isClosed()) return reject(disconnected())
    if (args.signal?.aborted) return reject(cancelled())
    const onAbort = () => {
      calls.delete(id)
      transport.send({ type: 'cancel', id })
      reject(cancelled())
    }
    const settle = (action: () => void) => {
      calls.delete(id)
      args.signal?.removeEventListener('abort', onAbort)
      action()
    }
    const id = machinery.start({
      onResult: (output) => settle(() => resolve(output)),
      onItem: () => {},
      onEnd: () => settle(() => resolve(undefined)),
      onError: (error) => settle(() => reject(error)),
    })
    args.signal?.addEventListener('abort', onAbort, { once: true })
    transport.send({ type: 'call', id, area: target.area, method: target.method, input: args.input })
  })
}

async function* openStream(
  machinery: CallMachinery,
  target: Target,
  args: CallArguments,
): AsyncGenerator<unknown> {
  const { transport, calls } = machinery
  if (machinery.isClosed()) throw disconnected()
  if (args.signal?.aborted) throw cancelled()
  const buffer: unknown[] = []
  let failure: AppError | null = null
  let isDone = false
  let wake: () => void = () => {}
  const notify = () => wake()
  const id = machinery.start({
    onResult: () => {},
    onItem: (item) => {
      buffer.push(item)
      notify()
    },
    onEnd: () => {
      isDone = true
      notify()
    },
    onError: (error) => {
      failure = error
      isDone = true
      notify()
    },
  })
  const onAbort = () => {
    failure = cancelled()
    isDone = true
    buffer.length = 0
    notify()
  }
  args.signal?.addEventListener('abort', onAbort, { once: true })
  transport.send({
    type: 'open',
    id,
    area: target.area,
    method: target.method,
    input: args.input,
    credit: STREAM_CREDIT,
  })
  try {
    let consumed = 0
    while (true) {
      while (buffer.length > 0) {
        yield buffer.shift()
        consumed += 1
        if (consumed >= STREAM_CREDIT / 2 && !isDone) {
          transport.send({ type: 'credit', id, credit: consumed })
          consumed = 0
        }
      }
      if (failure !== null) throw failure
      if (isDone) return
      await new Promise<void>((resolve) => {
        wake = resolve
      })
    }
  } finally {
    args.signal?.removeEventListener('abort', onAbort)
    if (calls.delete(id)) transport.send({ type: 'cancel', id })
  }
}

function dispatch(calls: Map<number, PendingCall>, message: HostMessage): void {
  const call = calls.get(message.id)
  if (call === undefined) return
  switch (message.type) {
    case 'result':
      return call.onResult(message.output)
    case 'item':
      return call.onItem(message.item)
    case 'end':
      calls.delete(message.id)
      return call.onEnd()
    case 'error':
      calls.delete(message.id)
      return call.onError(AppError.fromWire(message.error satisfies WireError))
  }
}

function disconnected(): AppError {
  return new AppError('disconnected', 'The connection to Loupe was lost. Reload to connect again.', {
    isRetriable: true,
  })
}

function cancelled(): AppError {
  return new AppError('cancelled', 'The call was cancelled.')
}
