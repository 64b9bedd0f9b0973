import { describe, expect, it } from 'vitest'
import { ManualClock } from '../../base/clock.ts'
import { createLogger, type LogRecord } from '../../base/logger.ts'
import { lookUpRegexes } from './regex-lookup.ts'

function lookUp(regexes: readonly string[], topics: readonly string[]) {
  const clock = new ManualClock()
  const logs: LogRecord[] = []
  const result: { found: ReadonlyMap<string, ReadonlySet<string>> | null } = { found: null }
  const cancel = lookUpRegexes({
    clock,
    logger: createLogger({
      source: 'test',
      level: 'info',
      nowMs: () => clock.nowMs(),
      sink: (record) => logs.push(record),
    }),
    regexes,
    topics,
    onFound: (found) => {
      result.found = found
    },
  })
  return { clock, cancel, result, logs }
}

const manyNames = (count: number) => Array.from({ length: count }, (_, index) => `${'a'.repeat(240)}${index}`)

describe('looking regular expressions up', () => {
  it('finds the topics of each, at another turn', () => {
    const { clock, result } = lookUp(['or.*', 'nothing', '('], ['orders', 'clicks'])
    expect(result.found).toBeNull()
    clock.advance(0)
    expect([...(result.found ?? [])].map(([regex, topics]) => [regex, [...topics]])).toEqual([
      ['or.*', ['orders']],
      ['nothing', []],
      ['(', []],
    ])
  })

  it('rests between slices, and can be called off', () => {
    const { clock, result, cancel } = lookUp(['.*'], manyNames(20_000))
    clock.advance(0)
    expect(result.found).toBeNull()
    clock.advance(5)
    cancel()
    clock.advance(60_000)
    expect(result.found).toBeNull()
    expect(clock.pendingCount).toBe(0)
  })

  it('gives a hostile expression up, and goes on with the others', () => {
    const hostile = '(((a?){90}){10})*!'
    const { clock, result, logs } = lookUp([hostile, 'a+0'], manyNames(300))
    for (let turn = 0; turn < 5_000 && result.found === null; turn += 1) clock.advance(5)
    expect([...(result.found?.get(hostile) ?? ['missing'])]).toEqual([])
    expect(result.found?.get('a+0')?.size).toBe(1)
    expect(logs.map(({ message }) => message)).toEqual(['a regular expression matches no topics'])
  })
})
