/** Runs commands one after another and tells how each went: what `check` and `test` are made of. */
import { spawn } from 'node:child_process'
import path from 'node:path'

export const root = path.resolve(import.meta.dirname, '..')

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
    env: {
      ...process.env,
      PATH: `${path.dirname(process.execPath)}${path.delimiter}${bin}${path.delimiter}${process.env['PATH'] ?? ''}`,
      ...env,
    },
  })
  return new Promise((resolve) => {
    child.on('error', () => resolve(false))
    child.on('exit', (code) => resolve(code === 0))
  })
}
