import { describe, expect, it } from 'vitest'
import { BufferPool } from '../base/buffer-pool.ts'
import { ManualClock } from '../base/clock.ts'
import { deferred } from '../base/deferred.ts'
import { silentLogger } from '../base/logger.ts'
import type { ConnectionHandler, NetworkConnection } from '../base/network.ts'
import { frameOf } from '../wire/frame.ts'
import { KafkaError } from '../wire/kafka-error.ts'
import { type Response, ServerConnection } from './server-connection.ts'

/** A peer that takes bytes only when told to. */
class HeldConnection implements NetworkConnection {
  readonly remoteHost = '10.0.0.1'
  readonly remotePort = 4242
  readonly localPort = 9092
  queuedBytes = 0
  isPaused = false
  readonly written: string[] = []
  handler: ConnectionHandler | null = null
  #flushes: (() => void)[] = []

  handle(handler: ConnectionHandler): void {
    this.handler = handler
  }

  write(chunks: readonly Uint8Array[], onFlushed?: () => void): boolean {
    this.written.push(Buffer.concat(chunks).toString())
    if (onFlushed !== undefined) this.#flushes.push(onFlushed)
    return true
  }

  /** The system takes all that was written. */
  flush(): void {
    const flushes = this.#flushes
    this.#flushes = []
    for (const flush of flushes) flush()
  }

  cork(): void {}
  uncork(): void {}
  pause(): void {
    this.isPaused = true
  }
  resume(): void {
    this.isPaused = false
  }
  close(): void {
    this.destroy()
  }
  destroy(): void {
    this.flush()
    this.handler?.onClose(null)
  }
}

/** A connection whose requests are answered by the test. Requests that begin with `p` are pipelined. */
function openConnection() {
  const peer = new HeldConnection()
  const answers = new Map<string, ReturnType<typeof deferred<Response>>>()
  const sent: string[] = []
  const buffers = new BufferPool()
  const clock = new ManualClock()
  const connection = new ServerConnection({
    id: 1,
    connection: peer,
    clock,
    logger: silentLogger,
    maxRequestBytes: 100_000,
    buffers,
    counters: { bytesIn: 0, bytesOut: 0, requests: 0 },
    onClose: () => {},
    processor: {
      isPipelined: (frame) => frame.toString().startsWith('p'),
      process: (frame) => {
        const answer = deferred<Response>()
        answers.set(frame.toString(), answer)
        return answer.promise
      },
    },
  })
  return {
    peer,
    connection,
    clock,
    buffers,
    sent,
    started: () => [...answers.keys()],
    request: (...names: string[]) =>
      peer.handler?.onData(Buffer.concat(names.flatMap((name) => frameOf([Buffer.from(name)])))),
    /** A request that lies in no single chunk. */
    sentInParts: (name: string) => {
      const bytes = Buffer.concat(frameOf([Buffer.from(name)]))
      peer.handler?.onData(bytes.subarray(0, 10_000))
      peer.handler?.onData(bytes.subarray(10_000))
    },
    answer: async (name: string, chunks: readonly Uint8Array[] | null = [Buffer.from(name)]) => {
      answers.get(name)?.resolve({ chunks, onSent: () => sent.push(name) })
      await Promise.resolve()
      await Promise.resolve()
    },
    fail: async (name: string) => {
      answers.get(name)?.reject(new KafkaError('INVALID_REQUEST'))
      await Promise.resolve()
      await Promise.resolve()
    },
  }
}

describe('ServerConnection', () => {
  it('sends responses in the order of requests, whatever finishes first', async () => {
    const { peer, request, answer } = openConnection()
    request('p1', 'p2', 'p3')
    await answer('p3')
    await answer('p2')
    expect(peer.written).toEqual([])
    await answer('p1')
    expect(peer.written).toEqual(['p1', 'p2', 'p3'])
  })

  it('starts a request that is not pipelined only when all before it are answered', async () => {
    const { started, request, answer } = openConnection()
    request('p1', 'fetch', 'p2')
    expect(started()).toEqual(['p1'])
    await answer('p1')
    expect(started()).toEqual(['p1', 'fetch'])
    await answer('fetch')
    expect(started()).toEqual(['p1', 'fetch', 'p2'])
  })

  it('tells that a response was sent only when the system has taken it', async () => {
    const { peer, sent, request, answer } = openConnection()
    request('fetch')
    await answer('fetch')
    expect(sent).toEqual([])
    peer.flush()
    expect(sent).toEqual(['fetch'])
  })

  it('tells at once about a request that has no response', async () => {
    const { peer, sent, request, answer } = openConnection()
    request('p1')
    await answer('p1', null)
    expect(sent).toEqual(['p1'])
    expect(peer.written).toEqual([])
  })

  it('tells once about a response that waits behind another when the connection ends', async () => {
    const { peer, sent, request, answer } = openConnection()
    request('p1', 'p2', 'p3')
    await answer('p2')
    peer.destroy()
    expect(sent).toEqual(['p2'])
    await answer('p1')
    await answer('p3')
    expect(sent).toEqual(['p2', 'p1', 'p3'])
    expect(peer.written).toEqual([])
  })

  it('tells about responses behind a request that costs the connection', async () => {
    const { sent, request, answer, fail } = openConnection()
    request('p1', 'p2')
    await answer('p2')
    await fail('p1')
    expect(sent).toEqual(['p2'])
  })

  it('starts nothing while the peer leaves too much unread, and goes on when it has read', () => {
    const { peer, started, request } = openConnection()
    peer.queuedBytes = 65 * 1024 * 1024
    request('fetch')
    expect(started()).toEqual([])
    expect(peer.isPaused).toBe(true)
    peer.queuedBytes = 0
    peer.handler?.onDrain()
    expect(started()).toEqual(['fetch'])
    expect(peer.isPaused).toBe(false)
  })

  it('sends the answer to a client over its quota at once, and starts nothing of its for the time it is told (quirk 16)', async () => {
    const { peer, connection, clock, started, request, answer } = openConnection()
    request('fetch', 'p1')
    connection.mute(500)
    await answer('fetch')
    expect(peer.written).toEqual(['fetch'])
    request('p2')
    clock.advance(499)
    expect(started()).toEqual(['fetch'])
    clock.advance(1)
    expect(started()).toEqual(['fetch', 'p1', 'p2'])
  })

  it('uses the memory of a large pipelined request again when it is answered, of others when they are copied', async () => {
    const { buffers, sentInParts, answer, started } = openConnection()
    const pipelined = 'p'.repeat(50_000)
    const other = 'o'.repeat(50_000)
    sentInParts(pipelined)
    expect(buffers.openLeaseCount).toBe(1)
    await answer(pipelined)
    expect(buffers.openLeaseCount).toBe(0)
    sentInParts(other)
    expect(started()).toEqual([pipelined, other])
    expect(buffers).toMatchObject({ openLeaseCount: 0, leasedBytes: 0 })
  })

  it('gives back the memory of requests that are never started, refused, or half there when the connection ends', async () => {
    const { peer, buffers, sentInParts, fail } = openConnection()
    sentInParts('x'.repeat(40_000))
    sentInParts('p'.repeat(40_000))
    sentInParts('p'.repeat(30_000))
    peer.handler?.onData(Buffer.concat(frameOf([Buffer.alloc(60_000)])).subarray(0, 50_000))
    expect(buffers.openLeaseCount).toBe(3)
    peer.destroy()
    expect(buffers).toMatchObject({ openLeaseCount: 0, leasedBytes: 0 })
    const failing = openConnection()
    failing.sentInParts('p'.repeat(20_000))
    await failing.fail('p'.repeat(20_000))
    expect(failing.buffers.openLeaseCount).toBe(0)
    await fail('x'.repeat(40_000))
  })
})
