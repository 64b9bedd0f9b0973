import { describe, expect, it } from 'vitest'
import { draftOf, problemsOf, readBootstrapServers, shownProblems } from './connection-form.ts'

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

describe('shownProblems', () => {
  const draft = { ...draftOf(null), bootstrapServers: 'garbage' }

  it('shows none while nothing was asked', () => {
    expect(shownProblems(draft, 'nothing')).toEqual({})
  })

  it('shows a test only what is wrong with the servers', () => {
    expect(Object.keys(shownProblems(draft, 'test'))).toEqual(['bootstrapServers'])
    expect(shownProblems({ ...draft, bootstrapServers: 'a:9092' }, 'test')).toEqual({})
  })

  it('shows all when it is to be saved', () => {
    expect(Object.keys(shownProblems(draft, 'save')).sort()).toEqual(['bootstrapServers', 'name'])
  })

  it.each(['127.0.0.1:99999', 'a:9092,b:0', 'a:65536', '[::1]:123456'])('names the port of %s', (servers) => {
    const problems = shownProblems({ ...draft, bootstrapServers: servers }, 'test')
    expect(problems.bootstrapServers).toMatch(/^A port is a number from 1 to 65535, not \d+\.$/)
  })

  it('takes the first and the last port there is', () => {
    expect(shownProblems({ ...draft, bootstrapServers: 'a:1,b:65535' }, 'test')).toEqual({})
  })
})
