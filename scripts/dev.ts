/**
 * `npm run dev`: the page with hot reload on the real services. The back end runs from source and starts
 * again when it changes; the page is served by Vite, which passes the socket on.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { createServer } from 'vite'
import { onStopRequest } from '../electron/lifetime.ts'

const root = path.resolve(import.meta.dirname, '..')
const READY = /http:\/\/127\.0\.0\.1:(\d+)\/#token=(\S+)/

/** Changes that come together start the back end again once. */
const RESTART_DELAY_MS = 300

const WATCHED = ['contract', 'broker', 'electron', 'resources'] as const

let backEnd: ChildProcess | null = null
let isStopping = false

const first = await startBackEnd()
const server = await createServer({
  configFile: path.join(root, 'vite.renderer.config.ts'),
  server: {
    host: '127.0.0.1',
    proxy: { '/rpc': { target: `http://127.0.0.1:${first.port}`, ws: true, changeOrigin: false } },
  },
})
await server.listen()
const address = server.resolvedUrls?.local[0] ?? ''
process.stdout.write(`loupe: page with hot reload at ${address}#token=${first.token}\n`)
watchSources()

onStopRequest(() => {
  if (isStopping) return
  isStopping = true
  backEnd?.kill('SIGTERM')
  void server.close().then(() => process.exit(0))
})

function startBackEnd(port = 0): Promise<{ readonly port: string; readonly token: string }> {
  const child = spawn(
    process.execPath,
    [path.join(root, 'electron/headless.ts'), '--headless', `--port=${port}`, ...process.argv.slice(2)],
    // By the channel it learns of this process's death, whatever that was.
    { cwd: root, stdio: ['ignore', 'pipe', 'inherit', 'ipc'] },
  )
  backEnd = child
  return new Promise((resolve, reject) => {
    child.stdout?.on('data', (chunk) => {
      const [, found, token] = READY.exec(String(chunk)) ?? []
      if (found !== undefined && token !== undefined) resolve({ port: found, token })
    })
    child.on('exit', (code) => {
      if (!isStopping) reject(new TypeError(`the back end ended with code ${code}`))
    })
  })
}

function watchSources(): void {
  let timer: NodeJS.Timeout | null = null
  for (const folder of WATCHED) {
    fs.watch(path.join(root, folder), { recursive: true }, (_event, name) => {
      if (name === null || /[.]test[.]ts$/.test(name) || isStopping) return
      if (timer !== null) clearTimeout(timer)
      timer = setTimeout(() => void restart(name), RESTART_DELAY_MS)
    })
  }
}

async function restart(cause: string): Promise<void> {
  process.stdout.write(`loupe: ${cause} changed, starting the back end again\n`)
  const old = backEnd
  if (old !== null) {
    old.removeAllListeners('exit')
    const gone = new Promise((resolve) => old.once('exit', resolve))
    old.kill('SIGTERM')
    await gone
  }
  try {
    const next = await startBackEnd(Number(first.port))
    process.stdout.write(`loupe: reload with ${address}#token=${next.token}\n`)
  } catch (error) {
    process.stdout.write(
      `loupe: ${error instanceof Error ? error.message : String(error)}; waiting for the next change\n`,
    )
  }
}
