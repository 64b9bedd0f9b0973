/** `npm start -- --headless` when it is warm: until the address is printed, and until the first page can be used. */
import { spawn } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { chromium } from 'playwright'
import { findChromium } from '../scripts/test-tools.ts'
import type { Metric } from './metric.ts'

const RUNS = 5
const root = path.resolve(import.meta.dirname, '..')
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
]

export async function run(): Promise<readonly Metric[] | null> {
  const tool = findChromium()
  if (tool.path === null) return null
  const browser = await chromium.launch({ executablePath: tool.path, args: FLAGS })
  const readyMs: number[] = []
  const usableMs: number[] = []
  for (let index = 0; index < RUNS; index += 1) {
    const dataDirectory = fs.mkdtempSync(path.join(os.tmpdir(), 'loupe-bench-'))
    const startedAt = performance.now()
    const child = spawn(
      process.execPath,
      ['scripts/bootstrap.mjs', 'start', '--headless', '--no-demo', '--data-dir', dataDirectory],
      { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] },
    )
    const url = await new Promise<string>((resolve) =>
      child.stdout.on('data', (chunk) => {
        const [, found] = /Loupe is ready at (\S+)/.exec(String(chunk)) ?? []
        if (found !== undefined) resolve(found)
      }),
    )
    readyMs.push(performance.now() - startedAt)
    const page = await browser.newPage()
    await page.goto(url)
    await page.getByRole('link', { name: 'Topics', exact: true }).first().waitFor()
    usableMs.push(performance.now() - startedAt)
    await page.close()
    const gone = new Promise((resolve) => child.once('exit', resolve))
    child.kill('SIGTERM')
    await gone
    fs.rmSync(dataDirectory, { recursive: true, force: true })
  }
  await browser.close()
  return [
    {
      metric: 'npm start --headless, warm, to the address (median of 5)',
      unit: 'ms',
      value: median(readyMs),
    },
    {
      metric: 'npm start --headless, warm, to a usable first page (median of 5)',
      unit: 'ms',
      value: median(usableMs),
    },
  ]
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
}
