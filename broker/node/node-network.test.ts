import { describe, expect, it } from 'vitest'
import { deferred } from '../base/deferred.ts'
import type { NetworkConnection } from '../base/network.ts'
import { MIB } from '../base/units.ts'
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
