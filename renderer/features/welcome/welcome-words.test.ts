import { describe, expect, it } from 'vitest'
import { demoWords, offerWords, wholeWords } from './welcome-words.ts'

const facts = (brokerCount: number, isEnabled: boolean) => ({ brokerCount, demo: { isEnabled } })

describe('the first window', () => {
  it('offers the brokers and the data that there will be', () => {
    expect(offerWords(facts(3, true))).toContain('Three Kafka brokers inside Loupe, with demo data.')
    expect(offerWords(facts(2, false))).toContain('Two Kafka brokers inside Loupe, empty.')
    expect(offerWords(facts(1, true))).toContain('One Kafka broker inside Loupe')
  })

  it('speaks of a shop only where there is one', () => {
    expect(wholeWords(facts(3, true))).toContain('Three brokers on this machine, a small shop')
    expect(wholeWords(facts(2, false))).toBe(
      'Two brokers on this machine, and every screen to look into them.',
    )
    expect(demoWords(facts(2, false))).toContain('Demo data is off.')
    expect(demoWords(facts(2, true))).toContain('Demo data is a small shop')
  })

  it('claims no number before it knows one', () => {
    expect(offerWords(undefined)).toContain('A Kafka cluster inside Loupe.')
    expect(wholeWords(undefined)).toContain('A Kafka cluster on this machine')
  })
})
