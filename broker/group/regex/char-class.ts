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
    alnum: /[0-9A-Za-z]/,
    alpha: /[A-Za-z]/,
    // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what the class is
    ascii: /[\x00-\x7f]/,
    blank: /[\t ]/,
    // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what the class is
    cntrl: /[\x00-\x1f\x7f]/,
    digit: /[0-9]/,
    graph: /[!-~]/,
    lower: /[a-z]/,
    print: /[ -~]/,
    punct: /[!-/:-@[-`{-~]/,
    space: /[\t\n\v\f\r ]/,
    upper: /[A-Z]/,
    word: /[0-9A-Za-z_]/,
    xdigit: /[0-9A-Fa-f]/,
  }).map(([name, pattern]) => [name, new CharClass((char) => pattern.test(char), false)]),
)

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
