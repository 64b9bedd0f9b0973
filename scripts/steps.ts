/** Runs commands one after another and tells how each went: what `check` and `test` are made of. */
import { spawn } from 'node:child_process'
import path from 'node:path'

export const root = path.resolve(import.meta.dirname, '..')

/** Longest time for one step: what hangs fails, instead of holding up whoever waits for the result. */
const STEP_LIMIT_MS = 10 * 60_000

/** What shells give for a program that was interrupted. */
const INTERRUPTED = 130

/** There a program is started with a group of its own, which ends with all that it has started. */
const HAS_GROUPS = process.platform !== 'win32'

export interface StepResult {
  readonly name: string
  readonly isOk: boolean
  readonly durationMs: number
}

/** Runs a program of the packages (or Node itself) in the project's root, output passed through. */
export async function runStep(
  name: string,
  command: readonly [string, ...string[]],
  env: Readonly<Record<string, string>> = {},
): Promise<StepResult> {
  const startedAt = performance.now()
  process.stdout.write(`\n== ${name}\n`)
  const isOk = await run(command, env)
  const durationMs = Math.round(performance.now() - startedAt)
  process.stdout.write(`-- ${name}: ${isOk ? 'ok' : 'FAILED'} (${(durationMs / 1_000).toFixed(1)} s)\n`)
  return { name, isOk, durationMs }
}

function run(
  [program, ...args]: readonly [string, ...string[]],
  env: Readonly<Record<string, string>>,
): Promise<boolean> {
  const bin = path.join(root, 'node_modules', '.bin')
  const isNode = program === 'node'
  const child = spawn(isNode ? process.execPath : path.join(bin, program), args, {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: process.platform === 'win32' && !isNode,
    detached: HAS_GROUPS,
    env: {
      ...process.env,
      PATH: `${path.dirname(process.execPath)}${path.delimiter}${bin}${path.delimiter}${process.env['PATH'] ?? ''}`,
      ...env,
    },
  })
  const end = (signal: NodeJS.Signals) => {
    if (HAS_GROUPS && child.pid !== undefined) process.kill(-child.pid, signal)
    else child.kill(signal)
  }
  const interrupt = () => {
    child.once('exit', () => process.exit(INTERRUPTED))
    end('SIGINT')
  }
  const limit = setTimeout(() => {
    process.stdout.write(`-- not done after ${STEP_LIMIT_MS / 60_000} minutes: ended\n`)
    end('SIGKILL')
  }, STEP_LIMIT_MS)
  process.on('SIGINT', interrupt)
  process.on('SIGTERM', interrupt)
  return new Promise((resolve) => {
    const settle = (isOk: boolean) => {
      clearTimeout(limit)
      process.off('SIGINT', interrupt)
      process.off('SIGTERM', interrupt)
      resolve(isOk)
    }
    child.on('error', () => settle(false))
    child.on('exit', (code) => settle(code === 0))
  })
}
