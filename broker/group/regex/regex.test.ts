import { describe, expect, it } from 'vitest'
import { SeededRandom } from '../../base/random.ts'
import { RegexProblem } from './parse.ts'
import { compileRegex, type StepBudget } from './regex.ts'

function matches(pattern: string, text: string): boolean | null {
  const regex = compileRegex(pattern)
  if (regex instanceof RegexProblem) throw regex
  return regex.matches(text, { steps: 10_000_000 })
}

function problemWith(pattern: string): string | null {
  const regex = compileRegex(pattern)
  return regex instanceof RegexProblem ? regex.description : null
}

describe('a regular expression', () => {
  it.each([
    ['orders', 'orders', true],
    ['orders', 'orders-eu', false],
    ['order', 'orders', false],
    ['', '', true],
    ['', 'a', false],
    ['.*', '__consumer_offsets', true],
    ['orders.*', 'orders.eu', true],
    ['orders\\..*', 'orders-eu', false],
    ['(orders|clicks)-[0-9]+', 'clicks-17', true],
    ['(orders|clicks)-[0-9]+', 'views-17', false],
    ['^orders$', 'orders', true],
    ['a{2,3}', 'aa', true],
    ['a{2,3}', 'aaaa', false],
    ['a{2}', 'aaa', false],
    ['a{2,}', 'aaaaa', true],
    ['a{,2}', 'a{,2}', true],
    ['(?i)Orders', 'oRDERS', true],
    ['(?i:o)rders', 'ORDERS', false],
    ['(?i)[^a]', 'A', false],
    ['(?P<name>o)+', 'ooo', true],
    ['(?:ab)*', 'ababab', true],
    ['[[:alpha:]]+', 'abc', true],
    ['[[:^digit:]]+', 'abc1', false],
    ['[]a]+', ']a', true],
    ['[a-]+', 'a-a', true],
    ['\\Qa.b\\E', 'a.b', true],
    ['\\Qa.b\\E', 'axb', false],
    ['\\d+\\w\\S', '12x-', true],
    ['\\bfoo\\b.*', 'foo-bar', true],
    ['\\x61\\x{62}', 'ab', true],
    ['\\pL+', 'abc', true],
    ['\\p{Lu}+', 'abc', false],
    ['a??b', 'ab', true],
    ['(a*)*b', 'aaab', true],
    ['(|a)+', 'aaa', true],
  ])('%s against %s is %s', (pattern, text, expected) => {
    expect(matches(pattern, text)).toBe(expected)
  })

  it.each([
    '(',
    ')',
    'a)',
    '[',
    '[b-a]',
    '*a',
    'a**',
    '(?=a)',
    '(?!a)',
    '(a)\\1',
    '\\',
    'a{1001}',
    '(?i',
    '\\p{Nope}',
    'a{3,2}',
  ])('refuses %s', (pattern) => {
    expect(problemWith(pattern)).not.toBeNull()
  })

  it('refuses programs, lengths and depths that are too large, in no time', () => {
    expect(problemWith('((a{100}){100}){100}')).toBe('expression too large')
    expect(problemWith('(((){1000}){1000}){1000}')).toBe('expression too large')
    expect(problemWith('a'.repeat(8_001))).toBe('expression too long')
    expect(problemWith(`${'('.repeat(300)}${')'.repeat(300)}`)).toBe('expression nests too deeply')
  })

  it('takes few steps where others take for ever', () => {
    const budget: StepBudget = { steps: 1_000_000 }
    const regex = compileRegex('(a+)+(a+)+(a*)*$')
    if (regex instanceof RegexProblem) throw regex
    expect(regex.matches(`${'a'.repeat(248)}!`, budget)).toBe(false)
    expect(budget.steps).toBeGreaterThan(900_000)
  })

  it('stops when its steps are used up', () => {
    const regex = compileRegex('(a?){900}a{900}')
    if (regex instanceof RegexProblem) throw regex
    expect(regex.matches('a'.repeat(249), { steps: 1_000 })).toBeNull()
  })

  it.each(Array.from({ length: 60 }, (_, seed) => seed + 1))(
    'agrees with another engine (seed %i)',
    (seed) => {
      const random = new SeededRandom(seed)
      const pattern = randomPattern(random, 3)
      const other = new RegExp(`^(?:${pattern})$`)
      for (let count = 0; count < 40; count += 1) {
        const text = Array.from({ length: random.below(7) }, () => 'ab-'.charAt(random.below(3))).join('')
        expect([pattern, text, matches(pattern, text)]).toEqual([pattern, text, other.test(text)])
      }
    },
  )
})

function randomPattern(random: SeededRandom, depth: number): string {
  const inner = () => randomPattern(random, depth - 1)
  switch (depth === 0 ? random.below(4) : random.below(9)) {
    case 0:
      return 'a'
    case 1:
      return '[b-]'
    case 2:
      return '.'
    case 3:
      return '[^a]'
    case 4:
      return `(${inner()}|${inner()})`
    case 5:
      return `(${inner()})*`
    case 6:
      return `(${inner()}){1,2}`
    case 7:
      return `(${inner()})?`
    default:
      return `${inner()}${inner()}`
  }
}
