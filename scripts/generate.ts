import { join } from 'node:path'
import { generateConfigs } from './generate-configs.ts'
import { staleFiles, writeFiles } from './generate-files.ts'
import { generateProtocol } from './generate-protocol.ts'
import { generateServed } from './generate-served.ts'

/**
 * Runs every generator: `node scripts/generate.ts` writes, `--check` names the files that are out of date
 * and exits with 1.
 */

const generators = [generateProtocol, generateConfigs, generateServed]

const root = join(import.meta.dirname, '..')
const isCheck = process.argv.includes('--check')
const differing: string[] = []
for (const generate of generators) {
  const generation = await generate(root)
  differing.push(...(isCheck ? staleFiles(root, generation) : writeFiles(root, generation)))
}

for (const path of differing) process.stdout.write(`${isCheck ? 'out of date' : 'written'}: ${path}\n`)
if (isCheck && differing.length > 0) {
  process.stdout.write('Run `npm run generate` and commit the result.\n')
  process.exitCode = 1
}
