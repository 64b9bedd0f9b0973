import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { findCycle, importGraph, importsIn } from './import-graph.ts'
import { brokenRules, importRules } from './import-rules.ts'

const root = path.resolve(import.meta.dirname, '..')

/** One seeded violation per rule: [file, its text]. */
const SEEDED: Readonly<Record<string, readonly [string, string]>> = {
  'base-stands-alone': ['broker/base/seed.ts', `import type { Reader } from '../wire/reader.ts'`],
  'base-is-pure': ['broker/base/seed.ts', `import fs from 'node:fs'`],
  'contract-stands-alone': ['contract/seed.ts', `import type { Clock } from '#broker/base/clock'`],
  'renderer-only-contract': ['renderer/app/seed.ts', `import { KafkaClient } from '#broker'`],
  'renderer-no-node': ['renderer/lib/seed.ts', `import path from 'node:path'`],
  'broker-is-headless': ['broker/node/seed.ts', `import { AppError } from '#contract/errors'`],
  'electron-module-fenced': ['electron/services/topics/seed.ts', `import { app } from 'electron'`],
  'features-do-not-meet': ['renderer/features/topics/seed.ts', `import { x } from '../groups/queries.ts'`],
  'services-do-not-meet': [
    'electron/services/topics/seed.ts',
    `import { x } from '../groups/groups-service.ts'`,
  ],
  'platform-is-a-client': ['broker/registry/seed.ts', `import { x } from '../log/partition-log.ts'`],
  'client-is-a-client': ['broker/client/seed.ts', `import { x } from '../controller/controller.ts'`],
  'wire-is-sans-io': ['broker/wire/seed.ts', `import net from 'node:net'`],
  'raft-is-pure': ['broker/raft/seed.ts', `import { performance } from 'node:perf_hooks'`],
  'engine-takes-its-world': ['broker/log/seed.ts', `import fs from 'node:fs'`],
  'handlers-do-not-compose': ['broker/handlers/seed.ts', `import { x } from '../node/broker-node.ts'`],
  'supervisor-is-another-thread': ['broker/cluster/seed.ts', `import { x } from '../node/broker-node.ts'`],
  'ui-knows-no-kafka': ['renderer/ui/seed.tsx', `import type { TopicSummary } from '#contract/topics'`],
  'no-test-in-prod': ['broker/node/seed.ts', `import { x } from '../testing/cluster-fixture.ts'`],
}

describe('import rules', () => {
  it('hold over the whole tree', () => {
    expect(brokenRules(importGraph(root))).toEqual([])
  })

  it('know of no cycle', () => {
    expect(findCycle(importGraph(root))).toBeNull()
  })

  it.each(importRules.map((rule) => rule.name))('%s is seen to fail', (name) => {
    const seed = SEEDED[name]
    expect(seed, 'every rule has a seeded violation').toBeDefined()
    const [file, text] = seed ?? ['', '']
    const broken = brokenRules(importsIn(file, text)).join('\n')
    expect(broken).toContain(`: ${name}.`)
  })

  it('see type-only, re-exporting, side-effect and dynamic imports', () => {
    const text = [
      `import type { A } from './a.ts'`,
      `export { b } from './b.ts'`,
      `import './c.css'`,
      `const d = await import('./d.ts')`,
      `import {\n  e,\n} from './e.ts'`,
      `// import x from './comment.ts'`,
    ].join('\n')
    expect(importsIn('broker/wire/x.ts', text).map((edge) => edge.to)).toEqual(
      ['a.ts', 'b.ts', 'c.css', 'd.ts', 'e.ts'].map((name) => `broker/wire/${name}`),
    )
  })

  it('find a cycle', () => {
    const edges = [
      { from: 'a.ts', to: 'b.ts' },
      { from: 'b.ts', to: 'c.ts' },
      { from: 'c.ts', to: 'a.ts' },
    ]
    expect(findCycle(edges)).toEqual(['a.ts', 'b.ts', 'c.ts', 'a.ts'])
  })
})
