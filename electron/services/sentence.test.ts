import { describe, expect, it } from 'vitest'
import { asSentence } from './sentence.ts'

describe('asSentence', () => {
  it.each([
    ['connect ECONNREFUSED', 'connect ECONNREFUSED.'],
    ['It is gone.', 'It is gone.'],
    ['It is gone. ', 'It is gone.'],
    ['Is it?', 'Is it?'],
    ['still waiting…', 'still waiting…'],
  ])('ends %j once', (text, sentence) => {
    expect(asSentence(text)).toBe(sentence)
  })
})
