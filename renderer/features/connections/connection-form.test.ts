import { describe, expect, it } from 'vitest'
import { draftOf, problemsOf, readBootstrapServers } from './connection-form.ts'

describe('readBootstrapServers', () => {
  it.each([
    ['a:9092,b:9093', 'a:9092,b:9093'],
    ['a:9092\nb:9093\n', 'a:9092,b:9093'],
    ['bootstrap.servers=a.example.org:9092, ignored', 'a.example.org:9092'],
    ['security.protocol=PLAINTEXT\nbootstrap.servers=a:9092,b:9092\nacks=all', 'a:9092,b:9092'],
    ['  "bootstrap.servers": "a:9092",', 'a:9092'],
    ['kcat -b localhost:9092 -L', 'localhost:9092'],
    ['PLAINTEXT://a:9092', 'a:9092'],
    ['[::1]:9092', '[::1]:9092'],
  ])('understands %j', (pasted, servers) => {
    expect(readBootstrapServers(pasted)).toBe(servers)
  })

  it.each(['', 'localhost', 'acks=all', 'http://example.org/'])('finds none in %j', (pasted) => {
    expect(readBootstrapServers(pasted)).toBeNull()
  })
})

describe('problemsOf', () => {
  it('names each field that is wrong', () => {
    const problems = problemsOf({ ...draftOf(null), name: ' ', bootstrapServers: 'no-port' })
    expect(Object.keys(problems).sort()).toEqual(['bootstrapServers', 'name'])
  })

  it('finds nothing wrong with a complete draft', () => {
    expect(problemsOf({ ...draftOf(null), name: 'Staging', bootstrapServers: 'a:9092' })).toEqual({})
  })
})
