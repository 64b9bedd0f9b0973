/** The commands as processes: how they end, whoever ends them, and what they say when they cannot start. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import fs from 'node:fs'
import net from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

const root = path.resolve(import.meta.dirname, '../..')
const CLUSTER = path.join(root, 'electron/cluster.ts')
const HEADLESS = path.join(root, 'electron/headless.ts')
const PATIENCE_MS = 15_000

/** What `scripts/bootstrap.mjs` is once everything is installed and built. */
const HAND_OVER = `
  import { handOver } from ${JSON.stringify(path.join(root, 'scripts/hand-over.mjs'))}
  handOver(process.execPath, process.argv.slice(1), { cwd: process.cwd(), onError: (error) => { throw error } })
`

describe('a command', () => {
  let folder: string
  const children: ChildProcess[] = []
  beforeEach(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'loupe-commands-'))
  })
  afterEach(() => {
    for (const child of children.splice(0)) child.kill('SIGKILL')
    fs.rmSync(folder, { recursive: true, force: true })
  })

  const data = () => path.join(folder, 'data')
  const clusterArgs = () => [CLUSTER, '--brokers', '1', '--port', '0', '--data-dir', data()]

  const launch = (args: readonly string[], env: Record<string, string> = {}) => {
    const [program = '', ...rest] = args
    const child = spawn(program, rest, {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, npm_lifecycle_event: undefined, DISPLAY: undefined, ...env },
    })
    children.push(child)
    let stdout = ''
    let stderr = ''
    child.stdout.on('data', (chunk) => (stdout += String(chunk)))
    child.stderr.on('data', (chunk) => (stderr += String(chunk)))
    const ended = new Promise<number | NodeJS.Signals | null>((resolve) =>
      child.once('exit', (code, signal) => resolve(code ?? signal)),
    )
    const ready = () => expect.poll(() => stdout, { timeout: PATIENCE_MS }).toMatch(/"readyMs"|ready at/)
    return { child, ended, ready, stdout: () => stdout, stderr: () => stderr }
  }
  const viaBootstrap = (env: Record<string, string> = {}) =>
    launch([process.execPath, '--input-type=module', '-e', HAND_OVER, '--', ...clusterArgs()], env)

  /** A clean stop gives the folder back and leaves every log marked. */
  const stopsCleanly = async () => {
    await expect
      .poll(() => fs.existsSync(path.join(data(), 'loupe.lock')), { timeout: PATIENCE_MS })
      .toBe(false)
    expect(fs.existsSync(path.join(data(), 'cluster/node-1/.kafka_cleanshutdown'))).toBe(true)
  }

  it.each(['SIGTERM', 'SIGINT', 'SIGHUP'] as const)(
    'passes %s on and ends as its child does',
    async (signal) => {
      const command = viaBootstrap()
      await command.ready()
      command.child.kill(signal)
      command.child.kill(signal)
      expect(await command.ended).toBe(0)
      await stopsCleanly()
    },
  )

  it('opens its control port where it says, and ends with it', async () => {
    const command = launch([process.execPath, ...clusterArgs(), '--control-port', '0'])
    await command.ready()
    const [, port] = /"controlPort":(\d+)/.exec(command.stdout()) ?? []
    const status = await fetch(`http://127.0.0.1:${port}/status`)
    expect(await status.json()).toMatchObject({ state: 'running', nodes: [{ id: 101 }, { id: 1 }] })
    command.child.kill('SIGTERM')
    expect(await command.ended).toBe(0)
    const taken = net.createServer().listen(0, '127.0.0.1')
    await new Promise((resolve) => taken.once('listening', resolve))
    const address = taken.address()
    const takenPort = typeof address === 'object' ? String(address?.port) : ''
    const refused = launch([process.execPath, ...clusterArgs(), '--control-port', takenPort])
    expect(await refused.ended).toBe(1)
    expect(refused.stderr()).toContain(`control port ${takenPort}`)
    taken.close()
  })

  it('stops cleanly when what runs it is killed', async () => {
    const command = viaBootstrap()
    await command.ready()
    command.child.kill('SIGKILL')
    expect(await command.ended).toBe('SIGKILL')
    await stopsCleanly()
  })

  it.runIf(process.platform === 'linux').each(['SIGKILL', 'SIGTERM'] as const)(
    'stops cleanly when npm is ended by %s with a shell in between',
    async (signal) => {
      // npm starts a shell, which starts the bootstrap and waits for it.
      const quoted = [process.execPath, '--input-type=module', '-e', HAND_OVER, '--', ...clusterArgs()]
        .map((word) => `'${word}'`)
        .join(' ')
      const npm = `
        const { spawn } = require('node:child_process')
        const shell = spawn('sh', ['-c', process.argv[1] + '; exit $?'], { stdio: 'inherit' })
        shell.on('exit', (code) => process.exit(code))`
      const command = launch([process.execPath, '-e', npm, quoted], { npm_lifecycle_event: 'cluster' })
      await command.ready()
      command.child.kill(signal)
      await command.ended
      await stopsCleanly()
    },
  )

  it('tells that its child was killed', async () => {
    const command = viaBootstrap()
    await command.ready()
    const { pid } = JSON.parse(fs.readFileSync(path.join(data(), 'loupe.lock'), 'utf8')) as { pid: number }
    process.kill(pid, 'SIGKILL')
    expect(await command.ended).toBe(137)
  })

  it.each([
    ['the cluster', [CLUSTER], '--brokers N'],
    ['the app', [HEADLESS], '--headless'],
  ])('%s answers --version and --help, and refuses wrong flags with 2', (_what, command, flag) => {
    const run = (...args: string[]) =>
      spawnSync(process.execPath, [...command, ...args], { encoding: 'utf8', timeout: PATIENCE_MS })
    expect(run('--version')).toMatchObject({ status: 0, stdout: '0.1.0\n', stderr: '' })
    const help = run('--help')
    expect(help).toMatchObject({ status: 0, stderr: '' })
    expect(help.stdout).toContain(flag)
    const wrong = run('--brokers', 'many')
    expect(wrong).toMatchObject({ status: 2, stdout: '' })
    expect(wrong.stderr).toBe(
      'loupe: --brokers takes a whole number from 1 to 9, not "many". --help shows the flags.\n',
    )
  })

  it.each([
    ['the app', 'the cluster'],
    ['the cluster', 'the app'],
    ['the app', 'the app'],
    ['the cluster', 'the cluster'],
  ])('%s keeps its data directory from %s, which says so and ends with 1', async (first, second) => {
    const args = (what: string) =>
      what === 'the app' ? [HEADLESS, '--headless', '--no-demo', '--data-dir', data()] : clusterArgs()
    const holder = launch([process.execPath, ...args(first)])
    await holder.ready()
    const refused = launch([process.execPath, ...args(second)])
    expect(await refused.ended).toBe(1)
    expect(refused.stdout()).toBe('')
    expect(refused.stderr()).toBe(
      `loupe: The data directory ${data()} is in use by process ${holder.child.pid}. Stop it, or choose another with --data-dir.\n`,
    )
    holder.child.kill('SIGTERM')
    expect(await holder.ended).toBe(0)
  })

  it('says which directory cannot be written and why', () => {
    fs.writeFileSync(path.join(folder, 'data'), '')
    for (const args of [clusterArgs(), [HEADLESS, '--headless', '--data-dir', data()]]) {
      const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' })
      expect([status, stdout]).toEqual([1, ''])
      expect(stderr).toContain(`The data directory ${data()} cannot be written: there is a file in its path`)
    }
  })

  it('says which ports the app moved to when the first ones are taken', async () => {
    const server = net.createServer()
    // Whether it is this test or another program that has the port is all one.
    await new Promise<void>((resolve) =>
      server.once('error', () => resolve()).listen(9_092, '127.0.0.1', resolve),
    )
    const args = [HEADLESS, '--headless', '--no-demo', '--brokers', '1', '--data-dir', data()]
    const line = /^loupe: The port 9092 is taken: the local cluster listens on (\d+)[.]$/m
    const first = launch([process.execPath, ...args])
    await expect.poll(first.stderr, { timeout: PATIENCE_MS }).toMatch(line)
    first.child.kill('SIGTERM')
    expect(await first.ended).toBe(0)
    server.close()
    const kept = JSON.parse(fs.readFileSync(path.join(data(), 'cluster/ports.json'), 'utf8')) as unknown
    expect(kept).toEqual({ firstPort: Number(line.exec(first.stderr())?.[1]) })
  })

  it('names a port that is taken', async () => {
    const server = net.createServer()
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const address = server.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0
    const cluster = launch([process.execPath, CLUSTER, '--ephemeral', '--brokers', '1', '--port', `${port}`])
    expect(await cluster.ended).toBe(1)
    expect(cluster.stdout()).toBe('')
    expect(cluster.stderr()).toContain(`127.0.0.1:${port}`)
    expect(cluster.stderr()).toContain('--port')
    server.close()
  })
})
