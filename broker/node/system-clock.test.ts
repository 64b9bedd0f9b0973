import net from 'node:net'
import { Worker } from 'node:worker_threads'
import { describe, expect, it } from 'vitest'
import { systemClock } from './system-clock.ts'

/** Holds up the event loop, as heavy work or a starved machine does. */
function standStill(ms: number): void {
  const until = performance.now() + ms
  while (performance.now() < until);
}

/** Another thread that writes a byte on each connection, 60 ms after it was asked to. */
const PEER = `
const net = require('node:net')
const { parentPort } = require('node:worker_threads')
const server = net.createServer((socket) => socket.on('data', () => setTimeout(() => socket.write('b'), 60)))
server.listen(0, '127.0.0.1', () => parentPort.postMessage(server.address().port))
`

describe('the real clock after the thread stood still', () => {
  it.each(['after', 'every'] as const)('lets what has come in go before what was due (%s)', async (kind) => {
    const peer = new Worker(PEER, { eval: true })
    const port = await new Promise<number>((resolve) => peer.once('message', resolve))
    const socket = net.connect(port, '127.0.0.1')
    await new Promise<void>((resolve) => socket.once('connect', () => resolve()))
    const order: string[] = []
    socket.on('data', () => order.push('byte'))
    await new Promise<void>((resolve) => void socket.write('a', () => resolve()))
    const cancel = systemClock[kind](20, () => order.push('timer'))
    standStill(400)
    await new Promise((resolve) => setTimeout(resolve, 5))
    cancel()
    expect(order).toEqual(['byte', 'timer'])
    socket.destroy()
    await peer.terminate()
  })

  it('cancels a task that was put behind the sockets', async () => {
    let count = 0
    const cancels: (() => void)[] = []
    // Fires first and cancels the second, which is due at the same late moment.
    cancels.push(systemClock.after(5, () => cancels[1]?.()))
    cancels.push(systemClock.after(6, () => (count += 1)))
    standStill(80)
    await new Promise((resolve) => setTimeout(resolve, 40))
    expect(count).toBe(0)
  })

  it('keeps the order of timers that are due at the same time', async () => {
    const order: number[] = []
    for (const index of [1, 2, 3]) systemClock.after(5, () => order.push(index))
    standStill(80)
    await new Promise((resolve) => setTimeout(resolve, 40))
    expect(order).toEqual([1, 2, 3])
  })
})
