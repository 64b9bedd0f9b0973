import { describe, expect, it } from 'vitest'
import { BufferPool } from '../base/buffer-pool.ts'
import { ManualClock } from '../base/clock.ts'
import type { NetworkConnection } from '../base/network.ts'
import { MemoryNetwork } from '../testing/memory-network.ts'
import { frameOf } from '../wire/frame.ts'
import { syncGroup } from '../wire/generated/sync-group.ts'
import { decodeRequestHeader, encodeResponseHeader } from '../wire/header.ts'
import { Reader } from '../wire/reader.ts'
import { Writer } from '../wire/writer.ts'
import { ClientConnection } from './client-connection.ts'

const VERSION = 3

/** Answers the n-th SyncGroup request with so many bytes of the value n. */
function answering(sizes: readonly number[]): (connection: NetworkConnection) => void {
  return (connection) => {
    let count = 0
    connection.handle({
      onData: (chunk) => {
        const { correlationId } = decodeRequestHeader(new Reader(chunk.subarray(4)))
        const assignment = Buffer.alloc(sizes[count] ?? 0, count + 1)
        const writer = new Writer()
        encodeResponseHeader(writer, syncGroup, { apiVersion: VERSION, correlationId })
        syncGroup.response.encode(writer, { errorCode: 0, assignment }, VERSION)
        count += 1
        connection.write(frameOf(writer.finish()))
      },
      onDrain: () => {},
      onClose: () => {},
    })
  }
}

async function open(sizes: readonly number[], buffers?: BufferPool) {
  const network = new MemoryNetwork()
  const listener = await network.listen({ host: 'here', port: 0, onConnection: answering(sizes) })
  const runtime = { network, clock: new ManualClock() }
  const connection = await ClientConnection.open(runtime, {
    host: 'here',
    port: listener.port,
    clientId: 'test',
    connectTimeoutMs: 1_000,
    ...(buffers === undefined ? {} : { buffers }),
  })
  const ask = async () => {
    const response = await connection.send(
      syncGroup,
      { groupId: 'g', generationId: 1, memberId: 'm', assignments: [] },
      { version: VERSION, timeoutMs: 1_000 },
    )
    return response.assignment
  }
  return { connection, ask }
}

describe('the bytes of a response', () => {
  it('may be kept', async () => {
    const { ask } = await open([100, 100_000, 100])
    const kept = [await ask(), await ask(), await ask()]
    expect(kept.map((bytes) => [bytes.length, bytes.every((byte) => byte === bytes[0]), bytes[0]])).toEqual([
      [100, true, 1],
      [100_000, true, 2],
      [100, true, 3],
    ])
  })

  it('are good until the next request where memory is reused, and the memory comes back then', async () => {
    const buffers = new BufferPool()
    const { connection, ask } = await open([100, 100_000, 100_000, 100], buffers)
    for (const [index, size] of [100, 100_000, 100_000, 100].entries()) {
      const bytes = await ask()
      expect(bytes.length).toBe(size)
      expect(bytes.every((byte) => byte === index + 1)).toBe(true)
    }
    expect(buffers.leasedBytes).toBe(0)
    connection.close()
    expect(buffers.openLeaseCount).toBe(0)
  })
})
