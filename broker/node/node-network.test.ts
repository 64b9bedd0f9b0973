import { describe, expect, it } from 'vitest'
import { BufferPool } from '../base/buffer-pool.ts'
import { deferred } from '../base/deferred.ts'
import type { NetworkConnection } from '../base/network.ts'
import { MIB } from '../base/units.ts'
import { FrameAssembler, frameOf } from '../wire/frame.ts'
import { nodeNetwork } from './node-network.ts'

/** More than the system takes for a peer that does not read. */
const MORE_THAN_SYSTEM_TAKES = 64 * MIB

/** Turns of the event loop waited for something; each takes microseconds. */
const MAX_TURNS = 500_000

const turn = () => new Promise<void>((resolve) => void setImmediate(resolve))

async function turnsUntil(condition: () => boolean): Promise<void> {
  for (let count = 0; !condition() && count < MAX_TURNS; count += 1) await turn()
}

/** A served connection and its client, who does not read yet. */
async function openPair() {
  const accepted = deferred<NetworkConnection>()
  const listener = await nodeNetwork.listen({ host: '127.0.0.1', port: 0, onConnection: accepted.resolve })
  const client = await nodeNetwork.connect({ host: '127.0.0.1', port: listener.port, timeoutMs: 5_000 })
  let receivedBytes = 0
  client.handle({
    onData: (chunk) => void (receivedBytes += chunk.length),
    onDrain: () => {},
    onClose: () => {},
  })
  client.pause()
  const server = await accepted.promise
  let isClosed = false
  server.handle({ onData: () => {}, onDrain: () => {}, onClose: () => void (isClosed = true) })
  return {
    client,
    server,
    received: () => receivedBytes,
    isClosed: () => isClosed,
    async [Symbol.asyncDispose]() {
      server.destroy()
      client.destroy()
      await listener.close()
    },
  }
}

describe('writing to a real socket', () => {
  it('tells once, when the system has taken the last of the chunks', async () => {
    await using pair = await openPair()
    let flushes = 0
    pair.server.write([Buffer.alloc(4), Buffer.alloc(MORE_THAN_SYSTEM_TAKES)], () => void (flushes += 1))
    for (let count = 0; count < 50; count += 1) await turn()
    expect(flushes).toBe(0)
    expect(pair.server.queuedBytes).toBeGreaterThan(0)
    pair.client.resume()
    await turnsUntil(() => flushes > 0 && pair.received() === MORE_THAN_SYSTEM_TAKES + 4)
    expect([flushes, pair.server.queuedBytes]).toEqual([1, 0])
  })

  it('tells once about each write of a connection that is destroyed, those still queued included', async () => {
    await using pair = await openPair()
    const flushed: number[] = []
    for (const index of [0, 1, 2]) {
      pair.server.write(
        [Buffer.alloc(4), Buffer.alloc(MORE_THAN_SYSTEM_TAKES / 2)],
        () => void flushed.push(index),
      )
    }
    await turn()
    pair.server.destroy()
    await turnsUntil(() => pair.isClosed() && flushed.length === 3)
    expect(flushed.toSorted((a, b) => a - b)).toEqual([0, 1, 2])
  })

  it('tells about a write of a peer that has gone', async () => {
    await using pair = await openPair()
    let flushes = 0
    pair.client.destroy()
    pair.server.write([Buffer.alloc(MORE_THAN_SYSTEM_TAKES)], () => void (flushes += 1))
    await turnsUntil(() => flushes > 0 && pair.isClosed())
    expect(flushes).toBe(1)
  })

  it('tells about a write to a closed connection, after the call', async () => {
    await using pair = await openPair()
    pair.server.destroy()
    await turnsUntil(pair.isClosed)
    let flushes = 0
    pair.server.write([Buffer.alloc(4)], () => void (flushes += 1))
    expect(flushes).toBe(0)
    await turnsUntil(() => flushes > 0)
    expect(flushes).toBe(1)
  })
})

describe('reading a real socket into memory that is used again', () => {
  it('finds every frame, across pauses, and hears the end', async () => {
    const accepted = deferred<NetworkConnection>()
    const listener = await nodeNetwork.listen({ host: '127.0.0.1', port: 0, onConnection: accepted.resolve })
    const client = await nodeNetwork.connect({
      host: '127.0.0.1',
      port: listener.port,
      timeoutMs: 5_000,
      reusesMemory: true,
    })
    const pool = new BufferPool()
    const assembler = new FrameAssembler({ maxFrameBytes: 8 * MIB, pool })
    const bodies = [3, 200_000, 0, 5 * MIB, 70_000, 1].map((size, index) => Buffer.alloc(size, index + 1))
    let count = 0
    let isClosed = false
    client.handle({
      onSpace: () => assembler.space,
      onData: (chunk) => {
        assembler.push(chunk, (frame, release) => {
          expect(frame.equals(bodies[count] ?? Buffer.alloc(0))).toBe(true)
          count += 1
          release?.()
        })
        client.pause()
        setImmediate(() => client.resume())
      },
      onDrain: () => {},
      onClose: () => void (isClosed = true),
    })
    const server = await accepted.promise
    server.handle({ onData: () => {}, onDrain: () => {}, onClose: () => {} })
    for (const body of bodies) server.write(frameOf([body]))
    await turnsUntil(() => count === bodies.length)
    expect(count).toBe(bodies.length)
    expect(pool).toMatchObject({ openLeaseCount: 0, leasedBytes: 0 })
    server.close()
    await turnsUntil(() => isClosed)
    expect(isClosed).toBe(true)
    await listener.close()
  })
})
