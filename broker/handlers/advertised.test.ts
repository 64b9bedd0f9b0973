import { describe, expect, it } from 'vitest'
import {
  API_HISTORY,
  advertisedIn,
  KAFKA_RELEASES,
  NEWEST_RELEASE,
  releaseOf,
} from '../base/kafka-releases.ts'
import { brokerTable } from './table.ts'

const served = (key: number) => brokerTable.get(key)?.versions ?? { min: 0, max: 0 }

describe('releases of Kafka', () => {
  it('know every API that is served, up to its highest version', () => {
    for (const [key, { api, versions }] of brokerTable) {
      expect(advertisedIn(NEWEST_RELEASE, key, versions), api.name).toEqual(versions)
    }
  })

  it('have versions that only grow, except for what a release left out', () => {
    for (const { maxSince, name } of API_HISTORY) {
      const levels = KAFKA_RELEASES.flatMap((release) => maxSince[release] ?? []).filter(
        (level) => level >= 0,
      )
      expect(levels, name).toEqual([...levels].sort((a, b) => a - b))
    }
  })

  it('advertise what they had', () => {
    expect(advertisedIn('2.8', 0, served(0))).toEqual({ min: 0, max: 9 })
    expect(advertisedIn('3.7', 0, served(0))).toEqual({ min: 0, max: 10 })
    expect(advertisedIn('3.5', 1, served(1))).toEqual({ min: 4, max: 15 })
    expect(advertisedIn('2.8', 66, served(66))).toBeNull()
    expect(advertisedIn('3.0', 66, served(66))).toEqual({ min: 0, max: 0 })
    expect(advertisedIn('4.0', 11, served(11))).toEqual({ min: 2, max: 9 })
    expect(advertisedIn('4.1', 11, served(11))).toEqual({ min: 0, max: 9 })
  })

  it('are named with or without a patch level', () => {
    expect(['3.7', '3.7.2', 'v4.0', ' 4.2.0 '].map(releaseOf)).toEqual(['3.7', '3.7', '4.0', '4.2'])
    expect(['', '2.7', '5', '3', 'latest', '3.7.x'].map(releaseOf)).toEqual([
      null,
      null,
      null,
      null,
      null,
      null,
    ])
  })
})
