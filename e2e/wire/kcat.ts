/** Runs kcat (librdkafka 2), to its end or until it is stopped. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'

export const KCAT = process.env['LOUPE_KCAT'] ?? 'kcat'

export const hasKcat = KCAT !== '' && spawnSync(KCAT, ['-V']).status === 0

const running = new Set<ChildProcess>()

export interface KcatOutput {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** Runs it with `input` to its end. */
export function kcat(args: readonly string[], input = ''): Promise<KcatOutput> {
  const child = spawn(KCAT, [...args])
  let stdout = ''
  let stderr = ''
  child.stdout.on('data', (chunk) => (stdout += String(chunk)))
  child.stderr.on('data', (chunk) => (stderr += String(chunk)))
  child.stdin.end(input)
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, stdout, stderr })))
}

/** Settings of librdkafka as arguments. */
export function kcatSettings(...settings: readonly string[]): string[] {
  return settings.flatMap((setting) => ['-X', setting])
}

/** A producer that is fed line by line. */
export function feed(args: readonly string[]) {
  const child = spawn(KCAT, [...args], { stdio: ['pipe', 'ignore', 'pipe'] })
  running.add(child)
  let log = ''
  child.stdin.on('error', () => {}) // it has ended: its exit code and its log tell why
  child.stderr.on('data', (chunk) => (log += String(chunk)))
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
  return {
    log: () => log,
    write: async (lines: Iterable<string | number>) => {
      for (const line of lines) {
        if (!child.stdin.write(`${line}\n`))
          await new Promise((resolve) => child.stdin.once('drain', resolve))
      }
    },
    /** Ends its input; resolves with its exit code. */
    end: () => {
      child.stdin.end()
      return ended
    },
    kill: () => {
      child.kill('SIGKILL')
      return ended
    },
  }
}

/** A group member that runs until it is stopped; its lines are what it read. */
export function member(args: readonly string[]) {
  const child = spawn(KCAT, [...args])
  running.add(child)
  const lines: string[] = []
  let log = ''
  let rest = ''
  child.stdout.on('data', (chunk) => {
    const parts = (rest + String(chunk)).split('\n')
    rest = parts.pop() ?? ''
    lines.push(...parts)
  })
  child.stderr.on('data', (chunk) => (log += String(chunk)))
  return {
    lines,
    log: () => log,
    stop: () =>
      new Promise<void>((resolve) => {
        child.on('close', () => resolve())
        child.kill('SIGTERM')
      }),
  }
}

/** Ends what a test left behind. */
export function killAll(): void {
  for (const child of running) child.kill('SIGKILL')
  running.clear()
}
