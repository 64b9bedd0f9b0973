/** Counts out of the reports of the two test runners. A report that is missing counts as one failure. */
import fs from 'node:fs'

export interface Counts {
  readonly passed: number
  readonly failed: number
  readonly skipped: number
}

export const NO_COUNTS: Counts = { passed: 0, failed: 0, skipped: 0 }
const BROKEN: Counts = { passed: 0, failed: 1, skipped: 0 }

export function addCounts(a: Counts, b: Counts): Counts {
  return { passed: a.passed + b.passed, failed: a.failed + b.failed, skipped: a.skipped + b.skipped }
}

/** Vitest's JSON report. A suite that failed to load has no tests: it counts as one failure. */
export function readVitestReport(file: string): Counts {
  const report = readJson(file)
  if (report === null) return BROKEN
  const passed = numberAt(report, 'numPassedTests')
  const failed = numberAt(report, 'numFailedTests')
  const skipped = numberAt(report, 'numPendingTests') + numberAt(report, 'numTodoTests')
  const isBroken = failed === 0 && report['success'] === false
  return { passed, failed: isBroken ? 1 : failed, skipped }
}

/** Playwright's JSON report. */
export function readPlaywrightReport(file: string): Counts {
  const stats = readJson(file)?.['stats']
  if (typeof stats !== 'object' || stats === null) return BROKEN
  const numbers = stats as Record<string, unknown> // an object, one line up
  const passed = numberAt(numbers, 'expected') + numberAt(numbers, 'flaky')
  const failed = numberAt(numbers, 'unexpected')
  return { passed, failed: passed + failed === 0 ? 1 : failed, skipped: numberAt(numbers, 'skipped') }
}

function readJson(file: string): Record<string, unknown> | null {
  try {
    const parsed: unknown = JSON.parse(fs.readFileSync(file, 'utf8'))
    return typeof parsed === 'object' && parsed !== null ? (parsed as Record<string, unknown>) : null
  } catch {
    return null // the runner died before it wrote one
  }
}

function numberAt(report: Record<string, unknown>, name: string): number {
  const value = report[name]
  return typeof value === 'number' ? value : 0
}
