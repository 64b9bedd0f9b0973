/**
 * The syntax of regular expressions of topics: RE2's, which Kafka uses. There are no look-arounds and no
 * back-references, so that every expression can be matched in linear time.
 */
import { MAX_REGEX_DEPTH, MAX_REGEX_LENGTH, MAX_REGEX_REPEAT } from '../limits.ts'
import {
  ANY,
  ANY_BUT_NEWLINE,
  CharClass,
  DIGITS,
  NOTHING,
  POSIX_CLASSES,
  range,
  SPACES,
  unicodeClass,
  WORDS,
} from './char-class.ts'

/** Where an assertion holds. */
export type RegexAssertion = 'start' | 'end' | 'boundary' | 'noBoundary'

export type RegexNode =
  | { readonly type: 'char'; readonly chars: CharClass }
  | { readonly type: 'assert'; readonly assertion: RegexAssertion }
  | { readonly type: 'sequence'; readonly parts: readonly RegexNode[] }
  | { readonly type: 'choice'; readonly options: readonly RegexNode[] }
  /** `max` null: without end. */
  | { readonly type: 'repeat'; readonly part: RegexNode; readonly min: number; readonly max: number | null }

/** Why an expression cannot be used, in words. */
export class RegexProblem {
  readonly description: string

  constructor(description: string) {
    this.description = description
  }
}

interface Flags {
  readonly ignoresCase: boolean
  readonly dotMatchesNewline: boolean
}

const ESCAPED_CHARS: ReadonlyMap<string, string> = new Map([
  ['a', '\x07'],
  ['f', '\f'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
  ['v', '\v'],
])

const ESCAPED_CLASSES: ReadonlyMap<string, CharClass> = new Map([
  ['d', DIGITS],
  ['D', DIGITS.negated()],
  ['s', SPACES],
  ['S', SPACES.negated()],
  ['w', WORDS],
  ['W', WORDS.negated()],
])

const ESCAPED_ASSERTIONS: ReadonlyMap<string, RegexAssertion> = new Map([
  ['A', 'start'],
  ['z', 'end'],
  ['b', 'boundary'],
  ['B', 'noBoundary'],
])

/** The expression as a tree, or why there is none. */
export function parseRegex(text: string): RegexNode | RegexProblem {
  if (text.length > MAX_REGEX_LENGTH) return new RegexProblem('expression too long')
  try {
    return new Parser(text).parse()
  } catch (error) {
    if (error instanceof RegexProblem) return error
    throw error
  }
}

class Parser {
  readonly #text: string
  #at = 0
  #depth = 0
  #flags: Flags = { ignoresCase: false, dotMatchesNewline: false }

  constructor(text: string) {
    this.#text = text
  }

  parse(): RegexNode {
    const node = this.#choice()
    if (this.#at < this.#text.length) throw new RegexProblem('unexpected )')
    return node
  }

  #choice(): RegexNode {
    this.#depth += 1
    if (this.#depth > MAX_REGEX_DEPTH) throw new RegexProblem('expression nests too deeply')
    const options = [this.#sequence()]
    while (this.#take('|')) options.push(this.#sequence())
    this.#depth -= 1
    const [only] = options
    return options.length === 1 && only !== undefined ? only : { type: 'choice', options }
  }

  #sequence(): RegexNode {
    const parts: RegexNode[] = []
    while (this.#at < this.#text.length && !this.#isNext('|') && !this.#isNext(')')) {
      if (this.#take('\\Q')) {
        parts.push(...this.#quoted())
        continue
      }
      const part = this.#atom()
      if (part !== null) parts.push(this.#repeated(part))
    }
    return { type: 'sequence', parts }
  }

  #quoted(): RegexNode[] {
    const end = this.#text.indexOf('\\E', this.#at)
    const quoted = this.#text.slice(this.#at, end === -1 ? undefined : end)
    this.#at = end === -1 ? this.#text.length : end + 2
    return Array.from(quoted, (char) => this.#literal(char))
  }

  /** One unit that can be repeated, or null for a group that only sets flags. */
  #atom(): RegexNode | null {
    const char = this.#next()
    switch (char) {
      case '(':
        return this.#group()
      case '[':
        return this.#char(this.#bracketed())
      case '.':
        return { type: 'char', chars: this.#flags.dotMatchesNewline ? ANY : ANY_BUT_NEWLINE }
      case '^':
        return { type: 'assert', assertion: 'start' }
      case '$':
        return { type: 'assert', assertion: 'end' }
      case '\\':
        return this.#escaped()
      case '*':
      case '+':
      case '?':
        throw new RegexProblem('missing argument to repetition operator')
      default:
        return this.#literal(char)
    }
  }

  #group(): RegexNode | null {
    const outer = this.#flags
    if (this.#take('?') && !this.#takeGroupName() && !this.#takeFlags()) return null
    const node = this.#choice()
    if (!this.#take(')')) throw new RegexProblem('missing closing )')
    this.#flags = outer
    return node
  }

  /** `(?P<name>` or `(?<name>`. */
  #takeGroupName(): boolean {
    const name = /^P?<[A-Za-z0-9_]+>/.exec(this.#text.slice(this.#at, this.#at + MAX_REGEX_LENGTH))
    if (name === null) return false
    this.#at += name[0].length
    return true
  }

  /** `(?i-s:`, true, or `(?i)`, false. */
  #takeFlags(): boolean {
    let isOn = true
    let count = 0
    for (;;) {
      const char = this.#next()
      if (char === ':') return true
      if (char === ')' && count > 0) return false
      if (char === '-' && isOn) isOn = false
      else if (char === 'i') this.#flags = { ...this.#flags, ignoresCase: isOn }
      else if (char === 's') this.#flags = { ...this.#flags, dotMatchesNewline: isOn }
      else if (char !== 'm' && char !== 'U') throw new RegexProblem('invalid or unsupported Perl syntax')
      count += 1
    }
  }

  #escaped(): RegexNode {
    const assertion = ESCAPED_ASSERTIONS.get(this.#text.charAt(this.#at))
    if (assertion !== undefined) {
      this.#at += 1
      return { type: 'assert', assertion }
    }
    return this.#char(this.#escapedClass() ?? charClassOf(this.#escapedChar()))
  }

  #escapedClass(): CharClass | null {
    const char = this.#text.charAt(this.#at)
    const known = ESCAPED_CLASSES.get(char)
    if (known !== undefined) {
      this.#at += 1
      return known
    }
    if (char !== 'p' && char !== 'P') return null
    this.#at += 1
    let name = this.#next()
    if (name === '{') name = this.#until('}')
    const isNegated = (char === 'P') !== name.startsWith('^')
    const chars = unicodeClass(name.replace(/^\^/, ''))
    if (chars === null) throw new RegexProblem('invalid character class range')
    return isNegated ? chars.negated() : chars
  }

  #escapedChar(): string {
    const char = this.#next()
    const known = ESCAPED_CHARS.get(char)
    if (known !== undefined) return known
    if (char === 'x') {
      const hex = this.#take('{') ? this.#until('}') : this.#next() + this.#next()
      if (!/^[0-9A-Fa-f]{1,6}$/.test(hex) || Number.parseInt(hex, 16) > 0x10ffff) {
        throw new RegexProblem('invalid escape sequence')
      }
      return String.fromCodePoint(Number.parseInt(hex, 16))
    }
    const octal = char === '0' ? /^0[0-7]{0,2}/.exec(this.#text.slice(this.#at - 1, this.#at + 2)) : null
    if (octal !== null) {
      this.#at += octal[0].length - 1
      return String.fromCharCode(Number.parseInt(octal[0], 8))
    }
    // Back-references are digits, and are not part of the language.
    if (/[A-Za-z0-9]/.test(char)) throw new RegexProblem('invalid escape sequence')
    return char
  }

  #bracketed(): CharClass {
    const isNegated = this.#take('^')
    let chars = NOTHING
    let isFirst = true
    while (isFirst || !this.#isNext(']')) {
      isFirst = false
      chars = chars.union(this.#bracketItem())
    }
    this.#at += 1
    // Case is folded before negation: `(?i)[^a]` has neither `a` nor `A`.
    const folded = this.#flags.ignoresCase ? chars.folded() : chars
    return isNegated ? folded.negated() : folded
  }

  #bracketItem(): CharClass {
    const posix = /^\[:(\^?)([a-z]+):\]/.exec(this.#text.slice(this.#at, this.#at + 16))
    if (posix !== null) {
      const named = POSIX_CLASSES.get(posix[2] ?? '')
      if (named === undefined) throw new RegexProblem('invalid character class range')
      this.#at += posix[0].length
      return posix[1] === '^' ? named.negated() : named
    }
    const isEscape = this.#take('\\')
    const escaped = isEscape ? this.#escapedClass() : null
    if (escaped !== null) return escaped
    const from = isEscape ? this.#escapedChar() : this.#next()
    const isRange = this.#isNext('-') && this.#text.charAt(this.#at + 1) !== ']'
    if (!isRange) return charClassOf(from)
    this.#at += 1
    const to = this.#take('\\') ? this.#escapedChar() : this.#next()
    if (to < from) throw new RegexProblem('invalid character class range')
    return range(from, to)
  }

  #repeated(part: RegexNode): RegexNode {
    let node = part
    for (let isFirst = true; ; isFirst = false) {
      const bounds = this.#takeBounds()
      if (bounds === null) return node
      // A second operator in a row is an error in RE2, apart from the `?` that makes one lazy.
      if (!isFirst) throw new RegexProblem('invalid nested repetition operator')
      this.#take('?')
      node = { type: 'repeat', part: node, ...bounds }
    }
  }

  #takeBounds(): { readonly min: number; readonly max: number | null } | null {
    if (this.#take('*')) return { min: 0, max: null }
    if (this.#take('+')) return { min: 1, max: null }
    if (this.#take('?')) return { min: 0, max: 1 }
    // Braces that are not a count are literal.
    const counted = /^\{(\d{1,9})(,?)(\d{0,9})\}/.exec(this.#text.slice(this.#at, this.#at + 24))
    if (counted === null || (counted[2] === '' && counted[3] !== '')) return null
    const min = Number(counted[1])
    const max = counted[2] === '' ? min : counted[3] === '' ? null : Number(counted[3])
    if (min > MAX_REGEX_REPEAT || (max ?? 0) > MAX_REGEX_REPEAT || (max !== null && max < min)) {
      throw new RegexProblem('invalid repeat count')
    }
    this.#at += counted[0].length
    return { min, max }
  }

  #literal(char: string): RegexNode {
    return this.#char(charClassOf(char))
  }

  #char(chars: CharClass): RegexNode {
    return { type: 'char', chars: this.#flags.ignoresCase ? chars.folded() : chars }
  }

  #until(end: string): string {
    const index = this.#text.indexOf(end, this.#at)
    if (index === -1) throw new RegexProblem(`missing closing ${end}`)
    const text = this.#text.slice(this.#at, index)
    this.#at = index + end.length
    return text
  }

  #isNext(text: string): boolean {
    return this.#text.startsWith(text, this.#at)
  }

  #take(text: string): boolean {
    if (!this.#isNext(text)) return false
    this.#at += text.length
    return true
  }

  /** The next character. @throws RegexProblem at the end. */
  #next(): string {
    const char = this.#text.charAt(this.#at)
    if (char === '') throw new RegexProblem('unexpected end of expression')
    this.#at += 1
    return char
  }
}

function charClassOf(char: string): CharClass {
  return new CharClass((each) => each === char, char.charCodeAt(0) > 127)
}
