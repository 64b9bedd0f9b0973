/** One suite, three transports: what the seam promises holds over each of them. */
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { MessageChannel } from 'node:worker_threads'
import { afterEach, describe, expect, it } from 'vitest'
import WebSocket from 'ws'
import { z } from 'zod'
import { silentLogger } from '#broker/base/logger'
import { type ClientHandle, createClient } from '#contract/client'
import { type Implements, mutation, query, stream } from '#contract/define'
import { STREAM_CREDIT, type Transport } from '#contract/envelope'
import { AppError } from '#contract/errors'
import { openHttpHost } from './http-host.ts'
import { memoryTransportPair } from './memory-transport.ts'
import { messagePortTransport, type PortLike } from './message-port-transport.ts'
import { serveTransport } from './rpc-server.ts'

const contract = {
  numbers: {
    double: query({
      doc: 'Doubles.',
      input: z.object({ value: z.number() }),
      output: z.number(),
      errors: [],
    }),
    fail: mutation({ doc: 'Fails.', input: z.object({}), output: z.object({}), errors: ['not-found'] }),
    crash: query({ doc: 'Crashes.', input: z.object({}), output: z.object({}), errors: [] }),
    wrongShape: query({ doc: 'Lies.', input: z.object({}), output: z.number(), errors: [] }),
    wait: query({ doc: 'Waits until cancelled.', input: z.object({}), output: z.object({}), errors: [] }),
    count: stream({ doc: 'Counts.', input: z.object({ to: z.number() }), item: z.number(), errors: [] }),
    countThenFail: stream({
      doc: 'Counts, fails.',
      input: z.object({}),
      item: z.number(),
      errors: ['timeout'],
    }),
  },
} as const

class Probe {
  produced = 0
  cancelled = 0
  finished = 0
}

function servicesWith(probe: Probe): Implements<typeof contract> {
  return {
    numbers: {
      double: async ({ value }) => value * 2,
      fail: async () => {
        throw new AppError('not-found', 'It is not there.', { isRetriable: true, detail: { name: 'x' } })
      },
      crash: async () => {
        throw new TypeError('secret detail')
      },
      // The declared output is a number: this service is broken on purpose.
      wrongShape: (async () => 'no number') as unknown as () => Promise<number>,
      wait: (_input, { signal }) =>
        new Promise((_resolve, reject) => {
          signal.addEventListener('abort', () => {
            probe.cancelled += 1
            reject(signal.reason)
          })
        }),
      async *count({ to }, { signal }) {
        try {
          for (let value = 1; value <= to && !signal.aborted; value += 1) {
            probe.produced += 1
            yield value
          }
        } finally {
          probe.finished += 1
        }
      },
      async *countThenFail() {
        yield 1
        throw new AppError('timeout', 'Too late.')
      },
    },
  }
}

interface Bench {
  readonly handle: ClientHandle<typeof contract>
  readonly probe: Probe
  readonly close: () => Promise<void>
}

const logger = silentLogger

async function overMemory(): Promise<Bench> {
  const probe = new Probe()
  const [page, host] = memoryTransportPair()
  serveTransport(host, { contract, services: servicesWith(probe), logger })
  return { handle: createClient(contract, page), probe, close: async () => page.close() }
}

async function overMessagePort(): Promise<Bench> {
  const probe = new Probe()
  const { port1, port2 } = new MessageChannel()
  const asIs = (value: unknown) => value
  serveTransport(messagePortTransport(port1 satisfies PortLike, asIs), {
    contract,
    services: servicesWith(probe),
    logger,
  })
  const handle = createClient(contract, messagePortTransport(port2 satisfies PortLike, asIs))
  return { handle, probe, close: async () => port2.close() }
}

async function overWebSocket(): Promise<Bench> {
  const probe = new Probe()
  const pageDirectory = fs.mkdtempSync(path.join(os.tmpdir(), 'loupe-page-'))
  const host = await openHttpHost({ port: 0, pageDirectory, contract, services: servicesWith(probe), logger })
  const socket = new WebSocket(`ws://127.0.0.1:${host.port}/rpc`, [`loupe.${host.token}`], {
    origin: `http://127.0.0.1:${host.port}`,
  })
  await new Promise((resolve, reject) => {
    socket.once('open', resolve)
    socket.once('error', reject)
  })
  const transport: Transport = {
    send: (message) => socket.send(JSON.stringify(message)),
    // Text frames arrive as one buffer.
    onMessage: (listener) =>
      socket.on('message', (data) => listener(JSON.parse((data as Buffer).toString()))),
    onClose: (listener) => socket.on('close', listener),
    close: () => socket.close(),
  }
  return { handle: createClient(contract, transport), probe, close: () => host.close() }
}

describe.each([
  ['memory', overMemory],
  ['MessagePort', overMessagePort],
  ['WebSocket', overWebSocket],
])('the seam over %s', (_name, open) => {
  let bench: Bench | null = null
  const start = async () => {
    bench = await open()
    return bench
  }
  afterEach(async () => {
    await bench?.close()
    bench = null
  })

  it('answers a call', async () => {
    const { handle } = await start()
    await expect(handle.client.numbers.double({ value: 21 })).resolves.toBe(42)
  })

  it('answers many calls at once, each its own', async () => {
    const { handle } = await start()
    const values = Array.from({ length: 50 }, (_, index) => index)
    const answers = await Promise.all(values.map((value) => handle.client.numbers.double({ value })))
    expect(answers).toEqual(values.map((value) => value * 2))
  })

  it('carries an error with its code, message and detail', async () => {
    const { handle } = await start()
    const error = await handle.client.numbers.fail({}).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(AppError)
    expect(error).toMatchObject({ code: 'not-found', message: 'It is not there.', isRetriable: true })
    expect(error).toMatchObject({ detail: { name: 'x' } })
  })

  it('hides what a bug threw behind a correlation id', async () => {
    const { handle } = await start()
    const error = await handle.client.numbers.crash({}).catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ code: 'internal' })
    expect(String(error)).not.toContain('secret detail')
  })

  it('refuses input that does not fit', async () => {
    const { handle } = await start()
    // A page of another version might send this.
    const call = handle.client.numbers.double({ value: 'two' as unknown as number })
    await expect(call).rejects.toMatchObject({ code: 'invalid-input', detail: { path: 'value' } })
  })

  it('reports a service that answers with the wrong shape', async () => {
    const { handle } = await start()
    await expect(handle.client.numbers.wrongShape({})).rejects.toMatchObject({ code: 'internal' })
  })

  it('cancels a call, and the service hears of it', async () => {
    const { handle, probe } = await start()
    const abort = new AbortController()
    const call = handle.client.numbers.wait({}, { signal: abort.signal })
    await handle.client.numbers.double({ value: 1 }) // the wait has reached the host by now
    abort.abort()
    await expect(call).rejects.toMatchObject({ code: 'cancelled' })
    await expect.poll(() => probe.cancelled).toBe(1)
  })

  it('streams every item in order, past the first credit', async () => {
    const { handle } = await start()
    const items: number[] = []
    for await (const item of handle.client.numbers.count({ to: STREAM_CREDIT * 5 })) items.push(item)
    expect(items).toEqual(Array.from({ length: STREAM_CREDIT * 5 }, (_, index) => index + 1))
  })

  it('stops producing when nobody consumes', async () => {
    const { handle, probe } = await start()
    const stream = handle.client.numbers.count({ to: 1_000_000 })[Symbol.asyncIterator]()
    await stream.next()
    await handle.client.numbers.double({ value: 1 })
    expect(probe.produced).toBeLessThanOrEqual(STREAM_CREDIT + 2)
    await stream.return?.(undefined)
    await expect.poll(() => probe.finished).toBe(1)
  })

  it('delivers the items before the error of a failing stream', async () => {
    const { handle } = await start()
    const items: number[] = []
    const consume = async () => {
      for await (const item of handle.client.numbers.countThenFail({})) items.push(item)
    }
    await expect(consume()).rejects.toMatchObject({ code: 'timeout' })
    expect(items).toEqual([1])
  })

  it('fails what is under way when the transport closes', async () => {
    const { handle, probe } = await start()
    const call = handle.client.numbers.wait({})
    const outcome = expect(call).rejects.toMatchObject({ code: 'disconnected' })
    await handle.client.numbers.double({ value: 1 })
    handle.close()
    await outcome
    await expect.poll(() => probe.cancelled).toBe(1)
    await expect(handle.client.numbers.double({ value: 1 })).rejects.toMatchObject({ code: 'disconnected' })
  })
})
