/**
 * `npm run bench -- [name] [--record]`: runs the benchmarks and prints them. With `--record` they are also
 * appended to `bench/history.jsonl`, which is tracked: on the machine whose figures are compared.
 */
import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import type { Metric } from '../bench/metric.ts'

const folder = path.resolve(import.meta.dirname, '../bench')
const { values, positionals } = parseArgs({
  options: { record: { type: 'boolean', default: false } },
  allowPositionals: true,
})
const wanted = positionals[0] ?? ''
const machine = `${os.platform()}-${os.arch()} ${os.cpus().length}×${os.cpus()[0]?.model.trim() ?? 'unknown'}`
const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { cwd: folder, encoding: 'utf8' }).trim()

for (const name of fs
  .readdirSync(folder)
  .filter((file) => file.endsWith('.bench.ts') && file.includes(wanted))) {
  const bench = (await import(path.join(folder, name))) as { run(): Promise<readonly Metric[] | null> } // every bench exports it
  process.stdout.write(`\n${name}\n`)
  const metrics = await bench.run()
  if (metrics === null) {
    process.stdout.write('  SKIPPED: what it needs is not installed\n')
    continue
  }
  for (const { metric, unit, value } of metrics) {
    process.stdout.write(`  ${metric.padEnd(70)} ${value.toFixed(value < 10 ? 2 : 0).padStart(10)} ${unit}\n`)
    const line = {
      commit,
      date: new Date().toISOString(),
      machine,
      metric,
      unit,
      value: Number(value.toFixed(3)),
    }
    if (values.record) fs.appendFileSync(path.join(folder, 'history.jsonl'), `${JSON.stringify(line)}\n`)
  }
}
