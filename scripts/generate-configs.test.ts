import { describe, expect, it } from 'vitest'
import { brokerConfigs } from '../broker/config/broker-configs.ts'
import { clientMetricsConfigs } from '../broker/config/client-metrics-configs.ts'
import { groupConfigs } from '../broker/config/group-configs.ts'
import { topicConfigs } from '../broker/config/topic-configs.ts'
import { generateConfigReference } from './generate-configs.ts'

describe('the config reference', () => {
  it('has a row of seven cells for every config', () => {
    const rows = generateConfigReference()
      .split('\n')
      .filter((line) => line.startsWith('| `'))
    expect(rows.length).toBe(
      topicConfigs.size + groupConfigs.size + clientMetricsConfigs.size + brokerConfigs.size,
    )
    for (const line of rows) expect(line.split(/(?<!\\)\|/).length, line).toBe(9)
  })
})
