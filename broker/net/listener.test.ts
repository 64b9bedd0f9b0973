import { describe, expect, it } from 'vitest'
import { ManualClock } from '../base/clock.ts'
import { silentLogger } from '../base/logger.ts'
import type { NetworkConnection } from '../base/network.ts'
import { MemoryNetwork } from '../testing/memory-network.ts'
import { KafkaError } from '../wire/kafka-error.ts'
import { Listener } from './listener.ts'
import type { FrameProcessor, Response } from './server-connection.ts'

/** A processor whose answers a test gives one by one; a frame that begins with `p` is pipelined. */
class Scripted implements FrameProcessor {
  readonly started: string[] = []
  readonly #answers = new Map<string, (response: Response | Error) => void>()

  isPipelined(frame: Buffer): boolean {
    return frame.toString('latin1', 0, 1) === 'p'
  }

  process(frame: Buffer): Response | Promise<Response> {
    const name = frame.toString('latin1')
    this.started.push(name)
    if (name === 'bad' || name === 'pbad') throw new KafkaError('INVALID_REQUEST')
    if (name.startsWith('now')) return responseOf(name)
    return new Promise((resolve, reject) => {
      this.#answers.set(name, (response) =>
        response instanceof Error ? reject(response) : resolve(response),
      )
    })
  }

  answer(name: string, response: Response | Error = responseOf(name)): void {
    this.#answers.get(name)?.(response)
  }
}

function responseOf(name: string): Response {
  return { chunks: [Buffer.from(`<${name}>`)], onSent: null }
}

const settle = async () => {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve()
}

async function connect(options: { readonly maxConnections?: number } = {}) {
  const network = new MemoryNetwork()
  const clock = new ManualClock()
  const processor = new Scripted()
  const listener = new Listener({ network, clock }, silentLogger, {
    host: 'here',
    port: 0,
    maxRequestBytes: 1_000,
    maxIdleMs: 60_000,
    maxConnections: options.maxConnections ?? 10,
    processor,
  })
  const port = await listener.open()
  const dial = async () => {
    const client: NetworkConnection = await network.connect({ host: 'here', port })
    const seen = { received: '', isClosed: false }
    client.handle({
      onData: (chunk) => (seen.received += chunk.toString('latin1')),
      onDrain: () => {},
      onClose: () => (seen.isClosed = true),
    })
    const send = async (...frames: string[]) => {
      client.write([Buffer.concat(frames.flatMap((body) => [lengthOf(body), Buffer.from(body)]))])
      await settle()
    }
    return { client, seen, send }
  }
  return { listener, clock, processor, dial, ...(await dial()) }
}

function lengthOf(body: string): Buffer {
  const length = Buffer.alloc(4)
  length.writeInt32BE(body.length)
  return length
}

describe("a client's connection through its listener", () => {
  it('starts any other request only when all before it are answered', async () => {
    const { processor, seen, send } = await connect()
    await send('p1', 'other', 'p2')
    expect(processor.started).toEqual(['p1'])
    processor.answer('p1')
    await settle()
    expect(processor.started).toEqual(['p1', 'other'])
    processor.answer('other')
    await settle()
    processor.answer('p2', { chunks: null, onSent: null })
    await settle()
    expect(seen.received).toBe('<p1><other>')
  })

  it('closes on a frame that is too long, and on a request that is refused, at once or later', async () => {
    const long = await connect()
    await long.send('x'.repeat(1_001))
    expect([long.seen.isClosed, long.processor.started]).toEqual([true, []])
    const bad = await connect()
    await bad.send('bad')
    expect(bad.seen.isClosed).toBe(true)
    const later = await connect()
    await later.send('p1')
    later.processor.answer('p1', new KafkaError('INVALID_REQUEST'))
    await settle()
    expect(later.seen.isClosed).toBe(true)
    expect(later.listener.connectionCount).toBe(0)
  })

  it('does not start what follows a refused request', async () => {
    const { processor, seen, send } = await connect()
    await send('bad', 'now1', 'now2')
    expect([processor.started, seen]).toEqual([['bad'], { received: '', isClosed: true }])
  })

  it('starts nothing that was pipelined behind a refused request', async () => {
    const { seen, processor, send } = await connect()
    await send('pbad', 'p1', 'p2')
    expect([processor.started, seen.isClosed]).toEqual([['pbad'], true])
  })

  it('takes any number of small frames in one packet', async () => {
    const { seen, send } = await connect()
    const names = Array.from({ length: 1_000 }, (_, index) => `now${index}`)
    await send(...names)
    expect(seen.received).toBe(names.map((name) => `<${name}>`).join(''))
  })

  it('forgets a client that has gone', async () => {
    const { listener, client, send } = await connect()
    await send('p1')
    expect(listener.connectionCount).toBe(1)
    client.destroy()
    await settle()
    expect(listener.connectionCount).toBe(0)
  })
})

describe('the listener', () => {
  it('closes idle connections, but not one that waits for an answer', async () => {
    const { listener, clock, processor, seen, send, dial } = await connect()
    const idle = await dial()
    await send('p1')
    clock.advance(80_000)
    await settle()
    expect([seen.isClosed, idle.seen.isClosed, listener.connectionCount]).toEqual([false, true, 1])
    processor.answer('p1')
    await settle()
    expect(seen.received).toBe('<p1>')
  })

  it('refuses connections past its limit', async () => {
    const { listener, dial } = await connect({ maxConnections: 2 })
    const second = await dial()
    const third = await dial()
    await settle()
    expect([second.seen.isClosed, third.seen.isClosed, listener.connectionCount]).toEqual([false, true, 2])
  })

  it('ends every connection when it closes', async () => {
    const { listener, seen, dial } = await connect()
    const other = await dial()
    await listener.close()
    await settle()
    expect([seen.isClosed, other.seen.isClosed]).toEqual([true, true])
  })
})
