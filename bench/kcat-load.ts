/** Loads for kcat, and what a run of it costs the brokers of this process. */
import { spawn } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'

/** Between runs: collecting the garbage of one is not the cost of the next. */
const REST_MS = 300

/** Batches as librdkafka makes them when it is in a hurry. */
export const PRODUCE_SETTINGS = ['-X', 'queue.buffering.max.messages=1000000', '-X', 'linger.ms=5']

/** What a run took. CPU times are this process's. */
export interface Measurement {
  readonly seconds: number
  readonly cpuMs: number
  readonly kernelMs: number
}

export interface Load {
  readonly size: number
  readonly count: number
  /** One record a line. */
  readonly file: string
}

/** Writes the records of a load. */
export function writeLoad(folder: string, size: number, count: number): Load {
  const file = path.join(folder, `${size}-${count}.txt`)
  fs.writeFileSync(file, `${'x'.repeat(size - 1)}\n`.repeat(count))
  return { size, count, file }
}

/** The middle one of three runs, by CPU time. */
export async function measured(task: (run: 0 | 1 | 2) => Promise<void>): Promise<Measurement> {
  const runs: Measurement[] = []
  for (const run of [0, 1, 2] as const) {
    await pause(REST_MS)
    const cpuBefore = process.cpuUsage()
    const startedAt = performance.now()
    await task(run)
    const { user, system } = process.cpuUsage(cpuBefore)
    const seconds = (performance.now() - startedAt) / 1_000
    runs.push({ seconds, cpuMs: (user + system) / 1_000, kernelMs: system / 1_000 })
  }
  const [, middle] = runs.toSorted((one, other) => one.cpuMs - other.cpuMs)
  if (middle === undefined) throw new TypeError('three runs have a middle')
  return middle
}

const pause = (durationMs: number) => new Promise<void>((resolve) => void setTimeout(resolve, durationMs))

/** Runs a command to its end; rejects when it fails. */
export function runProcess(
  command: string,
  args: readonly string[],
  inputFile: string | null,
): Promise<void> {
  const input = inputFile === null ? 'ignore' : fs.openSync(inputFile, 'r')
  const child = spawn(command, args, { stdio: [input, 'ignore', 'inherit'] })
  return new Promise((resolve, reject) => {
    child.on('close', (code) => {
      if (typeof input === 'number') fs.closeSync(input)
      if (code === 0) resolve()
      else reject(new TypeError(`${command} ended with code ${code}`))
    })
  })
}
