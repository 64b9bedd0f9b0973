/**
 * What the filters of all lists have in common: words that must occur, `-word` to exclude, `"two words"`,
 * keywords, and `name:value` with comparisons. A list says what its keywords and operators mean.
 */
import { parseBytes } from '../lib/format-bytes.ts'

/** What one token of a filter asks of a row, or what is wrong with it. */
export interface FilterPart<Row> {
  readonly test?: (row: Row) => boolean
  /** Whether figures decide, so that those of all rows must be read. */
  readonly needsFigures?: boolean
  readonly problem?: string
}

export interface FilterLanguage<Row, Part extends FilterPart<Row>> {
  readonly keywords: Readonly<Record<string, Part>>
  /** Operators by name; a value still empty or only `>` gives no part yet. */
  readonly operators: Readonly<Record<string, (value: string) => Part | FilterPart<Row>>>
  /** The text words are looked for in. */
  readonly textOf: (row: Row) => string
}

export interface Filter<Row, Part extends FilterPart<Row> = FilterPart<Row>> {
  readonly test: (row: Row) => boolean
  readonly needsFigures: boolean
  /** What was not understood, in words. */
  readonly problem: string | null
  readonly parts: readonly (Part | FilterPart<Row>)[]
}

/** A filter one wants often. */
export interface FilterPreset {
  readonly label: string
  readonly filter: string
}

export function parseFilter<Row, Part extends FilterPart<Row>>(
  text: string,
  language: FilterLanguage<Row, Part>,
): Filter<Row, Part> {
  const parts = (text.match(/-?"[^"]*"?|\S+/g) ?? []).map((token) => parseToken(token, language))
  return {
    test: (row) => parts.every((part) => part.test?.(row) ?? true),
    needsFigures: parts.some((part) => part.needsFigures === true),
    problem: parts.find((part) => part.problem !== undefined)?.problem ?? null,
    parts,
  }
}

function parseToken<Row, Part extends FilterPart<Row>>(
  token: string,
  language: FilterLanguage<Row, Part>,
): Part | FilterPart<Row> {
  const { keywords, operators, textOf } = language
  const word = (text: string, isExcluded: boolean): FilterPart<Row> => {
    const lower = text.toLowerCase()
    return { test: (row) => textOf(row).toLowerCase().includes(lower) !== isExcluded }
  }
  const quoted = /^(-?)"([^"]*)"?$/.exec(token)
  if (quoted !== null) return word(quoted[2] ?? '', quoted[1] === '-')
  const keyword = own(keywords, token.toLowerCase())
  if (keyword !== undefined) return keyword
  const operator = /^([a-z-]+):(.*)$/i.exec(token)
  if (operator === null)
    return token.startsWith('-') && token.length > 1 ? word(token.slice(1), true) : word(token, false)
  const name = (operator[1] ?? '').toLowerCase().replace('-', '')
  const make = own(operators, name)
  if (make !== undefined) return make(operator[2] ?? '')
  return { problem: `There is no operator ${name}: known are ${inWords(Object.keys(operators))}.` }
}

function own<T>(record: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined
}

/** `rf:<3`, `size:>10MB`: an operator on a number, which may be unknown still. */
export function numberOperator<Row>(
  name: string,
  options: { readonly of: (row: Row) => number | null | undefined; readonly needsFigures: boolean },
): (value: string) => FilterPart<Row> {
  return (value) => {
    if (/^[<>=]*$/.test(value)) return {}
    const comparison = parseComparison(value)
    if (comparison === null)
      return { problem: `${name}:${value} is not a comparison. Write for example ${name}:>10.` }
    return {
      needsFigures: options.needsFigures,
      test: (row) => {
        const found = options.of(row)
        return found !== null && found !== undefined && comparison(found)
      },
    }
  }
}

/** `state:empty`, `topic:orders`: an operator on words, one of which must contain the value. */
export function textOperator<Row>(options: {
  readonly of: (row: Row) => readonly string[]
  readonly needsFigures: boolean
}): (value: string) => FilterPart<Row> {
  return (value) => {
    if (value === '') return {}
    const lower = value.toLowerCase()
    return {
      needsFigures: options.needsFigures,
      test: (row) => options.of(row).some((text) => text.toLowerCase().includes(lower)),
    }
  }
}

function parseComparison(text: string): ((value: number) => boolean) | null {
  const match = /^(<=|>=|<|>|=)?(.+)$/.exec(text)
  const limit = match === null ? null : parseBytes(match[2] ?? '')
  if (match === null || limit === null) return null
  switch (match[1]) {
    case '<':
      return (value) => value < limit
    case '<=':
      return (value) => value <= limit
    case '>':
      return (value) => value > limit
    case '>=':
      return (value) => value >= limit
    default:
      return (value) => value === limit
  }
}

/** `a, b and c`. */
function inWords(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`
}
