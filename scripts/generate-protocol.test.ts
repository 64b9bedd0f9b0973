import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { AssertionError } from '../broker/base/assert.ts'
import { array, type Fields, int32, string, struct, versionRange } from '../broker/wire/schema/vocabulary.ts'
import { staleFiles, writeFiles } from './generate-files.ts'
import { generateProtocol } from './generate-protocol.ts'
import { renderCodecs } from './generate-protocol-codec.ts'
import { modelOf } from './generate-protocol-model.ts'

const root = join(import.meta.dirname, '..')
const folders: string[] = []

function model(fields: Fields, flexible = '2+'): ReturnType<typeof modelOf> {
  return modelOf({ name: 'Sample', doc: 'A sample.', versions: '0-3', flexible, fields })
}

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true })
})

describe('the protocol generator', () => {
  it('has been run on the schemas as they are', async () => {
    expect(staleFiles(root, await generateProtocol(root))).toEqual([])
  })

  it('leaves out conditions that the versions already decide', () => {
    const text = renderCodecs(model({ id: int32('0+', 'An id.') }, 'none'))
    expect(text).not.toContain('if (')
    expect(text).toContain('writer.int32(id)')
  })

  it('writes one condition for a field of some versions', () => {
    const text = renderCodecs(model({ id: int32('1-2', 'An id.', { default: -1 }) }, 'none'))
    expect(text).toContain('version >= 1 && version <= 2 ? reader.int32() : -1')
    expect(text).toContain("throw cannotCarry('id', version)")
  })

  it.each<[string, () => unknown]>([
    ['a field without a meaning', () => model({ id: int32('0+') })],
    ['a field that no version has', () => model({ id: int32('7+', 'An id.') })],
    ['a tagged field in a plain version', () => model({ id: int32('0+', 'An id.', { tag: 0 }) })],
    [
      'a plain field after a tagged one',
      () => model({ id: int32('2+', 'An id.', { tag: 0 }), name: string('0+', 'A name.') }),
    ],
    [
      'two structs of one name',
      () =>
        model({
          topics: array(struct({ id: int32('0+', 'An id.') }), '0+', 'Topics.'),
          topic: struct({ id: int32('0+', 'An id.') }, '0+', 'A topic.'),
        }),
    ],
    ['a range that is none', () => versionRange('1..2')],
  ])('refuses %s', (_, make) => {
    expect(make).toThrow(AssertionError)
  })
})

describe('generated files', () => {
  it('are written once, named when they differ, and removed when they are no longer generated', () => {
    const folder = mkdtempSync(join(tmpdir(), 'loupe-generate-'))
    folders.push(folder)
    const generation = { files: [{ path: 'out/a.ts', text: 'a' }], ownedFolders: ['out'] }
    expect(writeFiles(folder, generation)).toEqual(['out/a.ts'])
    expect(writeFiles(folder, generation)).toEqual([])
    writeFileSync(join(folder, 'out/a.ts'), 'edited')
    writeFileSync(join(folder, 'out/b.ts'), 'left over')
    expect(staleFiles(folder, generation)).toEqual(['out/a.ts', 'out/b.ts'])
    writeFiles(folder, generation)
    expect(staleFiles(folder, generation)).toEqual([])
  })
})
