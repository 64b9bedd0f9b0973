import { describe, expect, it } from 'vitest'
import { formatJson, MAX_JSON_DEPTH, parseJson, tokenizeJson } from './json-lossless.ts'

const roundTrip = (text: string) => {
  const result = parseJson(text)
  return result.isOk ? formatJson(result.root, 0) : result.problem.message
}

describe('parseJson', () => {
  it.each([
    '{"id":12345678901234567890}',
    '{"price":1.0,"tiny":1e-400,"huge":1E+400,"minus":-0}',
    '[0.1000000000000000055511151231257827]',
    '{"a":1,"a":2}',
    '"\\u00e9\\ud83d\\ude00"',
    '[]',
    '{}',
    'null',
    '[true,false,null,"",{"":[]}]',
  ])('writes %s back as it was', (text) => {
    expect(roundTrip(text)).toBe(text)
  })

  it('decodes escapes for display', () => {
    const result = parseJson('"a\\n\\u0041"')
    expect(result.isOk && result.root.type === 'string' && result.root.value).toBe('a\nA')
  })

  it.each([
    ['', 'The document ends too early'],
    ['{', 'Expected a key in double quotes'],
    ['{a:1}', 'Expected a key in double quotes'],
    ['[1,]', 'Expected a value'],
    ['[1 2]', 'Expected ","'],
    ['01', 'Not a number'],
    ['1.', 'Not a number'],
    ['"\u0001"', 'A string is not closed, or has a raw control character or a bad escape'],
    ['"abc', 'A string is not closed, or has a raw control character or a bad escape'],
    ['1 2', 'Unexpected text after the end of the document'],
    ['tru', 'Expected a value'],
  ])('refuses %j', (text, message) => {
    expect(roundTrip(text)).toBe(message)
  })

  it('says where a problem is', () => {
    const result = parseJson('{\n  "a": 1,\n  "b": x\n}')
    expect(result.isOk ? null : [result.problem.line, result.problem.column]).toEqual([3, 8])
  })

  it('refuses nesting that would exhaust the stack', () => {
    const deep = '['.repeat(MAX_JSON_DEPTH + 2)
    expect(roundTrip(deep)).toContain('Nested deeper')
  })
})

describe('formatJson', () => {
  it('indents and keeps empty containers short', () => {
    const result = parseJson('{"a":[1,{}],"b":[]}')
    expect(result.isOk && formatJson(result.root)).toBe('{\n  "a": [\n    1,\n    {}\n  ],\n  "b": []\n}')
  })
})

describe('tokenizeJson', () => {
  it('covers the text without gaps and tells keys from strings', () => {
    const text = '{ "a": [1, "b", null, true] }'
    const tokens = tokenizeJson(text) ?? []
    expect(tokens.map((token) => text.slice(token.start, token.end)).join('')).toBe(text)
    expect(tokens.filter((token) => token.type === 'key')).toHaveLength(1)
    expect(tokens.filter((token) => token.type === 'string')).toHaveLength(1)
  })

  it('gives null for what is not JSON', () => {
    expect(tokenizeJson('{nope}')).toBeNull()
  })
})
