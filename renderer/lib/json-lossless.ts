/**
 * JSON that loses nothing: numbers, strings and key order keep their source text, so `12345678901234567890`
 * and `1.0` come out as they went in. Duplicate keys are kept. Never uses JSON.parse for a number.
 */
export type JsonNode =
  | { readonly type: 'object'; readonly entries: readonly JsonEntry[]; readonly span: Span }
  | { readonly type: 'array'; readonly items: readonly JsonNode[]; readonly span: Span }
  | { readonly type: 'string'; readonly value: string; readonly source: string; readonly span: Span }
  | { readonly type: 'number'; readonly source: string; readonly span: Span }
  | { readonly type: 'boolean'; readonly value: boolean; readonly span: Span }
  | { readonly type: 'null'; readonly span: Span }

export interface JsonEntry {
  readonly key: string
  readonly keySource: string
  readonly value: JsonNode
}

/** Offsets into the source: [start, end). */
export interface Span {
  readonly start: number
  readonly end: number
}

export interface JsonProblem {
  readonly message: string
  readonly offset: number
  readonly line: number
  readonly column: number
}

export type JsonResult =
  | { readonly isOk: true; readonly root: JsonNode }
  | { readonly isOk: false; readonly problem: JsonProblem }

export type JsonTokenType = 'punctuation' | 'key' | 'string' | 'number' | 'boolean' | 'null' | 'space'

/** A stretch of the source, for colouring; the tokens of a document cover it without gaps. */
export interface JsonToken extends Span {
  readonly type: JsonTokenType
}

/** Deeper nesting is refused: it would exhaust the stack, and nobody can read it. */
export const MAX_JSON_DEPTH = 500

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y
// Control characters must be escaped in JSON, so the pattern has to name them to refuse them.
// oxlint-disable-next-line no-control-regex
const STRING = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y
const SPACE = /[ \t\n\r]+/y
const WORD = /true|false|null/y

/** Parses one JSON document; trailing space is allowed, anything else after it is a problem. */
export function parseJson(text: string): JsonResult {
  const parser = new Parser(text)
  try {
    return { isOk: true, root: parser.document() }
  } catch (error) {
    if (error instanceof JsonSyntaxError) return { isOk: false, problem: problemAt(text, error) }
    throw error
  }
}

/** Writes a node with `indent` spaces per level (0: on one line), every scalar as it was written. */
export function formatJson(node: JsonNode, indent = 2): string {
  const parts: string[] = []
  write(node, { parts, indent, depth: 0 })
  return parts.join('')
}

/** Cuts text that parses into tokens; what does not parse comes back as null. */
export function tokenizeJson(text: string): readonly JsonToken[] | null {
  const parser = new Parser(text)
  try {
    parser.document()
    return parser.tokens
  } catch (error) {
    if (error instanceof JsonSyntaxError) return null
    throw error
  }
}

class JsonSyntaxError extends Error {
  readonly offset: number

  constructor(message: string, offset: number) {
    super(message)
    this.name = 'JsonSyntaxError'
    this.offset = offset
  }
}

class Parser {
  readonly tokens: JsonToken[] = []
  readonly #text: string
  #at = 0

  constructor(text: string) {
    this.#text = text
  }

  document(): JsonNode {
    this.#space()
    const root = this.#value(0)
    this.#space()
    if (this.#at < this.#text.length) this.#fail('Unexpected text after the end of the document')
    return root
  }

  #value(depth: number): JsonNode {
    if (depth > MAX_JSON_DEPTH) this.#fail(`Nested deeper than ${MAX_JSON_DEPTH} levels`)
    const character = this.#text.charAt(this.#at)
    if (character === '{') return this.#object(depth)
    if (character === '[') return this.#array(depth)
    if (character === '"') return this.#string('string')
    if (character === '-' || (character >= '0' && character <= '9')) return this.#number()
    return this.#word()
  }

  #object(depth: number): JsonNode {
    const start = this.#at
    const entries: JsonEntry[] = []
    this.#punctuation('{')
    this.#space()
    while (this.#text.charAt(this.#at) !== '}') {
      if (entries.length > 0) {
        this.#punctuation(',')
        this.#space()
      }
      if (this.#text.charAt(this.#at) !== '"') this.#fail('Expected a key in double quotes')
      const key = this.#string('key')
      this.#space()
      this.#punctuation(':')
      this.#space()
      entries.push({ key: key.value, keySource: key.source, value: this.#value(depth + 1) })
      this.#space()
    }
    this.#punctuation('}')
    return { type: 'object', entries, span: { start, end: this.#at } }
  }

  #array(depth: number): JsonNode {
    const start = this.#at
    const items: JsonNode[] = []
    this.#punctuation('[')
    this.#space()
    while (this.#text.charAt(this.#at) !== ']') {
      if (items.length > 0) {
        this.#punctuation(',')
        this.#space()
      }
      items.push(this.#value(depth + 1))
      this.#space()
    }
    this.#punctuation(']')
    return { type: 'array', items, span: { start, end: this.#at } }
  }

  #string(type: 'key' | 'string'): Extract<JsonNode, { type: 'string' }> {
    const start = this.#at
    const source = this.#match(STRING)
    if (source === null) this.#fail('A string is not closed, or has a raw control character or a bad escape')
    this.tokens.push({ type, start, end: this.#at })
    // The pattern admits only valid JSON strings, so this yields a string and cannot throw.
    const value = JSON.parse(source) as string
    return { type: 'string', value, source, span: { start, end: this.#at } }
  }

  #number(): JsonNode {
    const start = this.#at
    const source = this.#match(NUMBER)
    if (source === null) this.#fail('Not a number')
    if (/[\d.eE+-]/.test(this.#text.charAt(this.#at))) this.#fail('Not a number')
    this.tokens.push({ type: 'number', start, end: this.#at })
    return { type: 'number', source, span: { start, end: this.#at } }
  }

  #word(): JsonNode {
    const start = this.#at
    const word = this.#match(WORD)
    const span = { start, end: this.#at }
    if (word === null) {
      this.#fail(start >= this.#text.length ? 'The document ends too early' : 'Expected a value')
    }
    this.tokens.push({ type: word === 'null' ? 'null' : 'boolean', ...span })
    return word === 'null' ? { type: 'null', span } : { type: 'boolean', value: word === 'true', span }
  }

  #punctuation(expected: string): void {
    if (this.#text.charAt(this.#at) !== expected) {
      this.#fail(this.#at >= this.#text.length ? 'The document ends too early' : `Expected "${expected}"`)
    }
    this.tokens.push({ type: 'punctuation', start: this.#at, end: this.#at + 1 })
    this.#at += 1
  }

  #space(): void {
    const start = this.#at
    if (this.#match(SPACE) !== null) this.tokens.push({ type: 'space', start, end: this.#at })
  }

  #match(pattern: RegExp): string | null {
    pattern.lastIndex = this.#at
    const match = pattern.exec(this.#text)
    if (match === null) return null
    this.#at = pattern.lastIndex
    return match[0]
  }

  #fail(message: string): never {
    throw new JsonSyntaxError(message, this.#at)
  }
}

interface Writer {
  readonly parts: string[]
  readonly indent: number
  readonly depth: number
}

function write(node: JsonNode, writer: Writer): void {
  switch (node.type) {
    case 'object':
      return writeList(writer, {
        open: '{',
        close: '}',
        items: node.entries,
        each: (entry, inner) => {
          inner.parts.push(entry.keySource, writer.indent === 0 ? ':' : ': ')
          write(entry.value, inner)
        },
      })
    case 'array':
      return writeList(writer, { open: '[', close: ']', items: node.items, each: write })
    case 'string':
    case 'number':
      writer.parts.push(node.source)
      return
    case 'boolean':
      writer.parts.push(String(node.value))
      return
    case 'null':
      writer.parts.push('null')
  }
}

interface ListShape<T> {
  readonly open: string
  readonly close: string
  readonly items: readonly T[]
  readonly each: (item: T, writer: Writer) => void
}

function writeList<T>(writer: Writer, { open, close, items, each }: ListShape<T>): void {
  const { parts, indent, depth } = writer
  if (items.length === 0) {
    parts.push(open + close)
    return
  }
  const inner = { parts, indent, depth: depth + 1 }
  parts.push(open)
  items.forEach((item, index) => {
    if (index > 0) parts.push(',')
    if (indent > 0) parts.push(`\n${' '.repeat(indent * inner.depth)}`)
    each(item, inner)
  })
  if (indent > 0) parts.push(`\n${' '.repeat(indent * depth)}`)
  parts.push(close)
}

function problemAt(text: string, error: JsonSyntaxError): JsonProblem {
  const before = text.slice(0, error.offset)
  const lineStart = before.lastIndexOf('\n') + 1
  return {
    message: error.message,
    offset: error.offset,
    line: before.split('\n').length,
    column: error.offset - lineStart + 1,
  }
}
