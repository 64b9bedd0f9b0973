/** `npm run cluster` from its bundle: time until three brokers serve, and memory of the whole process at rest. */
import { spawn } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import type { Metric } from './metric.ts'

const bundle = path.resolve(import.meta.dirname, '../dist/main/cluster.js')
const RUNS = 5
const REST_MS = 3_000

export async function run(): Promise<readonly Metric[] | null> {
  const readyMs: number[] = []
  const wallMs: number[] = []
  const restingMb: number[] = []
  for (let index = 0; index < RUNS; index += 1) {
    const startedAt = performance.now()
    const child = spawn(process.execPath, [bundle, '--port', '0', '--ephemeral'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const line = await new Promise<string>((resolve) =>
      child.stdout.once('data', (chunk) => resolve(String(chunk))),
    )
    wallMs.push(performance.now() - startedAt)
    const parsed: unknown = JSON.parse(line)
    if (typeof parsed === 'object' && parsed !== null && 'readyMs' in parsed)
      readyMs.push(Number(parsed.readyMs))
    await new Promise((resolve) => setTimeout(resolve, REST_MS))
    const resident = residentMb(child.pid)
    if (resident !== null) restingMb.push(resident)
    const gone = new Promise((resolve) => child.once('exit', resolve))
    child.kill('SIGTERM')
    await gone
  }
  return [
    { metric: 'npm run cluster, 3 brokers, readyMs (median of 5)', unit: 'ms', value: median(readyMs) },
    {
      metric: 'npm run cluster, 3 brokers, process start to JSON line (median of 5)',
      unit: 'ms',
      value: median(wallMs),
    },
    ...(restingMb.length === 0
      ? []
      : [
          {
            metric: 'npm run cluster, 3 brokers, resident at rest (median of 5)',
            unit: 'MB' as const,
            value: median(restingMb),
          },
        ]),
  ]
}

/** From the kernel's own account; null where there is none. */
function residentMb(pid: number | undefined): number | null {
  try {
    const [, kib] = /VmRSS:\s+(\d+) kB/.exec(fs.readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
    return kib === undefined ? null : (Number(kib) * 1_024) / 1_000_000
  } catch {
    return null // not Linux
  }
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
}
