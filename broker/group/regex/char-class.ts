/** Sets of characters. Topic names are ASCII: of all other characters a set only knows whether it has them. */

const ASCII_COUNT = 128

export class CharClass {
  readonly #ascii: Uint8Array
  readonly #hasOthers: boolean

  constructor(has: (char: string) => boolean, hasOthers: boolean) {
    this.#ascii = Uint8Array.from({ length: ASCII_COUNT }, (_, code) =>
      has(String.fromCharCode(code)) ? 1 : 0,
    )
    this.#hasOthers = hasOthers
  }

  hasCode(code: number): boolean {
    return code < ASCII_COUNT ? this.#ascii[code] === 1 : this.#hasOthers
  }

  has(char: string): boolean {
    return this.hasCode(char.charCodeAt(0))
  }

  get hasOthers(): boolean {
    return this.#hasOthers
  }

  negated(): CharClass {
    return new CharClass((char) => !this.has(char), !this.#hasOthers)
  }

  union(other: CharClass): CharClass {
    return new CharClass((char) => this.has(char) || other.has(char), this.#hasOthers || other.hasOthers)
  }

  /** With the other case of every letter. */
  folded(): CharClass {
    const hasCase = (char: string) => this.has(char.toLowerCase()) || this.has(char.toUpperCase())
    return new CharClass(hasCase, this.#hasOthers)
  }
}

export const DIGITS = range('0', '9')
export const WORDS = new CharClass((char) => /\w/.test(char), false)
export const SPACES = new CharClass((char) => /[\t\n\f\r ]/.test(char), false)
export const ANY = new CharClass(() => true, true)
export const ANY_BUT_NEWLINE = new CharClass((char) => char !== '\n', true)
export const NOTHING = new CharClass(() => false, false)

/** All from one character to another. */
export function range(from: string, to: string): CharClass {
  return new CharClass((char) => char >= from && char <= to, to.charCodeAt(0) >= ASCII_COUNT)
}

/** Classes of the form `[:name:]`. */
export const POSIX_CLASSES: ReadonlyMap<string, CharClass> = new Map(
  Object.entries({
    alnum: '09AZaz',
    alpha: 'AZaz',
    ascii: '\x00\x7f',
    blank: '\t\t  ',
    cntrl: '\x00\x1f\x7f\x7f',
    digit: '09',
    graph: '!~',
    lower: 'az',
    print: ' ~',
    punct: '!/:@[`{~',
    space: '\t\r  ',
    upper: 'AZ',
    word: '09AZaz__',
    xdigit: '09AFaf',
  }).map(([name, bounds]) => [name, rangesOf(bounds)]),
)

/** Ranges by their first and last characters, one after another. */
function rangesOf(bounds: string): CharClass {
  let chars = NOTHING
  for (let index = 0; index < bounds.length; index += 2) {
    chars = chars.union(range(bounds.charAt(index), bounds.charAt(index + 1)))
  }
  return chars
}

/** A class of Unicode such as `L` or `Greek`, or null when there is none of that name. */
export function unicodeClass(name: string): CharClass | null {
  for (const property of [name, `Script=${name}`]) {
    const pattern = unicodePattern(property)
    if (pattern !== null) return new CharClass((char) => pattern.test(char), true)
  }
  return null
}

function unicodePattern(property: string): RegExp | null {
  if (!/^[A-Za-z_=]+$/.test(property)) return null
  try {
    return new RegExp(`\\p{${property}}`, 'u')
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}
