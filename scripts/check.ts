/** `npm run check`: the one gate. Format, lint, types, generated files, dead code, and the unit tests (which hold the import rules and tidy). */
import { SOURCE_ROOTS } from './import-graph.ts'
import { runStep, type StepResult } from './steps.ts'

/** Roots with a tsconfig of their own. */
const TYPE_ROOTS = [
  'contract',
  'broker',
  'electron',
  'electron/tsconfig.preload.json',
  'renderer',
  'e2e',
  'scripts',
] as const

/** Runs every check; `unitReport` is where vitest writes its counts. */
export async function runChecks(unitReport: string | null): Promise<StepResult[]> {
  const results: StepResult[] = []
  results.push(await runStep('format', ['biome', 'check', '.']))
  results.push(await runStep('lint', ['oxlint', '--type-aware', '--deny-warnings', ...SOURCE_ROOTS]))
  for (const folder of TYPE_ROOTS) results.push(await runStep(`types in ${folder}`, ['tsc', '-p', folder]))
  results.push(await runStep('generated files', ['node', 'scripts/generate.ts', '--check']))
  results.push(await runStep('dead code', ['knip']))
  const report =
    unitReport === null ? [] : ['--reporter=default', '--reporter=json', `--outputFile=${unitReport}`]
  results.push(await runStep('unit tests', ['vitest', 'run', ...report]))
  return results
}

if (import.meta.main) {
  const results = await runChecks(null)
  const totalMs = results.reduce((sum, { durationMs }) => sum + durationMs, 0)
  const failed = results.filter(({ isOk }) => !isOk)
  process.stdout.write(`\ncheck: ${(totalMs / 1_000).toFixed(1)} s, `)
  process.stdout.write(
    failed.length === 0 ? 'all ok\n' : `failed: ${failed.map(({ name }) => name).join(', ')}\n`,
  )
  process.exitCode = failed.length === 0 ? 0 : 1
}
