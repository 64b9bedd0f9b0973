/** The control port of a real cluster: what is ordered happens to the broker, and strangers are refused. */
import fs from 'node:fs'
import http from 'node:http'
import net from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { nodeClientRuntime } from '#broker'
import { ClientConnection } from '#broker/net/client-connection'
import { openLocalCluster } from '#broker/start-cluster'
import { metadata } from '#broker/wire/generated/metadata'
import { type ControlPort, openControlPort } from '../../electron/control-port.ts'

const PATIENCE = { timeout: 15_000, interval: 20 }
const ANSWER_MS = 10_000

interface Reply {
  readonly status: number
  readonly body: {
    readonly error?: string
    readonly state?: string
    readonly quorum?: { leaderId: number; leaderEpoch: number } | null
    readonly nodes?: readonly {
      id: number
      role: string
      state: string
      fenced: boolean
      port: number
      pid: number
      dataDir: string
    }[]
  }
}

describe('the control port', () => {
  let dataDir: string
  let cluster: ReturnType<typeof openLocalCluster>
  let control: ControlPort
  beforeAll(async () => {
    dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'loupe-control-'))
    cluster = openLocalCluster({
      brokers: 2,
      port: 0,
      isPortStrict: true,
      dataDir,
      ephemeral: true,
      profile: 'fast',
      logLevel: 'error',
    })
    await cluster.start()
    control = await openControlPort(cluster, 0)
  })
  afterAll(async () => {
    await control.close()
    await cluster.dispose()
    fs.rmSync(dataDir, { recursive: true, force: true })
  })

  const ask = (method: string, target: string, headers: Record<string, string> = {}): Promise<Reply> =>
    new Promise((resolve, reject) => {
      const request = http.request(
        { host: '127.0.0.1', port: control.port, method, path: target, headers },
        (response) => {
          let text = ''
          response.on('data', (chunk) => (text += String(chunk)))
          response.on(
            'end',
            () => resolve({ status: response.statusCode ?? 0, body: JSON.parse(text) as Reply['body'] }), // checked by each test
          )
        },
      )
      request.on('error', reject)
      request.end()
    })
  const post = (target: string) => ask('POST', target)
  const node = (reply: Reply, id: number) => reply.body.nodes?.find((each) => each.id === id)
  const portOf = async (id: number) => node(await ask('GET', '/status'), id)?.port ?? 0
  const isListening = (port: number) =>
    new Promise<boolean>((resolve) => {
      const socket = net.connect(port, '127.0.0.1', () => {
        socket.destroy()
        resolve(true)
      })
      socket.on('error', () => resolve(false))
    })

  it('tells the state, and of each node where it is', async () => {
    const reply = await ask('GET', '/status')
    expect(reply.status).toBe(200)
    expect(reply.body).toMatchObject({ state: 'running' })
    expect(reply.body.nodes?.map(({ id, role, state }) => [id, role, state])).toEqual([
      [101, 'controller', 'running'],
      [1, 'broker', 'running'],
      [2, 'broker', 'running'],
    ])
    expect(node(reply, 1)).toMatchObject({ pid: process.pid, dataDir: path.join(dataDir, 'node-1') })
    expect(await isListening(node(reply, 1)?.port ?? 0)).toBe(true)
  })

  it.each(['stop', 'kill'])('%ss a broker, which listens no more until it is started', async (action) => {
    const port = await portOf(2)
    const reply = await post(`/brokers/2/${action}`)
    expect(reply.status).toBe(200)
    expect(node(reply, 2)).toMatchObject({ state: action === 'kill' ? 'killed' : 'stopped' })
    expect(reply.body.state).toBe('degraded')
    expect(await isListening(port)).toBe(false)
    expect(node(await post('/brokers/2/start'), 2)).toMatchObject({ state: 'running', port })
    expect(await isListening(port)).toBe(true)
  })

  it('freezes a broker, which answers when it is thawed', async () => {
    const client = await ClientConnection.open(nodeClientRuntime, {
      host: '127.0.0.1',
      port: await portOf(1),
      clientId: 'test',
      connectTimeoutMs: ANSWER_MS,
    })
    expect(node(await post('/brokers/1/freeze'), 1)).toMatchObject({ state: 'frozen' })
    let isAnswered = false
    const answer = client.send(metadata, { topics: [] }, { version: 9, timeoutMs: ANSWER_MS }).then(() => {
      isAnswered = true
    })
    await post('/brokers/2/restart') // takes longer than an answer would
    expect(isAnswered).toBe(false)
    expect((await post('/brokers/1/freeze')).status).toBe(409)
    expect(node(await post('/brokers/1/thaw'), 1)).toMatchObject({ state: 'running' })
    await answer
    client.close()
  })

  it.each([
    ['/brokers/1/thaw', 'Node 1 is running: only what is frozen can be thawed.'],
    ['/brokers/1/keep', 'Broker 1 is not being removed'],
    ['/partitions?nodes=1,2,101', 'Nothing would be cut'],
  ])('refuses POST %s, which would change nothing', async (target, message) => {
    const reply = await post(target)
    expect(reply.status).toBe(409)
    expect(reply.body.error).toContain(message)
    expect(reply.body.error).toMatch(/\.$/)
  })

  it('thaws nothing that was stopped, and calls what was killed and then stopped stopped', async () => {
    await post('/brokers/2/kill')
    expect((await post('/brokers/2/thaw')).body.error).toBe(
      'Node 2 is killed: only what is frozen can be thawed.',
    )
    expect(node(await post('/brokers/2/stop'), 2)).toMatchObject({ state: 'stopped' })
    expect((await post('/brokers/2/thaw')).status).toBe(409)
    expect(node(await post('/brokers/2/start'), 2)).toMatchObject({ state: 'running' })
  })

  it('freezes for so many seconds, and refuses what is no time', async () => {
    expect((await post('/brokers/1/freeze?seconds=1')).status).toBe(200)
    await expect.poll(async () => node(await ask('GET', '/status'), 1)?.state, PATIENCE).toBe('running')
    for (const seconds of ['0', '-1', 'x', '', '1.5', '99999'])
      expect((await post(`/brokers/1/freeze?seconds=${seconds}`)).status).toBe(400)
  })

  it('refuses an option that there is not, before it does anything', async () => {
    const mistyped = await ask('POST', '/brokers/2/freeze?second=5')
    expect([mistyped.status, mistyped.body.error]).toEqual([400, 'There is no second to be given here.'])
    expect((await ask('GET', '/status?verbose')).status).toBe(400)
    expect((await ask('GET', '/status')).body.nodes?.every(({ state }) => state === 'running')).toBe(true)
  })

  it('starts no broker over a controller that was killed or frozen, and leaves that as it is', async () => {
    await ask('POST', '/brokers/2/stop')
    await ask('POST', '/brokers/101/kill')
    for (const target of ['/brokers/2/start', '/brokers/1/restart']) {
      const refused = await ask('POST', target)
      expect([refused.status, refused.body.error]).toEqual([
        409,
        'Controller 101 is down: a broker can join only while it runs. Start it first.',
      ])
    }
    const states = async () =>
      (await ask('GET', '/status')).body.nodes?.map(({ id, state }) => `${id} ${state}`).toSorted()
    expect(await states()).toEqual(['1 running', '101 killed', '2 stopped'])
    await ask('POST', '/brokers/101/start')
    await ask('POST', '/brokers/101/freeze')
    const refused = await ask('POST', '/brokers/2/start')
    expect(refused.body.error).toContain('Controller 101 is frozen')
    expect(await states()).toEqual(['1 running', '101 frozen', '2 stopped'])
    await ask('POST', '/brokers/101/thaw')
    expect((await ask('POST', '/brokers/2/start')).status).toBe(200)
  })

  it('names the leader of the quorum, nobody while it is down, and then its later epoch', async () => {
    const quorum = async () => (await ask('GET', '/status')).body.quorum
    await expect.poll(quorum, PATIENCE).toMatchObject({ leaderId: 101 })
    const before = (await quorum())?.leaderEpoch ?? 0
    expect((await post('/brokers/101/kill')).body.quorum).toBeNull()
    expect(node(await post('/brokers/101/start'), 101)).toMatchObject({ state: 'running' })
    await expect.poll(quorum, PATIENCE).toMatchObject({ leaderId: 101 })
    expect((await quorum())?.leaderEpoch).toBeGreaterThan(before)
  })

  it('is degraded while a broker is fenced, and names it', async () => {
    const status = () => ask('GET', '/status')
    await expect.poll(async () => (await status()).body.state, PATIENCE).toBe('running')
    await post('/partitions?nodes=2')
    await expect.poll(async () => node(await status(), 2), PATIENCE).toMatchObject({ fenced: true })
    const cut = await status()
    expect(node(cut, 2)).toMatchObject({ state: 'running' })
    expect(node(cut, 1)).toMatchObject({ fenced: false })
    expect(cut.body.state).toBe('degraded')
    await ask('DELETE', '/partitions')
    await expect.poll(async () => (await status()).body.state, PATIENCE).toBe('running')
  })

  it('restarts the controller', async () => {
    expect(node(await post('/brokers/101/restart'), 101)).toMatchObject({ state: 'running' })
  })

  it.each([
    ['GET', '/', 404],
    ['POST', '/brokers/9/kill', 404],
    ['POST', '/brokers/1/explode', 404],
    ['POST', '/brokers/x/kill', 404],
    ['POST', '/brokers/1/kill/now', 404],
    ['GET', '/brokers/1/kill', 405],
    ['POST', '/status', 405],
  ])('answers %s %s with %i and a message', async (method, target, status) => {
    const reply = await ask(method, target)
    expect(reply.status).toBe(status)
    expect(reply.body.error).toMatch(/\.$/)
  })

  it.each([
    ['an Origin', { origin: 'http://127.0.0.1' }],
    ['the Origin null', { origin: 'null' }],
    ['another Host', { host: 'evil.example.org' }],
    ['a Host that begins like ours', { host: '127.0.0.1.evil.example.org:80' }],
  ])('refuses what bears %s, and does nothing', async (_what, headers) => {
    const reply = await ask('POST', '/brokers/1/kill', headers)
    expect(reply.status).toBe(403)
    expect(node(await ask('GET', '/status'), 1)).toMatchObject({ state: 'running' })
  })
})
