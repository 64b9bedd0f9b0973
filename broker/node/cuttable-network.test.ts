import { describe, expect, it } from 'vitest'
import { ManualClock } from '../base/clock.ts'
import type { NetworkConnection, NetworkError } from '../base/network.ts'
import { MemoryNetwork } from '../testing/memory-network.ts'
import { CuttableNetwork } from './cuttable-network.ts'

const PORT = 9_000
const TIMEOUT_MS = 1_000

async function world() {
  const clock = new ManualClock()
  const inner = new MemoryNetwork()
  const accepted: NetworkConnection[] = []
  const heard: string[] = []
  await inner.listen({
    host: 'h',
    port: PORT,
    onConnection: (connection) => {
      accepted.push(connection)
      connection.handle({
        onData: (chunk) => {
          heard.push(String(chunk))
          connection.write([Buffer.from(`re ${String(chunk)}`)])
        },
        onDrain: () => {},
        onClose: () => heard.push('closed'),
      })
    },
  })
  const network = new CuttableNetwork(inner, clock)
  const connect = () => network.connect({ host: 'h', port: PORT, timeoutMs: TIMEOUT_MS })
  const open = async () => {
    const connection = await connect()
    const answers: string[] = []
    connection.handle({
      onData: (chunk) => answers.push(String(chunk)),
      onDrain: () => {},
      onClose: () => answers.push('closed'),
    })
    return { connection, answers }
  }
  return { clock, network, connect, open, heard, accepted }
}

const turns = () => new Promise<void>((resolve) => setImmediate(resolve))

describe('a network that is cut', () => {
  it('carries nothing either way, and says nothing of it', async () => {
    const { network, open, heard, accepted } = await world()
    const { connection, answers } = await open()
    connection.write([Buffer.from('one')])
    await turns()
    network.cut(new Set([PORT]))
    connection.write([Buffer.from('two')])
    accepted[0]?.write([Buffer.from('news')])
    await turns()
    expect(heard).toEqual(['one'])
    expect(answers).toEqual(['re one'])
  })

  it('ends a connection that has lost something once it is healed, and keeps one that has not', async () => {
    const { network, open, heard } = await world()
    const [quiet, busy] = [await open(), await open()]
    network.cut(new Set([PORT]))
    busy.connection.write([Buffer.from('lost')])
    await turns()
    network.cut(new Set())
    await turns()
    expect(busy.answers).toEqual(['closed'])
    quiet.connection.write([Buffer.from('still there')])
    await turns()
    expect(quiet.answers).toEqual(['re still there'])
    expect(heard).not.toContain('lost')
  })

  it('does not tell the other side that a connection was given up before it is healed', async () => {
    const { network, open, heard } = await world()
    const { connection, answers } = await open()
    network.cut(new Set([PORT]))
    connection.destroy()
    await turns()
    expect(answers).toEqual(['closed'])
    expect(heard).toEqual([])
    network.cut(new Set())
    await turns()
    expect(heard).toEqual(['closed'])
    expect(answers).toEqual(['closed'])
  })

  it('lets nobody connect until it is healed or the time is over', async () => {
    const { network, connect, clock } = await world()
    network.cut(new Set([PORT]))
    const late = connect().catch((error: NetworkError) => error.code)
    clock.advance(TIMEOUT_MS)
    expect(await late).toBe('TIMED_OUT')
    const patient = connect()
    network.cut(new Set([PORT + 1]))
    expect((await patient).remotePort).toBe(PORT)
  })

  it('leaves those alone that are not named', async () => {
    const { network, open } = await world()
    network.cut(new Set([PORT + 1]))
    const { connection, answers } = await open()
    connection.write([Buffer.from('hello')])
    await turns()
    expect(answers).toEqual(['re hello'])
  })
})
