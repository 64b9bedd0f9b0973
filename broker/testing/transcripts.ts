/**
 * Transcripts: text files that tell what happens to a part of the engine, line by line. `> ` is an event, the
 * lines under it are what must come of it, `#` begins a comment. With UPDATE_TRANSCRIPTS=1 the answers are
 * written down as they are, for somebody to read.
 */
import fs from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { assert } from '../base/assert.ts'

/** What an event does: takes its line without the `> `, returns the lines that come of it. */
export type RunEvent = (line: string) => string[]

/** A test per file of `directory`, each with a world of its own. */
export function describeTranscripts(directory: string, begin: () => RunEvent): void {
  const files = fs.readdirSync(directory).filter((name) => name.endsWith('.txt'))

  describe('transcripts', () => {
    it.each(files)('%s', (name) => {
      const file = path.join(directory, name)
      const expected = fs.readFileSync(file, 'utf8')
      const actual: string[] = []
      const run = begin()
      let isOutput = false
      for (const line of expected.split('\n')) {
        if (line.startsWith('> ')) {
          actual.push(line, ...run(line.slice(2)))
          isOutput = true
        } else if (line === '' || line.startsWith('#')) {
          actual.push(line)
          isOutput = false
        } else {
          assert(isOutput, 'output stands under an event', { name, line })
        }
      }
      if (process.env['UPDATE_TRANSCRIPTS'] === '1') fs.writeFileSync(file, actual.join('\n'))
      expect(actual.join('\n')).toBe(expected)
    })
  })
}

/** The words of an event, by what stands before them. */
export class EventWords {
  readonly verb: string
  readonly #words: readonly string[]
  readonly #line: string

  constructor(line: string) {
    this.#line = line
    this.#words = line.split(/\s+/)
    this.verb = this.#words[0] ?? ''
  }

  has(word: string): boolean {
    return this.#words.includes(word)
  }

  /** The word behind `name`. */
  text(name: string): string {
    const word = this.#words[this.#words.indexOf(name) + 1]
    assert(this.has(name) && word !== undefined, 'the event says it', { line: this.#line, name })
    return word
  }

  /** The number behind `name`, or `fallback` where it is not said. */
  number(name: string, fallback?: number): number {
    if (!this.has(name) && fallback !== undefined) return fallback
    const value = Number(this.text(name))
    assert(!Number.isNaN(value), 'it is a number', { line: this.#line, name })
    return value
  }

  /** `1,2,3` behind `name`, `-` for none; `fallback` where it is not said. */
  list(name: string, fallback?: readonly number[]): readonly number[] {
    if (!this.has(name) && fallback !== undefined) return fallback
    const text = this.text(name)
    return text === '-' ? [] : text.split(',').map(Number)
  }
}
