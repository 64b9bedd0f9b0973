import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { entries } from './entries.ts'
import { type Tidy, tidyFindings, treeAt } from './tidy.ts'

const root = path.resolve(import.meta.dirname, '..')

function treeOf(files: Readonly<Record<string, string>>): Tidy {
  const names = Object.keys(files)
  return {
    files: names.filter((name) => name.endsWith('.ts')).map((name) => ({ name, text: files[name] ?? '' })),
    exists: (name) => names.some((other) => other === name || other.startsWith(`${name}/`)),
    read: (name) =>
      files[name] ??
      names
        .filter((other) => other.startsWith(`${name}/`))
        .map((other) => other.slice(name.length + 1))
        .join('\n'),
  }
}

const marker = ['TO', 'DO'].join('')

describe('tidy', () => {
  it('finds nothing in the tree', () => {
    expect(tidyFindings(treeAt(root))).toEqual([])
  })

  it.each([
    ['a clock of its own', { 'broker/log/a.ts': 'const now = Date.now()' }, 'take a Clock'],
    ['a timer of its own', { 'broker/log/a.ts': 'setTimeout(f, 1)' }, 'take a Clock'],
    ['unseeded chance', { 'electron/a.ts': 'Math.random()' }, 'take a Random'],
    ['a second way to start threads', { 'broker/node/a.ts': 'new Worker(url)' }, 'launch()'],
    ['what Node 20 has not', { 'broker/log/a.ts': 'Promise.withResolvers()' }, 'deferred()'],
    ['raw IPC', { 'electron/services/a.ts': 'ipcMain.handle("x", f)' }, 'one port'],
    ['a bare Error', { 'broker/log/a.ts': `throw new Error('x')` }, 'KafkaError'],
    ['console', { 'broker/log/a.ts': `console.log('x')` }, 'Logger'],
    ['BigInt on the wire', { 'broker/wire/a.ts': 'buffer.readBigInt64BE(0)' }, 'checked number'],
    ['a leftover marker', { 'broker/log/a.ts': `// ${marker} later` }, 'leftover marker'],
    ['a focused test', { 'broker/log/a.test.ts': `it.only('x', f)` }, 'focused'],
    ['a long file', { 'broker/log/a.ts': 'x\n'.repeat(601) }, 'split it'],
    ['a handler without a schema', { 'broker/handlers/99-nothing.ts': '' }, 'no schema'],
    [
      'an area without a service',
      { 'contract/index.ts': `import { acls } from './acls.ts'\n` },
      'electron/services/acls',
    ],
    ['a gap in the decisions', { 'docs/adr/0001-a.md': '', 'docs/adr/0003-c.md': '' }, 'number 2 is missing'],
    ['a path that is gone', { 'ARCHITECTURE.md': 'see `broker/gone.ts`' }, 'not there'],
  ] satisfies [string, Record<string, string>, string][])('sees %s', (_what, files, message) => {
    expect(tidyFindings(treeOf(files)).join('\n')).toContain(message)
  })

  it('does not mistake a comment for code', () => {
    expect(
      tidyFindings(treeOf({ 'broker/log/a.ts': '// Date.now() would be wrong\n/* Math.random() */' })),
    ).toEqual([])
  })

  it('knows an entry for the thread that launch() starts', () => {
    expect(entries['broker-worker']).toBe('broker/node/worker.ts')
  })
})
